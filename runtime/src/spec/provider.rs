//! A provider: where it is, how it is called, what its errors mean. Life cycles are data; the client interprets them.

use super::{List, Operation, Text, Way};
use crate::Exact;

/// A provider.
#[derive(Clone, Debug, PartialEq)]
pub struct ProviderSpec {
    /// The id: the name of its folder.
    pub id: Text,
    /// The title.
    pub title: Text,
    /// What a caller should know before the first call.
    pub about: Text,
    /// Scheme and host of every path below.
    pub origin: Text,
    /// How a call proves who makes it.
    pub auth: Auth,
    /// The ways to call, by name.
    pub ways: List<Way>,
    /// The read of a model's own description; `None` when there is none.
    pub details: Option<Operation>,
    /// Where the description has the schema of the request, as JSON Pointers to try in order.
    pub schema_at: List<Text>,
    /// The read of what the account has left; `None` when there is none.
    pub balance: Option<Balance>,
    /// Where an error answer has its parts.
    pub error_at: ErrorAt,
    /// A documented error answer, as a [template](super::way#answers); empty when the source shows none.
    pub error_answer: Text,
    /// The error codes.
    pub errors: List<ErrorCode>,
    /// What is said in a situation, where it is not what its code always says.
    pub messages: List<Message>,
    /// What one credit is worth in the currency; `None` when the provider has no credits.
    pub credit: Option<Exact>,
    /// When money moves.
    pub charge: Charge,
    /// The header that makes a repeated submit harmless; empty when there is none.
    pub idempotency: Text,
    /// What the source says of idempotency.
    pub idempotency_doc: Text,
    /// HTTP statuses after which an operation that costs nothing may be tried again.
    pub retry_free: List<u16>,
    /// The header that says when to come back after 429.
    pub retry_after: Text,
    /// The headers that say how many calls are left.
    pub rate_limit: RateLimit,
    /// How long results stay readable, in seconds; `None` when the source does not say.
    pub result_expires: Option<u32>,
    /// Limits and gaps that no key states.
    pub limits: List<Text>,
    /// Pages about the provider.
    pub links: List<super::Link>,
}

/// How a call proves who makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auth {
    /// The header.
    pub header: Text,
    /// What stands before the key in the header, with its blank (`Bearer `).
    pub prefix: Text,
    /// The environment variable that holds the key.
    pub env: Text,
    /// Where keys come from.
    pub keys_at: Text,
}

/// The read of what the account has left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The read.
    pub read: Operation,
    /// Where the answer has the amount, as a JSON Pointer.
    pub at: Text,
    /// What it counts: `credits`, or a currency as ISO 4217 writes it.
    pub unit: Text,
}

/// The headers that say how many calls are left; each is empty when the source names none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// How many calls a window has.
    pub limit: Text,
    /// How many are left.
    pub remaining: Text,
    /// When the window ends.
    pub reset: Text,
}

/// Where an error has its parts, as JSON Pointers to try in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorAt {
    /// The code.
    pub code: List<Text>,
    /// The message.
    pub message: List<Text>,
    /// The id of the request.
    pub request_id: List<Text>,
}

/// An error code with the JSON type that the provider sends it in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ErrorPlace {
    /// A number.
    Number(i64),
    /// A text.
    Text(Text),
}

/// The code as it stands in the provider's answers, without quotes.
impl std::fmt::Display for ErrorPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// An error code of a provider.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorCode {
    /// The code.
    pub code: ErrorPlace,
    /// Its name.
    pub name: Text,
    /// The HTTP status it comes with; 0 when the source does not say.
    pub http: u16,
    /// What it means.
    pub doc: Text,
    /// The message, as documented, with `{model}` and `{parameter}`.
    pub message: Text,
    /// The rules of reports and the [situations](super::Situation) that it answers.
    pub answers: List<Text>,
    /// Whether it can come at the submit.
    pub at_submit: bool,
    /// Whether it can come in a failed job.
    pub at_job: bool,
    /// What happens to the money: `none`, `refunded`, `kept`; empty when the source does not say.
    pub charge: Text,
    /// Whether the same call may succeed later; `None` when the source does not say.
    pub retry: Option<bool>,
}

/// What a provider says in a situation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The [situation](super::Situation), by its word.
    pub situation: Text,
    /// The text, as documented, with `{model}` and `{parameter}`.
    pub text: Text,
}

/// A documented situation of one model with the code that it is answered with.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorCase {
    /// The name in the spec.
    pub name: Text,
    /// What happened.
    pub when: Text,
    /// The parameter it is about; empty for none.
    pub parameter: Text,
    /// The rules of reports and the [situations](super::Situation) that it answers.
    pub answers: List<Text>,
    /// The code.
    pub code: ErrorPlace,
    /// The HTTP status; 0 when the source does not say.
    pub http: u16,
    /// The message, as documented.
    pub message: Text,
}

/// When money moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// `submit`, `success`, or empty when the source does not say.
    pub when: Text,
    /// What happens when the job fails: `refunded`, `kept`, `none`; empty when the source does not say.
    pub on_failed: Text,
    /// The same when it is cancelled.
    pub on_cancelled: Text,
    /// The same when the submit is refused.
    pub on_refused: Text,
    /// What the source says.
    pub doc: Text,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name in the spec.
    pub name: Text,
    /// The address.
    pub url: Text,
    /// The day on which it was read (`2026-08-08`).
    pub read: Text,
    /// How sure it is.
    pub confidence: Confidence,
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// The provider's own page says so.
    Documented,
    /// A third party says so.
    SecondHand,
    /// Nobody says so; it is a reading.
    Inferred,
}

impl Confidence {
    /// The word of the spec.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::SecondHand => "second_hand",
            Self::Inferred => "inferred",
        }
    }
}
