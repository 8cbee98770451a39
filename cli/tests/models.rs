//! `nameplate models` and `nameplate schema`, and how models are named.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use std::fs;
use std::path::Path;

use common::{ACME, REAL, members, run, with};
use serde_json::{Value, json};

fn models(arguments: &[&str]) -> Vec<Value> {
    run(&with(&["models", "--json"], arguments)).json()["models"].as_array().unwrap().clone()
}

fn ids(arguments: &[&str]) -> Vec<String> {
    models(arguments).iter().map(|model| model["id"].as_str().unwrap().to_owned()).collect()
}

/// A model by its id.
fn model(id: &str, arguments: &[&str]) -> Value {
    models(arguments).into_iter().find(|model| model["id"] == id).unwrap_or_else(|| panic!("{id} is listed"))
}

#[test]
fn a_model_has_every_member_of_the_interface() {
    let said = run(&with(&["models", "--json", "--provider", "reapi"], &REAL));
    assert_eq!(members(&said.out), ["v", "models"]);
    let model = model("reapi/topaz-video-upscaler", &REAL);
    assert_eq!(model["model"], "topaz-video-upscaler");
    assert_eq!(model["provider"], "reapi");
    assert_eq!(model["title"], "Topaz Video Upscaler");
    assert_eq!(model["output"], "video");
    assert_eq!(model["ways"], json!(["task"]));
    assert_eq!(model["price"], "published");
    assert_eq!(
        model["parameters"],
        json!([
            {"name": "video_url", "kind": "url", "required": true, "default": null},
            {"name": "upscale_factor", "kind": "one_of", "required": false, "default": "2"},
        ])
    );
}

#[test]
fn defaults_are_json_values_of_their_kind() {
    let rhea = model("oxen/topazlabs-rhea-video", &REAL);
    let default = |name: &str| {
        let parameters = rhea["parameters"].as_array().unwrap();
        parameters.iter().find(|parameter| parameter["name"] == name).unwrap()["default"].clone()
    };
    assert_eq!(default("interpolate_frames"), json!(false));
    assert_eq!(default("target_fps"), json!(30));
    assert_eq!(default("grain"), json!(0.05));
    assert_eq!(default("grain_type"), Value::Null);
    assert_eq!(rhea["price"], "unpublished");
}

#[test]
fn members_that_ways_add_are_listed_apart() {
    let poster = models(&ACME).into_iter().find(|model| model["model"] == "poster").unwrap();
    assert_eq!(
        poster["adds"],
        json!([{"name": "callback", "kind": "url", "required": false, "default": null, "ways": ["job"]}])
    );
    assert_eq!(poster["price"], "partly");
}

#[test]
fn models_are_filtered_by_what_they_make_and_who_has_them() {
    let both = with(&ACME, &REAL);
    assert_eq!(ids(&both).len(), ids(&ACME).len() + ids(&REAL).len());
    assert_eq!(ids(&with(&ACME, &["--kind", "image"])), ["acme/easel", "acme/poster"]);
    assert_eq!(ids(&with(&both, &["--provider", "acme", "--kind", "video"])), ["acme/editor", "acme/storyboard"]);
    assert_eq!(ids(&with(&ACME, &["--kind", "text"])), Vec::<String>::new());
}

#[test]
fn a_filter_that_no_model_could_pass_is_refused_with_what_there_is() {
    for (filter, there) in [("--provider", "there are `acme`"), ("--kind", "`audio`, `image`, `text`, `video`")] {
        let said = run(&with(&["models", "--json", filter, "nobody"], &ACME));
        said.is_usage_error(there);
    }
}

#[test]
fn folders_before_and_after_the_command_count_alike() {
    let said = run(&["--specs", "specs", "--json", "models", "--specs", "tests/specs"]);
    let apart = ids(&["--specs", "specs"]).len() + ids(&["--specs", "tests/specs"]).len();
    assert_eq!(said.json()["models"].as_array().unwrap().len(), apart);
}

#[test]
fn people_read_a_table() {
    let said = run(&with(&["models"], &REAL));
    assert_eq!(said.code, 0);
    assert_eq!(
        said.out.lines().next().unwrap().split_whitespace().collect::<Vec<_>>(),
        ["MODEL", "MAKES", "PRICE", "WAYS", "TITLE"]
    );
    assert!(said.out.lines().all(|line| line == line.trim_end()));
}

