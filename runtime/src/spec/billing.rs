//! What a request costs: measures, rates, steps.

use super::{List, Program, Text};
use crate::Exact;

/// The price of a model.
#[derive(Clone, Debug, PartialEq)]
pub enum Billing {
    /// The provider publishes no price; why, in words.
    Unpublished(Text),
    /// The price follows from a formula.
    Formula(Formula),
}

/// A billing formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// What the source says of the price.
    pub doc: Text,
    /// The currency of the total, as ISO 4217 writes it.
    pub currency: Text,
    /// Quantities that no request states.
    pub measures: List<Measure>,
    /// Names for sets of values, to look rates up with.
    pub groups: List<Group>,
    /// The published prices.
    pub rates: List<Rate>,
    /// The steps in order; the last one may be the total, or `total` names another.
    pub steps: List<Step>,
    /// The index of the step that is the total.
    pub total: u16,
    /// The total in the provider's credits.
    pub credits: Option<Credits>,
    /// The day on which the prices were read (`2026-07-28`); empty when the spec does not say.
    pub read: Text,
    /// How sure the prices are.
    pub confidence: super::Confidence,
    /// Where the prices stand, as an index into [`ModelSpec::sources`](super::ModelSpec::sources).
    pub source: u16,
}

/// A quantity that no request states: the length of a clip, the tokens of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The name, by which a caller gives it.
    pub name: Text,
    /// The unit it counts in.
    pub unit: Text,
    /// The parameter it is measured of; empty when it is of none.
    pub of: Text,
    /// The fact of the parameter's file that it is (`seconds`): who gives one has given the other. Empty when it is none.
    pub fact: Text,
    /// What it is.
    pub doc: Text,
    /// Whether the provider measures it itself, so that a caller's figure is an assumption.
    pub by_provider: bool,
    /// Whether it is known only after the run.
    pub after_run: bool,
}

/// Names for sets of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The name, which a rate's `by` uses.
    pub name: Text,
    /// The cases; the first one whose condition holds is taken.
    pub cases: List<GroupCase>,
}

/// A case of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupCase {
    /// The key of the cells.
    pub key: Text,
    /// When it is taken.
    pub when: Program,
}

/// A table of prices.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// The name, which formulas use.
    pub name: Text,
    /// The unit (`USD/s`).
    pub unit: Text,
    /// One program a dimension. It leaves the key as a text, a number or a truth value, or has no value: then no cell fits.
    pub by: List<Program>,
    /// The cells; every combination of keys stands here once.
    pub cells: List<Cell>,
}

/// A cell of a table of prices.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// A key for each dimension (`4x`, `true`, `720p`).
    pub keys: List<Text>,
    /// The price.
    pub price: Price,
}

/// A price, or the fact that there is none.
#[derive(Clone, Debug, PartialEq)]
pub enum Price {
    /// So much for a unit.
    Amount(Exact),
    /// The source leaves open which of two prices holds.
    Between(Exact, Exact),
    /// The provider publishes no price for this combination.
    Unpublished,
}

/// A step of a formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The name.
    pub name: Text,
    /// The unit of the result.
    pub unit: Text,
    /// The formula as the spec writes it.
    pub text: Text,
    /// The formula as operations.
    pub program: Program,
}

/// The total in the provider's credits.
#[derive(Clone, Debug, PartialEq)]
pub struct Credits {
    /// The formula as the spec writes it.
    pub text: Text,
    /// The formula as operations.
    pub program: Program,
}
