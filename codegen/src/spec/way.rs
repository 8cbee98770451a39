//! The ways to call a model, in `provider.yaml`.

use serde::Deserialize;

use super::{Map, Parameter};
use crate::yaml::{Node, Sp};

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
    /// Where results stand in the answer itself, in Base64: the same.
    pub inline: Option<Map<Sp<String>>>,
    /// Where a failed job says why.
    pub failure: Option<super::ErrorAt>,
    /// Where a job says what it cost, in the answer of `cost_read` if that is given, else of `poll`: a JSON Pointer.
    pub cost_at: Option<Sp<String>>,
    /// The read that says what a job cost, when it is not `poll`.
    pub cost_read: Option<Operation>,
    /// Whether an absent member and `null` mean the same.
    pub absent_is_null: Option<Sp<bool>>,
    /// The call that stops a job.
    pub cancel: Option<Operation>,
    /// The call that lists jobs.
    pub list: Option<Listing>,
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
    /// What else a documented answer has: JSON with placeholders (`"{job_id}"`).
    pub answer: Option<Node>,
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
    /// The member that says how many jobs one submit starts, by its name under `adds`.
    pub count: Option<Sp<String>>,
    /// What job ids look like: `{uuid}`, `task_{hex}`.
    pub id_form: Option<Sp<String>>,
    /// `paid` (the default) or `free`.
    pub cost: Option<Sp<String>>,
    /// When the model's parameters are judged: `now` (the default) or `later`, in the job.
    pub validates: Option<Sp<String>>,
    /// What else a documented answer has: JSON with placeholders (`"{job_id}"`).
    pub answer: Option<Node>,
    /// What it does that the method does not say.
    pub doc: Option<Sp<String>>,
}

/// The call that lists jobs.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// The path.
    pub get: Sp<String>,
    /// Where the answer has its rows: a JSON Pointer to a list.
    pub rows: Sp<String>,
    /// Where a row has the job's id: a JSON Pointer into the row.
    pub job_id: Sp<String>,
    /// Where it has the model.
    pub model: Option<Sp<String>>,
    /// Where it has the second at which the job was taken, as Unix time.
    pub created: Option<Sp<String>>,
    /// Whether rows repeat the members of the submitted body.
    pub echoes: Option<Sp<bool>>,
    /// The query member that asks for the jobs of one status, without which ended ones are not listed.
    pub status_query: Option<Sp<String>>,
    /// What else a documented answer has: JSON with placeholders.
    pub answer: Option<Node>,
    /// What else the source says.
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
    /// What else the data of a success has: JSON with placeholders.
    pub data: Option<Node>,
    /// The same of a failure.
    pub data_failed: Option<Node>,
    /// What else the source says.
    pub doc: Option<Sp<String>>,
}
