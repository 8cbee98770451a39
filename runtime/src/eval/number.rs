//! Numbers as closed intervals whose ends are exact: a point has equal ends. Every operation contains the truth: for any two
//! points within its operands, the result lies within what it gives.

mod double;
mod interval;

pub(crate) use interval::{Interval, Trend};

use crate::Exact;

/// A number, or an interval that contains it. Nearly all are points, so those are kept and computed without the rest.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Number {
    /// An exact number.
    Point {
        /// The number.
        value: Exact,
        /// What the same formula gives in doubles.
        double: f64,
    },
    /// Something between two ends.
    Interval(Box<Interval>),
}

impl Number {
    /// An exact number.
    pub(crate) fn point(value: Exact) -> Self {
        Self::Point { value, double: value.to_f64() }
    }

    /// A number between two ends, in either order.
    pub(crate) fn range(a: Exact, b: Exact) -> Self {
        if a == b { Self::point(a) } else { Interval::point(a).between(&Interval::point(b)).into() }
    }

    /// A number between two ends that grows with the free measure of a budget.
    pub(crate) fn rising(lo: Exact, hi: Exact) -> Self {
        Self::Interval(Box::new(Interval { trend: Trend::Rising, ..Self::range(lo, hi).widen() }))
    }

    /// The lower end.
    pub(crate) fn lo(&self) -> Exact {
        match self {
            Self::Point { value, .. } => *value,
            Self::Interval(interval) => interval.lo,
        }
    }

    /// The upper end.
    pub(crate) fn hi(&self) -> Exact {
        match self {
            Self::Point { value, .. } => *value,
            Self::Interval(interval) => interval.hi,
        }
    }

    /// The most that the same formula gives in doubles.
    pub(crate) fn double(&self) -> f64 {
        match self {
            Self::Point { double, .. } => *double,
            Self::Interval(interval) => interval.double.1,
        }
    }

    /// How it moves with the free measure of a budget.
    pub(crate) fn trend(&self) -> Trend {
        match self {
            Self::Point { .. } => Trend::Constant,
            Self::Interval(interval) => interval.trend,
        }
    }

    /// The number, when it is known exactly.
    pub(crate) fn to_point(&self) -> Option<Exact> {
        (self.lo() == self.hi()).then(|| self.lo())
    }

    pub(super) fn neg(&self) -> Option<Self> {
        match self {
            Self::Point { value, double } => Some(Self::Point { value: value.neg()?, double: double::neg(*double) }),
            Self::Interval(interval) => interval.neg().map(Self::from),
        }
    }

    pub(super) fn add(&self, other: &Self) -> Option<Self> {
        self.compute(other, Exact::add, double::add, Interval::add)
    }

    pub(super) fn sub(&self, other: &Self) -> Option<Self> {
        self.compute(other, Exact::sub, double::sub, |a, b| a.add(&b.neg()?))
    }

    pub(super) fn mul(&self, other: &Self) -> Option<Self> {
        self.compute(other, Exact::mul, double::mul, Interval::mul)
    }

    pub(super) fn div(&self, other: &Self) -> Option<Self> {
        self.compute(other, Exact::div, double::div, Interval::div)
    }

    /// The smallest multiple of `step` not below this number.
    pub(super) fn ceil(&self, step: &Self) -> Option<Self> {
        self.compute(step, Exact::ceil_to, double::ceil, Interval::ceil)
    }

    /// The largest multiple of `step` not above this number.
    pub(super) fn floor(&self, step: &Self) -> Option<Self> {
        self.compute(step, Exact::floor_to, double::floor, Interval::floor)
    }

    /// The multiple of `step` nearest to this number, a half up.
    pub(super) fn round(&self, step: &Self) -> Option<Self> {
        self.compute(step, Exact::round_to, double::round, Interval::round)
    }

    pub(super) fn min(&self, other: &Self) -> Option<Self> {
        self.compute(other, |a, b| Some(a.min(b)), f64::min, |a, b| Some(a.min(b)))
    }

    pub(super) fn max(&self, other: &Self) -> Option<Self> {
        self.compute(other, |a, b| Some(a.max(b)), f64::max, |a, b| Some(a.max(b)))
    }

    /// Either of two formulas, whichever the provider takes.
    pub(super) fn between(&self, other: &Self) -> Self {
        self.widen().between(&other.widen()).into()
    }

    /// Either of two branches, where a condition on a measure decides.
    pub(super) fn cover(&self, other: &Self) -> Self {
        self.widen().cover(&other.widen()).into()
    }

    /// An operation on two points, else on what contains them.
    fn compute(
        &self,
        other: &Self,
        exact: impl FnOnce(Exact, Exact) -> Option<Exact>,
        double: impl FnOnce(f64, f64) -> f64,
        interval: impl FnOnce(&Interval, &Interval) -> Option<Interval>,
    ) -> Option<Self> {
        match (self, other) {
            (Self::Point { value: a, double: x }, Self::Point { value: b, double: y }) => {
                Some(Self::Point { value: exact(*a, *b)?, double: double(*x, *y) })
            }
            _ => interval(&self.widen(), &other.widen()).map(Self::from),
        }
    }

    fn widen(&self) -> Interval {
        match self {
            Self::Point { value, double } => Interval { double: (*double, *double), ..Interval::point(*value) },
            Self::Interval(interval) => **interval,
        }
    }
}

impl From<Interval> for Number {
    fn from(interval: Interval) -> Self {
        Self::Interval(Box::new(interval))
    }
}
