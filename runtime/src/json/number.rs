//! Numbers of a body. An integer literal is exact at any length, any other literal is the nearest IEEE double.

use std::cmp::Ordering;

use crate::Exact;

/// A number as a source has it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number<'a> {
    /// `digits / 10^scale`: a whole number, or at most fifteen digits. So short a decimal is the shortest text of its double,
    /// which makes both the double and the exact value cheap.
    Decimal { digits: i64, scale: u8 },
    /// A whole number that no `i64` holds: `high * 2^64 + low`. (Halves, since an `i128` would double the size of every value.)
    Wide { high: i64, low: u64 },
    /// An integer literal that no `i128` holds.
    Huge(&'a str),
    /// Any other number.
    Double(f64),
}

/// A number asked for as a whole one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Whole {
    /// It is this one.
    Value(i128),
    /// It is whole, and no `i128` holds it.
    Beyond,
    /// It is not whole.
    Fraction,
    /// It is no finite double.
    NotFinite,
}

/// Powers of ten that a double holds exactly, for every scale of a [`Number::Decimal`].
const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

impl<'a> Number<'a> {
    /// Reads a literal that the grammar has accepted.
    pub(super) fn literal(text: &'a str, integer: bool) -> Self {
        if integer {
            return text.parse().map_or(Self::Huge(text), Self::integer);
        }
        // `parse` takes every JSON literal; one too large becomes infinite.
        Self::Double(text.parse().unwrap_or(f64::INFINITY))
    }

    /// A whole number.
    pub(crate) fn integer(value: i128) -> Self {
        match i64::try_from(value) {
            Ok(digits) => Self::Decimal { digits, scale: 0 },
            Err(_) => Self::Wide { high: high_half(value), low: low_half(value) },
        }
    }

    /// The nearest double; infinite when there is none.
    #[inline]
    #[expect(clippy::float_arithmetic, reason = "both operands are exact, so the one division rounds correctly")]
    #[expect(clippy::cast_precision_loss, reason = "the nearest double is what is asked for")]
    pub(crate) fn double(self) -> f64 {
        match self {
            Self::Decimal { digits, scale: 0 } => digits as f64,
            Self::Decimal { digits, scale } => digits as f64 / POWERS.get(usize::from(scale)).unwrap_or(&f64::NAN),
            Self::Wide { high, low } => joined(high, low) as f64,
            Self::Huge(text) => text.parse().unwrap_or(f64::INFINITY),
            Self::Double(value) => value,
        }
    }

    /// The value as a whole number.
    pub(crate) fn whole(self) -> Whole {
        match self {
            Self::Decimal { digits, scale: 0 } => Whole::Value(digits.into()),
            Self::Decimal { digits, scale } => {
                let unit = 10_i64.pow(u32::from(scale.min(15)));
                if digits % unit == 0 { Whole::Value(i128::from(digits / unit)) } else { Whole::Fraction }
            }
            Self::Wide { high, low } => Whole::Value(joined(high, low)),
            Self::Huge(_) => Whole::Beyond,
            Self::Double(value) => whole_double(value),
        }
    }

    /// The exact value: of a double its shortest decimal. `None` when that needs too many digits.
    pub(crate) fn exact(self) -> Option<Exact> {
        match self {
            Self::Decimal { digits, scale } => Exact::scaled(digits, scale),
            Self::Wide { high, low } => Some(Exact::integer(joined(high, low))),
            Self::Huge(_) => None,
            Self::Double(value) => Exact::from_f64(value),
        }
    }

    /// Whether it is a multiple of a step above zero, by its shortest decimal text.
    pub(crate) fn is_multiple_of(self, step: Exact) -> bool {
        match self.exact() {
            Some(value) => value.div(step).is_none_or(|quotient| quotient.to_integer().is_some()),
            None => is_large_multiple(self.double(), step),
        }
    }
}

