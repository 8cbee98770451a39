//! `nameplate estimate`: figures against calculations done by hand, and every reason for having none.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{ACME, REAL, members, run, run_with, with};
use serde_json::{Value, json};

const CLIP: [&str; 2] = ["-p", "video_url=https://a.example/x.mp4"];

fn upscale(more: &[&str]) -> common::Said {
    run(&with(&with(&["estimate", "topaz-video-upscaler", "--json"], &REAL), &with(&CLIP, more)))
}

fn lines(input: &str) -> common::Said {
    run_with(&with(&["estimate", "topaz-video-upscaler", "--jsonl"], &REAL), input.as_bytes())
}

#[test]
fn an_exact_price_is_the_answer_of_the_interface() {
    let said = upscale(&["--measure", "source_seconds=5.01"]);
    assert_eq!(said.code, 0);
    // Six started seconds at 0.044 are 0.264, which are 264 credits of 0.001.
    assert_eq!(
        said.out.trim_end(),
        concat!(
            r#"{"v":1,"kind":"exact","total":"0.264","min":"0.264","max":"0.264","currency":"USD","credits":264,"#,
            r#""credits_min":264,"credits_max":264,"rate":null,"why":null,"needs":[],"assumes":["source_seconds"],"#,
            r#""lines":[{"name":"billable_seconds","quantity":"6","unit":"s","by":"ceil(source_seconds)","cell":null},"#,
            r#"{"name":"per_second","quantity":"0.044","unit":"USD/s","by":null,"cell":"1x2x"},"#,
            r#"{"name":"bill","quantity":"0.264","unit":"USD","by":"per_second * billable_seconds","cell":null}],"#,
            r#""prices":{"read":"2026-07-28","confidence":"second_hand"},"violations":[]}"#
        )
    );
}

#[test]
fn a_range_of_a_measure_is_a_range_of_the_price() {
    let answer = upscale(&["--measure", "source_seconds=4.5..6.2", "-p", "upscale_factor=4"]).json();
    // 5 and 7 started seconds at 0.077.
    assert_eq!((&answer["kind"], &answer["total"]), (&json!("range"), &Value::Null));
    assert_eq!((&answer["min"], &answer["max"]), (&json!("0.385"), &json!("0.539")));
    assert_eq!(
        (&answer["credits"], &answer["credits_min"], &answer["credits_max"]),
        (&Value::Null, &json!(385), &json!(539))
    );
}

#[test]
fn one_measure_that_is_missing_leaves_a_rate() {
    let answer = upscale(&[]).json();
    assert_eq!(answer["kind"], "rate");
    assert_eq!(answer["total"], Value::Null);
    assert_eq!(answer["needs"], json!(["source_seconds"]));
    let rate = &answer["rate"];
    assert_eq!((&rate["amount"], &rate["fixed"], &rate["per"]), (&json!("0.044"), &json!("0"), &json!("1")));
    assert_eq!((&rate["unit"], &rate["measure"]), (&json!("s"), &json!("source_seconds")));
}

#[test]
fn a_price_that_nobody_publishes_is_unknown_and_no_fault() {
    let request = ["estimate", "topazlabs-rhea-video", "--json", "-p", "input_video=https://a.example/x.mp4"];
    let said = run(&with(&request, &REAL));
    assert_eq!(said.code, 0);
    assert_eq!((&said.json()["kind"], &said.json()["why"]), (&json!("unknown"), &json!("unpublished")));
    assert_eq!(said.json()["total"], Value::Null);
}

#[test]
fn a_request_that_is_wrong_has_its_violations_and_exit_code_3() {
    let said = upscale(&["-p", "upscale_factor=3", "--measure", "source_seconds=5"]);
    assert_eq!(said.code, 3);
    let answer = said.json();
    assert_eq!(answer["why"], "invalid_request");
    assert_eq!(answer["violations"][0]["rule"], "not_listed");
    assert_eq!(answer["violations"][0]["span"], Value::Null);
}

