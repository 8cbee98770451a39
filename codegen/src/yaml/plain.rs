//! What a plain (unquoted) scalar is. The versions of YAML differ: `no` is false in 1.1, `1:30` is ninety, `017` is fifteen.
//! A plain scalar is something else than a text only in the one spelling that all versions share.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::node::NodeKind;
use super::number::{Number, NumberFault};

/// What a plain scalar is.
///
/// # Errors
/// When it is a number with too many digits to be exact.
pub(super) fn classify(text: &str) -> Result<NodeKind, NumberFault> {
    Ok(match text {
        "" | "null" => NodeKind::Null,
        "true" => NodeKind::Bool(true),
        "false" => NodeKind::Bool(false),
        _ => match Number::parse(text) {
            Ok(number) => NodeKind::Number(number),
            Err(NumberFault::TooLong) => return Err(NumberFault::TooLong),
            Err(NumberFault::Form) => NodeKind::Text(text.to_owned(), false),
        },
    })
}

/// What some version of YAML takes a plain scalar for that is a text to us: `a boolean` for `yes`.
pub(super) fn mistaken_for(text: &str) -> Option<&'static str> {
    FORMS.iter().find(|(_, form)| form.is_match(text)).map(|(what, _)| *what)
}

/// The forms of YAML 1.1 (<https://yaml.org/type/>) and of the core schema of YAML 1.2 (§10.3.2), as they stand there.
const PATTERNS: [(&str, &str); 9] = [
    ("null", "~|null|Null|NULL"),
    ("a boolean", "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"),
    ("a number", "[-+]?(0b[01_]+|0o[0-7]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)"),
    ("a number", r"[-+]?([0-9][0-9_]*)?\.[0-9._]*([eE][-+]?[0-9]+)?"),
    ("a number", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
    ("a number", r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
    ("a number to the base 60", r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"),
    (
        "a date",
        r"[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(([Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(Z|[-+][0-9][0-9]?(:?[0-9]{2})?))?)?",
    ),
    ("a key of another meaning", "<<|="),
];

static FORMS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let compiled = PATTERNS.iter().map(|(what, form)| Regex::new(&format!("^(?:{form})$")).map(|form| (*what, form)));
    #[expect(clippy::expect_used, reason = "the patterns are constants, and every test of this file compiles them")]
    compiled.collect::<Result<_, _>>().expect("constant patterns compile")
});

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{NodeKind, classify, mistaken_for};

    #[test]
    fn only_the_spellings_that_all_versions_share_are_not_texts() {
        assert_eq!(classify("true").unwrap(), NodeKind::Bool(true));
        assert_eq!(classify("null").unwrap(), NodeKind::Null);
        assert_eq!(classify("").unwrap(), NodeKind::Null);
        assert!(matches!(classify("-1.50").unwrap(), NodeKind::Number(_)));
        for text in ["True", "yes", "~", "Null", "1_0", "0x1", "+5", ".5", "5.", "1e3", "1:30", "2026-08-08", ".inf"] {
            assert!(matches!(classify(text).unwrap(), NodeKind::Text(_, false)), "{text}");
        }
    }

    #[test]
    fn texts_that_some_version_reads_as_something_else_are_known() {
        for (what, texts) in [
            ("null", &["~", "Null", "NULL"][..]),
            ("a boolean", &["yes", "No", "ON", "off", "y", "N", "True", "FALSE"]),
            (
                "a number",
                &["1_000", "0x10", "0o17", "017", "0b1", "+5", ".5", "5.", "1e3", "1.5E-3", "-.inf", ".NaN", "1.2.3"],
            ),
            ("a number to the base 60", &["1:30", "16:9", "-1:30:00", "190:20:30.15"]),
            ("a date", &["2026-08-08", "2026-8-8", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5"]),
            ("a key of another meaning", &["<<", "="]),
        ] {
            for text in texts {
                assert_eq!(mistaken_for(text), Some(what), "{text}");
            }
        }
    }

    #[test]
    fn everyday_texts_are_texts() {
        for text in [
            "720p",
            "4k",
            "2:100",
            "1x2x",
            "yesterday",
            "nothing",
            "online",
            "a",
            "2026-08",
            "v1.2",
            "1.2.x",
            "5s",
            "50MiB",
            "-",
            "+",
            "0xg",
            "e3",
            "mp4",
            "USD/s",
            "per_second * seconds",
            "info",
            "x:1",
            "١",
            "1 000",
            "1,000",
            "12:60",
        ] {
            assert_eq!(mistaken_for(text), None, "{text}");
        }
    }
}
