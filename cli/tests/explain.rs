//! `nameplate explain`: of models, parameters, rules, codes.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{ACME, REAL, members, run, with};
use nameplate::RuleId;
use serde_json::json;

fn explain(target: &str, more: &[&str]) -> common::Said {
    let said = run(&with(&["explain", target], more));
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    said
}

#[test]
fn a_model_is_told_with_parameters_rules_price_and_sources() {
    let text = explain("topazlabs-rhea-video", &REAL).out;
    for part in
        ["target_fps", "23.976", "provider default 30", "fps_needs_interpolation", "unpublished", "docs.oxen.ai"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let text = explain("poster", &with(&ACME, &["--price"])).out;
    assert!(text.contains("per_image") && text.contains("unpublished for `small / auto`"), "{text}");
    assert!(explain("reapi/topaz-video-upscaler", &with(&REAL, &["--errors"])).out.contains("could not be determined"));
}

#[test]
fn a_parameter_is_told_with_the_rules_that_name_it() {
    let text = explain("topazlabs-rhea-video.target_fps", &REAL).out;
    for part in [
        "one_of_numbers, optional, provider default 30",
        "59.94",
        "fps_needs_interpolation",
        "TargetFps::",
        "\"target_fps\": 60",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(explain("topaz-video-upscaler.upscale_factor", &REAL).out.contains("Enlarge 4× toward 4K."));
}

#[test]
fn parameters_inside_lists_and_choices_have_paths() {
    let text = explain("storyboard.shots.speed", &ACME).out;
    assert!(text.contains("above 0 and at most 4") && text.contains("speed_needs_movement"), "{text}");
    assert!(explain("acme/studio.effect.stems", &ACME).out.contains("vocals"));
    assert!(explain("studio.effect", &ACME).out.contains("stems · voice · tempo · none"));
}

#[test]
fn a_model_whose_id_has_dots_is_found_before_its_parameters() {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("acme/models");
    std::fs::create_dir_all(&models).unwrap();
    let specs = common::root().join("tests/specs/acme");
    std::fs::copy(specs.join("provider.yaml"), folder.path().join("acme/provider.yaml")).unwrap();
    let studio = std::fs::read_to_string(specs.join("models/studio.yaml")).unwrap();
    let studio = studio.replace("model: studio", "model: studio-v2.1");
    std::fs::write(models.join("studio-v2.1.yaml"), studio).unwrap();
    let specs = ["--specs", folder.path().to_str().unwrap()];
    assert!(explain("studio-v2.1", &specs).out.starts_with("acme/studio-v2.1"));
    assert!(explain("studio-v2.1.bitrate", &specs).out.contains("32 to 320"));
}

#[test]
fn every_rule_of_reports_can_be_explained() {
    for rule in RuleId::ALL {
        let text = explain(rule.as_str(), &[]).out;
        assert!(text.starts_with(&format!("{rule}: {}", rule.meaning())), "{text}");
    }
}

#[test]
fn codes_of_specs_and_of_providers_can_be_explained() {
    let text = explain("E0613", &[]).out;
    assert!(text.contains("fails:\n    ") && text.contains("passes:\n    "), "{text}");
    assert!(explain("reapi:20003", &REAL).out.contains("not_public_url"));
    assert_eq!(explain("20003", &REAL).out, explain("reapi:invalid_parameter", &REAL).out);
}

#[test]
fn the_resolved_spec_is_yaml_in_which_nothing_is_like_anything() {
    let text = explain("poster", &with(&ACME, &["--expanded"])).out;
    assert!(text.contains(r#""multiple_of":16"#) && !text.contains("like"), "{text}");
    assert!(text.contains(r#""output":{"#) || text.contains(r#""output": {"#), "{text}");
}

#[test]
fn programs_read_the_same() {
    let said = explain("topazlabs-rhea-video.target_fps", &with(&REAL, &["--json"]));
    assert_eq!(members(&said.out)[..2], ["v", "explains"]);
    let parameter = &said.json()["parameter"];
    assert_eq!((&parameter["kind"], &parameter["default"]), (&json!("one_of_numbers"), &json!(30)));
    assert_eq!(parameter["values"].as_array().unwrap().len(), 8);
    assert_eq!(said.json()["rules"][0]["name"], "fps_needs_interpolation");
    assert_eq!(explain("out_of_range", &["--json"]).json()["explains"], "topic");
    assert_eq!(
        explain("storyboard", &with(&ACME, &["--json"])).json()["parameters"][1]["parameters"][0]["kind"],
        "object"
    );
}

#[test]
fn what_is_not_known_is_told_with_what_is_near() {
    let usage = |target: &str| run(&with(&["explain", target], &REAL));
    usage("out_of_rnge").is_usage_error("did you mean `out_of_range`?");
    usage("topaz-video-upscaler.upscale_facter").is_usage_error("did you mean `upscale_factor`?");
    usage("topaz-video-upscalr").is_usage_error("did you mean `topaz-video-upscaler`?");
    usage("topaz-video-upscaler.").is_usage_error("no parameter ``");
    usage("reapi:1").is_usage_error("no code `1`");
    usage("nobody:1").is_usage_error("no provider `nobody`");
    for target in ["", ".", "..", ":", "a.b.c", "\u{1b}[31m"] {
        assert_eq!(usage(target).code, 2, "{target:?}");
    }
}

#[test]
fn a_spec_cannot_steer_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("acme/models");
    std::fs::create_dir_all(&models).unwrap();
    let specs = common::root().join("tests/specs/acme");
    std::fs::copy(specs.join("provider.yaml"), folder.path().join("acme/provider.yaml")).unwrap();
    let poster = std::fs::read_to_string(specs.join("models/poster.yaml")).unwrap();
    let poster = poster.replace("title: Acme Poster", r#"title: "Acme \e[31m\a Poster""#);
    std::fs::write(models.join("poster.yaml"), poster).unwrap();
    let specs = ["--specs", folder.path().to_str().unwrap()];
    for arguments in [&["models"][..], &["explain", "poster"]] {
        let said = run(&with(arguments, &specs));
        assert!(!said.out.contains(['\u{1b}', '\u{7}']), "{said:?}");
        assert!(said.out.contains("Poster"), "{said:?}");
    }
}
