//! What went wrong, and what that means for the money.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use super::clock::RecordId;
use super::transport::Headers;
use crate::Report;
use crate::spec::{ErrorPlace, ProviderSpec};

/// What went wrong with a call or a job. What it knows is in its [`Failure`], to which it dereferences.
#[derive(Clone, Debug)]
pub struct ClientError(Box<Failure>);

/// Everything that is known of an error. It holds no key and no body.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Failure {
    /// What went wrong.
    pub kind: ErrorKind,
    /// What happened to the money.
    pub money: Money,
    /// A sentence for people: lower case, no final dot.
    pub message: String,
    /// The provider's code, with the JSON type it came in.
    pub code: Option<ErrorPlace>,
    /// The provider's message.
    pub provider_message: Option<String>,
    /// The provider's id of the request.
    pub request_id: Option<String>,
    /// The HTTP status of the answer.
    pub http: Option<u16>,
    /// Whether the same operation may be asked for again and may then succeed. For a submit this is a new decision to spend;
    /// where the money is [`Money::MaybeSent`] it is never true.
    pub retryable: bool,
    /// When the provider asks callers to come back.
    pub retry_after: Option<Duration>,
    /// How many calls are left, as the provider's headers say.
    pub rate_limit: Option<RateLimits>,
    /// Our record of the submit.
    pub record: Option<RecordId>,
    /// The ids of the jobs that it is about, as far as they are known.
    pub job_ids: Vec<String>,
    /// What is wrong with the request, where that is what went wrong.
    pub report: Option<Report>,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request cannot be sent this way: it breaks a rule, or there is no such way.
    Invalid,
    /// The provider, the model or the way does not have what was asked for.
    Unsupported,
    /// The client was not told of the model.
    UnknownModel,
    /// There is no key for the provider.
    Key,
    /// The record of paid calls could not be written or read.
    Ledger,
    /// The server was not reached, or the answer was lost.
    Connection,
    /// The provider answered with an error.
    Refused,
    /// The answer is not what the spec says: half of it, too large, or without what has to be in it.
    Unreadable,
    /// The job ended without a result.
    Failed,
    /// The job was cancelled.
    Cancelled,
    /// The caller's deadline has passed.
    Deadline,
    /// The job succeeded, but no result was found in its answer.
    NoOutput,
    /// A result could not be kept: not fetched, too large, of another kind, or not written.
    File,
}

/// What happened to the money, as far as the answers and the spec tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Money {
    /// Nothing was sent that could cost anything.
    NotSent,
    /// It may have been sent, and nobody knows whether the provider took it.
    MaybeSent,
    /// The provider refused it, and the source speaks of no charge.
    Refused,
    /// It was sent, and the source says that nothing is charged.
    NotCharged,
    /// It is charged.
    Charged,
    /// It was charged and given back.
    Refunded,
    /// It was sent; the source does not say what that costs.
    Unknown,
}

impl Money {
    /// Every state.
    pub const ALL: [Self; 7] =
        [Self::NotSent, Self::MaybeSent, Self::Refused, Self::NotCharged, Self::Charged, Self::Refunded, Self::Unknown];

    /// A word for machines: `not_sent`, `maybe_sent`, `refused`, `not_charged`, `charged`, `refunded`, `unknown`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::MaybeSent => "maybe_sent",
            Self::Refused => "refused",
            Self::NotCharged => "not_charged",
            Self::Charged => "charged",
            Self::Refunded => "refunded",
            Self::Unknown => "unknown",
        }
    }

    /// The words of specs: `none`, `refunded`, `kept`.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        match word {
            "none" => Some(Self::NotCharged),
            "refunded" => Some(Self::Refunded),
            "kept" => Some(Self::Charged),
            _ => None,
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::NotSent => "nothing was sent and nothing was charged",
            Self::MaybeSent => "it may have been sent and charged",
            Self::Refused => "it was refused, and no source speaks of a charge",
            Self::NotCharged => "nothing was charged",
            Self::Charged => "it is charged",
            Self::Refunded => "the charge was given back",
            Self::Unknown => "what was charged is not known",
        }
    }
}

/// As a sentence: lower case, no final dot.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}

/// How many calls are left, as the provider's headers say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateLimits {
    /// How many calls a window has.
    pub limit: Option<String>,
    /// How many are left.
    pub remaining: Option<String>,
    /// When the window ends.
    pub reset: Option<String>,
}

impl RateLimits {
    /// What the headers say; `None` when they say nothing.
    pub(crate) fn read(provider: &ProviderSpec, headers: &Headers) -> Option<Self> {
        let names = &provider.rate_limit;
        let value = |name| headers.get(name).map(shortened);
        let limits =
            Self { limit: value(&names.limit), remaining: value(&names.remaining), reset: value(&names.reset) };
        (limits != Self::default()).then_some(limits)
    }
}

impl ClientError {
    pub(crate) fn new(kind: ErrorKind, money: Money, message: impl Into<String>) -> Self {
        Self(Box::new(Failure {
            kind,
            money,
            message: message.into(),
            code: None,
            provider_message: None,
            request_id: None,
            http: None,
            retryable: false,
            retry_after: None,
            rate_limit: None,
            record: None,
            job_ids: Vec::new(),
            report: None,
        }))
    }

    /// Changes what is known.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Failure)) -> Self {
        change(&mut self.0);
        self
    }

    /// An error that may pass.
    pub(crate) fn passing(self) -> Self {
        self.with(|failure| failure.retryable = true)
    }

    /// The request cannot be sent because of what it is.
    pub(crate) fn invalid(report: Report) -> Self {
        let first = report.violations.first().map_or("the request is not valid", |first| &first.message);
        let message = format!("the request breaks {} rules: {first}", report.errors());
        Self::new(ErrorKind::Invalid, Money::NotSent, message).with(|failure| failure.report = Some(report))
    }

    /// The provider, the model or the way does not have it.
    pub(crate) fn unsupported(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unsupported, Money::NotSent, message)
    }
}

impl Deref for ClientError {
    type Target = Failure;

    fn deref(&self) -> &Failure {
        &self.0
    }
}

/// The sentence, the provider's words, and what happened to the money.
impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(code) = &self.code {
            write!(f, ", code `{code}`")?;
        }
        if let Some(message) = &self.provider_message {
            write!(f, ": {message}")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, " (request {id})")?;
        }
        write!(f, "; {}", self.money)
    }
}

impl std::error::Error for ClientError {}

/// Characters that turn the direction of a line.
const DIRECTIONS: [char; 12] = [
    '\u{061c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}',
    '\u{2067}', '\u{2068}', '\u{2069}',
];

/// A text of a server for an error: one line, at most 500 characters, nothing that steers a terminal.
pub(crate) fn shortened(text: &str) -> String {
    let plain = |letter: char| if letter.is_control() || DIRECTIONS.contains(&letter) { ' ' } else { letter };
    let mut short: String = text.chars().take(500).map(plain).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::{ClientError, ErrorKind, Money, shortened};

    #[test]
    fn an_error_says_what_happened_to_the_money() {
        let error = ClientError::new(ErrorKind::Refused, Money::Refunded, "the provider refused the request");
        assert_eq!(error.to_string(), "the provider refused the request; the charge was given back");
    }

    #[test]
    fn a_text_of_a_server_is_short_and_steers_no_terminal() {
        let text = format!("\x1b[2J{}", "x".repeat(10_000));
        let short = shortened(&text);
        assert!(!short.contains('\x1b') && short.chars().count() == 501, "{short}");
    }
}
