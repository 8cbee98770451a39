//! Intervals with exact ends, and how they move with one measure.

use super::double;
use crate::Exact;

/// An interval that contains a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Interval {
    /// The lower end.
    pub(crate) lo: Exact,
    /// The upper end.
    pub(crate) hi: Exact,
    /// What the same formula gives in doubles: the least and the most.
    pub(crate) double: (f64, f64),
    /// How it moves with the free measure of a budget.
    pub(crate) trend: Trend,
}

/// How a number moves when one measure grows. It speaks of both ends of the interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trend {
    /// It stays.
    Constant,
    /// It never falls.
    Rising,
    /// It never rises.
    Falling,
    /// Nothing is known.
    Mixed,
}

impl Trend {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Constant, trend) | (trend, Self::Constant) => trend,
            (a, b) if a == b => a,
            _ => Self::Mixed,
        }
    }

    fn reversed(self) -> Self {
        match self {
            Self::Rising => Self::Falling,
            Self::Falling => Self::Rising,
            same => same,
        }
    }
}

/// Where an interval lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    NotBelowZero,
    NotAboveZero,
    Either,
}

impl Interval {
    pub(super) fn point(value: Exact) -> Self {
        let double = value.to_f64();
        Self { lo: value, hi: value, double: (double, double), trend: Trend::Constant }
    }

    fn is_point(&self) -> bool {
        self.lo == self.hi
    }

    fn to_point(self) -> Option<Exact> {
        self.is_point().then_some(self.lo)
    }

    pub(super) fn neg(&self) -> Option<Self> {
        Some(Self {
            lo: self.hi.neg()?,
            hi: self.lo.neg()?,
            double: (double::neg(self.double.1), double::neg(self.double.0)),
            trend: self.trend.reversed(),
        })
    }

    pub(super) fn add(&self, other: &Self) -> Option<Self> {
        let lo = self.lo.add(other.lo)?;
        let hi = if self.is_point() && other.is_point() { lo } else { self.hi.add(other.hi)? };
        Some(Self {
            lo,
            hi,
            double: (double::add(self.double.0, other.double.0), double::add(self.double.1, other.double.1)),
            trend: self.trend.and(other.trend),
        })
    }

    pub(super) fn mul(&self, other: &Self) -> Option<Self> {
        let (lo, hi) = corners(self, other, Exact::mul)?;
        Some(Self { lo, hi, double: doubles(self, other, double::mul), trend: product_trend(self, other) })
    }

    pub(super) fn div(&self, other: &Self) -> Option<Self> {
        if other.contains_zero() {
            return None;
        }
        let (lo, hi) = corners(self, other, Exact::div)?;
        // The reciprocal of what does not change its sign moves the other way.
        let reciprocal = Self { trend: other.trend.reversed(), ..*other };
        Some(Self { lo, hi, double: doubles(self, other, double::div), trend: product_trend(self, &reciprocal) })
    }

    /// The smallest multiple of `step` not below this number.
    pub(super) fn ceil(&self, step: &Self) -> Option<Self> {
        let double = doubles(self, step, double::ceil);
        self.rounded(step, double, Exact::ceil_to, |width| Some((Exact::ZERO, width)))
    }

    /// The largest multiple of `step` not above this number.
    pub(super) fn floor(&self, step: &Self) -> Option<Self> {
        let double = doubles(self, step, double::floor);
        self.rounded(step, double, Exact::floor_to, |width| Some((width.neg()?, Exact::ZERO)))
    }

    /// The multiple of `step` nearest to this number, a half up.
    pub(super) fn round(&self, step: &Self) -> Option<Self> {
        let double = doubles(self, step, double::round);
        self.rounded(step, double, Exact::round_to, |width| {
            let half = width.div(Exact::integer(2))?;
            Some((half.neg()?, half))
        })
    }

