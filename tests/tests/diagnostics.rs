//! Every broken fixture ends in diagnostics that name the place, what was found and what to do; every good one in none. The
//! snapshots are for people to read: what matters is asserted here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::path::Path;

use nameplate_codegen::diagnostic::{self, Diagnostic, Sources, Style};
use nameplate_codegen::{Faults, Specs};
use nameplate_tests::{compile, root, yaml_files};

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn stem(path: &Path) -> String {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned()
}

fn acme() -> String {
    text(&root().join("specs/acme/provider.yaml"))
}

fn compile_model(path: &Path) -> Result<Specs, Faults> {
    compile(&acme(), Some((&stem(path), &text(path))))
}

fn said(outcome: Result<Specs, Faults>) -> (Vec<Diagnostic>, Sources) {
    match outcome {
        Ok(specs) => (specs.warnings, specs.sources),
        Err(faults) => (faults.diagnostics, faults.sources),
    }
}

fn files(folder: &str) -> Vec<std::path::PathBuf> {
    let files = yaml_files(&root().join("fixtures").join(folder)).unwrap();
    assert!(!files.is_empty(), "{folder} has no fixtures");
    files
}

#[test]
fn good_models_have_no_diagnostic() {
    for path in files("ok") {
        let (diagnostics, sources) = said(compile_model(&path));
        let rendered = diagnostic::render(&diagnostics, &sources, Style::Plain);
        assert!(diagnostics.is_empty(), "{}:\n{rendered}", path.display());
    }
}

#[test]
fn good_providers_have_no_diagnostic() {
    for path in files("provider_ok") {
        let (diagnostics, sources) = said(compile(&text(&path), None));
        let rendered = diagnostic::render(&diagnostics, &sources, Style::Plain);
        assert!(diagnostics.is_empty(), "{}:\n{rendered}", path.display());
    }
}

/// That what is said about a broken spec is fit to be read, and what it looks like. Whether anything was said at all.
#[must_use]
fn broken(folder: &str, path: &Path, outcome: Result<Specs, Faults>) -> bool {
    let (diagnostics, sources) = said(outcome);
    if diagnostics.is_empty() {
        return false;
    }
    for diagnostic in &diagnostics {
        let source = sources.get(diagnostic.place.file).expect("the place is in a file that was read");
        let span = diagnostic.place.span.clone();
        assert!(source.text.get(span).is_some(), "{}: the place is in the text", path.display());
        let message = &diagnostic.message;
        assert!(!message.ends_with('.') && !message.is_empty(), "{}: {message:?}", path.display());
    }
    let rendered = diagnostic::render(&diagnostics, &sources, Style::Plain);
    insta::with_settings!({ snapshot_path => format!("snapshots/{folder}"), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(stem(path), rendered);
    });
    true
}

fn all_are_told(folder: &str, paths: &[std::path::PathBuf], compile: impl Fn(&Path) -> Result<Specs, Faults>) {
    let silent: Vec<_> = paths.iter().filter(|path| !broken(folder, path, compile(path))).collect();
    assert!(silent.is_empty(), "nothing was said about {silent:#?}");
}

#[test]
fn broken_models_are_told_what_is_wrong() {
    all_are_told("err", &files("err"), compile_model);
}

#[test]
fn broken_providers_are_told_what_is_wrong() {
    all_are_told("provider_err", &files("provider_err"), |path| compile(&text(path), None));
}

#[test]
fn faults_between_files_are_told_at_their_places() {
    let folders = std::fs::read_dir(root().join("fixtures/folder_err")).unwrap();
    let mut folders: Vec<_> = folders.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    all_are_told("folder_err", &folders, |folder| {
        nameplate_codegen::load_folders(&[folder.to_path_buf()]).map_err(|mut faults| {
            // Paths of this machine say nothing.
            for file in &mut faults.sources.files {
                file.path = Path::new(&file.path).strip_prefix(folder).unwrap().display().to_string();
            }
            faults
        })
    });
}
