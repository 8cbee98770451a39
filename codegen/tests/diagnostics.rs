//! What people and tools get to see of a diagnostic.
#![allow(clippy::unwrap_used, reason = "tests")]

use nameplate_codegen::diagnostic::{Diagnostic, FileId, Place, Sources, Style, render, to_json};
use proptest::prelude::*;

fn sources() -> Sources {
    let mut sources = Sources::default();
    sources.add("specs/p/models/m.yaml", "model: m\nparameters:\n  seed: {integer: {min: é}}\n");
    sources.add("specs/p/provider.yaml", "types:\n  seed: {}\n");
    sources
}

fn place(file: usize, span: std::ops::Range<usize>) -> Place {
    Place { file: FileId(file), span }
}

/// Where a text stands in the model's file.
fn place_of(text: &str) -> Place {
    let start = sources().files[0].text.find(text).unwrap();
    place(0, start..start + text.len())
}

#[test]
fn a_diagnostic_shows_its_place_its_label_another_place_and_what_to_do() {
    let diagnostic = Diagnostic::error("E0122", place_of("é"), "expected a number, found the text `é`")
        .label("here")
        .other(place_of("seed"), "of this parameter")
        .other(place(1, 9..13), "the type is here")
        .help("write a number");
    let expected = "\
error[E0122]: expected a number, found the text `é`
 --> specs/p/models/m.yaml:3:25
  |
3 |   seed: {integer: {min: é}}
  |   ----                  ^ here
  |   |
  |   of this parameter
  |
  = help: write a number
note: the type is here
 --> specs/p/provider.yaml:2:3
  |
2 |   seed: {}
  |   ^^^^

";
    assert_eq!(render(&[diagnostic], &sources(), Style::Plain), expected);
}

#[test]
fn the_order_is_that_of_files_and_places_and_not_the_one_given() {
    let mut diagnostics = vec![
        Diagnostic::error("E0122", place(1, 0..1), "fourth"),
        Diagnostic::warning("E0122", place(0, 5..6), "third"),
        Diagnostic::error("E0122", place(0, 2..3), "second"),
        Diagnostic::error("E0121", place(0, 2..3), "first"),
    ];
    let rendered = render(&diagnostics, &sources(), Style::Plain);
    let at = |text: &str| rendered.find(text).unwrap();
    assert!(at("first") < at("second") && at("second") < at("third") && at("third") < at("fourth"), "{rendered}");
    diagnostics.reverse();
    assert_eq!(render(&diagnostics, &sources(), Style::Plain), rendered);
}

#[test]
fn a_hundred_are_shown_and_the_rest_counted() {
    let diagnostics: Vec<_> = (0..130).map(|_| Diagnostic::error("E0122", place(0, 0..1), "again")).collect();
    let rendered = render(&diagnostics, &sources(), Style::Plain);
    assert_eq!(rendered.matches("error[E0122]").count(), 100);
    assert!(rendered.ends_with("note: and 30 more\n"), "{rendered}");
}

#[test]
fn what_a_spec_puts_into_a_sentence_stays_on_its_line_and_cannot_steer_a_terminal() {
    let diagnostic = Diagnostic::error("E0122", place(0, 0..1), "found `a\n\u{1b}[31mb`").label("x\ny");
    let rendered = render(&[diagnostic], &sources(), Style::Plain);
    assert!(!rendered.contains('\u{1b}'), "{rendered}");
    assert!(rendered.starts_with("error[E0122]: found `a\\n\\u{1b}[31mb`\n"), "{rendered}");
}

#[test]
fn a_file_that_is_not_there_leaves_the_sentence() {
    let rendered = render(&[Diagnostic::error("E0122", place(7, 3..9), "lost")], &sources(), Style::Plain);
    assert_eq!(rendered, "error[E0122]: lost\n\n");
}

#[test]
fn colours_are_only_in_the_coloured_style() {
    let diagnostics = [Diagnostic::warning("E0122", place(0, 0..1), "careful")];
    assert!(render(&diagnostics, &sources(), Style::Coloured).contains('\u{1b}'));
    assert!(!render(&diagnostics, &sources(), Style::Plain).contains('\u{1b}'));
}

#[test]
fn tools_get_the_json_of_rustc() {
    let diagnostic =
        Diagnostic::error("E0122", place_of("é"), "expected a number").label("here").help("write a number");
    let lines = to_json(&[diagnostic.clone(), diagnostic], &sources());
    assert_eq!(lines.lines().count(), 2);
    let line: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(line["level"], "error");
    assert_eq!(line["code"]["code"], "E0122");
    assert_eq!(line["children"][0]["message"], "write a number");
    let span = &line["spans"][0];
    assert_eq!(span["file_name"], "specs/p/models/m.yaml");
    assert_eq!((&span["line_start"], &span["column_start"], &span["column_end"]), (&3.into(), &25.into(), &26.into()));
    assert_eq!((&span["byte_start"], &span["is_primary"], &span["label"]), (&45.into(), &true.into(), &"here".into()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_place_in_any_text_renders(text in "[a-zé🎬\t\r\n :#'\"\\x00-\\x1f]{0,60}", start in 0usize..90, end in 0usize..90) {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text);
        let diagnostic = Diagnostic::error("E0122", Place { file, span: start..end }, "somewhere")
            .label("here")
            .other(Place { file, span: end..start }, "and there");
        prop_assert!(render(std::slice::from_ref(&diagnostic), &sources, Style::Plain).contains("somewhere"));
        prop_assert!(to_json(&[diagnostic], &sources).contains("somewhere"));
    }
}
