//! `nameplate check`: what it answers, where it points, and how it ends.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{ACME, REAL, members, run, run_with, with};
use serde_json::json;

const RHEA: &str = "topazlabs-rhea-video";

fn check(body: &str, more: &[&str]) -> common::Said {
    let arguments = with(&["check", RHEA, "--request", "-", "--json"], &with(&REAL, more));
    run_with(&arguments, body.as_bytes())
}

#[test]
fn a_request_that_is_ok_has_every_member_and_exit_code_0() {
    let said = check(r#"{"model":"topazlabs-rhea-video","input_video":"https://a.example/x.mp4"}"#, &[]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert_eq!(members(&said.out), ["v", "ok", "violations", "unchecked"]);
    assert_eq!(
        said.json(),
        json!({"v": 1, "ok": true, "violations": [], "unchecked": [{"pointer": "/input_video", "what": "of"}]})
    );
    assert_eq!(said.out.matches('\n').count(), 1, "one object on one line");
}

#[test]
fn a_violation_has_every_member_in_its_order() {
    let body = r#"{"model":"topazlabs-rhea-video","blur":1.2,"input_video":"https://a.example/x.mp4"}"#;
    let said = check(body, &[]);
    assert_eq!(said.code, 3);
    let violation = &said.json()["violations"][0];
    assert_eq!(violation["pointer"], "/blur");
    assert_eq!(violation["rule"], "out_of_range");
    assert_eq!(violation["severity"], "error");
    assert_eq!(violation["waived"], false);
    let at = body.find("1.2").unwrap();
    assert_eq!(violation["span"], json!([at, at + 3]));
    assert_eq!(violation["found"], "1.2");
    assert_eq!(violation["allowed"], "-1..=1");
    let start = said.out.find(r#"{"pointer":"/blur""#).unwrap();
    let end = start + said.out[start..].find('}').unwrap() + 1;
    assert_eq!(
        members(&said.out[start..end]),
        [
            "pointer",
            "rule",
            "name",
            "code",
            "http",
            "severity",
            "waived",
            "message",
            "span",
            "also",
            "found",
            "allowed",
            "suggestion"
        ]
    );
}

#[test]
fn places_come_first_then_what_is_missing() {
    let body = r#"{"model":"topazlabs-rhea-video","zoom":1,"grain":5,"grain":0.2}"#;
    let said = check(body, &[]);
    let rules: Vec<_> = said.json()["violations"].as_array().unwrap().iter().map(|v| v["rule"].clone()).collect();
    assert_eq!(rules, ["unknown_parameter", "out_of_range", "duplicate_key", "missing"]);
}

#[test]
fn the_providers_code_has_its_own_type() {
    let said = run(&with(&["check", "topaz-video-upscaler", "-p", "upscale_factor=3", "--json"], &REAL));
    let violations = said.json()["violations"].clone();
    assert_eq!(violations[0]["code"], 20003);
    assert_eq!(violations[0]["http"], 400);
    assert_eq!(violations[1]["code"], 20002);
    let said = run(&with(&["check", "poster", "-p", "quality=best", "--json"], &ACME));
    assert_eq!(said.json()["violations"][0]["code"], "bad_value");
}

#[test]
fn what_is_only_inferred_refuses_when_strict() {
    let body = r#"{"model":"topazlabs-rhea-video","input_video":"ftp://a.example/x.mp4"}"#;
    let (lenient, strict) = (check(body, &[]), check(body, &["--strict"]));
    assert_eq!((lenient.code, strict.code), (0, 3));
    assert_eq!(lenient.json()["violations"][0]["severity"], "warning");
    assert_eq!(strict.json()["violations"][0]["severity"], "error");
    assert_eq!(strict.json()["violations"][0]["rule"], "bad_scheme");
}

#[test]
fn an_unknown_member_is_a_warning_when_the_caller_says_so() {
    let body = r#"{"model":"topazlabs-rhea-video","input_video":"https://a.example/x.mp4","zoom":1}"#;
    assert_eq!(check(body, &[]).code, 3);
    assert_eq!(check(body, &["--allow-unknown"]).code, 0);
}

#[test]
fn a_way_may_add_members() {
    let body = r#"{"model":"topazlabs-rhea-video","input_video":"https://a.example/x.mp4","num_generations":2}"#;
    assert_eq!(check(body, &[]).code, 0);
    assert_eq!(check(body, &["--way", "queue"]).code, 0);
    assert_eq!(check(body, &["--way", "sync"]).json()["violations"][0]["rule"], "unknown_parameter");
}

#[test]
fn facts_about_a_file_are_checked_when_they_are_given() {
    let with_facts = |facts: &[&str]| {
        let clip = ["check", "topaz-video-upscaler", "-p", "video_url=https://a.example/x.mp4", "--json"];
        run(&with(&clip, &with(&REAL, facts)))
    };
    let fine = with_facts(&["--measure", "video_url.bytes=1000", "--measure", "video_url.container=mp4"]);
    assert_eq!(fine.code, 0);
    assert_eq!(fine.json()["unchecked"], json!([{"pointer": "/video_url", "what": "of"}]));
    let large = with_facts(&["--measure", "video_url.bytes=60000000"]);
    assert_eq!(large.code, 3);
    assert_eq!(large.json()["violations"][0]["rule"], "media");
    assert_eq!(with_facts(&["--measure", "video_url.container=avi"]).code, 3);
}

#[test]
fn a_body_that_is_too_large_or_no_json_is_one_violation() {
    for (body, rule) in [("", "not_json"), ("{", "not_json"), ("\u{feff}{}", "not_json"), ("nul", "not_json")] {
        let said = check(body, &[]);
        assert_eq!(said.code, 3);
        assert_eq!(said.json()["violations"].as_array().unwrap().len(), 1);
        assert_eq!(said.json()["violations"][0]["rule"], rule, "{body:?}");
    }
    assert_eq!(check(&" ".repeat((16 << 20) + 1), &[]).json()["violations"][0]["rule"], "too_large");
    assert_eq!(check(&"[".repeat(100_000), &[]).json()["violations"][0]["rule"], "too_deep");
}

#[test]
fn people_read_what_is_wrong_and_how_it_ends() {
    let said = run(&with(&["check", "topaz-video-upscaler", "-p", "upscale_facter=2"], &REAL));
    assert_eq!(said.code, 3);
    assert!(said.out.contains("unknown parameter `upscale_facter`"), "{}", said.out);
    assert!(said.out.contains("request: 2 errors, 0 warnings (exit 3)"), "{}", said.out);
    assert!(!said.out.contains('\u{1b}'), "no colours where nobody looks");
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let said = run(&with(&["check", "nothing", "--color", "always"], &REAL));
    assert!(said.err.contains('\u{1b}'), "{}", said.err);
}

#[test]
fn wrong_usage_leaves_standard_output_empty() {
    let body = ["-p", "input_video=https://a.example/x.mp4"];
    let usage = |more: &[&str]| run(&with(&with(&["check"], &REAL), more));
    usage(&[]).is_usage_error("MODEL");
    usage(&with(&["topazlabs-rhea-vdieo"], &body)).is_usage_error("did you mean `topazlabs-rhea-video`");
    usage(&with(&[RHEA, "--way", "stream"], &body)).is_usage_error("has no way `stream`");
    usage(&with(&[RHEA, "--measure", "seconds=1"], &body)).is_usage_error("has no measure `seconds`");
    usage(&with(&[RHEA, "--measure", "input_video.seconds=-1"], &body)).is_usage_error("negative");
    usage(&with(&[RHEA, "--measure", "input_video.seconds=long"], &body)).is_usage_error("`long` is no number");
    usage(&with(&[RHEA, "--request", "-"], &body)).is_usage_error("cannot be used with");
    usage(&with(&[RHEA, "--jsonl"], &body)).is_usage_error("cannot be used with");
    usage(&[RHEA]).is_usage_error("there is no request");
    usage(&[RHEA, "--request", "no/such/file"]).is_usage_error("cannot read `no/such/file`");
    usage(&[RHEA, "--request", "specs"]).is_usage_error("cannot read `specs`");
    usage(&[RHEA, "-p", "resolution"]).is_usage_error("has no `=`");
    usage(&[RHEA, "-p", "=4k"]).is_usage_error("names no parameter");
    usage(&[RHEA, "-p", "resolution:=4k"]).is_usage_error("is not JSON");
    usage(&[RHEA, "--frobnicate"]).is_usage_error("--frobnicate");
}