/// A provider of another name with the specs of the invented one.
fn second_provider(folder: &Path) {
    let (from, to) = (common::root().join("tests/specs/acme"), folder.join("other"));
    fs::create_dir_all(to.join("models")).unwrap();
    let provider = fs::read_to_string(from.join("provider.yaml")).unwrap();
    fs::write(to.join("provider.yaml"), provider.replace("provider: acme", "provider: other")).unwrap();
    fs::copy(from.join("models/poster.yaml"), to.join("models/poster.yaml")).unwrap();
}

#[test]
fn a_name_that_two_providers_have_needs_its_provider() {
    let folder = tempfile::tempdir().unwrap();
    second_provider(folder.path());
    let specs = ["--specs", "tests/specs", "--specs", folder.path().to_str().unwrap()];
    let ambiguous = run(&with(&["schema", "poster"], &specs));
    ambiguous.is_usage_error("`acme/poster`");
    ambiguous.is_usage_error("`other/poster`");
    assert_eq!(run(&with(&["schema", "other/poster"], &specs)).code, 0);
    assert_eq!(run(&with(&["schema", "storyboard"], &specs)).code, 0);
}

#[test]
fn a_later_folder_replaces_files_of_the_same_path() {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("acme/models");
    fs::create_dir_all(&models).unwrap();
    let poster = fs::read_to_string(common::root().join("tests/specs/acme/models/poster.yaml")).unwrap();
    fs::write(models.join("poster.yaml"), poster.replace("title: Acme Poster", "title: Another Poster")).unwrap();
    fs::copy(common::root().join("tests/specs/acme/provider.yaml"), folder.path().join("acme/provider.yaml")).unwrap();
    let said = run(&["models", "--json", "--specs", "tests/specs", "--specs", folder.path().to_str().unwrap()]);
    let titles =
        said.json()["models"].as_array().unwrap().iter().map(|model| model["title"].clone()).collect::<Vec<_>>();
    assert_eq!(titles.iter().filter(|title| *title == "Another Poster").count(), 1);
    assert_eq!(titles.len(), ids(&ACME).len());
}

#[test]
fn specs_with_faults_are_shown_at_their_place() {
    let folder = tempfile::tempdir().unwrap();
    second_provider(folder.path());
    let path = folder.path().join("other/models/poster.yaml");
    let poster = fs::read_to_string(&path).unwrap();
    fs::write(&path, poster.replace("min_chars: 1", "min_chars: many")).unwrap();
    let said = run(&["models", "--json", "--specs", folder.path().to_str().unwrap()]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("poster.yaml:"), "{}", said.err);
    assert!(said.err.ends_with("error: the specs have faults\n"), "{}", said.err);
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let said = run(&["models", "--json", "--specs", "no/such/folder"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("no/such/folder"), "{}", said.err);
}

#[test]
fn a_schema_is_one_for_each_way() {
    let schema = |more: &[&str]| run(&with(&with(&["schema", "topazlabs-rhea-video"], &REAL), more)).json();
    assert_eq!(schema(&[])["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema(&["--json"]), schema(&[]));
    assert!(schema(&["--way", "queue"])["properties"]["num_generations"].is_object());
    assert!(schema(&["--way", "sync"])["properties"]["num_generations"].is_null());
    assert_eq!(schema(&["--strict"])["x-nameplate-strict"], true);
    let validator = jsonschema::validator_for(&schema(&[])).unwrap();
    assert!(validator.is_valid(&json!({"model": "topazlabs-rhea-video", "input_video": "https://a.example/x.mp4"})));
    assert!(
        !validator
            .is_valid(&json!({"model": "topazlabs-rhea-video", "input_video": "https://a.example/x.mp4", "blur": 2}))
    );
    run(&with(&["schema", "topazlabs-rhea-video", "--way", "no"], &REAL)).is_usage_error("has no way `no`");
}

#[test]
fn help_and_version_are_data() {
    for arguments in [&["--help"][..], &["check", "--help"], &["--version"]] {
        let said = run(arguments);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{arguments:?}");
        assert!(!said.out.is_empty());
    }
    assert_eq!(run(&[]).code, 2);
}
