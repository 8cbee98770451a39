//! How much of a measure an amount of money buys: exact evaluation of the very formula, after the evaluator has shown that the
//! total never falls when the measure grows.

use std::borrow::Cow;
use std::fmt;

use super::Rates;
use super::bill::Bill;
use crate::eval::{Content, Number, Trend};
use crate::spec::{Formula, ModelSpec};
use crate::{Exact, Measures, Resolved, Why};

/// What an amount buys.
#[derive(Clone, Debug, PartialEq)]
pub enum Budget {
    /// So much of the measure, to a thousandth of its unit below the most that the amount covers.
    Buys {
        /// The measure.
        measure: Cow<'static, str>,
        /// Its unit.
        unit: Cow<'static, str>,
        /// How much of it.
        quantity: Exact,
        /// What that costs: at most the amount.
        total: Exact,
    },
    /// The amount does not even cover what is charged without any of the measure.
    Nothing {
        /// The measure.
        measure: Cow<'static, str>,
        /// What is charged at least.
        least: Exact,
    },
    /// The total never exceeds the amount, whatever the measure is.
    Everything {
        /// The measure.
        measure: Cow<'static, str>,
    },
    /// The question has no answer.
    Refused(NoBudget),
}

/// Why there is no answer to what an amount buys.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoBudget {
    /// The total does not depend on a measure that is still open.
    NoMeasure,
    /// It depends on several.
    ManyMeasures(Vec<Cow<'static, str>>),
    /// It has no figure, however large the measure is.
    Unpriced(Why),
    /// It cannot be shown that the total never falls when the measure grows.
    NotMonotone(Cow<'static, str>),
}

/// The measure is searched in thousandths of its unit, up to a million million units.
const PER_UNIT: i128 = 1_000;
const MOST: i128 = 1_000_000_000_000 * PER_UNIT;

/// What an amount buys of the one measure that nobody gave.
pub(super) fn of(
    spec: &ModelSpec,
    formula: &Formula,
    resolved: &Resolved<'_>,
    measures: &Measures,
    rates: &Rates,
    amount: Exact,
) -> Budget {
    let with = |free: u16, number: Number| {
        let mut bill = Bill::new(spec, formula, resolved, measures, rates);
        bill.set_measure(free, number);
        bill.evaluate()
    };
    let free = match free_measure(spec, formula, resolved, measures, rates) {
        Ok(free) => free,
        Err(why) => return Budget::Refused(why),
    };
    let Some(measure) = formula.measures.get(usize::from(free)) else { return Budget::Refused(NoBudget::NoMeasure) };
    match with(free, Number::rising(Exact::ZERO, thousandths(MOST))).content {
        Content::Number(number) if matches!(number.trend(), Trend::Rising | Trend::Constant) => {}
        Content::Number(_) => return Budget::Refused(NoBudget::NotMonotone(measure.name.clone())),
        Content::Missing(why) => return Budget::Refused(NoBudget::Unpriced(why)),
        Content::Linear(_) => return Budget::Refused(NoBudget::Unpriced(Why::NeedsMeasure)),
        _ => return Budget::Refused(NoBudget::Unpriced(Why::Overflow)),
    }
    // The upper end: where the source leaves the price open, the amount covers the dearer one.
    let total = |quantity: i128| match with(free, Number::point(thousandths(quantity))).content {
        Content::Number(number) => Some(number.hi()),
        _ => None,
    };
    let covered = |quantity: i128| total(quantity).is_some_and(|total| total <= amount);
    if !covered(0) {
        return match total(0) {
            Some(least) => Budget::Nothing { measure: measure.name.clone(), least },
            None => Budget::Refused(NoBudget::Unpriced(Why::Overflow)),
        };
    }
    let most = largest(covered);
    match total(most) {
        Some(_) if most == MOST => Budget::Everything { measure: measure.name.clone() },
        Some(total) => Budget::Buys {
            measure: measure.name.clone(),
            unit: measure.unit.clone(),
            quantity: thousandths(most),
            total,
        },
        None => Budget::Refused(NoBudget::Unpriced(Why::Overflow)),
    }
}

fn thousandths(count: i128) -> Exact {
    Exact::ratio(count, PER_UNIT).unwrap_or(Exact::ZERO)
}

/// The measure that the total still depends on.
fn free_measure(
    spec: &ModelSpec,
    formula: &Formula,
    resolved: &Resolved<'_>,
    measures: &Measures,
    rates: &Rates,
) -> Result<u16, NoBudget> {
    let total = Bill::new(spec, formula, resolved, measures, rates).evaluate();
    let open: Vec<(u16, Cow<'static, str>)> = (0..)
        .zip(formula.measures.iter())
        .filter(|(index, measure)| total.reads.has_measure(*index) && measures.of(measure).is_none())
        .map(|(index, measure)| (index, measure.name.clone()))
        .collect();
    match (open.as_slice(), total.content) {
        (_, Content::Missing(why)) if !matches!(why, Why::NeedsMeasure | Why::AfterRun) => Err(NoBudget::Unpriced(why)),
        ([], _) => Err(NoBudget::NoMeasure),
        ([(index, _)], _) => Ok(*index),
        (_, _) => Err(NoBudget::ManyMeasures(open.into_iter().map(|(_, name)| name).collect())),
    }
}

/// The largest count up to the limit that is covered, where zero is and no larger one is after one that is not.
fn largest(covered: impl Fn(i128) -> bool) -> i128 {
    let mut low = 0;
    let mut high = 1;
    while high < MOST && covered(high) {
        low = high;
        high *= 2;
    }
    high = high.min(MOST);
    if covered(high) {
        return high;
    }
    while high - low > 1 {
        let middle = i128::midpoint(low, high);
        if covered(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

impl fmt::Display for NoBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoMeasure => f.write_str("the total does not depend on a measure that is still open"),
            Self::ManyMeasures(names) => {
                write!(f, "the total depends on several measures: give all but one of `{}`", names.join("`, `"))
            }
            Self::Unpriced(why) => write!(f, "the total has no figure: {}", why.sentence()),
            Self::NotMonotone(name) => {
                write!(
                    f,
                    "cannot show that the total never falls when `{name}` grows, so no largest `{name}` is certain"
                )
            }
        }
    }
}
