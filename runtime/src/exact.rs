//! Exact numbers: rationals over `i128` whose operations say when they overflow. Money and billed quantities are these and
//! never pass through `f64`.

mod small;
mod text;

use std::cmp::Ordering;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul};
use small::Small;

/// An exact number: a fraction in lowest terms whose denominator is at least one.
///
/// What both parts of fit in a machine word is computed there (`small`); `num-rational` does the rest.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    numer: i128,
    denom: i128,
}

/// A decimal has at most this many digits, so that it fits with room for a few operations.
const MAX_DIGITS: u32 = 30;

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self::integer(0);
    /// One.
    pub const ONE: Self = Self::integer(1);

    /// A whole number.
    #[must_use]
    pub const fn integer(value: i128) -> Self {
        Self { numer: value, denom: 1 }
    }

    /// The number that a decimal text states: `-?digits(.digits)?`, at most 30 digits, no exponent. `None` for any other text.
    #[must_use]
    pub const fn decimal(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let negative = !bytes.is_empty() && bytes[0] == b'-';
        let mut at = if negative { 1 } else { 0 };
        let (mut numer, mut denom, mut digits, mut point) = (0i128, 1i128, 0u32, false);
        let mut since_point = 0;
        while at < bytes.len() {
            match bytes[at] {
                digit @ b'0'..=b'9' if digits < MAX_DIGITS => {
                    numer = numer * 10 + (digit - b'0') as i128;
                    digits += 1;
                    if point {
                        denom *= 10;
                        since_point += 1;
                    }
                }
                b'.' if !point && digits > 0 => point = true,
                _ => return None,
            }
            at += 1;
        }
        if digits == 0 || (point && since_point == 0) {
            return None;
        }
        // The denominator is a power of ten, so lowest terms need twos and fives only.
        while numer % 10 == 0 && denom % 10 == 0 {
            numer /= 10;
            denom /= 10;
        }
        while numer % 2 == 0 && denom % 2 == 0 {
            numer /= 2;
            denom /= 2;
        }
        while numer % 5 == 0 && denom % 5 == 0 {
            numer /= 5;
            denom /= 5;
        }
        Some(Self { numer: if negative { -numer } else { numer }, denom })
    }

    /// The number that a decimal text of a table states.
    ///
    /// # Panics
    /// At compile time, when the text is no decimal.
    #[must_use]
    pub const fn literal(decimal: &str) -> Self {
        match Self::decimal(decimal) {
            Some(value) => value,
            #[allow(clippy::panic, reason = "called in constants, where it fails the build")]
            None => panic!("not a decimal of at most 30 digits"),
        }
    }

    /// A quotient of a table, in lowest terms, with a denominator above zero.
    ///
    /// # Panics
    /// At compile time, when it is not.
    #[must_use]
    pub const fn fraction(numer: i128, denom: i128) -> Self {
        let (mut shared, mut rest) = (numer.unsigned_abs(), denom.unsigned_abs());
        while rest != 0 {
            (shared, rest) = (rest, shared % rest);
        }
        assert!(denom > 0 && shared == 1, "not a fraction in lowest terms");
        Self { numer, denom }
    }

    /// The number `digits / 10^scale`; `None` when the scale is beyond 18.
    #[must_use]
    pub(crate) fn scaled(digits: i64, scale: u8) -> Option<Self> {
        let unit = 10_u64.checked_pow(scale.into())?;
        // Only twos and fives can be in common.
        let twos = digits.trailing_zeros().min(scale.into());
        let (mut numer, mut denom) = (digits >> twos, unit >> twos);
        while denom % 5 == 0 && numer % 5 == 0 {
            (numer, denom) = (numer / 5, denom / 5);
        }
        Some(Self { numer: numer.into(), denom: denom.into() })
    }

    /// A quotient in lowest terms; `None` when `denom` is zero.
    #[must_use]
    pub fn ratio(numer: i128, denom: i128) -> Option<Self> {
        Self::integer(numer).div(Self::integer(denom))
    }

    /// The number whose shortest decimal text is the one of this double; `None` when it needs more than 30 digits or is not finite.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        // `Display` of a float is its shortest text that reads back as the same double, never with an exponent.
        Self::decimal(&value.to_string())
    }

    /// The numerator in lowest terms; it carries the sign.
    #[must_use]
    pub const fn numer(self) -> i128 {
        self.numer
    }

    /// The denominator in lowest terms, at least one.
    #[must_use]
    pub const fn denom(self) -> i128 {
        self.denom
    }

    /// The sum, unless it overflows.
    #[must_use]
    #[allow(clippy::should_implement_trait, reason = "checked: returns an option")]
    pub fn add(self, other: Self) -> Option<Self> {
        match (Small::of(self), Small::of(other)) {
            (Some(a), Some(b)) => Some(a.add(b)),
            _ => Self::from_ratio(self.to_ratio()?.checked_add(&other.to_ratio()?)?),
        }
    }

    /// The difference, unless it overflows.
    #[must_use]
    #[allow(clippy::should_implement_trait, reason = "checked: returns an option")]
    pub fn sub(self, other: Self) -> Option<Self> {
        self.add(other.neg()?)
    }

    /// The product, unless it overflows.
    #[must_use]
    #[allow(clippy::should_implement_trait, reason = "checked: returns an option")]
    pub fn mul(self, other: Self) -> Option<Self> {
        match (Small::of(self), Small::of(other)) {
            (Some(a), Some(b)) => Some(a.mul(b)),
            _ => Self::from_ratio(self.to_ratio()?.checked_mul(&other.to_ratio()?)?),
        }
    }

    /// The quotient, unless it overflows or `other` is zero.
    #[must_use]
    #[allow(clippy::should_implement_trait, reason = "checked: returns an option")]
    pub fn div(self, other: Self) -> Option<Self> {
        let numer = if other.is_negative() { other.denom.checked_neg()? } else { other.denom };
        let reciprocal = Self { numer, denom: other.numer.checked_abs()? };
        if other.is_zero() { None } else { self.mul(reciprocal) }
    }

    /// The same with the other sign, unless it overflows.
    #[must_use]
    #[allow(clippy::should_implement_trait, reason = "checked: returns an option")]
    pub fn neg(self) -> Option<Self> {
        Some(Self { numer: self.numer.checked_neg()?, denom: self.denom })
    }

    /// The distance from zero, unless it overflows.
    #[must_use]
    pub fn abs(self) -> Option<Self> {
        if self.is_negative() { self.neg() } else { Some(self) }
    }

    /// The smallest multiple of `step` not below this one, unless it overflows or `step` is zero.
    #[must_use]
    pub fn ceil_to(self, step: Self) -> Option<Self> {
        let step = step.abs()?;
        if step == Self::ONE { Some(self.ceil()) } else { self.div(step)?.ceil().mul(step) }
    }

    /// The largest multiple of `step` not above this one, unless it overflows or `step` is zero.
    #[must_use]
    pub fn floor_to(self, step: Self) -> Option<Self> {
        let step = step.abs()?;
        if step == Self::ONE { Some(self.floor()) } else { self.div(step)?.floor().mul(step) }
    }

    /// The multiple of `step` nearest to this one, a half up, unless it overflows or `step` is zero.
    #[must_use]
    pub fn round_to(self, step: Self) -> Option<Self> {
        let step = step.abs()?;
        if step == Self::ONE { self.round() } else { self.div(step)?.round()?.mul(step) }
    }

    /// The nearest double.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        if let Some(double) = Small::of(self).and_then(Small::to_f64) {
            return double;
        }
        #[allow(
            clippy::float_arithmetic,
            clippy::cast_precision_loss,
            reason = "no decimal text to read: a good approximation"
        )]
        self.to_string().parse().unwrap_or(self.numer as f64 / self.denom as f64)
    }

    /// The smallest whole number not below this one.
    #[must_use]
    pub fn ceil(self) -> Self {
        // Not whole, so the denominator is two at least and the floor is far from the largest number.
        if self.denom == 1 { self } else { Self::integer(self.floor().numer + 1) }
    }

    /// The largest whole number not above this one.
    #[must_use]
    pub fn floor(self) -> Self {
        match Small::of(self) {
            Some(small) => small.floor(),
            None => Self::integer(self.numer.div_euclid(self.denom)),
        }
    }

    /// The nearest whole number; a half goes up (away from zero is not what any provider documents).
    #[must_use]
    pub fn round(self) -> Option<Self> {
        Some(self.add(Self { numer: 1, denom: 2 })?.floor())
    }

    /// Whether this is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.numer == 0
    }

    /// Whether this is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.numer < 0
    }

    /// The value as a whole number, when it is one.
    #[must_use]
    pub fn to_integer(self) -> Option<i128> {
        (self.denom == 1).then_some(self.numer)
    }

    /// Whether the decimal text of this number ends.
    #[must_use]
    pub fn terminates(self) -> bool {
        let mut rest = self.denom >> self.denom.trailing_zeros();
        while rest % 5 == 0 {
            rest /= 5;
        }
        rest == 1
    }

    /// For the operations of `num-rational`, whose greatest common divisors do not take the smallest number.
    fn to_ratio(self) -> Option<Ratio<i128>> {
        (self.numer != i128::MIN).then(|| Ratio::new_raw(self.numer, self.denom))
    }

    fn from_ratio(ratio: Ratio<i128>) -> Option<Self> {
        let (numer, denom) = ratio.into_raw();
        (numer != i128::MIN).then_some(Self { numer, denom })
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (Small::of(*self), Small::of(*other)) {
            (Some(a), Some(b)) => a.compare(b),
            // By continued fractions, which cannot overflow.
            _ => Ratio::new_raw(self.numer, self.denom).cmp(&Ratio::new_raw(other.numer, other.denom)),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests;
