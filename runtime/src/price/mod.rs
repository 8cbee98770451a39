//! The price of a request: one formula, evaluated exactly before anything is sent.

mod age;
mod bill;
mod breakdown;
mod budget;
mod rates;
mod read;

pub use age::{PriceAge, PriceList, PriceWarning};
pub use budget::{Budget, NoBudget};
pub use rates::Rates;
pub use read::BadRate;

use crate::spec::{Billing, Formula, Kind, ModelSpec, Object};
use crate::{Estimate, Exact, Measured, Measures, Resolved, Total, Why};

impl ModelSpec {
    /// What a request costs. It never fails: a price that cannot be computed is [`Total::Unknown`] with the reason.
    ///
    /// The request should be valid; for one that is not, see [`Estimate::invalid`].
    #[must_use]
    pub fn estimate(&self, resolved: &Resolved<'_>, measures: &Measures, rates: &Rates) -> Estimate {
        match &self.billing {
            Billing::Unpublished(_) if bad_measure(self, measures).is_none() => Estimate::unknown(Why::Unpublished),
            Billing::Unpublished(_) => Estimate::unknown(Why::BadMeasure),
            Billing::Formula(formula) => {
                if bad_measure(self, measures).is_some() {
                    let total = Total::Unknown(Why::BadMeasure);
                    return Estimate { total, ..breakdown::without_figure(formula) };
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

/// The first measure that the model lacks, or that is a word where a number belongs.
fn bad_measure<'m>(spec: &ModelSpec, measures: &'m Measures) -> Option<&'m str> {
    let known = |name: &str| match measures.get(name) {
        Some(Measured::Number { .. }) => is_billed(spec, name) || is_fact(&spec.body, name),
        Some(Measured::Word(_)) => !is_billed(spec, name) && is_fact(&spec.body, name),
        None => false,
    };
    measures.names().find(|name| !known(name))
}

/// Whether the formula has a measure of this name.
fn is_billed(spec: &ModelSpec, name: &str) -> bool {
    let named = |formula: &Formula| formula.measures.iter().any(|measure| measure.name == name);
    matches!(&spec.billing, Billing::Formula(formula) if named(formula))
}

/// Facts about files that may be measured, whether or not a limit of the spec speaks of them.
const FACTS: [&str; 7] = ["bytes", "seconds", "width", "height", "fps", "container", "kind"];

/// Whether a name is a parameter that takes a file, a dot and a fact about files: `video_url.bytes`.
fn is_fact(body: &Object, name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(path, fact)| FACTS.contains(&fact) && is_file(body, path))
}

/// Whether a path names a parameter that takes a file. Descends one member a turn, so it ends with the path.
fn is_file(body: &Object, path: &str) -> bool {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let Some(mut field) = body.fields.iter().find(|field| field.name == name) else { return false };
    while let Kind::List(list) = &field.kind {
        match list.item.first() {
            Some(item) if item.media.is_empty() => field = item,
            _ => break,
        }
    }
    match (rest, &field.kind) {
        (None, Kind::Url(_)) => true,
        (None, _) => {
            !field.media.is_empty()
                || matches!(&field.kind, Kind::List(list) if list.item.iter().any(|item| !item.media.is_empty()))
        }
        (Some(rest), Kind::Object(object)) => is_file(object, rest),
        (Some(rest), Kind::Choice(choice)) => choice.cases.iter().any(|case| is_file(&case.object, rest)),
        (Some(_), _) => false,
    }
}

#[cfg(test)]
mod tests;
