//! What the formulas of a price may name: what the billing itself states, over the parameters of the body.

use std::collections::BTreeSet;

use nameplate::Exact;
use nameplate::spec::{Literal, Take};

use super::scope::ObjectScope;
use crate::expr::{Decimals, Name, ParameterRef, Scope, Symbol, Unit};

/// The names of a billing, over those of the body.
pub(super) struct BillingScope<'a, 'o> {
    /// The body.
    pub(super) object: &'a mut ObjectScope<'o>,
    /// Measures with their units.
    pub(super) measures: Vec<(String, Unit)>,
    /// Groups with their keys.
    pub(super) groups: Vec<(String, Vec<String>)>,
    /// Rates with their units.
    pub(super) rates: Vec<(String, Unit)>,
    /// Steps with their units and decimals.
    pub(super) steps: Vec<(String, Unit, Decimals)>,
    /// What one credit is worth.
    pub(super) credit: Option<(Exact, Unit)>,
    /// The names that some formula used.
    pub(super) used: BTreeSet<String>,
}

impl BillingScope<'_, '_> {
    /// What a name already is.
    pub(super) fn taken(&self, name: &str) -> Option<&'static str> {
        [
            ("a measure", self.measures.iter().any(|(known, _)| known == name)),
            ("a group", self.groups.iter().any(|(known, _)| known == name)),
            ("a rate", self.rates.iter().any(|(known, _)| known == name)),
            ("a step", self.steps.iter().any(|(known, ..)| known == name)),
            ("what one credit is worth", name == "credit"),
            ("a parameter", self.object.find_text(name).is_some()),
        ]
        .into_iter()
        .find_map(|(what, taken)| taken.then_some(what))
    }

    fn own(&self, name: &str) -> Option<Symbol> {
        if let Some(at) = self.measures.iter().position(|(known, _)| known == name) {
            return Some(Symbol::Measure { index: index(at), unit: self.measures.get(at)?.1.clone() });
        }
        if let Some(at) = self.rates.iter().position(|(known, _)| known == name) {
            return Some(Symbol::Rate { index: index(at), unit: self.rates.get(at)?.1.clone() });
        }
        if let Some(at) = self.groups.iter().position(|(known, _)| known == name) {
            return Some(Symbol::Group { index: index(at), keys: self.groups.get(at)?.1.clone() });
        }
        if let Some(at) = self.steps.iter().position(|(known, ..)| known == name) {
            let (_, unit, decimals) = self.steps.get(at)?;
            return Some(Symbol::Step { index: index(at), unit: unit.clone(), decimals: decimals.clone() });
        }
        let (value, unit) = self.credit.as_ref().filter(|_| name == "credit")?;
        Some(Symbol::Constant { value: *value, unit: unit.clone() })
    }
}

impl Scope for BillingScope<'_, '_> {
    fn resolve(&mut self, name: &Name) -> Option<Symbol> {
        // A price reads quantities that the billing itself states, with who measures them.
        if self.object.find(name.parts()).is_some_and(|target| target.fact().is_some()) {
            return None;
        }
        if let Some(single) = name.single()
            && let Some(symbol) = self.own(single)
        {
            self.used.insert(single.to_owned());
            return Some(symbol);
        }
        self.object.resolve(name)
    }

    fn candidates(&self) -> Vec<String> {
        let mut names: Vec<String> = self.measures.iter().map(|(name, _)| name.clone()).collect();
        names.extend(self.rates.iter().map(|(name, _)| name.clone()));
        names.extend(self.groups.iter().map(|(name, _)| name.clone()));
        names.extend(self.steps.iter().map(|(name, ..)| name.clone()));
        names.extend(self.credit.iter().map(|_| "credit".to_owned()));
        names.extend(self.object.candidates());
        names
    }

    fn slot(&mut self, parameter: ParameterRef, take: Take, fallback: Option<Literal>) -> u16 {
        self.object.slot(parameter, take, fallback)
    }
}

fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
