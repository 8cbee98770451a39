//! Every limit of both first models, one step below, at, and above. The tables are written by hand from the providers' pages,
//! not read from the specs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::sync::LazyLock;

use nameplate::{Options, Report};
use nameplate_codegen::Specs;
use nameplate_tests::every_spec;

static SPECS: LazyLock<Specs> = LazyLock::new(|| every_spec().unwrap_or_else(|faults| panic!("{faults}")));

fn check(model: &str, body: &str) -> Report {
    SPECS.model(model).unwrap().check(body.as_bytes(), &Options::new())
}

/// The rules that refuse a body.
fn refused(model: &str, body: &str) -> Vec<String> {
    let report = check(model, body);
    let errors = report.violations.iter().filter(|violation| violation.severity == nameplate::Severity::Error);
    errors.map(|violation| format!("{} {}", violation.pointer, violation.rule)).collect()
}

fn rhea(member: &str) -> String {
    format!(r#"{{"model":"topazlabs-rhea-video","input_video":"https://example.com/a.mp4",{member}}}"#)
}

#[test]
fn rhea_takes_each_range_with_both_ends_and_nothing_beyond() {
    let model = SPECS.model("topazlabs-rhea-video").unwrap();
    let one = ["blur", "compression", "details", "halo", "noise"].map(|name| (name, "-1", "1"));
    let just = |end: &str, up: bool| {
        let end: f64 = end.parse().unwrap();
        if up { end.next_up() } else { end.next_down() }.to_string()
    };
    for (name, low, high) in one.into_iter().chain([("grain", "0", "0.1")]) {
        let cases = [
            (just(low, false), false),
            (low.to_owned(), true),
            (format!("{low}.0"), true),
            (just(low, true), true),
            ("0".to_owned(), true),
            ("-0".to_owned(), true),
            (just(high, false), true),
            (high.to_owned(), true),
            (just(high, true), false),
            ("1e400".to_owned(), false),
            ("1e308".to_owned(), false),
        ];
        for (value, good) in cases {
            let value = if value == "0.1.0" { "0.10".to_owned() } else { value };
            let body = rhea(&format!(r#""{name}":{value}"#));
            let report = model.check(body.as_bytes(), &Options::new());
            assert_eq!(report.ok(), good, "{name} = {value}: {report:?}");
        }
    }
}

#[test]
fn rhea_takes_the_listed_values_and_no_neighbour() {
    for (name, good, bad) in [
        (
            "resolution",
            &[r#""720p""#, r#""1080p""#, r#""2k""#, r#""4k""#][..],
            &[r#""480p""#, r#""8k""#, r#""1080P""#, r#""""#, "1080"][..],
        ),
        (
            "grain_type",
            &[r#""silver_rich""#, r#""gaussian""#, r#""grey""#],
            &[r#""gray""#, r#""silver\\_rich""#, "null"],
        ),
        ("interpolate_frames", &["true", "false"], &[r#""true""#, "1", "0", "null"]),
        (
            "target_fps",
            &["24", "23.976", "25", "29.97", "30", "50", "59.94", "60", "24.0", "2.4e1", "60.000"],
            &["23.98", "23.97", "29.970000000000002", "48", "120", r#""24""#, "true", "0", "-24", "61"],
        ),
    ] {
        for value in good {
            assert_eq!(
                refused("topazlabs-rhea-video", &rhea(&format!(r#""{name}":{value}"#))),
                Vec::<String>::new(),
                "{name} {value}"
            );
        }
        for value in bad {
            let refused = refused("topazlabs-rhea-video", &rhea(&format!(r#""{name}":{value}"#)));
            assert_eq!(refused.len(), 1, "{name} {value}: {refused:?}");
        }
    }
}

#[test]
fn topaz_answers_with_the_codes_of_its_page() {
    let url = r#""video_url":"https://your-cdn.com/a.mp4""#;
    for (body, rule, pointer, code) in [
        (r#"{"model":"topaz-video-upscaler"}"#.to_owned(), "missing", "/video_url", "20002"),
        (
            r#"{"model":"topaz-video-upscaler","video_url":"data:video/mp4;base64,AAAA"}"#.to_owned(),
            "bad_scheme",
            "/video_url",
            "20003",
        ),
        (
            r#"{"model":"topaz-video-upscaler","video_url":"https://127.0.0.1/a.mp4"}"#.to_owned(),
            "not_public_url",
            "/video_url",
            "20003",
        ),
        (
            format!(r#"{{"model":"topaz-video-upscaler",{url},"upscale_factor":"3"}}"#),
            "not_listed",
            "/upscale_factor",
            "20003",
        ),
        (
            format!(r#"{{"model":"topaz-video-upscaler",{url},"upscale_factor":2}}"#),
            "wrong_type",
            "/upscale_factor",
            "20003",
        ),
    ] {
        let report = check("topaz-video-upscaler", &body);
        let [violation] = report.violations.as_slice() else { panic!("{body}: {report:?}") };
        let found = (violation.rule.as_str(), violation.pointer.as_str(), violation.http);
        assert_eq!(found, (rule, pointer, Some(400)), "{body}");
        assert_eq!(violation.code, Some(nameplate::spec::ErrorPlace::Number(code.parse().unwrap())), "{body}");
    }
}

#[test]
fn every_violation_is_found_at_once() {
    let body = r#"{"input_video":5,"blur":2,"grain":-1,"fps":30,"blur":"x"}"#;
    assert_eq!(
        refused("topazlabs-rhea-video", body),
        [
            "/input_video wrong_type",
            "/blur out_of_range",
            "/grain out_of_range",
            "/fps unknown_parameter",
            "/blur duplicate_key",
            "/blur wrong_type",
            "/model missing",
        ]
    );
}
