//! What the subset takes, what it refuses and where, and that the portable spelling means what the pattern says.

#![allow(clippy::expect_used, reason = "tests")]

use super::{check_pattern, matches, to_json_schema_pattern};
use proptest::prelude::*;

#[test]
fn a_pattern_matches_the_whole_text_only() {
    for (pattern, good, bad) in [
        ("[a-z]+", vec!["a", "abc"], vec!["", "Abc", "abc ", " abc", "abc\n", "é"]),
        ("a|bc", vec!["a", "bc"], vec!["ac", "abc", "b"]),
        ("[0-9]{2}:[0-9]{2}", vec!["12:34"], vec!["1:34", "12:345", "٣٤:١٢"]),
        ("#([0-9a-fA-F]{3}){1,2}", vec!["#fff", "#A0b1C2"], vec!["fff", "#ffff", "#ggg"]),
        (r"\$\{[A-Z_]+\}", vec!["${A_B}"], vec!["$A", "${}"]),
        (r"[\]\[\^\-\\]+", vec!["]", "[^-\\"], vec!["a"]),
        ("[-a]+", vec!["-a"], vec!["b"]),
        ("[a-]+", vec!["-a"], vec!["b"]),
        ("(?:ab)*", vec!["", "abab"], vec!["aba"]),
        ("a{2,}", vec!["aa", "aaaaa"], vec!["a"]),
        (r"v\.[0-9]", vec!["v.1"], vec!["vx1"]),
        ("a/b", vec!["a/b"], vec!["ab"]),
    ] {
        assert_eq!(check_pattern(pattern), Ok(()), "{pattern}");
        for text in good {
            assert!(matches(pattern, text), "{pattern} matches {text:?}");
        }
        for text in bad {
            assert!(!matches(pattern, text), "{pattern} does not match {text:?}");
        }
    }
}

#[test]
fn what_engines_read_differently_is_refused_at_its_place() {
    for (pattern, at, word) in [
        ("", 0, "nothing stands here"),
        ("a|", 2, "nothing stands here"),
        ("(|a)", 1, "nothing stands here"),
        ("()", 1, "nothing stands here"),
        ("a.b", 1, "`.`"),
        (r"a\d", 1, "`\\d`"),
        (r"\w+", 0, "`\\w`"),
        (r"[\s]", 1, "`\\s`"),
        (r"\p{L}", 0, "`\\p`"),
        (r"(a)\1", 3, "`\\1`"),
        (r"\bfoo", 0, "`\\b`"),
        ("a\\", 1, "at the end"),
        ("^a", 0, "whole text"),
        ("a$", 1, "whole text"),
        ("(?=a)", 0, "look-around"),
        ("(?i)a", 0, "flags"),
        ("(?P<n>a)", 0, "names"),
        ("[^a]", 1, "outside ASCII"),
        ("[]", 1, "empty"),
        ("[a", 0, "not closed"),
        ("[z-a]", 1, "backwards"),
        ("[a-z-9]", 4, "`-`"),
        ("[a&&b]", 3, "twice in a row"),
        ("[\\&\\&]", 3, "twice in a row"),
        ("[!-||]", 4, "twice in a row"),
        ("[a--z]", 3, "`-`"),
        ("[[:alpha:]]", 1, "before `[`"),
        ("(a", 0, "not closed"),
        ("a)", 1, "closes no group"),
        ("a]", 1, "closing bracket"),
        ("a}", 1, "closing bracket"),
        ("*a", 0, "to repeat"),
        ("a**", 2, "one repeat after"),
        ("a+?", 2, "lazy"),
        ("a{2}{3}", 4, "one repeat after"),
        ("a{,3}", 2, "`{m}`"),
        ("a{x}", 2, "`{m}`"),
        ("a{2", 3, "`{m}`"),
        ("a{3,2}", 1, "backwards"),
        ("a{1001}", 2, "counts to"),
        ("a{99999999999999999999999}", 2, "counts to"),
        ("é", 0, "printable ASCII"),
        ("a\tb", 1, "printable ASCII"),
        ("a\\\n", 1, "printable ASCII"),
        ("((a{100}){100})", 14, "written out"),
        ("(((((((((((((a)))))))))))))", 13, "deeper"),
    ] {
        let error = check_pattern(pattern).expect_err(pattern);
        assert_eq!(error.at, at, "{pattern}: {error}");
        assert!(error.message.contains(word), "{pattern}: {error}");
        assert!(!matches(pattern, "a"), "{pattern} matches nothing");
        assert_eq!(to_json_schema_pattern(pattern), "", "{pattern}");
    }
    assert!(check_pattern(&"a".repeat(1_001)).is_err());
}

#[test]
fn the_portable_spelling_escapes_what_any_engine_wants_escaped() {
    for (pattern, portable) in [
        ("a|b", "^(?:a|b)$"),
        ("(a)", "^(?:(?:a))$"),
        (r"\-\/\#\@", "^(?:-/#@)$"),
        (r"[\.\-a]", r"^(?:[.\-a])$"),
        ("[a-]", r"^(?:[a\-])$"),
        ("[!-/]", "^(?:[!-/])$"),
        ("a{2,2}", "^(?:a{2})$"),
    ] {
        assert_eq!(to_json_schema_pattern(pattern), portable);
    }
}

#[test]
fn a_text_longer_than_the_longest_match_is_not_read() {
    assert!(!matches("[a-z]{1,1000}", &"a".repeat(10_000_000)));
    assert!(matches("[a-z]{1,1000}", &"a".repeat(1_000)));
    assert!(!matches("([a-z]{1,2}|b{3}){2}", &"b".repeat(7)));
    assert!(matches("([a-z]{1,2}|b{3}){2}", &"b".repeat(6)));
}

#[test]
fn more_patterns_than_are_kept_still_match() {
    for n in 0..600 {
        assert!(matches(&format!("x{n}"), &format!("x{n}")));
    }
}

proptest! {
    #[test]
    fn no_pattern_is_too_strange(pattern in "[\\[\\](){}|?*+^$.a-z0-9,\\\\&-]{0,24}") {
        if let Ok(()) = check_pattern(&pattern) {
            let portable = to_json_schema_pattern(&pattern);
            prop_assert!(regex_lite::Regex::new(&portable).is_ok(), "{} -> {}", pattern, portable);
            let inner = portable.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(")$"));
            prop_assert_eq!(inner.map(to_json_schema_pattern), Some(portable), "what is portable stays as it is");
        } else {
            prop_assert!(!matches(&pattern, "a"));
        }
    }

    #[test]
    fn every_sign_can_be_escaped(sign in "[!-/:-@\\[-`{-~]") {
        for pattern in [format!("\\{sign}"), format!("[\\{sign}]")] {
            prop_assert!(matches(&pattern, &sign), "{pattern}");
            prop_assert!(!matches(&pattern, "a"), "{pattern}");
        }
    }
}