#[test]
fn a_measure_that_the_model_lacks_or_that_cannot_be_is_told() {
    for measure in ["sauce_seconds=5", "source_seconds=-1", "source_seconds=6..5", "video_url.bytes=-1"] {
        let said = upscale(&["--measure", measure]);
        assert_eq!((said.code, &said.json()["why"]), (0, &json!("bad_measure")), "{measure}");
        assert_eq!(said.json()["currency"], "USD");
    }
    assert!(upscale(&["--measure", "sauce_seconds=5"]).err.contains("did you mean `source_seconds`?"));
    assert_eq!(upscale(&["--measure", "source_seconds=1e400"]).json()["why"], "overflow");
}

#[test]
fn lines_take_measures_as_texts_numbers_and_ranges() {
    let request = r#"{"model":"topaz-video-upscaler","video_url":"https://a.example/x.mp4"}"#;
    let line = |measure: &str| format!("{{\"request\":{request},\"measures\":{{\"source_seconds\":{measure}}}}}\n");
    let said = lines(&["\"5.01\"", "5.01", "501e-2", r#"{"min":5.01,"max":"6"}"#].map(line).concat());
    assert_eq!(said.code, 0);
    for answer in said.lines() {
        assert_eq!(answer["total"], "0.264", "{answer}");
    }
}

#[test]
fn a_line_says_what_is_wrong_with_it() {
    let request = r#"{"model":"topaz-video-upscaler","video_url":"https://a.example/x.mp4"}"#;
    let cases = [
        ("", "invalid_request", "not_json"),
        ("{", "invalid_request", "not_json"),
        ("[]", "invalid_request", "wrong_type"),
        ("{}", "invalid_request", "missing"),
        (r#"{"measures":{}}"#, "invalid_request", "missing"),
        (r#"{"request":5}"#, "invalid_request", "wrong_type"),
        (&format!(r#"{{"request":{request},"measure":{{}}}}"#), "invalid_request", "unknown_parameter"),
        (&format!(r#"{{"request":{request},"request":{request}}}"#), "invalid_request", "duplicate_key"),
        (&format!(r#"{{"request":{request},"measures":[]}}"#), "invalid_request", "wrong_type"),
        (&format!(r#"{{"request":{request},"measures":{{"source_seconds":true}}}}"#), "invalid_request", "wrong_type"),
        (
            &format!(r#"{{"request":{request},"measures":{{"source_seconds":{{"min":1}}}}}}"#),
            "invalid_request",
            "missing",
        ),
        (&format!(r#"{{"request":{request},"measures":{{"source_seconds":"soon"}}}}"#), "bad_measure", ""),
        (&format!(r#"{{"request":{request},"measures":{{"source_seconds":-0.1}}}}"#), "bad_measure", ""),
        (&format!(r#"{{"request":{request},"measures":{{"source_seconds":{{"min":2,"max":1}}}}}}"#), "bad_measure", ""),
        (&format!(r#"{{"request":{request},"measures":{{"seconds":1}}}}"#), "bad_measure", ""),
    ];
    for (line, why, rule) in cases {
        let said = lines(&format!("{line}\n"));
        let answer = &said.lines()[0];
        assert_eq!((&answer["kind"], &answer["why"]), (&json!("unknown"), &json!(why)), "{line}");
        assert_eq!(said.code, if why == "invalid_request" { 3 } else { 0 }, "{line}");
        assert_eq!(answer["violations"][0]["rule"].as_str().unwrap_or_default(), rule, "{line}");
    }
}

#[test]
fn places_of_a_request_are_those_of_its_line() {
    let line =
        r#"{"request": {"model":"topaz-video-upscaler","video_url":"https://a.example/x.mp4","upscale_factor":"3"}}"#;
    let span = lines(&format!("{line}\n")).lines()[0]["violations"][0]["span"].clone();
    let at = line.find("\"3\"").unwrap();
    assert_eq!(span, json!([at, at + 3]));
}

#[test]
fn a_quantity_counts_by_its_value_and_not_by_its_spelling() {
    let thirty_zeros = "0".repeat(30);
    for literal in ["5", "5.0", "0.5e1", &format!("5.{thirty_zeros}"), &format!("5{thirty_zeros}e-30")] {
        assert_eq!(upscale(&["--measure", &format!("source_seconds={literal}")]).json()["total"], "0.22", "{literal}");
    }
    let just_above = format!("source_seconds=5.{thirty_zeros}1");
    assert_eq!(upscale(&["--measure", &just_above]).json()["total"], "0.264");
}

#[test]
fn what_a_file_of_rates_says_cannot_steer_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rates.json");
    std::fs::write(&path, r#"{"v":1,"read":"2026-11-20","rates":{"a\u001b[2Jb":{}}}"#).unwrap();
    let said = upscale(&["--rates", path.to_str().unwrap()]);
    said.is_usage_error("the model `a\\u{1b}[2Jb`");
    assert!(!said.err.contains('\u{1b}'), "{said:?}");
}

#[test]
fn rates_of_the_caller_replace_published_ones() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rates.json");
    let file = r#"{"v":1,"read":"2026-11-20","rates":{"reapi/topaz-video-upscaler":{"per_second":{"1x2x":"0.01"}}}}"#;
    std::fs::write(&path, file).unwrap();
    let rates = ["--rates", path.to_str().unwrap(), "--measure", "source_seconds=10"];
    let answer = upscale(&rates).json();
    assert_eq!(answer["total"], "0.1");
    assert_eq!(answer["prices"], json!({"read": "2026-11-20", "confidence": "caller"}));
    std::fs::write(&path, file.replace("1x2x", "2x")).unwrap();
    upscale(&rates).is_usage_error("the key `2x`");
    upscale(&["--rates", "no/such/file"]).is_usage_error("cannot read");
}

#[test]
fn a_budget_says_how_much_it_buys() {
    let answer = upscale(&["--budget", "5USD"]).json();
    // 113 started seconds at 0.044 are 4.972; 114 would be 5.016.
    assert_eq!(answer["budget"]["quantity"], "113");
    assert_eq!(answer["budget"]["total"], "4.972");
    for text in ["5", "USD", "-5USD", "5usd", "5EUR", "5USDX", "1e3USD"] {
        upscale(&["--budget", text]).is_usage_error("write the amount and its currency");
    }
}

#[test]
fn old_prices_are_worth_a_remark_and_nothing_more() {
    let said = upscale(&["--max-price-age", "0", "--measure", "source_seconds=1"]);
    assert_eq!((said.code, &said.json()["total"]), (0, &json!("0.044")));
    assert!(said.err.starts_with("warning: "), "{}", said.err);
}

#[test]
fn measures_do_not_mix_with_lines() {
    let arguments = with(&["estimate", "topaz-video-upscaler", "--jsonl", "--measure", "source_seconds=1"], &REAL);
    run(&arguments).is_usage_error("exclude each other");
    upscale(&["--measure", "source_seconds=1", "--measure", "source_seconds=2"]).is_usage_error("given twice");
}

#[test]
fn people_see_a_tree() {
    let arguments = with(&["estimate", "storyboard", "-p", "prompt=A red fox", "-p", "duration=4"], &ACME);
    let said = run(&arguments);
    assert_eq!(said.code, 0);
    // Four seconds, final, without sound: 4 × 0.279.
    assert!(said.out.contains("$1.116"), "{}", said.out);
}

#[test]
fn every_member_is_always_there() {
    let expected = [
        "v",
        "kind",
        "total",
        "min",
        "max",
        "currency",
        "credits",
        "credits_min",
        "credits_max",
        "rate",
        "why",
        "needs",
        "assumes",
        "lines",
        "prices",
        "violations",
    ];
    for more in [&["--measure", "source_seconds=1"][..], &[], &["-p", "upscale_factor=3"]] {
        assert_eq!(members(&upscale(more).out), expected);
    }
}
