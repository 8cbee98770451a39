//! Every scenario does what its line says, however it is asked for.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use nameplate_emulator::Scenario;

use crate::client::{Call, Events, Running, ended, fast, start};

/// A submit whose body asks for a scenario.
fn magic(emulator: &Running, name: &str) -> Call {
    emulator.upscale(&format!("https://example.com/scenario-{name}/a.mp4"))
}

fn id_of(call: &Call) -> String {
    call.send().json()["id"].as_str().unwrap().to_owned()
}

/// How many jobs the emulator has started.
fn started(emulator: &Running) -> usize {
    let log = emulator.handle.log();
    log.iter().filter(|entry| entry.submit).flat_map(|entry| &entry.jobs).collect::<BTreeSet<_>>().len()
}

#[test]
fn a_flag_a_header_and_a_word_in_an_address_ask_for_the_same() {
    let by_flag = start(fast().scenario(Scenario::NoCredit));
    assert_eq!(by_flag.upscale("https://example.com/a.mp4").send().status, 402);
    assert_eq!(by_flag.upscale("https://example.com/a.mp4").scenario("ok").send().status, 200);
    let emulator = start(fast());
    assert_eq!(emulator.upscale("https://example.com/a.mp4").scenario("402").send().status, 402);
    assert_eq!(magic(&emulator, "402").send().status, 402);
    assert_eq!(emulator.upscale("https://scenario-402.example.com/a.mp4").send().status, 402);
    let unknown = emulator.upscale("https://example.com/a.mp4").scenario("sesame").send();
    assert_eq!((unknown.status, unknown.verdict()), (400, "unknown_scenario"));
    emulator.handle.set_scenario(Scenario::NoCredit);
    assert_eq!(emulator.upscale("https://example.com/a.mp4").send().status, 402);
}

#[test]
fn refusals_have_their_statuses_and_start_nothing() {
    let emulator = start(fast());
    for (name, status) in [("401", 401), ("402", 402), ("5xx-submit", 500), ("probe-fail", 400), ("too-large", 400)] {
        let answer = magic(&emulator, name).send();
        assert_eq!(answer.status, status, "{name}");
        assert!(answer.json()["error"]["message"].is_string(), "{name}");
    }
    assert_eq!(started(&emulator), 0);
}

#[test]
fn every_other_call_is_refused_with_429_and_when_to_come_back() {
    let emulator = start(fast());
    let first = magic(&emulator, "429-retry-after").send();
    assert_eq!((first.status, first.header("retry-after")), (429, Some("1")));
    let id = id_of(&magic(&emulator, "429-retry-after"));
    assert_eq!(emulator.task(&id).send().status, 429);
    assert_eq!(emulator.task(&id).send().status, 200);
    assert_eq!(emulator.task(&id).send().status, 429);
    for _ in 0..3 {
        assert_eq!(
            emulator.task(&id).scenario("429-retry-after").send().status,
            429,
            "a header asks for it every time"
        );
    }
}

#[test]
fn server_errors_hit_submits_polls_and_results() {
    let emulator = start(fast());
    assert_eq!(magic(&emulator, "5xx-after-submit").send().status, 502);
    assert_eq!(started(&emulator), 1, "the job has started all the same");
    let id = id_of(&magic(&emulator, "5xx-poll"));
    assert_eq!(emulator.task(&id).send().status, 503);
    assert_eq!(emulator.task(&id).send().status, 200);
    let id = id_of(&magic(&emulator, "5xx-result"));
    let url = ended(&emulator.task(&id), &["completed"])["output"]["video_urls"][0].as_str().unwrap().to_owned();
    assert_eq!(Call::new("GET", &url).send().status, 502);
    assert_eq!(Call::new("GET", &url).send().status, 200);
}

#[test]
fn connections_are_cut_before_or_after_the_submit_was_taken() {
    let emulator = start(fast());
    assert!(magic(&emulator, "cut-before").try_send().is_err());
    assert_eq!(started(&emulator), 0);
    assert!(magic(&emulator, "cut-after").try_send().is_err());
    assert_eq!(started(&emulator), 1);
    let id = emulator.handle.log().pop().unwrap().jobs[0].clone();
    ended(&emulator.task(&id), &["completed"]);
}

#[test]
fn a_cut_call_that_blocks_ends_without_an_answer_when_its_job_has_ended() {
    let emulator = start(fast());
    let body = r#"{"model":"topazlabs-rhea-video","input_video":"https://example.com/scenario-cut-after/a.mp4"}"#;
    assert!(emulator.post("oxen", "/api/ai/videos/generate", body).try_send().is_err());
    assert_eq!(started(&emulator), 1);
}

