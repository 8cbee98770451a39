//! Rates that replace the published ones at run time: a contract of the caller's, or a price list that is newer than the spec.

use std::collections::BTreeMap;

use crate::Date;
use crate::spec::{ModelSpec, Price};

/// The rates to price with: those of the specs, or others in place of some of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rates {
    /// The day of the price list; `None` while nothing is replaced.
    pub(super) read: Option<Date>,
    /// By provider, then by the provider's id of the model, then by rate.
    pub(super) models: BTreeMap<String, BTreeMap<String, ModelRates>>,
}

/// The rates of a model, by their names.
pub(super) type ModelRates = BTreeMap<String, Vec<Replaced>>;

/// A price that stands in for that of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Replaced {
    /// The keys of the cell.
    pub(super) keys: Vec<String>,
    /// The price.
    pub(super) price: Price,
}

impl Rates {
    /// The rates of the specs, with nothing replaced.
    #[must_use]
    pub const fn published() -> Self {
        Self { read: None, models: BTreeMap::new() }
    }

    /// What replaces rates of a model.
    pub(super) fn of(&self, spec: &ModelSpec) -> Option<&ModelRates> {
        self.models.get(&*spec.provider.id)?.get(&*spec.id)
    }
}
