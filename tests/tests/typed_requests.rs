//! A typed request and its bytes are judged and priced alike, and what is written is what is sent.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate::typed::Request;
use nameplate::{Exact, Options, Rates, Severity, Total};
use nameplate_models::oxen::topazlabs_rhea_video::{Resolution, TargetFps, TopazlabsRheaVideo};
use nameplate_models::reapi::topaz_video_upscaler::{Measures, TopazVideoUpscaler, UpscaleFactor};
use nameplate_tests::requests::{Random, body};

/// The rules that a report names, without places in a text, which a typed request does not have.
fn said(report: &nameplate::Report) -> Vec<(String, String, Severity)> {
    let mut said: Vec<_> = report
        .violations
        .iter()
        .map(|violation| (violation.pointer.clone(), violation.rule.to_string(), violation.severity))
        .collect();
    said.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    said
}

/// Draws requests; those that can be read are written, read and judged again.
fn round_trips<T: Request>(count: usize) {
    let mut random = Random::new(3);
    let (mut good, mut bad) = (0, 0);
    for _ in 0..count {
        let text = body(T::SPEC, 0, &mut random);
        let report = T::SPEC.check(text.as_bytes(), &Options::new());
        match T::from_json(text.as_bytes()) {
            Ok(checked) => {
                assert!(report.ok(), "{text}");
                let written = checked.to_json();
                let again = T::SPEC.check(written.as_bytes(), &Options::new());
                assert_eq!(said(&again), said(&report), "{text}\n{written}");
                let typed = T::SPEC.check_record(&*checked, &Options::new());
                assert_eq!(said(&typed), said(&report), "{text}");
                let once_more =
                    T::from_json(written.as_bytes()).unwrap_or_else(|report| panic!("{written}: {report:?}"));
                assert_eq!(once_more.to_json(), written);
                assert_eq!(once_more.fingerprint(), checked.fingerprint());
                good += 1;
            }
            Err(refused) => {
                assert_eq!(said(&refused), said(&report), "{text}");
                bad += 1;
            }
        }
    }
    assert!(good > count / 20 && bad > count / 20, "{good} good, {bad} bad");
}

#[test]
fn bytes_and_typed_requests_are_judged_alike() {
    round_trips::<TopazlabsRheaVideo>(4000);
    round_trips::<TopazVideoUpscaler>(4000);
}

#[test]
fn only_what_was_set_is_sent_and_numbers_are_those_of_ecmascript() {
    let request =
        TopazlabsRheaVideo::new("https://example.com/a.mp4").target_fps(TargetFps::N30).grain(0.05).blur(-0.0);
    assert_eq!(
        request.to_json(),
        r#"{"model":"topazlabs-rhea-video","input_video":"https://example.com/a.mp4","target_fps":30,"blur":0,"grain":0.05}"#
    );
}

#[test]
fn a_typed_request_reports_every_violation() {
    let request = TopazlabsRheaVideo::new("").grain(0.2).halo(f64::NAN);
    let Err(report) = request.check() else { panic!("three limits are broken") };
    let errors: Vec<_> = report.violations.iter().filter(|violation| violation.severity == Severity::Error).collect();
    let found: Vec<_> = errors.iter().map(|violation| (violation.pointer.as_str(), violation.rule.as_str())).collect();
    assert_eq!(found, [("/input_video", "too_short"), ("/grain", "out_of_range"), ("/halo", "not_finite")]);
}

#[test]
fn a_value_outside_the_spec_is_sent_on_purpose_only() {
    let request = TopazlabsRheaVideo::new("https://example.com/a.mp4").resolution(Resolution::unlisted("8k"));
    let checked = request.with_extra("new_parameter", true).check().unwrap_or_else(|report| panic!("{report:?}"));
    let waived: Vec<_> =
        checked.report().violations.iter().map(|violation| (violation.rule.as_str(), violation.waived)).collect();
    assert!(waived.contains(&("not_listed", true)) && waived.contains(&("unknown_parameter", true)), "{waived:?}");
    assert!(checked.to_json().ends_with(r#""resolution":"8k","new_parameter":true}"#));
    // The same bytes waive nothing.
    assert!(TopazlabsRheaVideo::from_json(checked.to_json().as_bytes()).is_err());
}

#[test]
fn a_typed_estimate_is_exact() {
    let request = TopazVideoUpscaler::new("https://example.com/a.mp4").upscale_factor(UpscaleFactor::X4);
    let checked = request.check().unwrap_or_else(|report| panic!("{report:?}"));
    let estimate = checked.estimate(&Measures::new().source_seconds(5.01), &Rates::published());
    assert_eq!(estimate.total, Total::Exact(Exact::decimal("0.462").unwrap()));
    assert_eq!(estimate.credits, Some((462, 462)));
}
