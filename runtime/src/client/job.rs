//! A job that a provider has taken.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::clock::RecordId;

/// A submit that a provider has taken: one job, or several when the request asked for several. It is plain data without any
/// secret: written down, it is resumed in another process by a [`Client`](super::Client) that knows the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[must_use = "the provider works on this job, and it is paid for: wait for it, or write it down"]
pub struct Job {
    pub(crate) record: RecordId,
    pub(crate) provider: String,
    pub(crate) model: String,
    pub(crate) way: String,
    /// Where it was sent: the same ids mean other jobs elsewhere.
    pub(crate) base: String,
    pub(crate) ids: Vec<String>,
    /// When it was submitted, in milliseconds since 1970.
    pub(crate) at: u64,
}

impl Job {
    /// Our record of the submit.
    #[must_use]
    pub const fn record(&self) -> &RecordId {
        &self.record
    }

    /// The provider's ids, at least one.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The model, as `provider/id`.
    #[must_use]
    pub fn model(&self) -> String {
        format!("{}/{}", self.provider, self.model)
    }

    /// The way by which it was sent.
    #[must_use]
    pub fn way(&self) -> &str {
        &self.way
    }

    /// Where it was sent: the provider's origin, or what stood for it.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// How long ago it was submitted.
    pub(crate) fn age(&self, now: u64) -> Duration {
        Duration::from_millis(now.saturating_sub(self.at))
    }
}
