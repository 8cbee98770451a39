//! Texts and values as YAML that reads back as the same, whatever stands in them.

use std::fmt::Write as _;

use crate::published::Value;
use crate::yaml::is_clear_text;

/// Lines of a draft are about so long.
const WIDTH: usize = 116;

/// A text as a scalar that may stand anywhere: without quotes where that is clear, else in double quotes.
pub(super) fn word(text: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let starts = text.starts_with(|first: char| first.is_ascii_alphanumeric());
    if starts && text.len() <= 60 && text.chars().all(plain) && is_clear_text(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text in double quotes. Whatever YAML forbids, hides or folds is escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter if is_hidden(letter) => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Letters that YAML has no place for, or that nobody sees. All of them are below U+10000.
fn is_hidden(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// `key: text` with prose: on one line where it fits, folded where it is long and plain, else in quotes.
pub(super) fn prose(indent: usize, key: &str, text: &str) -> String {
    let pad = " ".repeat(indent);
    if is_plain_prose(text) && indent + key.len() + 2 + text.len() <= WIDTH {
        return format!("{pad}{key}: {text}\n");
    }
    // A folded text reads as its words with one blank between them.
    let folds = text.split(' ').all(|word| !word.is_empty() && word.len() < WIDTH / 2) && !text.chars().any(is_hidden);
    if !folds || indent + key.len() + 4 + text.len() <= WIDTH {
        return format!("{pad}{key}: {}\n", quoted(text));
    }
    let mut out = format!("{pad}{key}: >-\n");
    let mut line = format!("{pad}  ");
    for word in text.split(' ') {
        let is_first = line.len() == indent + 2;
        if !is_first && line.len() + 1 + word.len() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line.truncate(indent + 2);
        }
        if line.len() > indent + 2 {
            line.push(' ');
        }
        line.push_str(word);
    }
    out.push_str(&line);
    out.push('\n');
    out
}

/// Whether a text is the same without quotes behind `key: `.
fn is_plain_prose(text: &str) -> bool {
    let plain = |letter: char| {
        letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '.' | ',' | '(' | ')' | '/' | '-' | '_' | ';')
    };
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text.chars().all(plain)
        && is_clear_text(text)
}

/// A value on one line.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) => text.clone(),
        Value::Text(text) => word(text),
        Value::List(items) => format!("[{}]", items.iter().map(self::value).collect::<Vec<_>>().join(", ")),
        Value::Map(members) => {
            let members: Vec<String> =
                members.iter().map(|(name, value)| format!("{}: {}", word(name), self::value(value))).collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}

/// A comment: one line, whatever stands in it.
pub(super) fn comment(indent: usize, text: &str) -> String {
    const MOST: usize = 240;
    let mut line = format!("{}# ", " ".repeat(indent));
    for letter in text.chars().take(MOST) {
        if is_hidden(letter) {
            line.extend(letter.escape_default());
        } else {
            line.push(letter);
        }
    }
    if text.chars().nth(MOST).is_some() {
        line.push('…');
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::*;

    use super::{comment, prose, quoted, word};
    use crate::diagnostic::FileId;
    use crate::yaml::{NodeKind, tree};

    fn read_back(text: &str) -> String {
        let node = tree(FileId(0), text, 1 << 20).unwrap();
        match &node.get("key").unwrap().kind {
            NodeKind::Text(text, _) => text.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn words_that_some_version_of_yaml_misreads_are_quoted() {
        for text in ["720p", "silver_rich", "v1.2", "a-b"] {
            assert_eq!(word(text), text);
        }
        for text in ["2", "yes", "null", "1_000", "16:9", "2026-08-08", "", " a", "a b", "-a", "é", "a: b", "#a"] {
            assert_eq!(word(text), quoted(text), "{text}");
        }
    }

    #[test]
    fn comments_stay_on_their_line() {
        assert_eq!(comment(2, "a\nb: {\u{2028}*/"), "  # a\\nb: {\\u{2028}*/\n");
    }

    proptest! {
        #[test]
        fn any_text_reads_back(text in any::<String>()) {
            prop_assert_eq!(read_back(&format!("key: {}\n", word(&text))), text.clone());
            prop_assert_eq!(read_back(&format!("{}\n", prose(0, "key", &text))), text);
        }

        #[test]
        fn long_prose_reads_back(words in prop::collection::vec("[a-zA-Z:#'\"{}\\[\\]&*!|>%@`,é-]{1,12}", 1..80)) {
            let text = words.join(" ");
            let line = prose(0, "key", &text);
            prop_assert_eq!(read_back(&line), text);
            prop_assert!(line.lines().all(|line| line.chars().count() <= 240));
        }
    }
}
