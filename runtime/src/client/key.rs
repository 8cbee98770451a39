//! Keys: where they come from, and a type that cannot be printed by accident.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::spec::ProviderSpec;

/// Where keys come from.
pub trait KeySource: Send + Sync {
    /// The key for a provider. It is asked before every call, so that a key may be replaced while a program runs.
    ///
    /// # Errors
    /// When there is none.
    fn key(&self, provider: &ProviderSpec) -> Result<Secret, NoKey>;
}

impl<F: Fn(&ProviderSpec) -> Result<Secret, NoKey> + Send + Sync> KeySource for F {
    fn key(&self, provider: &ProviderSpec) -> Result<Secret, NoKey> {
        self(provider)
    }
}

/// A key. It is never shown: neither `Debug` nor `Display` print it, and nothing serializes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A key, without the white space that files and terminals leave around it.
    ///
    /// # Errors
    /// When nothing is left, or a character that no header can carry.
    pub fn new(key: impl AsRef<str>) -> Result<Self, NoKey> {
        let key = key.as_ref().trim();
        if key.is_empty() {
            return Err(NoKey::new("the key is empty"));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(NoKey::new("the key has a character that no header can carry"));
        }
        Ok(Self(key.to_owned()))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Why there is no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoKey(Cow<'static, str>);

impl NoKey {
    /// There is none, for this reason, which must not hold the key.
    pub fn new(why: impl Into<Cow<'static, str>>) -> Self {
        Self(why.into())
    }
}

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoKey {}

/// Keys in the environment variables that the specs name.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvKeys;

impl KeySource for EnvKeys {
    fn key(&self, provider: &ProviderSpec) -> Result<Secret, NoKey> {
        let name = &provider.auth.env;
        let Ok(key) = std::env::var(&**name) else {
            return Err(NoKey::new(format!("the environment variable `{name}` is not set")));
        };
        Secret::new(key).map_err(|why| NoKey::new(format!("`{name}`: {why}")))
    }
}

/// Keys that the caller holds, each for one provider, so that none is sent to another.
#[derive(Clone, Debug, Default)]
pub struct Keys(BTreeMap<String, Secret>);

impl Keys {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With the key of a provider, by its id.
    #[must_use]
    pub fn with(mut self, provider: impl Into<String>, key: Secret) -> Self {
        self.0.insert(provider.into(), key);
        self
    }
}

impl KeySource for Keys {
    fn key(&self, provider: &ProviderSpec) -> Result<Secret, NoKey> {
        let key = self.0.get(&*provider.id).cloned();
        key.ok_or_else(|| NoKey::new(format!("nobody gave a key for `{}`", provider.id)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{KeySource, Keys, Secret};
    use crate::spec::ProviderSpec;

    #[test]
    fn a_key_is_not_shown() {
        let keys = Keys::new().with("acme", Secret::new("sk-1234\n").unwrap());
        let shown = format!("{keys:?} {} {:?}", Secret::new("sk-1234").unwrap(), Secret::new("sk-1234").unwrap());
        assert!(!shown.contains("1234"), "{shown}");
    }

    #[test]
    fn a_key_that_would_break_a_header_is_refused_without_being_shown() {
        for key in ["", " \n", "sk-1\r\nHost: evil", "sk-ä", "sk 1"] {
            let why = Secret::new(key).unwrap_err().to_string();
            assert!(!why.contains("sk"), "{why}");
        }
    }

    #[test]
    fn no_provider_gets_the_key_of_another() {
        let keys = Keys::new().with("acme", Secret::new("sk-1").unwrap());
        assert!(keys.key(&ProviderSpec::new("acme")).is_ok());
        assert!(keys.key(&ProviderSpec::new("other")).is_err());
    }
}
