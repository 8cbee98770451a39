//! What checking specs yields: tables and the names of their parts, with nothing left to doubt. Emitters take nothing else
//! and cannot fail.

use nameplate::spec::{ModelSpec, ProviderSpec, Shared};

use crate::names::{self, Names, ProviderNames};

/// Checked specs.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Catalogue {
    /// The providers, sorted by id.
    pub providers: Vec<Provider>,
    /// The models, sorted by provider and id.
    pub models: Vec<Model>,
}

/// A checked provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// The table.
    pub spec: Shared<ProviderSpec>,
    /// The names of its parts.
    pub names: ProviderNames,
    /// The file of the spec: `specs/oxen/provider.yaml`.
    pub path: String,
}

/// A checked model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The table.
    pub spec: ModelSpec,
    /// The names of its parts.
    pub names: Names,
    /// The file of the spec: `specs/oxen/models/topazlabs-rhea-video.yaml`.
    pub path: String,
    /// Not finished: nothing is generated from it.
    pub draft: bool,
}

impl Catalogue {
    /// Sorts what checking found good and makes module names distinct. Only the check phase may say that specs are good, so
    /// nothing outside this crate can make one.
    #[must_use]
    #[allow(dead_code, reason = "the check phase calls it")]
    pub(crate) fn new(mut providers: Vec<Provider>, mut models: Vec<Model>) -> Self {
        providers.sort_by(|a, b| a.spec.id.cmp(&b.spec.id));
        models.sort_by(|a, b| (&a.spec.provider.id, &a.spec.id).cmp(&(&b.spec.provider.id, &b.spec.id)));
        let modules = names::modules(providers.iter().map(|provider| &*provider.spec.id));
        let files = names::files(providers.iter().map(|provider| &*provider.spec.id));
        for (provider, (module, file)) in providers.iter_mut().zip(modules.into_iter().zip(files)) {
            provider.names.module = module;
            provider.names.file = file;
        }
        for models in models.chunk_by_mut(|a, b| a.spec.provider.id == b.spec.provider.id) {
            let modules = names::modules(models.iter().map(|model| &*model.spec.id));
            let files = names::files(models.iter().map(|model| &*model.spec.id));
            for (model, (module, file)) in models.iter_mut().zip(modules.into_iter().zip(files)) {
                model.names.module = module;
                model.names.file = file;
            }
        }
        Self { providers, models }
    }

    /// A model by its provider and id.
    #[must_use]
    pub fn model(&self, provider: &str, id: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.spec.provider.id == provider && model.spec.id == id)
    }

    /// The models of a provider, drafts too.
    pub fn models_of<'a>(&'a self, provider: &'a str) -> impl Iterator<Item = &'a Model> {
        self.models.iter().filter(move |model| model.spec.provider.id == provider)
    }
}
