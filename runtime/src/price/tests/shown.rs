//! What programs and people get to see of an estimate.

use super::*;
use crate::{Report, RuleId, Severity, Violation};

fn json(estimate: &Estimate) -> String {
    serde_json::to_string(estimate).unwrap()
}

#[test]
fn an_exact_estimate_has_the_members_of_the_interface() {
    assert_eq!(
        json(&estimate(&per_second_and_tier(), "\"2\"", "source_seconds=5.01")),
        concat!(
            r#"{"kind":"exact","total":"0.264","min":"0.264","max":"0.264","currency":"USD","credits":264,"credits_min":264,"#,
            r#""credits_max":264,"rate":null,"why":null,"needs":[],"assumes":["source_seconds"],"lines":["#,
            r#"{"name":"billable_seconds","quantity":"6","unit":"s","by":"m0 1 ceil","cell":null},"#,
            r#"{"name":"per_second","quantity":"0.044","unit":"USD/s","by":null,"cell":"1x2x"},"#,
            r#"{"name":"bill","quantity":"0.264","unit":"USD","by":"r0 p0 *","cell":null}],"#,
            r#""prices":{"read":"2026-07-28","confidence":"second_hand"},"violations":[]}"#,
        )
    );
}

#[test]
fn a_range_has_ends_and_no_total_and_a_rate_has_neither() {
    assert_eq!(
        json(&estimate(&per_second_and_tier(), "\"2\"", "source_seconds=5..6")),
        concat!(
            r#"{"kind":"range","total":null,"min":"0.22","max":"0.264","currency":"USD","credits":null,"credits_min":220,"#,
            r#""credits_max":264,"rate":null,"why":null,"needs":[],"assumes":["source_seconds"],"lines":["#,
            r#"{"name":"per_second","quantity":"0.044","unit":"USD/s","by":null,"cell":"1x2x"}],"#,
            r#""prices":{"read":"2026-07-28","confidence":"second_hand"},"violations":[]}"#,
        )
    );
    let rate = json(&estimate(&per_second_and_tier(), "\"2\"", ""));
    let expected = concat!(
        r#"{"kind":"rate","total":null,"min":null,"max":null,"currency":"USD","credits":null,"credits_min":null,"#,
        r#""credits_max":null,"rate":{"amount":"0.044","fixed":"0","per":"1","unit":"s","measure":"source_seconds","#,
        r#""rounded":true},"why":null,"needs":["source_seconds"],"assumes":[],"#,
    );
    assert!(rate.starts_with(expected), "{rate}");
}

#[test]
fn an_unknown_price_has_its_reason_and_an_invalid_request_its_violations() {
    let unpublished = model(Billing::Unpublished("no rate".into()));
    let unpublished = unpublished.estimate(&request(""), &Measures::new(), &Rates::published());
    assert_eq!(
        json(&unpublished),
        concat!(
            r#"{"kind":"unknown","total":null,"min":null,"max":null,"currency":null,"credits":null,"credits_min":null,"#,
            r#""credits_max":null,"rate":null,"why":"unpublished","needs":[],"assumes":[],"lines":[],"prices":null,"violations":[]}"#,
        )
    );
    let violation = Violation {
        pointer: "/blur".into(),
        rule: RuleId::OutOfRange,
        name: None,
        code: None,
        http: Some(400),
        severity: Severity::Error,
        waived: false,
        message: "too large".into(),
        span: Some(41..44),
        also: Vec::new(),
        found: Some("1.2".into()),
        allowed: Some("-1..=1".into()),
        suggestion: None,
    };
    let invalid = Estimate::invalid(Report { violations: vec![violation], unchecked: Vec::new() });
    let expected = concat!(
        r#""why":"invalid_request","needs":[],"assumes":[],"lines":[],"prices":null,"violations":[{"pointer":"/blur","#,
        r#""rule":"out_of_range","name":null,"code":null,"http":400,"severity":"error","waived":false,"message":"too large","#,
        r#""span":[41,44],"also":[],"found":"1.2","allowed":"-1..=1","suggestion":null}]}"#,
    );
    assert!(json(&invalid).ends_with(expected), "{}", json(&invalid));
}

#[test]
fn people_see_a_tree_of_the_lines() {
    let spec = per_second_and_tier().spec();
    let shown = |given| {
        let estimate = spec.estimate(&request("\"4\""), &measures(given), &Rates::published());
        estimate.tree(&spec).to_string()
    };
    assert_eq!(
        shown("source_seconds=6.2"),
        " lens · acme   price list 2026-07-28, second-hand
 ├─ billable seconds   7 s         m0 1 ceil
 ├─ per second         $0.077 /s   4x
 ├─ bill               $0.539      r0 p0 *
 └─ credits            539
 estimate  exact if the provider's own measurement agrees; it decides
 assumes   source_seconds, which the provider measures itself
"
    );
    assert_eq!(
        shown(""),
        " lens · acme   price list 2026-07-28, second-hand
 ├─ per second   $0.077 /s   4x
 └─ total        depends on source_seconds: $0.077 per started second
                 at 10 s $0.77 · 30 s $2.31 · 60 s $4.62
 estimate  unknown: not counted as zero
 needs     source_seconds, which nobody gave
"
    );
}

#[test]
fn people_see_why_there_is_no_price() {
    let spec = model(Billing::Unpublished("no rate".into()));
    let estimate = spec.estimate(&request(""), &Measures::new(), &Rates::published());
    assert_eq!(
        estimate.tree(&spec).to_string(),
        " lens · acme
 └─ total   unknown
 estimate  unknown, not counted as zero: the provider publishes no price for this request
"
    );
}

#[test]
fn the_total_fits_one_line() {
    let sheet = per_second_and_tier();
    let line = |given| estimate(&sheet, "\"2\"", given).to_string();
    assert_eq!(line("source_seconds=10"), "$0.44, 440 credits");
    assert_eq!(line("source_seconds=10..11"), "$0.44 to $0.484, 440 to 484 credits");
    assert_eq!(line(""), "depends on source_seconds: $0.044 per started second");
    let words = Sheet::new().measure("words", "words").step("bill", "EUR", "m0 1000 / 1 ceil 0.5 * 1 +");
    assert_eq!(estimate(&words, "", "").to_string(), "depends on words: $1.00 + $0.50 per started 1000 words");
}
