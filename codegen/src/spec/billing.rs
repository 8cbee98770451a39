//! What a request costs, as the YAML states it.

use serde::Deserialize;

use super::Map;
use crate::yaml::{Node, Sp};

/// What a request costs: `unpublished` with the reason, or rates and steps.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Billing {
    /// The provider publishes no price: what the source says of it.
    pub unpublished: Option<Sp<String>>,
    /// The currency of the total (`USD`, the default).
    pub currency: Option<Sp<String>>,
    /// Quantities that no request states.
    pub measures: Option<Map<Measure>>,
    /// Names for sets of values, for the `by` of rates.
    pub groups: Option<Map<Group>>,
    /// The published prices.
    pub rates: Option<Map<Rate>>,
    /// The formula, a step each: a name and an expression over parameters, measures, rates and earlier steps.
    pub steps: Option<Map<Sp<String>>>,
    /// The step that is the total.
    pub total: Option<Sp<String>>,
    /// The total in other units.
    pub also: Option<Credits>,
    /// The source of the prices, by its name in `sources:`.
    pub from: Option<Sp<String>>,
    /// What the source says of it.
    pub doc: Option<Sp<String>>,
}

/// The total in other units.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Credits {
    /// The provider's credits: `ceil(bill / credit)`, where `credit` is what the provider's spec says one is worth.
    pub credits: Option<Sp<String>>,
}

/// A quantity that no request states.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What it is.
    pub doc: Option<Sp<String>>,
    /// The unit it counts in.
    pub unit: Sp<String>,
    /// The parameter it is measured of.
    pub of: Option<Sp<String>>,
    /// The fact of that parameter's file that it is: `seconds`, `width`, `frames`. Who gives `video_url.seconds` has given it.
    pub fact: Option<Sp<String>>,
    /// Who measures it: `provider` (a caller's figure is an assumption) or `caller` (the default).
    pub measured_by: Option<Sp<String>>,
    /// When it is known: `before` (the default) or `after_run`.
    pub known: Option<Sp<String>>,
}

/// Names for sets of values: `of` and `into`, or `cases`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The parameter whose values are grouped.
    pub of: Option<Sp<String>>,
    /// A name for each set of values. Every value stands in exactly one set.
    pub into: Option<Map<Vec<Sp<crate::yaml::Scalar>>>>,
    /// A name and a condition each; the first condition that holds decides. The last one may be `otherwise`.
    pub cases: Option<Map<Sp<String>>>,
}

/// A table of prices.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// The unit: `USD/s`.
    pub unit: Sp<String>,
    /// The dimensions: parameters (`one_of`, `one_of_numbers`, `bool`) or groups.
    pub by: Option<Vec<Sp<String>>>,
    /// A price for every combination, nested in the order of `by`: a number, `unpublished`, or `{between: [LOW, HIGH]}`.
    pub cells: Option<Node>,
    /// The price, when it has no dimension: a number, `unpublished`, or `{between: [LOW, HIGH]}`.
    pub flat: Option<Node>,
    /// The source, by its name in `sources:`.
    pub from: Option<Sp<String>>,
}
