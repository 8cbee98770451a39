//! The ways to call a model, as data: what is sent where, and where an answer says what. The client interprets them; the
//! emulator plays them.
//!
//! # Answers
//!
//! What the pointers of a way name (job ids, status, outputs, error) is all that a client reads. What else an answer has is
//! kept as a template: compact JSON in which a text that is one placeholder stands for a value, or for `null` while there is
//! none. `{job_id}`, `{model}`, `{media}` (`video`, `image`, `audio`), `{status}`, `{created}`, `{started}`, `{ended}` (Unix
//! seconds), `{output}` (the first result's address), `{cost}` (a decimal as text), `{credits}`, `{balance}`, `{code}`,
//! `{name}` (of the code), `{message}`, `{detail}` (what is wrong with this very request, where the message does not say it),
//! `{request_id}`, `{schema}` (of the request), `{title}`, `{summary}`, `{endpoint}` (of the model), `{count}` (of rows). A member
//! named `...` with the text `{request}` stands for the members of the submitted body but the model's; one whose name ends in `?`
//! is left out while it has no value.

use super::{ErrorAt, List, Text};

/// A way to call a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The name in the spec.
    pub name: Text,
    /// When to use it.
    pub doc: Text,
    /// The call that starts the work (or does it).
    pub submit: Operation,
    /// Whether the answer to `submit` is the result itself.
    pub blocking: bool,
    /// Whether parameters are judged only after the submit was accepted.
    pub validates_later: bool,
    /// Where the answer to `submit` has the job ids, as JSON Pointers with `*`.
    pub job_ids: Text,
    /// The member of the body that says how many jobs one submit starts; empty when it is always one.
    pub count: Text,
    /// What job ids look like: `{uuid}`, `task_{hex}`; empty when the source does not say.
    pub id_form: Text,
    /// The read of a job.
    pub poll: Option<Operation>,
    /// How long to wait between two reads, in milliseconds.
    pub every: u32,
    /// Where the status is, and what its words mean.
    pub status: Option<StatusWords>,
    /// Where results are.
    pub outputs: List<Output>,
    /// Where results stand in the answer itself, in Base64.
    pub inline: List<Output>,
    /// Where a failed job says why: code and message.
    pub failure: ErrorAt,
    /// Where a job says what it cost, in the answer of `cost_read` when there is one, else of `poll`; empty when nowhere.
    pub cost_at: Text,
    /// The read that says what a job cost, when it is not `poll`.
    pub cost_read: Option<Operation>,
    /// Whether an absent member and `null` mean the same.
    pub absent_is_null: bool,
    /// The call that stops a job.
    pub cancel: Option<Operation>,
    /// The call that lists jobs.
    pub list: Option<Listing>,
    /// The stream of events.
    pub stream: Option<Stream>,
}

/// An HTTP operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The method.
    pub method: Method,
    /// The path on the provider's origin, with `{endpoint}`, `{model}`, `{job_id}`.
    pub path: Text,
    /// Whether it costs money.
    pub paid: bool,
    /// What else a documented answer has, as a [template](self#answers); empty when the source shows none.
    pub answer: Text,
    /// What it does that the method does not say.
    pub doc: Text,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method as it goes on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Where the status of a job is, and what its words mean. A word that stands nowhere keeps the job running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusWords {
    /// A JSON Pointer into the answer.
    pub at: Text,
    /// The job goes on.
    pub running: List<Text>,
    /// The job has its result.
    pub succeeded: List<Text>,
    /// The job has none.
    pub failed: List<Text>,
    /// The job was stopped.
    pub cancelled: List<Text>,
}

/// Where results of one kind are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// `video`, `image`, `audio`, `text`, or `any`.
    pub media: Text,
    /// A JSON Pointer with `*`.
    pub at: Text,
}

/// The call that lists jobs, by which a job whose submit had no answer is found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The call.
    pub open: Operation,
    /// Where the answer has its rows, as a JSON Pointer to a list.
    pub rows: Text,
    /// Where a row has the job's id.
    pub job_id: Text,
    /// Where it has the model; empty when nowhere.
    pub model: Text,
    /// Where it has the second at which the job was taken, as Unix time; empty when nowhere.
    pub created: Text,
    /// Whether rows repeat the members of the submitted body at their top level.
    pub echoes: bool,
    /// The query member that asks for the jobs of one status, without which ended ones are not listed; empty for none.
    pub status_query: Text,
}

/// A stream of events about jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// The read that opens it.
    pub open: Operation,
    /// The name of the event.
    pub event: Text,
    /// Where the event's data has the job id.
    pub job_id: Text,
    /// Where it has the status.
    pub status: Text,
    /// Where it has the result.
    pub output: Text,
    /// Where it has the reason of a failure.
    pub error: Text,
    /// Whether events of the past are sent again to a new reader.
    pub replay: bool,
    /// A comment comes at least this often, in milliseconds; 0 when the source does not say.
    pub keep_alive: u32,
    /// Statuses that no event tells.
    pub silent_on: List<Text>,
    /// What else the data of a success has, as a [template](self#answers).
    pub data: Text,
    /// The same of a failure.
    pub data_failed: Text,
}
