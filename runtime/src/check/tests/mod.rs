//! The checker on hand-built tables, one feature a test.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod fixture;
mod hostile;
mod limits;
mod objects;
mod reports;
mod rules;
mod sources;

use fixture::{rhea, topaz};

use crate::{Options, RuleId};

/// The rules and pointers of a report, in its order.
fn faults(report: &crate::Report) -> Vec<(RuleId, &str)> {
    report.violations.iter().map(|violation| (violation.rule, &*violation.pointer)).collect()
}

/// Each violation as its rule, its pointer and the bytes it is about.
fn show(report: &crate::Report, body: &[u8]) -> Vec<String> {
    let bytes = |violation: &crate::Violation| match violation.span.clone() {
        Some(span) => String::from_utf8_lossy(&body[span]).into_owned(),
        None => "-".to_owned(),
    };
    report
        .violations
        .iter()
        .map(|violation| format!("{} {} {}", violation.rule, violation.pointer, bytes(violation)))
        .collect()
}

#[test]
fn a_valid_body_has_no_fault() {
    let report = rhea().check(
        br#"{"model":"topazlabs-rhea-video","input_video":"https://a.example/b.mp4","blur":-1}"#,
        &Options::new(),
    );
    assert_eq!(report.violations, []);
}

#[test]
fn every_fault_is_found_at_once_in_the_order_of_the_body() {
    let body = br#"{"blur":1.2,"grain_type":"gray","fps":1,"blur":2,"resolution":720}"#;
    let report = rhea().check(body, &Options::new());
    assert_eq!(
        faults(&report),
        [
            (RuleId::OutOfRange, "/blur"),
            (RuleId::NotListed, "/grain_type"),
            (RuleId::UnknownParameter, "/fps"),
            (RuleId::DuplicateKey, "/blur"),
            (RuleId::WrongType, "/resolution"),
            (RuleId::Missing, "/model"),
            (RuleId::Missing, "/input_video"),
        ]
    );
    let spans: Vec<_> = report.violations.iter().map(|violation| violation.span.clone()).collect();
    assert_eq!(spans.first(), Some(&Some(8..11)));
    assert_eq!(report.violations[1].suggestion.as_deref(), Some("\"grey\""));
}

#[test]
fn the_providers_code_comes_from_the_model_first() {
    let report = topaz().check(
        br#"{"model":"topaz-video-upscaler","video_url":"data:video/mp4;base64,AAAA","upscale_factor":2}"#,
        &Options::new(),
    );
    assert_eq!(faults(&report), [(RuleId::BadScheme, "/video_url"), (RuleId::WrongType, "/upscale_factor")]);
    assert_eq!(report.violations[0].http, Some(400));
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["violations"][0]["code"], 20003);
    assert_eq!(json["violations"][1]["suggestion"], "\"2\"");
}
