//! `specs/<provider>/provider.yaml`.

use serde::Deserialize;

use super::{Errors, Map, Parameter, Way};
use crate::yaml::{Day, Node, Number, OneOrMany, Sp};

/// A provider: where it is, how it is called, what its errors mean.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The id. The folder has the same name.
    pub provider: Sp<String>,
    /// The title.
    pub title: Sp<String>,
    /// What a caller should know before the first call.
    pub about: Option<Sp<String>>,
    /// Scheme and host: every path below stands on it.
    pub origin: Sp<String>,
    /// How a call proves who makes it.
    pub auth: Auth,
    /// The member of the body that names the model (`model`, the default), or `none` when the address does.
    pub model_member: Option<Sp<String>>,
    /// Sources, for `from:`.
    pub sources: Option<Map<Source>>,
    /// Parameters that models share, for `like:`.
    pub types: Option<Map<Parameter>>,
    /// The ways to call a model.
    pub ways: Map<Way>,
    /// The read of a model's own description.
    pub details: Option<Details>,
    /// The read of what the account has left.
    pub balance: Option<Balance>,
    /// What one credit is worth.
    pub credit: Option<Credit>,
    /// When money moves.
    pub charge: Option<Charge>,
    /// The header that makes a repeated submit harmless, or `none`.
    pub idempotency: Option<Sp<String>>,
    /// What the source says of idempotency.
    pub idempotency_doc: Option<Sp<String>>,
    /// What may be tried again.
    pub retry: Option<Retry>,
    /// How long results stay readable: `24h`.
    pub result_expires: Option<Sp<String>>,
    /// Error codes.
    pub errors: Errors,
    /// Limits and gaps that no other key states.
    pub limits: Option<Vec<Sp<String>>>,
    /// Pages about the provider: a name and an address each.
    pub links: Option<Map<Sp<String>>>,
}

/// How a call proves who makes it: `bearer` or `header`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Auth {
    /// `Authorization: Bearer KEY`.
    pub bearer: Option<Bearer>,
    /// A header of the provider's own.
    pub header: Option<HeaderAuth>,
    /// Where keys come from.
    pub keys_at: Option<Sp<String>>,
}

/// `Authorization: Bearer KEY`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bearer {
    /// The environment variable that holds the key.
    pub env: Sp<String>,
}

/// A header of the provider's own.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeaderAuth {
    /// The header.
    pub name: Sp<String>,
    /// What stands before the key: `"Key "`.
    pub prefix: Option<Sp<String>>,
    /// The environment variable that holds the key.
    pub env: Sp<String>,
}

/// Where facts come from.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The address.
    pub url: Sp<String>,
    /// The day on which it was read, as `"2026-08-08"`.
    pub read: Sp<Day>,
    /// `documented`, `second_hand` or `inferred`.
    pub confidence: Option<Sp<String>>,
}

/// The read of a model's own description.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// The path, with `{model}`.
    pub get: Sp<String>,
    /// Where it has the schema of the request: JSON Pointers to be tried in order.
    pub schema_at: Option<OneOrMany<String>>,
    /// What else a documented answer has: JSON with placeholders.
    pub answer: Option<Node>,
    /// What else the source says.
    pub doc: Option<Sp<String>>,
}

/// The read of what the account has left.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Balance {
    /// The path.
    pub get: Sp<String>,
    /// Where the answer has the amount: a JSON Pointer.
    pub at: Sp<String>,
    /// What it counts: `credits` (the default), or a currency as ISO 4217 writes it.
    pub unit: Option<Sp<String>>,
    /// What else a documented answer has: JSON with placeholders.
    pub answer: Option<Node>,
    /// What else the source says.
    pub doc: Option<Sp<String>>,
}

/// What one credit is worth.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// The amount.
    pub worth: Sp<Number>,
    /// The currency (`USD`, the default).
    pub currency: Option<Sp<String>>,
}

/// When money moves.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Charge {
    /// When the account is charged: `submit` or `success`.
    pub when: Option<Sp<String>>,
    /// What happens when the job fails: `refunded`, `kept` or `none`.
    pub on_failed: Option<Sp<String>>,
    /// What happens when the job is cancelled.
    pub on_cancelled: Option<Sp<String>>,
    /// What happens when the submit is refused.
    pub on_refused: Option<Sp<String>>,
    /// What the source says.
    pub doc: Option<Sp<String>>,
}

/// What may be tried again.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Retry {
    /// HTTP statuses after which an operation that costs nothing may be tried again.
    pub free: Option<Vec<Sp<Number>>>,
    /// The header that says when to come back: `Retry-After`.
    pub after: Option<Sp<String>>,
    /// The header that says how many calls a window has.
    pub limit: Option<Sp<String>>,
    /// The header that says how many calls are left.
    pub remaining: Option<Sp<String>>,
    /// The header that says when the window ends.
    pub reset: Option<Sp<String>>,
}
