//! The price of a request before it is sent: exact, a range, a rate, or unknown with the reason.

use std::borrow::Cow;

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
    /// What a reservation takes: the larger of the upper end and the same formula in doubles, since a provider may compute so.
    pub reserve: Option<Exact>,
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
    pub cell: Option<String>,
}

/// Where prices come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceSource {
    /// The day on which they were read.
    pub read: Cow<'static, str>,
    /// `documented`, `second_hand`, `inferred`, or `caller` when the caller gave rates of its own.
    pub confidence: Cow<'static, str>,
}
