//! Balances and prices. The figures are computed by hand from the published rates.

use nameplate::Exact;
use nameplate_emulator::DeclaredFacts;
use serde_json::Value;

use crate::client::{ended, fast, start};

/// What an account has at first.
const OPENING: i64 = 10_000_000;

#[test]
fn credits_are_taken_at_the_submit_by_the_measured_length() {
    let facts = DeclaredFacts::new().with("https://example.com/declared.mp4", "seconds", "9.2");
    let emulator = start(fast().measures(facts));
    let mut spent = 0;
    for (url, factor, credits) in [
        // ceil(5.01) s at 0.044, ceil(6) s at 0.077, ceil(0.2) s at 0.044, ceil(9.2) s at 0.077 USD a second.
        ("https://example.com/a.mp4?seconds=5.01", "2", 264),
        ("https://example.com/a.mp4?width=640&seconds=6", "4", 462),
        ("https://example.com/a.mp4?seconds=0.2", "1", 44),
        ("https://example.com/declared.mp4", "4", 770),
    ] {
        let body = format!(r#"{{"model":"topaz-video-upscaler","video_url":"{url}","upscale_factor":"{factor}"}}"#);
        assert_eq!(emulator.post("reapi", "/api/v1/videos/generations", &body).send().status, 200);
        spent += credits;
        assert_eq!(emulator.balance(), OPENING - spent, "{url}");
    }
}

#[test]
fn a_length_that_nobody_declares_follows_from_the_address() {
    let price = || {
        let emulator = start(fast());
        emulator.upscale("https://example.com/some.mp4").send();
        OPENING - emulator.balance()
    };
    let first = price();
    assert!((3 * 44..=13 * 44).contains(&first) && first % 44 == 0, "{first}");
    assert_eq!(price(), first);
}

#[test]
fn a_failed_job_is_refunded_before_any_poll_can_see_it() {
    let emulator = start(fast());
    let call = emulator.upscale("https://example.com/scenario-fail-refund/a.mp4?seconds=10");
    let id = call.send().json()["id"].as_str().unwrap().to_owned();
    assert_eq!(emulator.balance(), OPENING - 440);
    loop {
        let status = emulator.task(&id).send().json()["status"].clone();
        let balance = emulator.balance();
        if status == "failed" {
            assert_eq!(balance, OPENING);
            break;
        }
        assert_eq!(status, "processing");
    }
}

#[test]
fn refusals_cost_nothing() {
    let emulator = start(fast());
    for url in [
        "https://example.com/scenario-probe-fail/a",
        "https://example.com/scenario-too-large/a",
        "data:x",
        "https://scenario-402.example.com/a",
    ] {
        assert!(emulator.upscale(url).send().status >= 400, "{url}");
    }
    assert_eq!(emulator.balance(), OPENING);
}

#[test]
fn an_account_without_credit_is_refused() {
    let emulator = start(fast().balance(Exact::integer(100)));
    let call = || emulator.upscale("https://example.com/a.mp4?seconds=2").send();
    assert_eq!(call().status, 200, "88 of 100 credits");
    let refused = call();
    assert_eq!((refused.status, refused.verdict()), (402, "no_credit"));
    assert_eq!(refused.json()["error"]["code"], Value::Null, "the provider does not publish this code");
    assert_eq!(emulator.balance(), 12);
}

#[test]
fn unpublished_prices_take_nothing_and_are_null() {
    let emulator = start(fast());
    let body = r#"{"model":"audio-multistem","audio_url":"https://example.com/a.mp3"}"#;
    let answer = emulator.post("reapi", "/api/v1/audio/generations", body).send();
    assert_eq!(answer.status, 200);
    assert_eq!(emulator.balance(), OPENING);
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    ended(&emulator.task(&id), &["completed"]);
    assert_eq!(emulator.balance(), OPENING);
}
