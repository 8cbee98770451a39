//! From a checked catalogue to files. Everything here takes checked types and cannot fail; names were decided before.

mod about;
mod any_of;
mod constants;
mod docs;
mod enums;
mod facts;
mod literals;
mod measures;
mod model;
mod object;
mod provider;
mod root;
mod schema;
mod shape;
mod source;
mod table;

/// What tables say, in words, with code between backticks.
pub mod words {
    pub use super::about::{asks, duration, rate};
    pub use super::facts::{limits, literal, media_fact};
}

use crate::catalogue::{Catalogue, Model, Provider};
use crate::folder::{Artefact, Files};

/// Where the Rust goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A crate of its own: `src/lib.rs`, and a cargo feature for each provider.
    Crate,
    /// A module of another crate, for a build script: `models.rs`.
    Module,
}

/// The Rust and the JSON Schemas of a catalogue. Drafts are left out.
#[must_use]
pub fn emit(catalogue: &Catalogue, layout: Layout) -> Files {
    let providers: Vec<_> = catalogue.providers.iter().filter(|provider| has_models(catalogue, provider)).collect();
    let (folder, root) = match layout {
        Layout::Crate => ("src/", "src/lib.rs"),
        Layout::Module => ("", "models.rs"),
    };
    let mut files = Files::new();
    let mut add = |path: String, text: String, spec: Option<&str>| {
        files.insert(path, Artefact { text, spec: spec.map(str::to_owned) });
    };
    add(root.to_owned(), root::root(&providers, layout), None);
    add(format!("{folder}catalogue.rs"), root::catalogue(catalogue, &providers, layout), None);
    for provider in providers {
        let models = models_of(catalogue, provider);
        let module = &provider.names.module;
        add(format!("{folder}{module}/mod.rs"), provider::provider(provider, &models), Some(&provider.path));
        for model in models {
            if layout == Layout::Crate {
                for (path, text) in schema::schemas(provider, model) {
                    add(path, text, Some(&model.path));
                }
            }
            add(format!("{folder}{module}/{}.rs", model.names.module), model::model(model), Some(&model.path));
        }
    }
    files
}

/// The cargo features of the generated crate, one for each provider that has models, sorted.
#[must_use]
pub fn features(catalogue: &Catalogue) -> Vec<String> {
    let providers = catalogue.providers.iter().filter(|provider| has_models(catalogue, provider));
    providers.map(|provider| provider.names.module.clone()).collect()
}

fn has_models(catalogue: &Catalogue, provider: &Provider) -> bool {
    catalogue.models_of(&provider.spec.id).any(|model| !model.draft)
}

fn models_of<'a>(catalogue: &'a Catalogue, provider: &'a Provider) -> Vec<&'a Model> {
    catalogue.models_of(&provider.spec.id).filter(|model| !model.draft).collect()
}
