//! Reading folders of specs and writing generated files: the disk as it may be, and what is done to it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nameplate_codegen::diagnostic::{Style, render};
use nameplate_codegen::folder::{Artefact, Files, WriteError, check, read_specs, write};

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        put(folder.path(), path, text);
    }
    folder
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file below a folder with its text.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(
                    path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned(),
                    fs::read_to_string(path).unwrap(),
                );
            }
        }
    }
    found
}

fn folders(folders: &[&tempfile::TempDir]) -> Vec<PathBuf> {
    folders.iter().map(|folder| folder.path().to_owned()).collect()
}

/// What reading a folder with these files says, with paths below the folder.
fn faults(files: &[(&str, &str)]) -> String {
    faults_in(&folder(files))
}

fn faults_in(folder: &tempfile::TempDir) -> String {
    let refused = read_specs(&folders(&[folder])).unwrap_err();
    render(&refused.diagnostics, &refused.sources, Style::Plain).replace(folder.path().to_str().unwrap(), "specs")
}

#[test]
fn a_provider_comes_before_its_models_and_both_in_order() {
    let specs = folder(&[
        ("b/provider.yaml", "b"),
        ("a/models/z.yaml", "z"),
        ("a/models/m.1.yaml", "m"),
        ("a/provider.yaml", "a"),
        ("schema/model.json", "{}"),
        (".git/config", ""),
        ("a/.swp", ""),
        ("README.md", ""),
    ]);
    let read = read_specs(&folders(&[&specs])).unwrap();
    let names: Vec<_> = read.specs.iter().map(|spec| (spec.provider.as_str(), spec.model.as_deref())).collect();
    assert_eq!(names, [("a", None), ("a", Some("m.1")), ("a", Some("z")), ("b", None)]);
    let texts: Vec<_> = read.specs.iter().map(|spec| read.sources.get(spec.file).unwrap().text.as_str()).collect();
    assert_eq!(texts, ["a", "m", "z", "b"]);
    assert!(read.sources.files[0].path.ends_with("/a/provider.yaml"));
}

#[test]
fn a_later_folder_replaces_files_of_the_same_path_and_adds_others() {
    let ours = folder(&[("a/provider.yaml", "a"), ("a/models/m.yaml", "ours"), ("a/models/n.yaml", "n")]);
    let theirs = folder(&[("a/models/m.yaml", "theirs"), ("b/provider.yaml", "b")]);
    let read = read_specs(&folders(&[&ours, &theirs])).unwrap();
    let texts: Vec<_> = read.sources.files.iter().map(|file| file.text.as_str()).collect();
    assert_eq!(texts, ["a", "theirs", "n", "b"]);
}

#[test]
fn what_does_not_belong_there_is_told_all_at_once() {
    let found = faults(&[
        ("a/provider.yml", ""),
        ("a/extra.yaml", ""),
        ("a/models/m.yml", ""),
        ("a/models/deep/m.yaml", ""),
        ("stray.yaml", ""),
    ]);
    for (path, help) in [
        ("specs/a/provider.yml", "name it `provider.yaml`"),
        ("specs/a/extra.yaml", "a provider's folder has `provider.yaml` and the folder `models`"),
        ("specs/a/models/m.yml", "give it the extension `.yaml`"),
        ("specs/a/models/deep", "one `<model>.yaml` for each model and nothing else"),
        ("specs/stray.yaml", "a spec belongs into"),
    ] {
        let at = found.find(&format!("--> {path}:1:1")).unwrap_or_else(|| panic!("{path} in {found}"));
        let rest = &found[at..];
        assert!(rest[..rest.find("\n\n").unwrap()].contains(help), "{path}: {found}");
    }
    assert_eq!(found.matches("error[E0002]").count(), 5);
}

#[test]
fn a_folder_that_is_not_there_or_has_no_spec_is_refused() {
    assert!(faults(&[("README.md", "")]).contains("error[E0004]: no spec is in this folder"));
    let gone = folder(&[]);
    let path = gone.path().join("none");
    assert_eq!(read_specs(&[path]).unwrap_err().diagnostics[0].code, "E0001");
}

#[test]
fn models_without_a_provider_are_refused() {
    let found = faults(&[("a/models/m.yaml", "m"), ("b/provider.yaml", "b")]);
    assert!(found.contains("error[E0005]: the provider `a` has models and no `provider.yaml`"), "{found}");
}

