//! [`Draft`] to [`Catalogue`]: bounds, defaults, rules, formulas, prices and life cycles are judged, and tables are made of
//! what is good. Only this phase can make a catalogue.

mod actions;
mod any_of;
mod billing;
mod billing_scope;
mod body;
mod cells;
mod codes;
mod errors;
mod examples;
mod groups;
mod inner;
mod json;
mod kinds;
mod media;
mod model;
mod needs;
mod overrides;
mod probe;
mod provider;
mod rules;
mod scope;
mod sources;
mod target;
mod template;
mod texts;
mod tree;
mod ways;

pub(crate) use model::member_name;

use nameplate::spec::Shared;

use crate::catalogue::{Catalogue, Model, Provider};
use crate::diagnostic::{Diagnostic, Level, Sources};
use crate::names::{Names, ProviderNames};
use crate::resolve::Draft;

/// Checks every spec. Models with faults are left out of the catalogue; their faults are in the diagnostics.
#[must_use]
pub fn check(files: &Sources, draft: &Draft) -> (Catalogue, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let path = |file| files.get(file).map(|file| file.path.clone()).unwrap_or_default();
    let providers: Vec<Provider> = draft
        .providers
        .iter()
        .map(|provider| {
            let spec = Shared::new(provider::lower(provider, &mut diagnostics));
            let names = ProviderNames::new(&spec);
            Provider { spec, names, path: path(provider.loaded.file) }
        })
        .collect();
    let mut models = Vec::new();
    for model in &draft.models {
        let (Some(owner), Some(table)) = (draft.providers.get(model.provider), providers.get(model.provider)) else {
            continue;
        };
        let mut faults = Vec::new();
        let spec = model::lower(files, model, owner, &table.spec, &mut faults);
        let overrides = overrides::collect(model, owner, &mut faults);
        if faults.iter().all(|fault| fault.level != Level::Error) {
            models.push(Model {
                names: Names::new(&spec, &overrides),
                path: path(model.loaded.file),
                draft: model.loaded.spec.draft.as_ref().is_some_and(|draft| draft.value),
                spec,
            });
        }
        diagnostics.extend(faults);
    }
    (Catalogue::new(providers, models), diagnostics)
}
