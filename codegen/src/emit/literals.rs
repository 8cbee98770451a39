//! Literals of Rust: what a spec says can neither leave its quotes nor change its value.

use nameplate::Exact;

/// A text in quotes. Characters that cannot be seen, or that a reader may take for another, are escaped.
pub(super) fn text(value: &str) -> String {
    let mut literal = String::with_capacity(value.len() + 2);
    literal.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            ' '..='~' => literal.push(c),
            '\n' => literal.push_str("\\n"),
            '\t' => literal.push_str("\\t"),
            c if is_plain(c) => literal.push(c),
            c => literal.extend(c.escape_unicode()),
        }
    }
    literal.push('"');
    literal
}

/// Letters and signs of common scripts that have one form only. Anything else outside ASCII is escaped in literals: marks that
/// join the letter before them, signs that turn the direction of writing, letters with two encodings.
const fn is_plain(c: char) -> bool {
    matches!(c,
        '¡'..='¬' | '®'..='ſ' // Latin
        | 'Α'..='Ω' | 'α'..='ω' | 'Ѐ'..='џ' // Greek, Cyrillic
        | '‐'..='‧' | '←'..='↓' | '≈' | '≠' | '≤' | '≥' // punctuation, signs
        | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣')
}

/// A whole number, its digits in groups.
pub(super) fn integer(value: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", whole_groups(&value.unsigned_abs().to_string()))
}

/// A double by its shortest text, with a point or an exponent.
pub(super) fn double(value: f64) -> String {
    let text = format!("{value:?}");
    let (mantissa, exponent) = text.split_once('e').map_or((&*text, None), |(mantissa, rest)| (mantissa, Some(rest)));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let mut literal = sign.to_owned();
    match mantissa.split_once('.') {
        Some((whole, fraction)) => literal.extend([&*whole_groups(whole), ".", &fraction_groups(fraction)]),
        None => literal.push_str(&whole_groups(mantissa)),
    }
    if let Some(exponent) = exponent {
        literal.push('e');
        literal.push_str(exponent);
    }
    literal
}

/// An exact number, as an expression of a table.
pub(super) fn exact(value: Exact) -> String {
    if value.terminates() {
        format!("Exact::literal({})", text(&value.to_string()))
    } else {
        format!("Exact::fraction({}, {})", integer(value.numer()), integer(value.denom()))
    }
}

/// `4_294_967_295`, from the right.
fn whole_groups(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let groups = tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let head = (!head.is_empty()).then(|| head.to_owned());
    head.into_iter().chain(groups).collect::<Vec<_>>().join("_")
}

/// `0.123_456_7`, from the left.
fn fraction_groups(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let groups = digits.as_bytes().chunks(3).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use nameplate::Exact;
    use proptest::prelude::*;

    use super::{double, exact, integer, text};

    proptest! {
        #[test]
        fn any_text_survives(value in any::<String>()) {
            let literal: syn::LitStr = syn::parse_str(&text(&value)).unwrap();
            prop_assert_eq!(literal.value(), value);
        }

        #[test]
        fn any_double_survives(value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
            let literal = double(value.abs());
            let parsed: syn::LitFloat = syn::parse_str(&literal).unwrap();
            prop_assert_eq!(parsed.base10_parse::<f64>().unwrap().to_bits(), value.abs().to_bits());
        }

        #[test]
        fn any_whole_number_survives(value in 0..i128::MAX) {
            let literal: syn::LitInt = syn::parse_str(&integer(value)).unwrap();
            prop_assert_eq!(literal.base10_parse::<i128>().unwrap(), value);
        }
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(integer(4_294_967_295), "4_294_967_295");
        assert_eq!(integer(-1024), "-1024");
        assert_eq!(double(-1.0), "-1.0");
        assert_eq!(double(0.123_456_7), "0.123_456_7");
        assert_eq!(double(1e300), "1e300");
    }

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        assert_eq!(text("a\u{202e}b\u{200b}\u{ad}e\u{301}\0"), r#""a\u{202e}b\u{200b}\u{ad}e\u{301}\u{0}""#);
        assert_eq!(text("4× – “Größe” 動画"), "\"4× – “Größe” 動画\"");
    }

    #[test]
    fn a_number_that_does_not_end_is_a_fraction() {
        assert_eq!(exact(Exact::ratio(30_000, 1001).unwrap()), "Exact::fraction(30_000, 1001)");
        assert_eq!(exact(Exact::decimal("0.0440").unwrap()), r#"Exact::literal("0.044")"#);
    }
}