const fn high_half(value: i128) -> i64 {
    (value >> 64) as i64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the low half is what is asked for")]
const fn low_half(value: i128) -> u64 {
    value as u64
}

fn joined(high: i64, low: u64) -> i128 {
    i128::from(high) << 64 | i128::from(low)
}

#[expect(clippy::cast_possible_truncation, reason = "a whole double below 2^127 is an i128")]
fn whole_double(value: f64) -> Whole {
    const BEYOND: f64 = 170_141_183_460_469_231_731_687_303_715_884_105_728.0;
    if !value.is_finite() {
        Whole::NotFinite
    } else if value.trunc().partial_cmp(&value) != Some(Ordering::Equal) {
        Whole::Fraction
    } else if value.abs() < BEYOND {
        Whole::Value(value as i128)
    } else {
        Whole::Beyond
    }
}

/// A double of which no [`Exact`] holds the decimals has more than thirty digits: it is whole, and divided digit by digit, or
/// finer than every step that a spec can state.
fn is_large_multiple(value: f64, step: Exact) -> bool {
    let numer = step.numer().unsigned_abs();
    let rest = value.abs().to_string().bytes().try_fold(0_u128, |rest, digit| {
        let next =
            rest.checked_mul(10)?.checked_add(u128::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?))?;
        next.checked_rem(numer)
    });
    rest == Some(0)
}

/// The short path: `-?digits(.digits)?` of at most fifteen digits without a leading zero, and something after it that ends a
/// number. Gives the number and its length; whatever looks different is left to the library.
#[inline]
pub(super) fn short(bytes: &[u8]) -> Option<(Number<'static>, usize)> {
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let (mut digits, mut at, mut point) = (0_i64, start, None);
    let end = loop {
        match *bytes.get(at)? {
            digit @ b'0'..=b'9' => digits = digits * 10 + i64::from(digit - b'0'),
            b'.' if point.is_none() => point = Some(at),
            b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t' => break at,
            _ => return None,
        }
        at += 1;
        if at > start + 16 {
            return None;
        }
    };
    let whole = point.unwrap_or(end) - start;
    let scale = point.map_or(0, |point| end - point - 1);
    let zero_ahead = whole > 1 && bytes.get(start) == Some(&b'0');
    if whole == 0 || zero_ahead || whole + scale > 15 || (point.is_some() && scale == 0) {
        return None;
    }
    let digits = if negative { -digits } else { digits };
    Some((Number::Decimal { digits, scale: u8::try_from(scale).ok()? }, end))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests compare exact values")]
mod tests {
    use proptest::prelude::*;

    use super::{Number, Whole, short};
    use crate::Exact;

    proptest! {
        #[test]
        fn the_short_path_reads_what_std_reads(whole in 0_u64..1_000_000_000, scale in 0_usize..7, fraction in 0_u32..1_000_000, negative: bool) {
            let fraction: String = format!("{fraction:06}").chars().take(scale).collect();
            let sign = if negative { "-" } else { "" };
            let text = if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") };
            let (number, len) = short(format!("{text},").as_bytes()).unwrap();
            prop_assert_eq!(len, text.len());
            prop_assert_eq!(number.double(), text.parse::<f64>().unwrap());
            prop_assert_eq!(number.exact(), Exact::decimal(&text));
            prop_assert_eq!(number.exact(), Exact::from_f64(number.double()));
        }
    }

    #[test]
    fn the_short_path_leaves_everything_else_alone() {
        for text in ["01,", "1.,", ".5,", "-,", "1e3,", "1", "1.2.3,", "+1,", "1234567890123456,", "-.5,", ","] {
            assert!(short(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_whole_whatever_their_spelling() {
        for (text, integer, whole) in [
            ("5.0", false, Whole::Value(5)),
            ("5e0", false, Whole::Value(5)),
            ("1e2", false, Whole::Value(100)),
            ("-0.0", false, Whole::Value(0)),
            ("5.5", false, Whole::Fraction),
            ("1e400", false, Whole::NotFinite),
            ("1e39", false, Whole::Beyond),
            ("9007199254740993", true, Whole::Value(9_007_199_254_740_993)),
            ("9007199254740993.0", false, Whole::Value(9_007_199_254_740_992)),
        ] {
            assert_eq!(Number::literal(text, integer).whole(), whole, "{text}");
        }
        assert_eq!(Number::literal(&"9".repeat(400), true).whole(), Whole::Beyond);
    }

    #[test]
    fn multiples_are_judged_by_decimal_text() {
        let step = |text| Exact::decimal(text).unwrap();
        for (value, of, is) in [
            ("0.07", "0.01", true),
            ("19.99", "0.01", true),
            ("0.015", "0.01", false),
            ("1e300", "0.5", true),
            ("1e300", "7", false),
            ("1e-300", "0.5", false),
            ("0.0", "0.5", true),
        ] {
            assert_eq!(Number::literal(value, false).is_multiple_of(step(of)), is, "{value} of {of}");
        }
    }
}
