//! What the emulator plays: providers with their models, and where each stands among its addresses.

use std::collections::BTreeMap;
use std::fmt;

use nameplate::spec::{ModelSpec, ProviderSpec, Shared, Way};

/// Providers, sorted by id.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    pub(crate) providers: Vec<Provider>,
}

/// A provider and its models.
#[derive(Clone, Debug)]
pub(crate) struct Provider {
    pub(crate) spec: Shared<ProviderSpec>,
    pub(crate) models: Vec<ModelSpec>,
}

/// Where a job, a route or an event belongs: an index into [`World::providers`].
pub(crate) type ProviderIndex = usize;

impl World {
    /// Groups models by their providers.
    pub(crate) fn new(models: impl IntoIterator<Item = ModelSpec>) -> Self {
        let mut providers: BTreeMap<String, Provider> = BTreeMap::new();
        for model in models {
            let provider = providers
                .entry(model.provider.id.to_string())
                .or_insert_with(|| Provider { spec: model.provider.clone(), models: Vec::new() });
            provider.models.push(model);
        }
        Self { providers: providers.into_values().collect() }
    }

    pub(crate) fn provider(&self, index: ProviderIndex) -> Option<&Provider> {
        self.providers.get(index)
    }

    /// Every origin that the specs name, with the path under which the emulator stands for it. The one that a provider's
    /// calls go to is first: no other provider's link can take its place.
    pub(crate) fn origins(&self) -> BTreeMap<String, String> {
        let mut origins = BTreeMap::new();
        for provider in &self.providers {
            origins.entry(provider.spec.origin.to_string()).or_insert_with(|| format!("/{}", provider.spec.id));
        }
        for provider in &self.providers {
            for origin in provider.addresses().filter_map(origin) {
                let prefix = prefix(&provider.spec, &origin);
                origins.entry(origin).or_insert(prefix);
            }
        }
        origins
    }
}

impl Provider {
    /// A way and the index by which the provider's table has it.
    pub(crate) fn way(&self, name: &str) -> Option<(usize, &Way)> {
        self.spec.ways.iter().enumerate().find(|(_, way)| way.name == name)
    }

    pub(crate) fn model(&self, id: &str) -> Option<(usize, &ModelSpec)> {
        self.models.iter().enumerate().find(|(_, model)| model.id == id)
    }

    /// Every address that the specs of the provider and its models name, but for those in documented requests, which are
    /// of files.
    fn addresses(&self) -> impl Iterator<Item = &str> {
        let spec = &self.spec;
        let own = [&*spec.origin, &*spec.auth.keys_at].into_iter();
        let links = spec.links.iter().map(|link| &*link.url);
        let of_models = self.models.iter().flat_map(|model| {
            let links = model.links.iter().map(|link| &*link.url);
            let sources = model.sources.iter().map(|source| &*source.url);
            links.chain(sources).chain([&*model.result.files])
        });
        own.chain(links).chain(of_models)
    }
}

/// The path under which the emulator stands for an origin that a provider's specs name.
pub(crate) fn prefix(provider: &ProviderSpec, origin: &str) -> String {
    match origin.split_once("://") {
        Some((_, host)) if origin != provider.origin => format!("/{}@{host}", provider.id),
        _ => format!("/{}", provider.id),
    }
}

/// Scheme, host and port of an address.
pub(crate) fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    (matches!(scheme, "http" | "https") && plain).then(|| format!("{scheme}://{}", host.to_ascii_lowercase()))
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spec.id)
    }
}

#[cfg(test)]
mod tests {
    use super::{World, origin};

    #[test]
    fn origins_are_scheme_host_and_port() {
        assert_eq!(origin("https://A.example:81/b?c"), Some("https://a.example:81".to_owned()));
        for none in ["ftp://a.example/", "a.example", "https:///x", "https://a b/", ""] {
            assert_eq!(origin(none), None, "{none}");
        }
    }

    #[test]
    fn a_world_without_models_has_no_origins() {
        assert!(World::new([]).origins().is_empty());
    }
}
