//! Typed requests as callers use them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp, reason = "tests")]

use nameplate::spec::ErrorPlace;
use nameplate::typed::{Checked, Nullable, Request};
use nameplate::{Exact, Rates, RuleId, Severity, Total, Why};
use nameplate_tests::generated::acme::studio::{
    Effect, EffectNone, EffectSpeed, EffectStems, EffectStemsStems, Format, SampleRate, Studio,
};
use nameplate_tests::generated::oxen::topazlabs_rhea_video::{Resolution, TargetFps, TopazlabsRheaVideo};
use nameplate_tests::generated::reapi::ErrorCode;
use nameplate_tests::generated::reapi::topaz_video_upscaler::{Measures, TopazVideoUpscaler, UpscaleFactor};

const CLIP: &str = "https://cdn.example.com/clip.mp4";

fn rhea() -> TopazlabsRheaVideo {
    TopazlabsRheaVideo::new(CLIP)
}

fn studio(effect: impl Into<Effect>) -> Studio {
    Studio::new("https://cdn.example.com/song.wav", effect).mail("a@example.com")
}

#[test]
fn only_what_was_set_is_sent_in_the_order_of_the_spec() {
    let request = rhea().grain(0.02).target_fps(TargetFps::N30).resolution(Resolution::P4k);
    let body = r#"{"model":"topazlabs-rhea-video","input_video":"https://cdn.example.com/clip.mp4","resolution":"4k","target_fps":30,"grain":0.02}"#;
    assert_eq!(request.to_json(), body);
    assert_eq!(request.check().unwrap().to_json(), body, "what is checked is what was shown");
}

#[test]
fn numbers_are_written_as_ecmascript_writes_them() {
    for (number, text) in [(1.0, "1"), (-0.0, "0"), (0.1, "0.1"), (1e-7, "1e-7"), (1e21, "1e+21"), (f64::NAN, "null")] {
        let body = rhea().blur(number).to_json();
        assert!(body.ends_with(&format!("\"blur\":{text}}}")), "{body}");
    }
}

