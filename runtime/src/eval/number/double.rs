//! The same formula in doubles. A provider may compute so, and then bills what doubles give: `0.05 * 3 * 1000` is 150.00000000000003,
//! and rounds up to 151. The published price never comes from here; only what a reservation has to cover does.
#![allow(clippy::float_arithmetic, reason = "imitates a provider that computes in doubles")]

/// The ends of an interval, computed in doubles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Doubles {
    /// The lower end.
    pub(crate) lo: f64,
    /// The upper end.
    pub(crate) hi: f64,
}

impl Doubles {
    pub(super) fn point(value: f64) -> Self {
        Self { lo: value, hi: value }
    }

    pub(super) fn neg(self) -> Self {
        Self { lo: -self.hi, hi: -self.lo }
    }

    pub(super) fn add(self, other: Self) -> Self {
        Self { lo: self.lo + other.lo, hi: self.hi + other.hi }
    }

    pub(super) fn mul(self, other: Self) -> Self {
        self.corners(other, |a, b| a * b)
    }

    pub(super) fn div(self, other: Self) -> Self {
        self.corners(other, |a, b| a / b)
    }

    pub(super) fn ceil(self, step: Self) -> Self {
        self.multiple(step, f64::ceil)
    }

    pub(super) fn floor(self, step: Self) -> Self {
        self.multiple(step, f64::floor)
    }

    pub(super) fn round(self, step: Self) -> Self {
        self.multiple(step, |value| (value + 0.5).floor())
    }

    pub(super) fn min(self, other: Self) -> Self {
        Self { lo: self.lo.min(other.lo), hi: self.hi.min(other.hi) }
    }

    pub(super) fn max(self, other: Self) -> Self {
        Self { lo: self.lo.max(other.lo), hi: self.hi.max(other.hi) }
    }

    pub(super) fn cover(self, other: Self) -> Self {
        Self { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    fn corners(self, other: Self, operation: impl Fn(f64, f64) -> f64) -> Self {
        let corners = [
            operation(self.lo, other.lo),
            operation(self.lo, other.hi),
            operation(self.hi, other.lo),
            operation(self.hi, other.hi),
        ];
        let first = Self::point(corners[0]);
        corners.into_iter().fold(first, |all, corner| all.cover(Self::point(corner)))
    }

    /// Rounds to a multiple of a step in both ways that people write it, `round(a / 0.001) * 0.001` and
    /// `round(a * 1000) / 1000`, and covers both.
    fn multiple(self, step: Self, round: impl Fn(f64) -> f64 + Copy) -> Self {
        let both = |value: f64, step: f64| {
            let inverse = (1.0 / step).round();
            let divided = round(value / step) * step;
            let multiplied = round(value * inverse) / inverse;
            let is_inverse = (inverse * step - 1.0).abs() < 1e-9;
            Self::point(divided).cover(Self::point(if is_inverse { multiplied } else { divided }))
        };
        if step.lo == 1.0 && step.hi == 1.0 {
            return Self { lo: round(self.lo), hi: round(self.hi) };
        }
        both(self.lo, step.lo).cover(both(self.lo, step.hi)).cover(both(self.hi, step.lo)).cover(both(self.hi, step.hi))
    }
}
