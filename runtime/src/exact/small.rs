//! The short way: numbers whose parts fit in a machine word, as nearly all of money do. No operation here can overflow, for
//! products of two such parts and their sum fit in `i128`.

use std::cmp::Ordering;

use super::Exact;

/// A number whose parts are below this in magnitude is small; the sum of two products of such parts fits in `i128`.
const LIMIT: u64 = 1 << 62;

/// A small number, in lowest terms.
#[derive(Clone, Copy)]
pub(super) struct Small {
    numer: i64,
    denom: i64,
}

impl Small {
    /// The number, when it is small.
    pub(super) fn of(exact: Exact) -> Option<Self> {
        let (numer, denom) = (i64::try_from(exact.numer).ok()?, i64::try_from(exact.denom).ok()?);
        (numer.unsigned_abs() < LIMIT && denom.unsigned_abs() < LIMIT).then_some(Self { numer, denom })
    }

    pub(super) fn add(self, other: Self) -> Exact {
        if self.denom == 1 && other.denom == 1 {
            return Exact::integer(i128::from(self.numer + other.numer));
        }
        let shared = divisor(self.denom, other.denom);
        if shared == 1 {
            let (left, right) = (i128::from(other.denom), i128::from(self.denom));
            let numer = i128::from(self.numer) * left + i128::from(other.numer) * right;
            return Exact { numer, denom: left * right };
        }
        let (left, right) = (other.denom / shared, self.denom / shared);
        let numer = i128::from(self.numer) * i128::from(left) + i128::from(other.numer) * i128::from(right);
        // What numerator and denominator share divides what the denominators shared (Knuth, volume 2, 4.5.1). Nearly always
        // the numerator fits in a word, where division is much cheaper.
        if let Ok(numer) = i64::try_from(numer) {
            let again = divisor(numer % shared, shared);
            return Exact { numer: quotient(numer, again), denom: i128::from(right) * quotient(other.denom, again) };
        }
        let again = divisor(i64::try_from(numer % i128::from(shared)).unwrap_or(0), shared);
        Exact { numer: numer / i128::from(again), denom: i128::from(right) * quotient(other.denom, again) }
    }

    pub(super) fn mul(self, other: Self) -> Exact {
        let (left, right) = (divisor(self.numer, other.denom), divisor(other.numer, self.denom));
        Exact {
            numer: quotient(self.numer, left) * quotient(other.numer, right),
            denom: quotient(self.denom, right) * quotient(other.denom, left),
        }
    }

    pub(super) fn floor(self) -> Exact {
        Exact::integer(i128::from(self.numer.div_euclid(self.denom)))
    }

    /// The nearest double, when both parts are doubles themselves, so that their quotient is rounded once.
    #[allow(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "checked: both are doubles themselves")]
    pub(super) fn to_f64(self) -> Option<f64> {
        const WHOLE: u64 = 1 << f64::MANTISSA_DIGITS;
        if self.numer.unsigned_abs() > WHOLE || self.denom.unsigned_abs() > WHOLE {
            return None;
        }
        let numer = self.numer as f64;
        Some(if self.denom == 1 { numer } else { numer / self.denom as f64 })
    }

    pub(super) fn compare(self, other: Self) -> Ordering {
        if self.denom == other.denom {
            return self.numer.cmp(&other.numer);
        }
        let left = i128::from(self.numer) * i128::from(other.denom);
        left.cmp(&(i128::from(other.numer) * i128::from(self.denom)))
    }
}

/// A quotient, without the costly division where there is nothing to divide by.
fn quotient(number: i64, by: i64) -> i128 {
    i128::from(if by == 1 { number } else { number / by })
}

/// The greatest common divisor of a number and one that is not zero, by halving (Stein); at least one.
fn divisor(number: i64, other: i64) -> i64 {
    let (mut a, mut b) = (number.unsigned_abs(), other.unsigned_abs());
    if a == 0 {
        return other;
    }
    if a == 1 || b == 1 {
        return 1;
    }
    let shift = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        if a > b {
            (a, b) = (b, a);
        }
        b -= a;
    }
    i64::try_from(a << shift).unwrap_or(1)
}
