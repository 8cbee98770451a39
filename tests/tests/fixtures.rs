//! What holds for every fixture, whatever it shows: it says in words what it is, bad ones are at least as many as good
//! ones, and the good ones can be read key for key.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::path::{Path, PathBuf};

use nameplate_codegen::diagnostic::FileId;
use nameplate_codegen::{spec, yaml};

#[test]
fn every_spec_that_is_fine_can_be_read() {
    let mut read = 0;
    for folder in ["../specs", "specs", "fixtures/ok", "fixtures/provider_ok"] {
        for path in yaml_files(&root().join(folder)) {
            let faults = faults(&path);
            assert!(faults.is_empty(), "{}:\n{}", path.display(), faults.join("\n"));
            read += 1;
        }
    }
    assert!(read > 60, "only {read} files were found");
}

#[test]
fn what_yaml_itself_forbids_is_refused_when_reading() {
    for path in yaml_files(&root().join("fixtures/err")) {
        if stem(&path).starts_with("yaml_") {
            assert!(!faults(&path).is_empty(), "{} has a fault", path.display());
        }
    }
}

#[test]
fn every_fixture_says_in_words_what_it_is() {
    for folder in ["ok", "err", "provider_ok", "provider_err", "folder_err"] {
        for path in yaml_files(&root().join("fixtures").join(folder)) {
            let text = std::fs::read_to_string(&path).unwrap();
            let first = text.lines().next().unwrap_or_default();
            assert!(first.starts_with("# ") && first.ends_with(['.', '?']), "{}: {first}", path.display());
            assert!(stem(&path).chars().all(|c| matches!(c, 'a'..='z' | '_' | '0'..='9')), "{}", path.display());
        }
    }
}

#[test]
fn bad_fixtures_are_at_least_as_many_as_good_ones() {
    for (good, bad) in [("ok", "err"), ("provider_ok", "provider_err")] {
        let count = |folder: &str| yaml_files(&root().join("fixtures").join(folder)).len();
        assert!(count(good) > 0 && count(bad) >= count(good), "{good}: {}, {bad}: {}", count(good), count(bad));
    }
}

/// What the reader of YAML says of a file.
fn faults(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let is_provider = stem(path) == "provider" || folder.starts_with("provider_");
    let faults = if is_provider {
        yaml::read::<spec::Provider>(FileId(0), &text).err()
    } else {
        yaml::read::<spec::Model>(FileId(0), &text).err()
    };
    let place = |at: usize| text.get(..at).map_or(0, |before| before.matches('\n').count() + 1);
    faults
        .unwrap_or_default()
        .into_iter()
        .map(|fault| format!("{}: line {}: {}", fault.code, place(fault.place.span.start), fault.message))
        .collect()
}

/// The YAML files below a folder, sorted.
fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(yaml_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
