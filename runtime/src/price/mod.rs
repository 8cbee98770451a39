//! The price of a request: one formula, evaluated exactly before anything is sent.

mod age;
mod bill;
mod breakdown;
mod budget;
mod names;
mod rates;
mod read;

pub use age::{PriceAge, PriceList, PriceWarning};
pub use budget::{Budget, NoBudget};
pub use rates::Rates;
pub use read::BadRate;

use crate::spec::{Billing, ModelSpec};
use crate::{Estimate, Exact, Measures, Resolved, Why};
use names::bad_measure;

impl ModelSpec {
    /// What a request costs. It never fails: a price that cannot be computed is [`Total::Unknown`](crate::Total::Unknown) with the reason.
    ///
    /// The request should be valid; for one that is not, see [`Estimate::invalid`].
    #[must_use]
    pub fn estimate(&self, resolved: &Resolved<'_>, measures: &Measures, rates: &Rates) -> Estimate {
        match &self.billing {
            Billing::Unpublished(_) if bad_measure(self, measures).is_none() => Estimate::unknown(Why::Unpublished),
            Billing::Unpublished(_) => Estimate::unknown(Why::BadMeasure),
            Billing::Formula(formula) => {
                if bad_measure(self, measures).is_some() {
                    return breakdown::without_figure(formula, Why::BadMeasure);
                }
                breakdown::estimate(self, formula, resolved, measures, rates)
            }
        }
    }

    /// How much of the one measure that nobody gave an amount buys, to a thousandth of the measure's unit.
    #[must_use]
    pub fn budget(&self, resolved: &Resolved<'_>, measures: &Measures, rates: &Rates, amount: Exact) -> Budget {
        match &self.billing {
            Billing::Unpublished(_) => Budget::Refused(NoBudget::Unpriced(Why::Unpublished)),
            Billing::Formula(_) if bad_measure(self, measures).is_some() => {
                Budget::Refused(NoBudget::Unpriced(Why::BadMeasure))
            }
            Billing::Formula(formula) => budget::of(self, formula, resolved, measures, rates, amount),
        }
    }
}

#[cfg(test)]
mod tests;
