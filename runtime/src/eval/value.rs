//! What a program computes with.

use super::{Linear, Number};
use crate::Why;

/// A value on the stack: what it is, and what was read to get it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value<'a> {
    /// What it is.
    pub(crate) content: Content<'a>,
    /// What was read to get it.
    pub(crate) reads: Reads,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content<'a> {
    /// It cannot be computed.
    Missing(Why),
    /// A truth value; `None` when the ranges of measures leave it open.
    Truth(Option<bool>),
    /// A text.
    Text(&'a str),
    /// One of several texts: the ranges of measures leave open which.
    OneOf(Vec<&'a str>),
    /// A number, or an interval that contains it.
    Number(Number),
    /// A number that no [`Exact`](crate::Exact) holds. It can be compared, as a double, and nothing else.
    Large(f64),
    /// A number that follows from a measure that nobody gave.
    Linear(Box<Linear>),
}

/// The measures and rates that were read to get a value, a bit each.
///
/// The check of a spec refuses more than 64 of either; a read beyond that has no value (see [`Reads::bit`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reads {
    /// The measures.
    pub(crate) measures: u64,
    /// The rates.
    pub(crate) rates: u64,
}

impl Reads {
    /// The bit of an index; `None` when there is none for it.
    pub(crate) fn bit(index: u16) -> Option<u64> {
        1u64.checked_shl(u32::from(index))
    }

    /// Whether a measure was read.
    pub(crate) fn has_measure(self, index: u16) -> bool {
        Self::bit(index).is_some_and(|bit| self.measures & bit != 0)
    }

    /// Whether a rate was read.
    pub(crate) fn has_rate(self, index: u16) -> bool {
        Self::bit(index).is_some_and(|bit| self.rates & bit != 0)
    }

    /// What either has read.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { measures: self.measures | other.measures, rates: self.rates | other.rates }
    }
}

impl<'a> Value<'a> {
    /// A value that needed nothing but the request.
    pub(crate) fn new(content: Content<'a>) -> Self {
        Self { content, reads: Reads::default() }
    }

    /// A value that cannot be computed.
    pub(crate) fn missing(why: Why) -> Self {
        Self::new(Content::Missing(why))
    }

    /// The same value, which needed this too.
    pub(crate) fn reading(mut self, reads: Reads) -> Self {
        self.reads = self.reads.and(reads);
        self
    }

    /// Changes what it is and not what it read.
    pub(crate) fn map(&self, change: impl FnOnce(&Content<'a>) -> Content<'a>) -> Self {
        Self { content: change(&self.content), reads: self.reads }
    }

    /// One value of two, which needs what both needed.
    pub(crate) fn join(&self, other: &Self, combine: impl FnOnce(&Content<'a>, &Content<'a>) -> Content<'a>) -> Self {
        Self { content: combine(&self.content, &other.content), reads: self.reads.and(other.reads) }
    }
}

impl<'a> Content<'a> {
    /// The value that covers both of two, where either may hold.
    pub(crate) fn cover(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => Self::Number(a.cover(b)),
            (a, b) if a == b => a.clone(),
            (Self::Truth(_), Self::Truth(_)) => Self::Truth(None),
            (a, b) => match (a.texts(), b.texts()) {
                (Some(mut texts), Some(more)) => {
                    texts.extend(more);
                    texts.sort_unstable();
                    texts.dedup();
                    Self::OneOf(texts)
                }
                _ => Self::Missing(a.why_not(b)),
            },
        }
    }

    /// Whether it is something to compare with, be it of whatever type.
    pub(crate) fn is_value(&self) -> bool {
        !matches!(self, Self::Missing(_) | Self::Linear(_))
    }

    /// Why two operands that do not go together have no value: because one has none, else because of their types. The check of
    /// a spec excludes that but for values of several kinds: a word where a number was needed leaves the price open.
    pub(crate) fn why_not(&self, other: &Self) -> Why {
        let why = |content: &Self| match content {
            Self::Missing(why) => Some(*why),
            Self::Linear(_) => Some(Why::NeedsMeasure),
            _ => None,
        };
        match (why(self), why(other)) {
            (Some(a), Some(b)) => worse(a, b),
            (Some(why), None) | (None, Some(why)) => why,
            (None, None) if self.texts().is_some() || other.texts().is_some() => Why::OpenPrice,
            (None, None) => Why::Overflow,
        }
    }

    /// The texts that this may be; `None` when it is no text.
    pub(crate) fn texts(&self) -> Option<Vec<&'a str>> {
        match self {
            Self::Text(text) => Some(vec![text]),
            Self::OneOf(texts) => Some(texts.clone()),
            _ => None,
        }
    }
}

/// Of two reasons the one that the caller can do less about, so that it is not asked for a measure in vain.
pub(crate) fn worse(a: Why, b: Why) -> Why {
    let rank = |why: Why| match why {
        Why::BadMeasure => 0,
        Why::InvalidRequest => 1,
        Why::Unpublished => 2,
        Why::OpenPrice => 3,
        Why::Overflow => 4,
        Why::AfterRun => 5,
        Why::NeedsMeasure => 6,
    };
    if rank(b) < rank(a) { b } else { a }
}