    /// Rounds both ends to multiples of a step. Where the step itself is an interval, `slack` says how far rounding to a
    /// step of some width can move a number down and up.
    fn rounded(
        &self,
        step: &Self,
        double: (f64, f64),
        round: impl Fn(Exact, Exact) -> Option<Exact>,
        slack: impl Fn(Exact) -> Option<(Exact, Exact)>,
    ) -> Option<Self> {
        let Some(width) = step.to_point() else {
            let (down, up) = slack(step.lo.abs()?.max(step.hi.abs()?))?;
            let (lo, hi) = (self.lo.add(down)?, self.hi.add(up)?);
            return (!step.contains_zero()).then_some(Self { lo, hi, double, trend: Trend::Mixed });
        };
        let lo = round(self.lo, width)?;
        let hi = if self.is_point() { lo } else { round(self.hi, width)? };
        Some(Self { lo, hi, double, trend: self.trend.and(step.trend) })
    }

    pub(super) fn min(&self, other: &Self) -> Self {
        Self {
            lo: self.lo.min(other.lo),
            hi: self.hi.min(other.hi),
            double: (self.double.0.min(other.double.0), self.double.1.min(other.double.1)),
            trend: self.trend.and(other.trend),
        }
    }

    pub(super) fn max(&self, other: &Self) -> Self {
        Self {
            lo: self.lo.max(other.lo),
            hi: self.hi.max(other.hi),
            double: (self.double.0.max(other.double.0), self.double.1.max(other.double.1)),
            trend: self.trend.and(other.trend),
        }
    }

    /// Either of two formulas, whichever the provider takes: both move as they do.
    pub(super) fn between(&self, other: &Self) -> Self {
        Self {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
            double: (self.double.0.min(other.double.0), self.double.1.max(other.double.1)),
            trend: self.trend.and(other.trend),
        }
    }

    /// Either of two branches, where a condition on a measure decides: nothing is known of how they join.
    pub(super) fn cover(&self, other: &Self) -> Self {
        Self { trend: Trend::Mixed, ..self.between(other) }
    }

    fn contains_zero(&self) -> bool {
        self.lo <= Exact::ZERO && self.hi >= Exact::ZERO
    }

    fn sign(&self) -> Sign {
        if !self.lo.is_negative() {
            Sign::NotBelowZero
        } else if self.hi.is_negative() || self.hi.is_zero() {
            Sign::NotAboveZero
        } else {
            Sign::Either
        }
    }
}

/// The smallest and the largest result of an operation on the ends of two intervals. For a product, and for a quotient whose
/// divisor does not contain zero, the extremes lie there.
fn corners(a: &Interval, b: &Interval, operation: impl Fn(Exact, Exact) -> Option<Exact>) -> Option<(Exact, Exact)> {
    let first = operation(a.lo, b.lo)?;
    if a.is_point() && b.is_point() {
        return Some((first, first));
    }
    let others = [operation(a.lo, b.hi)?, operation(a.hi, b.lo)?, operation(a.hi, b.hi)?];
    Some(others.into_iter().fold((first, first), |(lo, hi), corner| (lo.min(corner), hi.max(corner))))
}

/// The same in doubles.
fn doubles(a: &Interval, b: &Interval, operation: impl Fn(f64, f64) -> f64) -> (f64, f64) {
    let ((a, b), (c, d)) = (a.double, b.double);
    let results = [operation(a, c), operation(a, d), operation(b, c), operation(b, d)];
    (results.into_iter().fold(f64::INFINITY, f64::min), results.into_iter().fold(f64::NEG_INFINITY, f64::max))
}

/// How a product moves: as its factors do, where their signs are known.
fn product_trend(a: &Interval, b: &Interval) -> Trend {
    match (a.trend, b.trend) {
        (Trend::Constant, Trend::Constant) => Trend::Constant,
        (Trend::Constant, trend) => scaled(a.sign(), trend),
        (trend, Trend::Constant) => scaled(b.sign(), trend),
        (of_a, of_b) => match (a.sign(), b.sign()) {
            (Sign::NotBelowZero, Sign::NotBelowZero) => of_a.and(of_b),
            (Sign::NotAboveZero, Sign::NotAboveZero) => of_a.and(of_b).reversed(),
            _ => Trend::Mixed,
        },
    }
}

/// How a multiple moves, by the sign of the factor.
fn scaled(sign: Sign, trend: Trend) -> Trend {
    match sign {
        Sign::NotBelowZero => trend,
        Sign::NotAboveZero => trend.reversed(),
        Sign::Either => Trend::Mixed,
    }
}