#[test]
fn texts_are_escaped_no_more_than_json_asks_for() {
    let body = TopazlabsRheaVideo::new("é/\"\\\n\u{1}").to_json();
    assert!(body.ends_with(r#""input_video":"é/\"\\\n\u0001"}"#), "{body}");
}

#[test]
fn a_refused_request_says_everything_at_once() {
    let report = rhea().grain(0.5).blur(-2.0).check().unwrap_err();
    let errors: Vec<_> =
        report.violations.iter().map(|violation| (violation.pointer.as_str(), violation.rule)).collect();
    assert_eq!(errors, [("/blur", RuleId::OutOfRange), ("/grain", RuleId::OutOfRange)]);
    assert!(report.to_string().contains("out_of_range"), "a report is an error with a text: {report}");
}

#[test]
fn a_number_that_json_cannot_say_is_refused() {
    assert_eq!(rhea().blur(f64::INFINITY).check().unwrap_err().violations[0].rule, RuleId::NotFinite);
}

#[test]
fn what_the_spec_does_not_know_is_sent_on_purpose_and_warned_of() {
    let request = rhea().resolution(Resolution::unlisted("8k")).with_extra("new_parameter", true);
    let checked = request.check().unwrap();
    let waived: Vec<_> = checked.report().violations.iter().filter(|violation| violation.waived).collect();
    assert_eq!(
        waived.iter().map(|violation| violation.rule).collect::<Vec<_>>(),
        [RuleId::NotListed, RuleId::UnknownParameter]
    );
    assert!(waived.iter().all(|violation| violation.severity == Severity::Warning));
    assert!(checked.to_json().ends_with(r#""resolution":"8k","new_parameter":true}"#), "{}", checked.to_json());
}

#[test]
fn bytes_waive_nothing() {
    let body = rhea().resolution(Resolution::unlisted("8k")).with_extra("new_parameter", true).to_json();
    let report = TopazlabsRheaVideo::from_json(body.as_bytes()).unwrap_err();
    assert_eq!(report.errors(), 2, "{report}");
    assert!(serde_json::from_str::<TopazlabsRheaVideo>(&body).is_err());
}

#[test]
fn a_request_that_the_caller_vouches_for_is_not_checked() {
    let trusted = Checked::trust(rhea().blur(7.0));
    assert_eq!(trusted.way(), "events");
    assert!(trusted.to_json().contains("\"blur\":7"));
    assert_eq!(trusted.trusted_for("sync").unwrap().way(), "sync");
}

#[test]
fn a_way_that_the_model_lacks_is_refused_with_those_it_has() {
    let report = rhea().check_for("carrier_pigeon").unwrap_err();
    assert!(report.violations[0].message.contains("`events`, `queue`, `sync`"), "{report}");
    assert_eq!(rhea().check_for("queue").unwrap().way(), "queue");
}

#[test]
fn a_member_of_one_way_is_taken_by_that_way_only() {
    let request = rhea().num_generations(2);
    assert!(request.clone().check_for("queue").is_ok());
    assert_eq!(request.check_for("sync").unwrap_err().violations[0].pointer, "/num_generations");
}

#[test]
fn listed_values_are_read_from_their_texts() {
    assert_eq!("4k".parse(), Ok(Resolution::P4k));
    assert_eq!("23.976".parse(), Ok(TargetFps::N23_976));
    assert_eq!("30.0".parse(), Ok(TargetFps::N30), "numbers match by value");
    assert_eq!(
        "8k".parse::<Resolution>().unwrap_err().to_string(),
        "`8k` is not listed: use one of `720p`, `1080p`, `2k`, `4k`"
    );
    assert!("NaN".parse::<TargetFps>().is_err());
    assert_eq!((Resolution::DEFAULT.to_string(), TargetFps::N29_97.to_string()), ("1080p".into(), "29.97".into()));
    assert_eq!(Resolution::VALUES.len(), 4);
}

#[test]
fn an_unlisted_value_is_the_listed_one_once_the_spec_lists_it() {
    assert_eq!(Resolution::unlisted("4k"), Resolution::P4k);
    assert_ne!(Resolution::unlisted("8k"), Resolution::P4k);
    assert!(rhea().resolution(Resolution::unlisted("4k")).check().unwrap().report().ok());
}

#[test]
fn the_cases_of_a_choice_are_structs() {
    let stems = EffectStems::new([EffectStemsStems::Vocals, EffectStemsStems::Drums]);
    let body = studio(stems).to_json();
    assert!(body.contains(r#""effect":{"type":"stems","stems":["vocals","drums"]}"#), "{body}");
    let read = Studio::from_json(body.as_bytes()).unwrap().into_inner();
    assert!(matches!(read.effect, Effect::Stems(EffectStems { ref stems, .. }) if stems.len() == 2));
    assert!(studio(EffectNone::new()).to_json().contains(r#""effect":{"type":"none"}"#));
}

#[test]
fn a_rule_within_an_object_points_into_it() {
    let report = studio(EffectSpeed::new(2.0).from(5.0)).check().unwrap_err();
    assert_eq!((report.violations[0].rule, report.violations[0].pointer.as_str()), (RuleId::Together, "/effect/from"));
}

#[test]
fn null_is_not_absent() {
    assert!(studio(EffectNone::new()).notes(Nullable::Null).to_json().contains("\"notes\":null"));
    assert!(studio(EffectNone::new()).notes("two words").check().is_ok());
    assert!(!studio(EffectNone::new()).to_json().contains("notes"));
}

#[test]
fn bounds_and_defaults_have_names() {
    assert_eq!((TopazlabsRheaVideo::GRAIN_MIN, TopazlabsRheaVideo::GRAIN_MAX), (0.0, 0.1));
    assert_eq!(TopazlabsRheaVideo::GRAIN_DEFAULT, 0.05);
    assert_eq!((Studio::BITRATE_MAX, Studio::BITRATE_MULTIPLE_OF, Studio::BITRATE_DEFAULT), (320, 32, 192));
    assert_eq!((Format::DEFAULT, SampleRate::DEFAULT), (Format::Mp3, SampleRate::N44_1));
}

#[test]
fn a_price_is_exact_before_anything_is_spent() {
    let request = TopazVideoUpscaler::new(CLIP).upscale_factor(UpscaleFactor::X4).check().unwrap();
    let rates = Rates::published();
    let estimate = request.estimate(&Measures::new().source_seconds(5.01), &rates);
    assert_eq!(estimate.total, Total::Exact(Exact::decimal("0.462").unwrap()));
    assert_eq!(estimate.credits, Some((462, 462)));
    let range = request.estimate(&Measures::new().source_seconds(5..=6), &rates);
    assert_eq!(range.credits, Some((385, 462)));
}

#[test]
fn a_measure_that_is_none_gives_no_price() {
    let request = TopazVideoUpscaler::new(CLIP).check().unwrap();
    for bad in [f64::NAN, f64::INFINITY, -1.0] {
        let estimate = request.estimate(&Measures::new().source_seconds(bad), &Rates::published());
        assert_eq!(estimate.total, Total::Unknown(Why::BadMeasure), "{bad}");
    }
    let (from, to) = (6, 5);
    let reversed = Measures::new().source_seconds(from..=to);
    assert_eq!(request.estimate(&reversed, &Rates::published()).total, Total::Unknown(Why::BadMeasure));
}

#[test]
fn an_error_code_is_matched_on_and_not_its_message() {
    let report = TopazVideoUpscaler::from_json(b"{\"model\":\"topaz-video-upscaler\"}").unwrap_err();
    let code = ErrorCode::of(report.violations[0].code.as_ref().unwrap());
    assert_eq!(code, ErrorCode::MissingParameter);
    assert_eq!(code.entry().unwrap().http, 400);
    let unknown = ErrorPlace::Number(99_999);
    assert_eq!(ErrorCode::of(&unknown), ErrorCode::Other(unknown));
}

#[test]
fn a_fingerprint_is_that_of_the_body_and_the_model() {
    let one = rhea().grain(0.02).blur(0.5).fingerprint();
    assert_eq!(one, rhea().blur(0.5).grain(0.02).fingerprint(), "the order of setters does not matter");
    assert_eq!(
        rhea().with_extra("a", 1).with_extra("b", 2).fingerprint(),
        rhea().with_extra("b", 2).with_extra("a", 1).fingerprint()
    );
    assert_ne!(one, rhea().grain(0.02).fingerprint());
}

#[test]
fn what_cannot_be_sent_cannot_be_read() {
    for body in [
        "{}",
        "[]",
        "null",
        r#"{"model":"other","input_video":"x"}"#,
        r#"{"model":"topazlabs-rhea-video","input_video":5}"#,
    ] {
        assert!(serde_json::from_str::<TopazlabsRheaVideo>(body).is_err(), "{body}");
        assert!(TopazlabsRheaVideo::from_json(body.as_bytes()).is_err(), "{body}");
    }
    assert_eq!(TopazlabsRheaVideo::from_json(b"{").unwrap_err().violations[0].rule, RuleId::NotJson);
}

#[test]
fn a_request_is_shown_with_its_body() {
    assert_eq!(
        format!("{:?}", TopazVideoUpscaler::new(CLIP)),
        r#"TopazVideoUpscaler {"model":"topaz-video-upscaler","video_url":"https://cdn.example.com/clip.mp4"}"#
    );
    assert_eq!(TopazVideoUpscaler::SPEC.name(), "reapi/topaz-video-upscaler");
}
