//! How old the prices are: a list that nobody looked at for long is worth a warning, not a refusal.

use std::fmt;

use super::Rates;
use crate::Date;
use crate::spec::{Billing, ModelSpec};

/// A price list that should be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceWarning {
    /// Which price list.
    pub list: PriceList,
    /// What is the matter with it.
    pub age: PriceAge,
}

/// A price list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceList {
    /// The one of the spec.
    Spec,
    /// The one that the caller gave.
    Caller,
}

/// What is the matter with the age of a price list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceAge {
    /// It was read so many days ago, longer than the caller trusts it.
    Old {
        /// The day on which it was read.
        read: Date,
        /// How many days ago.
        days: i64,
    },
    /// It was read after today: one of the two days is wrong.
    Future {
        /// The day on which it was read.
        read: Date,
    },
    /// Nobody says when it was read.
    Undated,
}

impl PriceAge {
    fn of(read: Option<Date>, today: Date, max_age_days: u32) -> Option<Self> {
        let Some(read) = read else { return Some(Self::Undated) };
        let days = today.days_since(read);
        if days < 0 {
            Some(Self::Future { read })
        } else if days > i64::from(max_age_days) {
            Some(Self::Old { read, days })
        } else {
            None
        }
    }
}

impl Rates {
    /// The price lists behind a model that were read more than so many days ago, or on no day that can be right.
    #[must_use]
    pub fn warnings(&self, spec: &ModelSpec, today: Date, max_age_days: u32) -> Vec<PriceWarning> {
        let warn = |list, read| PriceAge::of(read, today, max_age_days).map(|age| PriceWarning { list, age });
        let of_spec = match &spec.billing {
            Billing::Formula(formula) => warn(PriceList::Spec, Date::parse(&formula.read)),
            Billing::Unpublished(_) => None,
        };
        let of_caller = self.of(spec).and_then(|_| warn(PriceList::Caller, self.read));
        of_spec.into_iter().chain(of_caller).collect()
    }
}

impl fmt::Display for PriceWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = match self.list {
            PriceList::Spec => "the spec's prices",
            PriceList::Caller => "the prices given in place of the spec's",
        };
        match self.age {
            PriceAge::Old { read, days } => write!(f, "{list} were read on {read}, {days} days ago"),
            PriceAge::Future { read } => write!(f, "{list} were read on {read}, which lies in the future"),
            PriceAge::Undated => write!(f, "{list} do not say when they were read"),
        }
    }
}
