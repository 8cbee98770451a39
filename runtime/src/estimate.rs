//! The price of a request before it is sent: exact, a range, a rate, or unknown with the reason.

mod json;
mod tree;

use std::borrow::Cow;

pub use tree::Tree;

use crate::{Exact, Report};

/// What a request will cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The total.
    pub total: Total,
    /// The currency, as ISO 4217 writes it; `None` when no price is published.
    pub currency: Option<Cow<'static, str>>,
    /// The total in the provider's credits, lower and upper end.
    pub credits: Option<(i128, i128)>,
    /// Measures that the formula reads and nobody gave, sorted.
    pub needs: Vec<Cow<'static, str>>,
    /// Measures given by the caller that the provider measures itself, sorted.
    pub assumes: Vec<Cow<'static, str>>,
    /// Every rate read and every step, in order of evaluation.
    pub lines: Vec<Line>,
    /// The day on which the prices were read and how sure they are.
    pub prices: Option<PriceSource>,
    /// Why the request is not valid, when that is why the price is unknown.
    pub report: Option<Report>,
    /// What a reservation takes: enough for the upper end and for the credits that it rounds up to, by the published formula
    /// and by the same formula in doubles, since a provider may compute so. `None` without a figure.
    pub reserve: Option<Exact>,
}

impl Estimate {
    /// An estimate without a figure.
    #[must_use]
    pub const fn unknown(why: Why) -> Self {
        Self {
            total: Total::Unknown(why),
            currency: None,
            credits: None,
            needs: Vec::new(),
            assumes: Vec::new(),
            lines: Vec::new(),
            prices: None,
            report: None,
            reserve: None,
        }
    }

    /// The estimate of a request that is not valid.
    #[must_use]
    pub fn invalid(report: Report) -> Self {
        Self { report: Some(report), ..Self::unknown(Why::InvalidRequest) }
    }
}

/// A total.
#[derive(Clone, Debug, PartialEq)]
pub enum Total {
    /// So much.
    Exact(Exact),
    /// Between two amounts.
    Range(Exact, Exact),
    /// `fixed + amount` for each step of a measure that nobody gave.
    Rate {
        /// The amount for a step.
        amount: Exact,
        /// What is charged beside it.
        fixed: Exact,
        /// The width of a step in the measure's unit; a started step counts whole when `rounded`.
        per: Exact,
        /// Whether a started step counts whole.
        rounded: bool,
        /// The unit of the measure.
        unit: Cow<'static, str>,
        /// The measure.
        measure: Cow<'static, str>,
    },
    /// No figure.
    Unknown(Why),
}

impl Total {
    /// The word of the machine interface.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Range(..) => "range",
            Self::Rate { .. } => "rate",
            Self::Unknown(_) => "unknown",
        }
    }

    /// The total for so much of the measure that is missing; `None` when it is not a rate, or overflows.
    #[must_use]
    pub fn at(&self, quantity: Exact) -> Option<Exact> {
        let Self::Rate { amount, fixed, per, rounded, .. } = self else { return None };
        let steps = quantity.div(*per)?;
        amount.mul(if *rounded { steps.ceil() } else { steps })?.add(*fixed)
    }
}

/// Why there is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Why {
    /// The provider publishes no price for this request.
    Unpublished,
    /// The formula reads a measure that nobody gave.
    NeedsMeasure,
    /// The quantity is known only after the run.
    AfterRun,
    /// The formula reads a parameter that is absent and has no default.
    OpenPrice,
    /// The numbers are too large to compute with.
    Overflow,
    /// The request is not valid.
    InvalidRequest,
    /// A measure is negative, reversed, or none of the model's.
    BadMeasure,
}

impl Why {
    /// The word of the machine interface.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unpublished => "unpublished",
            Self::NeedsMeasure => "needs_measure",
            Self::AfterRun => "after_run",
            Self::OpenPrice => "open_price",
            Self::Overflow => "overflow",
            Self::InvalidRequest => "invalid_request",
            Self::BadMeasure => "bad_measure",
        }
    }

    /// The reason in words.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Unpublished => "the provider publishes no price for this request",
            Self::NeedsMeasure => "the price depends on a measure that nobody gave",
            Self::AfterRun => "the quantity is known only after the run",
            Self::OpenPrice => "the price depends on a parameter that is absent and has no published default",
            Self::Overflow => "the numbers are too large to compute with",
            Self::InvalidRequest => "the request is not valid",
            Self::BadMeasure => "a measure is negative, reversed, or none of the model's",
        }
    }
}

/// A line of the breakdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The rate or the step.
    pub name: Cow<'static, str>,
    /// The value, lower and upper end.
    pub quantity: (Exact, Exact),
    /// Its unit.
    pub unit: Cow<'static, str>,
    /// The formula of a step; `None` for a rate.
    pub by: Option<Cow<'static, str>>,
    /// The cell of a rate: its keys with `/` between them; `None` for a step or a rate without dimensions.
    pub cell: Option<Cow<'static, str>>,
}

/// Where prices come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceSource {
    /// The day on which they were read.
    pub read: Cow<'static, str>,
    /// `documented`, `second_hand`, `inferred`, or `caller` when the caller gave rates of its own.
    pub confidence: Cow<'static, str>,
}
