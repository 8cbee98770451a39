//! A number that follows from one measure that nobody gave: `fixed + amount * steps`.

use super::Content;
use crate::spec::Op;
use crate::{Exact, Why};

/// `fixed + amount * steps`, where the steps are `measure / per`, a started one counting whole when `rounded`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Linear {
    /// The index of the measure.
    pub(crate) measure: u16,
    /// What does not depend on the measure.
    pub(crate) fixed: Exact,
    /// The amount for a step; never zero.
    pub(crate) amount: Exact,
    /// The width of a step; always one where steps are not rounded.
    pub(crate) per: Exact,
    /// Whether a started step counts whole.
    pub(crate) rounded: bool,
}

/// The result of an operation that may overflow, or leave the straight line.
type Outcome = Result<Linear, Why>;

/// An operation on a linear form and a number.
pub(super) fn with_number<'a>(op: &Op, linear: &Linear, number: Exact) -> Result<Content<'a>, Why> {
    match op {
        Op::Add => linear.plus(number),
        Op::Sub => linear.plus(number.neg().ok_or(Why::Overflow)?),
        Op::Mul => linear.times(number),
        Op::Div => linear.times(Exact::ONE.div(number).ok_or(Why::Overflow)?),
        Op::Ceil => linear.ceil(number),
        _ => Err(Why::NeedsMeasure),
    }
    .map(Linear::content)
}

/// An operation on a number and a linear form.
pub(super) fn number_with<'a>(op: &Op, number: Exact, linear: &Linear) -> Result<Content<'a>, Why> {
    match op {
        Op::Add => linear.plus(number),
        Op::Sub => linear.times(Exact::integer(-1)).and_then(|negated| negated.plus(number)),
        Op::Mul => linear.times(number),
        _ => Err(Why::NeedsMeasure),
    }
    .map(Linear::content)
}

/// An operation on two linear forms.
pub(super) fn two<'a>(op: &Op, a: &Linear, b: &Linear) -> Result<Content<'a>, Why> {
    let b = match op {
        Op::Add => b.clone(),
        Op::Sub => b.times(Exact::integer(-1))?,
        _ => return Err(Why::NeedsMeasure),
    };
    if (a.measure, a.rounded) != (b.measure, b.rounded) || a.per != b.per {
        return Err(Why::NeedsMeasure);
    }
    let amount = a.amount.add(b.amount).ok_or(Why::Overflow)?;
    let fixed = a.fixed.add(b.fixed).ok_or(Why::Overflow)?;
    Ok(Linear { fixed, amount, ..b }.content())
}

impl Linear {
    /// The measure itself.
    pub(crate) fn of(measure: u16) -> Self {
        Self { measure, fixed: Exact::ZERO, amount: Exact::ONE, per: Exact::ONE, rounded: false }
    }

    /// `-a`
    pub(super) fn neg<'a>(&self) -> Result<Content<'a>, Why> {
        self.times(Exact::integer(-1)).map(Self::content)
    }

    /// A form that does not depend on its measure is the number that it is.
    fn content<'a>(self) -> Content<'a> {
        if self.amount.is_zero() {
            Content::Number(super::Number::point(self.fixed))
        } else {
            Content::Linear(Box::new(self))
        }
    }

    fn plus(&self, number: Exact) -> Outcome {
        let fixed = self.fixed.add(number).ok_or(Why::Overflow)?;
        Ok(Self { fixed, ..*self })
    }

    fn times(&self, factor: Exact) -> Outcome {
        let fixed = self.fixed.mul(factor).ok_or(Why::Overflow)?;
        let amount = self.amount.mul(factor).ok_or(Why::Overflow)?;
        Ok(Self { fixed, amount, ..*self })
    }

    /// Rounds up to a multiple of `step`. That stays a form of steps when the fixed part is such a multiple itself and the
    /// measure counts upwards: `ceil(a * m)` goes up by `step` for every started `step / a` of the measure, and rounding
    /// steps up again only makes them wider, `ceil(ceil(m) / 60) = ceil(m / 60)`.
    fn ceil(&self, step: Exact) -> Outcome {
        let step = step.abs().ok_or(Why::Overflow)?;
        let fixed_steps = self.fixed.div(step).ok_or(Why::Overflow)?;
        if fixed_steps.to_integer().is_none() || self.amount.is_negative() {
            return Err(Why::NeedsMeasure);
        }
        let widening = step.div(self.amount).ok_or(Why::Overflow)?;
        if self.rounded && Exact::ONE.div(widening).is_some_and(|whole| whole.to_integer().is_some()) {
            return Ok(self.clone());
        }
        if self.rounded && widening.to_integer().is_none() {
            return Err(Why::NeedsMeasure);
        }
        let per = self.per.mul(widening).ok_or(Why::Overflow)?;
        Ok(Self { amount: step, per, rounded: true, ..*self })
    }
}
