//! `specs/<provider>/provider.yaml`.

use serde::Deserialize;

use super::{Errors, Map, Parameter};
use crate::yaml::{Day, Number, OneOrMany, Sp};

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

/// A way to call a model: `call` when the answer is the result, `submit` when it is a job.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// When to use it.
    pub doc: Option<Sp<String>>,
    /// Another way. A key given here replaces the other's.
    pub like: Option<Sp<String>>,
    /// The call whose answer is the result.
    pub call: Option<Submit>,
    /// The call whose answer is a job.
    pub submit: Option<Submit>,
    /// Members of the body that this way takes beside the model's.
    pub adds: Option<Map<Parameter>>,
    /// The read of a job.
    pub poll: Option<Operation>,
    /// Where the status is, and what its words mean. A word that stands nowhere keeps the job running.
    pub status: Option<Status>,
    /// Where results are: `video`, `image`, `audio`, `text` or `any`, and a JSON Pointer with `*` for every item.
    pub outputs: Option<Map<Sp<String>>>,
    /// Where a failed job says why.
    pub failure: Option<super::ErrorAt>,
    /// Where a job says what it cost.
    pub cost_at: Option<Sp<String>>,
    /// Whether an absent member and `null` mean the same.
    pub absent_is_null: Option<Sp<bool>>,
    /// The call that stops a job.
    pub cancel: Option<Operation>,
    /// The call that lists jobs.
    pub list: Option<Operation>,
    /// The stream of events.
    pub stream: Option<Stream>,
    /// The source, by its name in `sources:`.
    pub from: Option<Sp<String>>,
}

/// An HTTP operation: exactly one method with its path. Paths know `{endpoint}`, `{model}` and `{job_id}`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// `GET` this path.
    pub get: Option<Sp<String>>,
    /// `POST` to this path.
    pub post: Option<Sp<String>>,
    /// `PUT` to this path.
    pub put: Option<Sp<String>>,
    /// `PATCH` this path.
    pub patch: Option<Sp<String>>,
    /// `DELETE` this path.
    pub delete: Option<Sp<String>>,
    /// `free` (the default) or `paid`.
    pub cost: Option<Sp<String>>,
    /// How long to wait between two reads: `5s`.
    pub every: Option<Sp<String>>,
    /// What it does that the method does not say.
    pub doc: Option<Sp<String>>,
}

/// The call that starts the work.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// `POST` to this path.
    pub post: Option<Sp<String>>,
    /// `PUT` to this path.
    pub put: Option<Sp<String>>,
    /// What the answer is: `result` (for `call`) or `job` (for `submit`).
    pub answers: Option<Sp<String>>,
    /// Where the answer has the job ids: a JSON Pointer with `*` for every item.
    pub job_ids: Option<Sp<String>>,
    /// `paid` (the default) or `free`.
    pub cost: Option<Sp<String>>,
    /// When the model's parameters are judged: `now` (the default) or `later`, in the job.
    pub validates: Option<Sp<String>>,
    /// What it does that the method does not say.
    pub doc: Option<Sp<String>>,
}

/// Where the status is, and what its words mean.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// A JSON Pointer into the answer.
    pub at: Sp<String>,
    /// The job goes on.
    pub running: Vec<Sp<String>>,
    /// The job has its result.
    pub succeeded: Vec<Sp<String>>,
    /// The job has none.
    pub failed: Vec<Sp<String>>,
    /// The job was stopped.
    pub cancelled: Option<Vec<Sp<String>>>,
}

/// A stream of events about jobs.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stream {
    /// The path that opens it.
    pub get: Sp<String>,
    /// The name of the event.
    pub event: Sp<String>,
    /// Where the event's data has the job id: a JSON Pointer.
    pub job_id: Sp<String>,
    /// Where it has the status.
    pub status: Option<Sp<String>>,
    /// Where it has the result.
    pub output: Option<Sp<String>>,
    /// Where it has the reason of a failure.
    pub error: Option<Sp<String>>,
    /// Whether past events are sent to a new reader: `none` or `all`.
    pub replay: Option<Sp<String>>,
    /// A comment comes at least this often: `15s`.
    pub keep_alive: Option<Sp<String>>,
    /// Statuses that no event tells.
    pub silent_on: Option<Vec<Sp<String>>>,
    /// What else the source says.
    pub doc: Option<Sp<String>>,
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
}
