//! Numbers as they stand in the text, digit for digit.

use std::fmt;
use std::hash::{Hash, Hasher};

use nameplate::Exact;

/// A decimal number: `-?(0|[1-9][0-9]*)(\.[0-9]+)?`, at most 30 digits. Two are equal when their values are: `24.0` is `24`.
#[derive(Clone, Debug)]
pub struct Number {
    /// The text in the spec.
    pub text: String,
    exact: Exact,
}

/// Why a text is not a [`Number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// It is not of the form above.
    Form,
    /// It has more than 30 digits.
    TooLong,
}

impl Number {
    /// The most digits a number has.
    pub const MAX_DIGITS: usize = 30;

    /// The number that a text states.
    ///
    /// # Errors
    /// When the text is not one, or too long to be exact.
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        if !is_decimal(text) {
            return Err(NumberFault::Form);
        }
        let exact = Exact::decimal(text).ok_or(NumberFault::TooLong)?;
        Ok(Self { text: text.to_owned(), exact })
    }

    /// The value.
    #[must_use]
    pub const fn exact(&self) -> Exact {
        self.exact
    }

    /// The value, when it is whole and fits.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        self.exact.to_integer()
    }

    /// The value, when it is whole, not negative and fits.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        self.to_i128()?.try_into().ok()
    }

    /// The nearest double.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        // The grammar is a subset of what `f64` reads, so the default is never taken.
        self.text.parse().unwrap_or_default()
    }

    /// Whether the nearest double still has this value as its shortest text: `0.1` has, `0.1000000000000000055` has not.
    /// A bound that has not would be another bound on the wire.
    #[must_use]
    pub fn survives_double(&self) -> bool {
        Exact::from_f64(self.to_f64()) == Some(self.exact)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.exact == other.exact
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.exact.hash(state);
    }
}

/// The text in the spec.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(all_digits)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{Number, NumberFault};
    use proptest::prelude::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn decimals_keep_their_text_and_compare_by_value() {
        assert_eq!(number("0.10").text, "0.10");
        assert_eq!(number("24.0"), number("24"));
        assert_eq!(number("-0"), number("0"));
        assert_ne!(number("0.1"), number("0.1000000000000000055"));
    }

    #[test]
    fn what_only_some_readers_take_for_a_number_is_refused() {
        for text in [
            "", "-", "+5", ".5", "5.", "1e3", "1_000", "0x10", "0o17", "007", "00", "-00.1", "1:30", ".inf", "1.2.3",
            " 1", "١",
        ] {
            assert_eq!(Number::parse(text), Err(NumberFault::Form), "{text:?}");
        }
    }

    #[test]
    fn thirty_digits_are_exact_and_more_are_refused() {
        let thirty = "123456789012345678901234567890";
        assert_eq!(number(thirty).to_i128(), Some(123_456_789_012_345_678_901_234_567_890));
        assert_eq!(Number::parse(&format!("{thirty}1")), Err(NumberFault::TooLong));
    }

    #[test]
    fn whole_numbers_fit_or_say_so() {
        assert_eq!(number("18446744073709551615").to_u64(), Some(u64::MAX));
        assert_eq!(number("18446744073709551616").to_u64(), None);
        assert_eq!(number("-1").to_u64(), None);
        assert_eq!(number("5.0").to_u64(), Some(5));
        assert_eq!(number("5.5").to_i128(), None);
    }

    #[test]
    fn a_number_that_no_double_has_as_its_shortest_text_is_told() {
        for text in ["0.1", "23.976", "59.94", "9007199254740992", "-0", "0.0000001", "100000000000000000000000"] {
            assert!(number(text).survives_double(), "{text}");
        }
        for text in ["0.1000000000000000055", "9007199254740993", "9223372036854775807", "0.30000000000000000001"] {
            assert!(!number(text).survives_double(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_short_decimal_survives(whole in 0u32..1_000_000, fraction in 0u32..1_000_000) {
            let text = format!("{whole}.{fraction:06}");
            prop_assert!(number(&text).survives_double());
        }

        #[test]
        fn any_text_is_a_number_or_not_and_never_a_panic(text in ".{0,40}") {
            if let Ok(number) = Number::parse(&text) {
                prop_assert!(number.text.parse::<f64>().is_ok_and(f64::is_finite));
            }
        }
    }
}
