//! Numbers as closed intervals whose ends are exact: a point has equal ends. Every operation contains the truth: for any two
//! points within its operands, the result lies within what it gives.

mod double;

pub(crate) use double::Doubles;

use crate::Exact;

/// A number, or an interval that contains it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// The lower end.
    pub(crate) lo: Exact,
    /// The upper end.
    pub(crate) hi: Exact,
    /// The same formula in doubles.
    pub(crate) doubles: Doubles,
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

impl Number {
    /// An exact number.
    pub(crate) fn point(value: Exact) -> Self {
        Self { lo: value, hi: value, doubles: Doubles::point(value.to_f64()), trend: Trend::Constant }
    }

    /// A number between two ends, in either order.
    pub(crate) fn range(a: Exact, b: Exact) -> Self {
        Self::point(a).between(&Self::point(b))
    }

    /// Whether the number is known exactly.
    pub(crate) fn is_point(&self) -> bool {
        self.lo == self.hi
    }

    /// The number, when it is known exactly.
    pub(crate) fn to_point(self) -> Option<Exact> {
        self.is_point().then_some(self.lo)
    }

    pub(super) fn neg(&self) -> Option<Self> {
        Some(Self { lo: self.hi.neg()?, hi: self.lo.neg()?, doubles: self.doubles.neg(), trend: self.trend.reversed() })
    }

    pub(super) fn add(&self, other: &Self) -> Option<Self> {
        let lo = self.lo.add(other.lo)?;
        let hi = if self.is_point() && other.is_point() { lo } else { self.hi.add(other.hi)? };
        Some(Self { lo, hi, doubles: self.doubles.add(other.doubles), trend: self.trend.and(other.trend) })
    }

    pub(super) fn mul(&self, other: &Self) -> Option<Self> {
        let (lo, hi) = corners(self, other, Exact::mul)?;
        Some(Self { lo, hi, doubles: self.doubles.mul(other.doubles), trend: product_trend(self, other) })
    }

    pub(super) fn div(&self, other: &Self) -> Option<Self> {
        if other.contains_zero() {
            return None;
        }
        let (lo, hi) = corners(self, other, Exact::div)?;
        // The reciprocal of what does not change its sign moves the other way.
        let reciprocal = Self { trend: other.trend.reversed(), ..*other };
        Some(Self { lo, hi, doubles: self.doubles.div(other.doubles), trend: product_trend(self, &reciprocal) })
    }

    /// The smallest multiple of `step` not below this number.
    pub(super) fn ceil(&self, step: &Self) -> Option<Self> {
        let doubles = self.doubles.ceil(step.doubles);
        self.to_multiple(step, doubles, Exact::ceil_to, |width| Some((Exact::ZERO, width)))
    }

    /// The largest multiple of `step` not above this number.
    pub(super) fn floor(&self, step: &Self) -> Option<Self> {
        let doubles = self.doubles.floor(step.doubles);
        self.to_multiple(step, doubles, Exact::floor_to, |width| Some((width.neg()?, Exact::ZERO)))
    }

    /// The multiple of `step` nearest to this number, a half up.
    pub(super) fn round(&self, step: &Self) -> Option<Self> {
        let doubles = self.doubles.round(step.doubles);
        self.to_multiple(step, doubles, Exact::round_to, |width| {
            let half = width.div(Exact::integer(2))?;
            Some((half.neg()?, half))
        })
    }

    /// Rounds both ends to multiples of a step. Where the step itself is an interval, `slack` says how far rounding to a
    /// step of some width can move a number down and up.
    fn to_multiple(
        &self,
        step: &Self,
        doubles: Doubles,
        round: impl Fn(Exact, Exact) -> Option<Exact>,
        slack: impl Fn(Exact) -> Option<(Exact, Exact)>,
    ) -> Option<Self> {
        let Some(width) = step.to_point() else {
            let (down, up) = slack(step.lo.abs()?.max(step.hi.abs()?))?;
            let (lo, hi) = (self.lo.add(down)?, self.hi.add(up)?);
            return (!step.contains_zero()).then_some(Self { lo, hi, doubles, trend: Trend::Mixed });
        };
        let lo = round(self.lo, width)?;
        let hi = if self.is_point() { lo } else { round(self.hi, width)? };
        Some(Self { lo, hi, doubles, trend: self.trend.and(step.trend) })
    }

    pub(super) fn min(&self, other: &Self) -> Self {
        Self {
            lo: self.lo.min(other.lo),
            hi: self.hi.min(other.hi),
            doubles: self.doubles.min(other.doubles),
            trend: self.trend.and(other.trend),
        }
    }

    pub(super) fn max(&self, other: &Self) -> Self {
        Self {
            lo: self.lo.max(other.lo),
            hi: self.hi.max(other.hi),
            doubles: self.doubles.max(other.doubles),
            trend: self.trend.and(other.trend),
        }
    }

    /// Either of two formulas, whichever the provider takes: both move as they do.
    pub(super) fn between(&self, other: &Self) -> Self {
        Self {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
            doubles: self.doubles.cover(other.doubles),
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
fn corners(a: &Number, b: &Number, operation: impl Fn(Exact, Exact) -> Option<Exact>) -> Option<(Exact, Exact)> {
    let first = operation(a.lo, b.lo)?;
    if a.is_point() && b.is_point() {
        return Some((first, first));
    }
    let others = [operation(a.lo, b.hi)?, operation(a.hi, b.lo)?, operation(a.hi, b.hi)?];
    Some(others.into_iter().fold((first, first), |(lo, hi), corner| (lo.min(corner), hi.max(corner))))
}

/// How a product moves: as its factors do, where their signs are known.
fn product_trend(a: &Number, b: &Number) -> Trend {
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
