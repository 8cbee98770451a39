//! `-p`: what is sent is what the spec asks for, and what cannot be that is told.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{ACME, REAL, run, with};

const STUDIO: [&str; 6] =
    ["-p", "audio_url=https://a.example/x.mp3", "-p", "mail=a@a.example", "-p", "effect.type=none"];

fn rules(model: &str, params: &[&str]) -> Vec<(String, String)> {
    let mut arguments = with(&["check", model, "--json"], &ACME);
    arguments.extend(params.iter().flat_map(|param| ["-p", *param]));
    let answer = run(&arguments).json();
    let violation = |v: &serde_json::Value| {
        assert_eq!(v["span"], serde_json::Value::Null, "{v}");
        (v["pointer"].as_str().unwrap().to_owned(), v["rule"].as_str().unwrap().to_owned())
    };
    answer["violations"].as_array().unwrap().iter().map(violation).collect()
}

fn studio(params: &[&str]) -> Vec<(String, String)> {
    let base = STUDIO.iter().copied().filter(|part| *part != "-p").collect::<Vec<_>>();
    rules("studio", &with(&base, params))
}

fn found(pointer: &str, rule: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), rule.to_owned())]
}

#[test]
fn every_kind_is_written_as_the_spec_asks() {
    assert_eq!(
        studio(&[
            "format=mp3",
            "bitrate=64",
            "sample_rate=44.1",
            "transcript=true",
            "title=5",
            "tag=true",
            "notes=1 2"
        ]),
        []
    );
    assert_eq!(rules("poster", &["prompt=null", "references=https://a.example/1.png", "n=2", "width=1024.0"]), []);
}

#[test]
fn a_text_that_is_a_number_stays_a_text_where_one_is_asked_for() {
    let said = run(&with(
        &["check", "topaz-video-upscaler", "-p", "video_url=https://a.example/x.mp4", "-p", "upscale_factor=2"],
        &REAL,
    ));
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn a_value_of_another_kind_is_told_by_the_checker() {
    assert_eq!(studio(&["bitrate=many"]), found("/bitrate", "wrong_type"));
    assert_eq!(studio(&["bitrate="]), found("/bitrate", "wrong_type"));
    assert_eq!(studio(&["bitrate=064"]), found("/bitrate", "wrong_type"));
    assert_eq!(studio(&["bitrate= 64"]), found("/bitrate", "wrong_type"));
    assert_eq!(studio(&["transcript=True"]), found("/transcript", "wrong_type"));
    assert_eq!(studio(&["sample_rate=CD"]), found("/sample_rate", "wrong_type"));
}

#[test]
fn digits_are_kept() {
    assert_eq!(studio(&["bitrate=1e400"]), found("/bitrate", "not_finite"));
    assert_eq!(studio(&["bitrate=64.00000000000000000000000000001"]), []);
    assert_eq!(studio(&["bitrate=99999999999999999999999999999999999999999999"]), found("/bitrate", "out_of_range"));
    let seed = |seed: &str| rules("storyboard", &["prompt=x", &format!("seed={seed}")]);
    assert_eq!(seed("4294967295"), []);
    assert_eq!(seed("18446744073709551616"), found("/seed", "out_of_range"));
}

#[test]
fn members_of_objects_have_dots() {
    let tempo = |more: &[&str]| {
        let base = ["audio_url=https://a.example/x.mp3", "mail=a@a.example", "effect.type=tempo", "effect.factor=2"];
        rules("studio", &with(&base, more))
    };
    assert_eq!(tempo(&["effect.from=1", "effect.to=2.5"]), []);
    assert_eq!(tempo(&["effect.from=1"]), [("/effect/from".to_owned(), "together".to_owned())]);
    assert_eq!(tempo(&["effect.speed=1"]), found("/effect/speed", "unknown_parameter"));
}

#[test]
fn lists_are_given_item_by_item_or_as_json() {
    let stems = |params: &[&str]| {
        let base = ["audio_url=https://a.example/x.mp3", "mail=a@a.example", "effect.type=stems"];
        rules("studio", &with(&base, params))
    };
    assert_eq!(stems(&["effect.stems=vocals", "effect.stems=drums"]), []);
    assert_eq!(stems(&["effect.stems=vocals", "effect.stems=vocals"]), found("/effect/stems", "not_unique"));
    assert_eq!(stems(&[r#"effect.stems:=["vocals","drums"]"#]), []);
    assert_eq!(stems(&["effect.stems:=[]"]), found("/effect/stems", "too_few"));
    assert_eq!(rules("storyboard", &[r#"shots:=[{"prompt":"a","duration":2},{"prompt":"b"}]"#]), []);
}

#[test]
fn what_is_given_twice_is_a_repetition() {
    assert_eq!(studio(&["bitrate=64", "bitrate=96"]), found("/bitrate", "duplicate_key"));
}

#[test]
fn names_that_the_spec_lacks_are_sent_and_told() {
    assert_eq!(studio(&["bitrat=64"]), found("/bitrat", "unknown_parameter"));
    assert_eq!(studio(&["title.text=64"]), found("/title.text", "unknown_parameter"));
    assert_eq!(studio(&["a/b~c=1"]), found("/a~1b~0c", "unknown_parameter"));
}

#[test]
fn the_member_that_names_the_model_can_be_given() {
    assert_eq!(studio(&["model=studio"]), []);
    assert_eq!(studio(&["model=poster"]), found("/model", "not_listed"));
}

#[test]
fn values_can_come_from_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let prompt = at("prompt.txt", "A \"red\" fox\nat dusk".as_bytes());
    let shots = at("shots.json", br#"[{"prompt": "a"}]"#);
    let binary = at("clip.mp4", b"\xff\x00");
    assert_eq!(rules("storyboard", &[&format!("prompt=@{prompt}")]), []);
    assert_eq!(rules("storyboard", &[&format!("shots:=@{shots}"), "duration:=null"]).first().unwrap().0, "/duration");
    let usage = |param: &str| run(&with(&["check", "storyboard", "-p", param], &ACME));
    usage(&format!("prompt=@{binary}")).is_usage_error("is not UTF-8 from byte 0 on");
    usage(&format!("shots:=@{prompt}")).is_usage_error("is not JSON");
    usage("prompt=@no/such/file").is_usage_error("cannot read `no/such/file`");
}