#[test]
fn half_a_body_comes_and_then_nothing() {
    let emulator = start(fast());
    let half = magic(&emulator, "half-json-submit").send();
    assert!(!half.whole && !half.body.is_empty() && half.text().starts_with(r#"{"id":"task_"#), "{half:?}");
    assert_eq!(started(&emulator), 1);
    let id = id_of(&magic(&emulator, "half-json"));
    assert!(!emulator.task(&id).send().whole);
    assert!(emulator.task(&id).send().whole);
}

#[test]
fn a_stalled_connection_stays_open_and_silent() {
    let emulator = start(fast());
    let silent = |call: &Call| {
        let mut open = call.open();
        open.get_mut().set_read_timeout(Some(Duration::from_millis(500))).unwrap();
        let error = crate::client::head(&mut open).unwrap_err();
        matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
    };
    let id = id_of(&magic(&emulator, "stall"));
    assert!(silent(&emulator.task(&id)));
    assert_eq!(emulator.task(&id).send().status, 200);
    assert!(silent(&magic(&emulator, "stall-submit")));
    assert_eq!(started(&emulator), 2);
}

#[test]
fn an_undocumented_status_comes_in_between() {
    let emulator = start(fast());
    let id = id_of(&magic(&emulator, "unknown-status"));
    let mut seen = BTreeSet::new();
    while !seen.contains("completed") {
        seen.insert(emulator.task(&id).send().json()["status"].as_str().unwrap().to_owned());
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["awaiting_moderation", "completed", "processing"]);
}

#[test]
fn jobs_fail_with_a_code_of_the_provider() {
    let emulator = start(fast());
    let id = id_of(&magic(&emulator, "fail-refund"));
    let failed = ended(&emulator.task(&id), &["failed"]);
    assert_eq!(failed["error"].to_string(), r#"{"code":80006,"message":"Request violates content policy"}"#);
    assert!(failed["output"].is_null());
    let id = id_of(&magic(&emulator, "too-large-in-job"));
    let failed = ended(&emulator.task(&id), &["failed"]);
    assert_eq!(failed["error"]["code"], 80007);
}

#[test]
fn slow_and_instant_jobs_take_their_time() {
    let emulator = start(fast());
    let instant = id_of(&magic(&emulator, "instant"));
    assert_eq!(emulator.task(&instant).send().json()["status"], "completed");
    let slow = id_of(&magic(&emulator, "slow"));
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(emulator.task(&slow).send().json()["status"], "processing");
}

#[test]
fn results_expire_or_are_not_what_they_should_be() {
    let emulator = start(fast());
    let result = |name: &str| {
        let id = id_of(&magic(&emulator, name));
        let url = ended(&emulator.task(&id), &["completed"])["output"]["video_urls"][0].as_str().unwrap().to_owned();
        Call::new("GET", url).send()
    };
    assert_eq!(result("result-expired").status, 410);
    let cut = result("result-cut");
    assert!(cut.status == 200 && !cut.whole);
    assert_eq!(result("result-page").header("content-type"), Some("text/html"));
}

#[test]
fn streams_drop_repeat_and_tell_of_other_things() {
    let emulator = start(fast());
    let open = || Events::open(&emulator.get("oxen", "/api/events"));
    let enqueue = |name: &str| {
        let body =
            format!(r#"{{"model":"topazlabs-rhea-video","input_video":"https://example.com/scenario-{name}/a.mp4"}}"#);
        let answer = emulator.post("oxen", "/api/ai/queue", &body).send().json();
        answer["generations"][0]["generation_id"].as_str().unwrap().to_owned()
    };
    let mut events = open();
    enqueue("sse-drop");
    assert_eq!(events.next_event(), None, "the stream ends in place of the event");
    let mut events = open();
    let id = enqueue("dup-event");
    let first = events.next_event().unwrap();
    assert!(first.contains(&id));
    assert_eq!(events.next_event(), Some(first));
    let id = enqueue("unknown-event");
    let told: Vec<String> = (0..3).filter_map(|_| events.next_event()).collect();
    assert!(told[0].starts_with("event: deployment_status_changed\n"), "{told:?}");
    assert!(told[1].starts_with("event: media_generation_completed\n") && !told[1].contains(&id), "{told:?}");
    assert!(told[2].contains(&id) && told[2].contains("nameplate_unknown"), "{told:?}");
    let dropped = emulator.get("oxen", "/api/events").scenario("sse-drop");
    let mut dropped = Events::open(&dropped);
    emulator.enqueue("").send();
    assert_eq!(dropped.next_event(), None);
    assert!(events.until(Instant::now() + Duration::from_millis(300)).len() <= 1, "other streams go on");
}
