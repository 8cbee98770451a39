//! `nameplate generate`, and what begins a spec.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;
use std::path::Path;

use common::{Said, run};

/// A folder with the specs of the real models.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&common::root().join("specs"), &folder.path().join("specs"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

fn generate(folder: &Path, more: &[&str]) -> Said {
    let (specs, out) = (folder.join("specs"), folder.join("generated"));
    let arguments = ["generate", "--specs", specs.to_str().unwrap(), "--out", out.to_str().unwrap()];
    run(&common::with(&arguments, more))
}

#[test]
fn what_is_missing_is_written_and_then_nothing_is_left_to_do() {
    let folder = workspace();
    assert_eq!(generate(folder.path(), &["--check"]).code, 3);
    assert!(!folder.path().join("generated").exists());
    let written = generate(folder.path(), &["--json"]).json();
    assert!(written["written"].as_array().unwrap().iter().any(|path| path.as_str().unwrap().ends_with("src/lib.rs")));
    assert_eq!(generate(folder.path(), &["--check"]).code, 0);
    assert_eq!(generate(folder.path(), &["--json"]).json()["written"], serde_json::json!([]));
}

#[test]
fn a_file_that_somebody_edited_is_shown() {
    let folder = workspace();
    generate(folder.path(), &[]);
    let spec = folder.path().join("specs/reapi/models/topaz-video-upscaler.yaml");
    let text = fs::read_to_string(&spec).unwrap();
    fs::write(&spec, text.replace("title: Topaz Video Upscaler", "title: Another Upscaler")).unwrap();
    let said = generate(folder.path(), &["--check"]);
    assert_eq!(said.code, 3);
    assert!(said.out.contains("error[G0001]") && said.out.contains("Another Upscaler"), "{}", said.out);
    assert!(said.err.contains("nameplate generate"), "{}", said.err);
}

#[test]
fn specs_with_faults_write_nothing() {
    let folder = workspace();
    fs::write(folder.path().join("specs/reapi/models/broken.yaml"), "model: [").unwrap();
    let said = generate(folder.path(), &[]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("broken.yaml"), "{}", said.err);
    assert!(!folder.path().join("generated").exists());
}

#[test]
fn a_spec_is_begun_once() {
    let folder = workspace();
    let specs = folder.path().join("specs");
    let new = |arguments: &[&str]| run(&common::with(arguments, &["--specs", specs.to_str().unwrap()]));
    new(&["new-model", "nobody", "x"]).is_usage_error("begin with `nameplate new-provider nobody`");
    assert_eq!(new(&["new-model", "oxen", "brand-new"]).code, 0);
    new(&["new-model", "oxen", "brand-new"]).is_usage_error("is not written");
    new(&["new-model", "oxen", "../escape"]).is_usage_error("cannot be the name of a spec");
    new(&["new-model", "..", "escape"]).is_usage_error("cannot be the name of a spec");
    // A draft blocks nobody, and whoever asks for it is told what it lacks.
    assert_eq!(generate(folder.path(), &[]).code, 0);
    let said = new(&["explain", "brand-new"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("missing key `title`"), "{}", said.err);
    assert_eq!(new(&["new-provider", "another"]).code, 0);
    assert!(specs.join("another/provider.yaml").is_file());
}

#[test]
fn a_spec_is_drafted_from_what_a_provider_publishes() {
    let folder = workspace();
    let specs = folder.path().join("specs");
    let new = |arguments: &[&str]| run(&common::with(arguments, &["--specs", specs.to_str().unwrap()]));
    let document = "tests/published/rhea/2026-10.json";
    let said = new(&["new-model", "oxen", "rhea-again", "--from-schema", document]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("`renderType` is no keyword of JSON Schema"), "{}", said.err);
    let said =
        new(&["check", "rhea-again", "-p", "input_video=https://example.com/a.mp4", "-p", "grain=0.2", "--json"]);
    assert_eq!((said.code, &said.json()["violations"][0]["rule"]), (3, &"out_of_range".into()), "{said:?}");
    new(&["new-model", "oxen", "rhea-again", "--from-schema", document]).is_usage_error("is not written");
    new(&["new-model", "oxen", "other", "--from-schema", "README.md"]).is_usage_error("README.md");
    new(&["new-model", "oxen", "other", "--from-schema", "nowhere"]).is_usage_error("cannot read");
    new(&["new-model", "oxen", "other", "--from-schema", document, "--operation", "x"]).is_usage_error("no OpenAPI");
    new(&["new-model", "oxen", "other", "--operation", "x"]).is_usage_error("--from-schema");
    assert!(!specs.join("oxen/models/other.yaml").exists());
}

#[test]
fn what_has_drifted_is_shown_with_a_request() {
    let drift = |arguments: &[&str]| run(&common::with(&["drift", "--specs", "specs", "--from"], arguments));
    let said = drift(&["tests/published/rhea/2026-10.json"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.starts_with("oxen/topazlabs-rhea-video: no difference\n"), "{}", said.out);
    let said = drift(&["tests/published/rhea/2026-04-21.json", "--json"]);
    let found = &said.json()["differences"][0];
    assert_eq!((said.code, &found["pointer"], &found["wider"]), (3, &"/interpolate_frames".into(), &"spec".into()));
    assert_eq!(found["witnesses"][0]["body"]["model"], "topazlabs-rhea-video");
    drift(&["Cargo.toml"]).is_usage_error("names no model");
    drift(&["README.md", "--model", "topazlabs-rhea-video"]).is_usage_error("README.md");
    drift(&["nowhere.json"]).is_usage_error("cannot read");
}

#[test]
fn shells_can_complete() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let said = run(&["completions", shell]);
        assert_eq!(said.code, 0);
        assert!(said.out.contains("max-price-age"), "{shell}");
    }
    run(&["completions", "tcsh"]).is_usage_error("tcsh");
}