#[test]
fn a_spec_that_is_too_large_or_not_utf_8_is_refused() {
    let specs = folder(&[("a/provider.yaml", &"#".repeat(64 * 1024 + 1)), ("a/models/m.yaml", "m")]);
    fs::write(specs.path().join("a/models/latin.yaml"), b"title: caf\xe9").unwrap();
    let found = faults_in(&specs);
    assert!(found.contains("error[E0101]: the spec has more than 65536 bytes\n --> specs/a/provider.yaml"), "{found}");
    assert!(found.contains("error[E0003]: not UTF-8 from byte 10 on\n --> specs/a/models/latin.yaml"), "{found}");
    assert!(read_specs(&folders(&[&folder(&[("a/provider.yaml", &"#".repeat(64 * 1024))])])).is_ok());
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_a_loop_of_links_is_refused() {
    use std::os::unix::fs::symlink;
    let specs = folder(&[("a/provider.yaml", "a"), ("elsewhere.md", "linked")]);
    fs::create_dir(specs.path().join("a/models")).unwrap();
    symlink("../../elsewhere.md", specs.path().join("a/models/linked.yaml")).unwrap();
    assert_eq!(read_specs(&folders(&[&specs])).unwrap().sources.files[1].text, "linked");
    symlink("loop.yaml", specs.path().join("a/models/loop.yaml")).unwrap();
    assert!(faults_in(&specs).contains("error[E0001]: cannot be read: "));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let specs = folder(&[("a/provider.yaml", "a"), ("a/models/m.yaml", "m")]);
    let pipe = specs.path().join("a/models/pipe.yaml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(faults_in(&specs).contains("error[E0001]: not a file\n --> specs/a/models/pipe.yaml"));
}

fn files(files: &[(&str, &str)]) -> Files {
    let artefact = |text: &&str| Artefact { text: (*text).to_owned(), spec: Some("specs/a/models/m.yaml".to_owned()) };
    files.iter().map(|(path, text)| ((*path).to_owned(), artefact(text))).collect()
}

/// The files of a folder but for the list.
fn generated(folder: &Path) -> Vec<(String, String)> {
    contents(folder).into_iter().filter(|(path, _)| path != "MANIFEST").collect()
}

#[test]
fn only_what_changed_is_written_and_what_is_no_longer_generated_is_removed() {
    let out = folder(&[]);
    write(out.path(), &files(&[("src/a.rs", "1"), ("src/b.rs", "1"), ("docs/old/c.md", "1")])).unwrap();
    let untouched = fs::metadata(out.path().join("src/a.rs")).unwrap().modified().unwrap();
    let outcome = write(out.path(), &files(&[("src/a.rs", "1"), ("src/b.rs", "2"), ("src/d.rs", "1")])).unwrap();
    assert_eq!(
        (outcome.written, outcome.removed, outcome.unchanged),
        (vec!["src/b.rs".into(), "src/d.rs".into()], vec!["docs/old/c.md".into()], 1)
    );
    assert_eq!(
        generated(out.path()),
        [("src/a.rs", "1"), ("src/b.rs", "2"), ("src/d.rs", "1")].map(|(a, b)| (a.to_owned(), b.to_owned()))
    );
    assert_eq!(fs::metadata(out.path().join("src/a.rs")).unwrap().modified().unwrap(), untouched);
    assert!(!out.path().join("docs").exists(), "folders that it emptied go too");
}

#[test]
fn a_second_run_does_nothing_and_finds_nothing_stale() {
    let out = folder(&[]);
    let all = files(&[("src/a.rs", "1"), ("b.md", "2")]);
    write(out.path(), &all).unwrap();
    let before = contents(out.path());
    let again = write(out.path(), &all).unwrap();
    assert_eq!((again.written.len(), again.removed.len(), again.unchanged), (0, 0, 2));
    assert_eq!(contents(out.path()), before);
    assert_eq!(check(out.path(), &all).unwrap(), []);
}

#[test]
fn a_file_edited_by_hand_is_neither_replaced_nor_removed_and_nothing_else_is_written() {
    let out = folder(&[]);
    write(out.path(), &files(&[("a.rs", "1"), ("b.rs", "1"), ("c.rs", "1")])).unwrap();
    put(out.path(), "a.rs", "mine");
    put(out.path(), "b.rs", "mine too");
    let before = contents(out.path());
    let refused = write(out.path(), &files(&[("a.rs", "2"), ("c.rs", "2")])).unwrap_err();
    assert_eq!(refused, [WriteError::EditedByHand("a.rs".into()), WriteError::EditedByHand("b.rs".into())]);
    assert_eq!(contents(out.path()), before);
}

#[test]
fn files_of_others_are_never_touched() {
    let out = folder(&[("Cargo.toml", "mine"), ("src/a.rs", "mine")]);
    assert_eq!(write(out.path(), &files(&[("src/a.rs", "1")])).unwrap_err(), [WriteError::NotOurs("src/a.rs".into())]);
    write(out.path(), &files(&[("src/b.rs", "1")])).unwrap();
    write(out.path(), &files(&[])).unwrap();
    assert_eq!(
        generated(out.path()),
        [("Cargo.toml", "mine"), ("src/a.rs", "mine")].map(|(a, b)| (a.to_owned(), b.to_owned()))
    );
}

#[test]
fn a_file_that_was_deleted_is_written_again_and_an_orphan_that_was_deleted_is_forgotten() {
    let out = folder(&[]);
    write(out.path(), &files(&[("a.rs", "1"), ("b.rs", "1")])).unwrap();
    fs::remove_file(out.path().join("a.rs")).unwrap();
    fs::remove_file(out.path().join("b.rs")).unwrap();
    write(out.path(), &files(&[("a.rs", "1")])).unwrap();
    assert_eq!(generated(out.path()), [("a.rs".to_owned(), "1".to_owned())]);
    assert!(!contents(out.path())["MANIFEST"].contains("b.rs"));
}

#[test]
fn after_a_merge_both_sides_are_ours() {
    let out = folder(&[]);
    let mut lists = Vec::new();
    for side in ["theirs", "ours"] {
        write(out.path(), &files(&[("a.rs", side)])).unwrap();
        lists.push(contents(out.path())["MANIFEST"].clone());
    }
    put(out.path(), "MANIFEST", &format!("<<<<<<<\n{}=======\n{}>>>>>>>\n", lists[0], lists[1]));
    put(out.path(), "a.rs", "theirs");
    assert_eq!(write(out.path(), &files(&[("a.rs", "merged")])).unwrap().written, ["a.rs"]);
}

#[test]
fn a_path_that_leads_out_of_the_folder_is_refused() {
    for path in ["../a.rs", "/a.rs", "a//b.rs", "", "a\\b", "MANIFEST"] {
        let out = folder(&[]);
        assert_eq!(write(out.path(), &files(&[(path, "1")])).unwrap_err(), [WriteError::BadPath(path.into())]);
        assert!(contents(out.path()).is_empty());
    }
}

#[test]
fn a_list_that_names_files_outside_removes_none_of_them() {
    let out = folder(&[("victim", ""), ("out/MANIFEST", "cbf29ce484222325 ../victim\n")]);
    write(&out.path().join("out"), &files(&[])).unwrap();
    assert!(out.path().join("victim").exists());
}

#[test]
fn a_write_that_fails_leaves_the_folder_as_it_was() {
    let out = folder(&[("b", "a file where a folder belongs")]);
    write(out.path(), &files(&[("a.rs", "1")])).unwrap();
    let before = contents(out.path());
    assert!(matches!(
        write(out.path(), &files(&[("a.rs", "2"), ("b/c.rs", "1")])).unwrap_err()[..],
        [WriteError::Io { .. }]
    ));
    assert_eq!(contents(out.path()), before);
}

#[test]
fn a_check_names_the_file_its_spec_and_the_difference_and_writes_nothing() {
    let out = folder(&[]);
    write(out.path(), &files(&[("a.rs", "one\ntwo\n"), ("gone.rs", "x\n")])).unwrap();
    let before = contents(out.path());
    let stale = check(out.path(), &files(&[("a.rs", "one\n2\n"), ("new.rs", "y\n")])).unwrap();
    let seen: Vec<_> =
        stale.iter().map(|stale| (stale.path.as_str(), stale.spec.is_some(), stale.diff.as_str())).collect();
    assert_eq!(
        seen,
        [
            ("a.rs", true, "--- a.rs (on disk)\n+++ a.rs (generated)\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"),
            ("gone.rs", false, "--- gone.rs (on disk)\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"),
            ("new.rs", true, "--- /dev/null\n+++ new.rs (generated)\n@@ -0,0 +1 @@\n+y\n"),
        ]
    );
    assert_eq!(contents(out.path()), before);
}

#[test]
fn a_check_tells_that_a_file_was_edited_by_hand() {
    let out = folder(&[]);
    write(out.path(), &files(&[("a.rs", "1\n")])).unwrap();
    put(out.path(), "a.rs", "2\n");
    let stale = check(out.path(), &files(&[("a.rs", "1\n")])).unwrap();
    assert_eq!(stale[0].refusal, Some(WriteError::EditedByHand("a.rs".into())));
}

#[test]
fn a_long_difference_is_cut() {
    let out = folder(&[]);
    let stale = check(out.path(), &files(&[("a.rs", &"line\n".repeat(1000))])).unwrap();
    assert_eq!(stale[0].diff.lines().count(), 201);
    assert!(stale[0].diff.ends_with("… and 803 more lines\n"));
}
