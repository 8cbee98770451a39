//! Units of quantities: products of symbols with whole exponents (`USD/s`, `frames`). They are compared, multiplied and
//! divided, never converted: `s` and `min` are as different as `s` and `USD`.

use std::collections::BTreeMap;
use std::fmt;

/// A unit has at most this many factors. A longer one is a mistake of the formula, and exponents must not grow without end.
const MAX_FACTORS: u32 = 16;

/// A symbol has at most so many bytes.
const MAX_SYMBOL: usize = 32;

/// A unit. The one without factors ([`Unit::NONE`]) belongs to plain numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// No exponent is zero.
    exponents: BTreeMap<String, i8>,
}

impl Unit {
    /// The unit of a plain number.
    pub const NONE: Self = Self { exponents: BTreeMap::new() };

    /// Reads the text of a unit: symbols with `*` and `/` between them (`USD/s`, `1/s`); the empty text is [`Unit::NONE`].
    /// `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::NONE);
        }
        let mut unit = Self::NONE;
        let mut power = 1;
        let mut rest = text;
        loop {
            let end = rest.find(['*', '/']).unwrap_or(rest.len());
            let (symbol, after) = rest.split_at(end);
            unit = unit.with(&Self::symbol(symbol)?, power)?;
            power = match after.as_bytes().first() {
                None => return Some(unit),
                Some(b'/') => -1,
                Some(_) => 1,
            };
            rest = after.get(1..)?;
        }
    }

    /// The unit of one symbol: a letter, then letters, digits and `_`; `1` is [`Unit::NONE`]. `None` for any other text.
    #[must_use]
    pub fn symbol(text: &str) -> Option<Self> {
        if text == "1" {
            return Some(Self::NONE);
        }
        let named = text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.len() <= MAX_SYMBOL
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        named.then(|| Self { exponents: BTreeMap::from([(text.to_owned(), 1)]) })
    }

    /// The product; `None` when it has too many factors.
    #[must_use]
    pub fn times(&self, other: &Self) -> Option<Self> {
        self.clone().with(other, 1)
    }

    /// The quotient; `None` when it has too many factors.
    #[must_use]
    pub fn per(&self, other: &Self) -> Option<Self> {
        self.clone().with(other, -1)
    }

    /// Whether this is the unit of a plain number.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.exponents.is_empty()
    }

    /// The unit in a sentence: `` `USD/s` ``, or `no unit`.
    #[must_use]
    pub fn in_words(&self) -> String {
        if self.is_none() { "no unit".to_owned() } else { format!("`{self}`") }
    }

    fn with(mut self, other: &Self, power: i8) -> Option<Self> {
        for (symbol, exponent) in &other.exponents {
            let sum = self.exponents.entry(symbol.clone()).or_default();
            *sum = sum.checked_add(exponent.checked_mul(power)?)?;
        }
        self.exponents.retain(|_, exponent| *exponent != 0);
        let factors: u32 = self.exponents.values().map(|exponent| u32::from(exponent.unsigned_abs())).sum();
        (factors <= MAX_FACTORS).then_some(self)
    }
}

/// The text that [`Unit::parse`] reads back: what is multiplied first, then what divides (`USD/s`, `1/s`, `m*m`).
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut started = false;
        for (symbol, exponent) in &self.exponents {
            for _ in 0..*exponent {
                write!(f, "{}{symbol}", if started { "*" } else { "" })?;
                started = true;
            }
        }
        for (symbol, exponent) in &self.exponents {
            for _ in *exponent..0 {
                write!(f, "{}{symbol}", if started { "/" } else { "1/" })?;
                started = true;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::*;

    use super::Unit;

    #[test]
    fn units_multiply_and_cancel() {
        let per_second = Unit::parse("USD/s").unwrap();
        let seconds = Unit::parse("s").unwrap();
        assert_eq!(per_second.times(&seconds), Unit::parse("USD"));
        assert_eq!(seconds.per(&seconds), Some(Unit::NONE));
        assert_eq!(Unit::NONE.per(&seconds).unwrap().to_string(), "1/s");
    }

    #[test]
    fn the_order_of_factors_is_no_difference() {
        assert_eq!(Unit::parse("a*b/c"), Unit::parse("1/c*b*a"));
        assert_eq!(Unit::parse("a/c/d*b").unwrap().to_string(), "a*b/c/d");
        assert_eq!(Unit::parse("m*m").unwrap().to_string(), "m*m");
    }

    #[test]
    fn what_is_no_unit_is_refused() {
        for text in [" ", "USD / s", "USD/", "/s", "*", "2", "1000", "s^2", "(s)", "é", "a**b", "_s", "4k"] {
            assert_eq!(Unit::parse(text), None, "{text:?}");
        }
        assert_eq!(Unit::parse(&"s".repeat(33)), None);
    }

    #[test]
    fn exponents_do_not_grow_without_end() {
        let mut unit = Unit::parse("s").unwrap();
        for _ in 0..4 {
            unit = unit.times(&unit).unwrap();
        }
        assert_eq!(unit.times(&unit), None);
        assert_eq!(Unit::parse(&vec!["s"; 500].join("*")), None);
    }

    proptest! {
        #[test]
        fn the_text_of_a_unit_reads_back(text in "(1|[a-c])([*/](1|[a-c])){0,12}") {
            let unit = Unit::parse(&text).unwrap();
            prop_assert_eq!(Unit::parse(&unit.to_string()), Some(unit));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,64}") {
            let _ = Unit::parse(&text);
        }
    }
}
