//! The place of a part in the YAML, for every form that a scalar has. The decoded texts are those that YAML 1.2 gives.

use proptest::prelude::*;

use super::super::align::align;
use super::*;

/// Each blank-separated word of a decoded text is found again where the scalar writes it.
fn words_are_found(decoded: &str, scalar: &str, written: &[&str]) {
    let alignment = align(decoded, scalar);
    let mut at = 0;
    let mut found = Vec::new();
    for word in decoded.split_whitespace() {
        let start = at + decoded[at..].find(word).unwrap();
        at = start + word.len();
        found.push(&scalar[alignment.span(start..at)]);
    }
    assert_eq!(found, written, "{scalar}");
}

#[test]
fn a_plain_scalar_is_its_own_text() {
    words_are_found("n + é🎬 > 1", "n + é🎬 > 1", &["n", "+", "é🎬", ">", "1"]);
}

#[test]
fn a_plain_scalar_over_several_lines_is_folded() {
    words_are_found("n + 1 > width", "n +\n      1   \r\n\t > width", &["n", "+", "1", ">", "width"]);
    words_are_found("n\n+ 1", "n\n\n    + 1", &["n", "+", "1"]);
}

#[test]
fn a_single_quoted_scalar_doubles_its_quotes() {
    words_are_found("a == 'b' || c", "'a == ''b'' || c'", &["a", "==", "''b''", "||", "c"]);
    words_are_found("a 'b", "'a\n   ''b'", &["a", "''b"]);
}

#[test]
fn a_double_quoted_scalar_has_escapes() {
    words_are_found(
        "é \" c 🎬 🎬 d",
        r#""\u00e9 \" \x63 \U0001f3ac \ud83c\udfac\td""#,
        &[r"\u00e9", r#"\""#, r"\x63", r"\U0001f3ac", r"\ud83c\udfac", "d"],
    );
    words_are_found("a / b\u{a0}c", r#""a \/ b\_c""#, &["a", r"\/", "b", "c"]);
}

#[test]
fn a_double_quoted_scalar_joins_lines() {
    words_are_found("ab + c", "\"a\\\n     b\n    + \\\r\n  c\"", &["a\\\n     b", "+", "c"]);
    words_are_found("a b", "\"a\\\n   \\ b\"", &["a", "b"]);
}

#[test]
fn a_joined_line_belongs_to_no_part() {
    let scalar = "\"n\\\n   +1\"";
    let alignment = align("n+1", scalar);
    let written = [0..1, 1..2, 2..3].map(|part| &scalar[alignment.span(part)]);
    assert_eq!(written, ["n", "+", "1"]);
}

#[test]
fn a_block_scalar_keeps_its_lines() {
    words_are_found("n\n  + 1\n", "n\n      + 1\n", &["n", "+", "1"]);
    words_are_found("n\n+ 1\n", "|\n    n\n    + 1\n", &["n", "+", "1"]);
}

#[test]
fn a_folded_block_scalar_joins_its_lines() {
    words_are_found(
        "n + 1\n  > 2\nwidth\n",
        ">2-\n    n\n    + 1\n      > 2\n\n    width\n",
        &["n", "+", "1", ">", "2", "width"],
    );
    words_are_found("> 1", "> 1", &[">", "1"]);
}

/// A file with a formula in some form, and what is underlined in it.
fn underlined(yaml: &str, scalar: &str, text: &str) -> Vec<String> {
    let start = yaml.find(scalar).unwrap();
    let source = Source { file: FileId(3), text, span: start..start + scalar.len(), yaml };
    let mut diagnostics = Vec::new();
    compile(&source, &mut World::default(), &Want::Bool, &mut diagnostics);
    diagnostics.into_iter().map(|found| yaml[found.place.span].to_owned()).collect()
}

#[test]
fn mistakes_are_underlined_in_the_file() {
    let scalar = r#""\u006e > widht && prompt == \"é\" && \
         duration > frames""#;
    let yaml = format!("# é\nrules: {{r: {{condition: {scalar}}}}}\n");
    let found = underlined(&yaml, scalar, "n > widht && prompt == \"é\" && duration > frames");
    assert_eq!(found, ["widht", "duration > frames"]);

    let scalar = "'type == ''c'' || loop == ''a'''";
    let found = underlined(scalar, scalar, "type == 'c' || loop == 'a'");
    assert_eq!(found, ["''c''", "loop == ''a''"]);

    let yaml = "rules:\n  r:\n    condition: >-\n      n > 1\n      && é > 2\n";
    let scalar = "n > 1\n      && é > 2";
    assert_eq!(underlined(yaml, scalar, "n > 1 && é > 2"), ["é"]);
}

#[test]
fn what_is_missing_at_the_end_is_shown_at_the_last_part() {
    assert_eq!(underlined("'n + '", "'n + '", "n + "), ["+"]);
    assert_eq!(underlined("{c: \"n \\u002b\"}", "\"n \\u002b\"", "n +"), ["\\u002b"]);
}

#[test]
fn an_empty_formula_is_shown_with_its_quotes() {
    assert_eq!(underlined("{c: ''}", "''", ""), ["''"]);
}

#[test]
fn a_span_outside_of_the_file_is_no_harm() {
    let source = Source { file: FileId(0), text: "n + xyz", span: 90..99, yaml: "short" };
    let mut diagnostics = Vec::new();
    compile(&source, &mut World::default(), &Want::Any, &mut diagnostics);
    assert_eq!(diagnostics[0].place.span, 90..90);
}

/// Texts of the pieces that matter to scalars.
fn scalar_text() -> impl Strategy<Value = String> {
    let pieces = &[
        "\\",
        "\\\n",
        "\\u00e9",
        "\\ud83c",
        "\\U0001f3ac",
        "\\x",
        "\"",
        "''",
        "'",
        " ",
        "\n",
        "\r\n",
        "|\n",
        ">-\n",
        "é",
        "🎬",
        "n",
        "+",
        "\u{a0}",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.as_slice()), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_two_texts_align_within_the_scalar(decoded in scalar_text(), scalar in scalar_text(), quote in "[\"']?") {
        let scalar = format!("{quote}{scalar}{quote}");
        let alignment = align(&decoded, &scalar);
        let starts: Vec<usize> = decoded.char_indices().map(|(at, _)| at).chain([decoded.len()]).collect();
        let mut before = 0;
        for pair in starts.windows(2) {
            let span = alignment.span(pair[0]..pair[1]);
            prop_assert!(before <= span.start && span.end <= scalar.len());
            prop_assert!(scalar.get(span.clone()).is_some(), "{span:?} in {scalar:?}");
            before = span.end;
        }
    }

    #[test]
    fn a_text_without_folds_aligns_with_itself(text in "[a-z0-9 +*<>=()é🎬.]{0,60}") {
        let text = text.trim();
        let alignment = align(text, text);
        for (at, character) in text.char_indices() {
            prop_assert_eq!(alignment.span(at..at + character.len_utf8()), at..at + character.len_utf8());
        }
    }
}
