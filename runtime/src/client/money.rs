//! What happened to the money, as the spec of a provider tells it.

use super::error::Money;
use crate::spec::{ErrorCode, ErrorPlace, ProviderSpec};

/// What a code means.
pub(crate) fn entry<'a>(provider: &'a ProviderSpec, code: Option<&ErrorPlace>) -> Option<&'a ErrorCode> {
    provider.errors.iter().find(|known| Some(&known.code) == code)
}

/// When a submit was answered with an error.
pub(crate) fn refused(provider: &ProviderSpec, code: Option<&ErrorPlace>) -> Money {
    stated(provider, code).or_else(|| Money::of_word(&provider.charge.on_refused)).unwrap_or(Money::Refused)
}

/// What the source says of the charge that comes with a code.
pub(crate) fn stated(provider: &ProviderSpec, code: Option<&ErrorPlace>) -> Option<Money> {
    entry(provider, code).and_then(|known| Money::of_word(&known.charge))
}

/// When a job failed.
pub(crate) fn failed(provider: &ProviderSpec, code: Option<&ErrorPlace>) -> Money {
    stated(provider, code).or_else(|| Money::of_word(&provider.charge.on_failed)).unwrap_or(Money::Unknown)
}

/// When a job was cancelled.
pub(crate) fn cancelled(provider: &ProviderSpec) -> Money {
    Money::of_word(&provider.charge.on_cancelled).unwrap_or(Money::Unknown)
}

/// While a job runs.
pub(crate) fn running(provider: &ProviderSpec) -> Money {
    if provider.charge.when == "submit" { Money::Charged } else { Money::Unknown }
}
