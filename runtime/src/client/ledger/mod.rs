//! The record of paid calls: what is about to be sent is on disk before it is sent, and what came of it before anything else
//! happens. So a program may be killed between any two steps, and no paid job is forgotten or paid for twice.
//!
//! ```text
//! sending --> sent --> succeeded | failed | cancelled
//!    |  \---> refused
//!    \------> maybe sent --> sent (found in the provider's list, or settled) | settled
//! ```
//!
//! A record that is still `sending` when its process is gone means the same as `maybe sent`.

mod memory;
mod shared;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

use std::fmt;

pub use memory::MemoryLedger;
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteLedger;

use super::clock::RecordId;
use super::error::Money;
use super::job::Job;
use crate::Exact;

/// A record of paid calls. Its methods block, and return when what they say is as safe as it gets: on disk, for one that has a
/// disk. The client calls them where blocking is allowed.
///
/// A method that fails changes nothing.
pub trait Ledger: Send + Sync {
    /// A paid call is about to be sent. When this fails, nothing is sent: a ledger may refuse what a budget does not allow.
    ///
    /// # Errors
    /// When it cannot be written, or is refused.
    fn about_to_send(&self, entry: &Entry) -> Result<(), LedgerError>;

    /// The provider answered with these job ids (none for a call whose answer is the result). An id that another record was
    /// given by [`found`](Self::found) is taken from it: an answer knows better than a list.
    ///
    /// # Errors
    /// When it cannot be written.
    fn sent(&self, id: &RecordId, job_ids: &[String]) -> Result<(), LedgerError>;

    /// The provider may have taken it, and nobody knows.
    ///
    /// # Errors
    /// When it cannot be written.
    fn maybe_sent(&self, id: &RecordId, why: &str) -> Result<(), LedgerError>;

    /// Nothing came of it: it was not sent, or the provider refused it.
    ///
    /// # Errors
    /// When it cannot be written.
    fn refused(&self, id: &RecordId, money: Money, why: &str) -> Result<(), LedgerError>;

    /// Jobs in the provider's list are those of a record that may have been sent; `false` when another record has one of
    /// them, or this one is not open any more.
    ///
    /// # Errors
    /// When it cannot be written.
    fn found(&self, id: &RecordId, job_ids: &[String]) -> Result<bool, LedgerError>;

    /// Every job of the call has ended.
    ///
    /// # Errors
    /// When it cannot be written.
    fn ended(&self, id: &RecordId, ending: &Ending) -> Result<(), LedgerError>;

    /// What a person decided about a record that may have been sent.
    ///
    /// # Errors
    /// When it cannot be written, or the record is not one that may have been sent.
    fn settle(&self, id: &RecordId, decision: &Decision) -> Result<(), LedgerError>;

    /// The records of which the end is not known, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    fn open(&self) -> Result<Vec<Entry>, LedgerError>;

    /// One record.
    ///
    /// # Errors
    /// When it cannot be read.
    fn entry(&self, id: &RecordId) -> Result<Option<Entry>, LedgerError>;

    /// The newest records, newest first.
    ///
    /// # Errors
    /// When they cannot be read.
    fn latest(&self, most: usize) -> Result<Vec<Entry>, LedgerError>;

    /// Whether a record has this job of the provider at `base`.
    ///
    /// # Errors
    /// When it cannot be read.
    fn has(&self, base: &str, job_id: &str) -> Result<bool, LedgerError>;
}

/// A paid call in the record.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Our id.
    pub id: RecordId,
    /// The provider.
    pub provider: String,
    /// The provider's id of the model.
    pub model: String,
    /// The way that it is called.
    pub way: String,
    /// The body, byte for byte.
    pub body: String,
    /// When it was about to be sent, in milliseconds since 1970.
    pub at: u64,
    /// Where it was sent: the origin, or what stood for it.
    pub base: String,
    /// What the caller set aside for it, in the currency of the model's prices; `None` for a price that is not known.
    pub reserved: Option<Exact>,
    /// How far it has come.
    pub state: State,
    /// The jobs.
    pub job_ids: Vec<String>,
    /// What happened to the money, once that is known.
    pub money: Option<Money>,
    /// What the provider says it cost.
    pub charge: Option<Exact>,
    /// Why, where there is something to say.
    pub note: String,
}

impl Entry {
    /// The job, to be waited for or looked at; `None` while none of the provider's ids is known.
    #[must_use]
    pub fn job(&self) -> Option<Job> {
        (!self.job_ids.is_empty()).then(|| Job::of(self, self.job_ids.clone()))
    }
}

/// Without the body, which may hold addresses that are secrets.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("id", &self.id)
            .field("model", &format_args!("{}/{}", self.provider, self.model))
            .field("state", &self.state)
            .field("job_ids", &self.job_ids)
            .finish_non_exhaustive()
    }
}

/// How far a paid call has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// It is about to be sent, or its process ended before it knew.
    Sending,
    /// It may have been sent.
    MaybeSent,
    /// The provider took it.
    Sent,
    /// Nothing came of it.
    Refused,
    /// It has its result.
    Succeeded,
    /// It ended without one.
    Failed,
    /// It was cancelled.
    Cancelled,
    /// A person closed it.
    Settled,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Sending,
        Self::MaybeSent,
        Self::Sent,
        Self::Refused,
        Self::Succeeded,
        Self::Failed,
        Self::Cancelled,
        Self::Settled,
    ];

    /// The word for it: `sending`, `maybe_sent`, `sent`, `refused`, `succeeded`, `failed`, `cancelled`, `settled`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::MaybeSent => "maybe_sent",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Settled => "settled",
        }
    }

    /// Whether its end is not known.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sending | Self::MaybeSent | Self::Sent)
    }
}

/// How a paid call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// [`State::Succeeded`], [`State::Failed`] or [`State::Cancelled`].
    pub state: State,
    /// What happened to the money.
    pub money: Money,
    /// What the provider says it cost.
    pub charge: Option<Exact>,
    /// Why, where there is something to say.
    pub note: String,
}

/// What a person decided about a call that may have been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It was sent, and these are its jobs; they can be waited for.
    Sent(Vec<String>),
    /// It was not sent, or nothing was charged.
    NotSent,
    /// It was charged, and nothing more is to come.
    Charged(Option<Exact>),
}

/// Why a ledger did not do what it was asked.
#[derive(Debug)]
pub struct LedgerError {
    why: String,
}

impl LedgerError {
    /// With a reason for people, without secrets.
    pub fn new(why: impl Into<String>) -> Self {
        Self { why: why.into() }
    }
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for LedgerError {}

/// A step of a record. Both ledgers of this crate take the same ones.
pub(crate) enum Step<'a> {
    Sent(&'a [String]),
    Found(&'a [String]),
    MaybeSent(&'a str),
    Refused(Money, &'a str),
    Ended(&'a Ending),
    Settle(&'a Decision),
    /// An answer gave these jobs to another record.
    Lost(&'a [String]),
}

impl Entry {
    /// Takes a step; `false`, and nothing is changed, when it cannot be taken from where the record is.
    pub(crate) fn take(&mut self, step: &Step<'_>) -> bool {
        use State::{MaybeSent, Refused, Sending, Sent, Settled};

        let unknown = matches!(self.state, Sending | MaybeSent);
        match step {
            // An answer may come after another process has found the job, and names the jobs better.
            Step::Sent(ids) if self.state.is_open() => self.has_jobs(ids, ""),
            Step::Found(ids) if unknown => self.has_jobs(ids, "found in the provider's list"),
            Step::Settle(Decision::Sent(ids)) if unknown => self.has_jobs(ids, BY_HAND),
            Step::MaybeSent(why) if unknown => self.is(MaybeSent, why),
            Step::Refused(money, why) if unknown => self.costs(*money, None).is(Refused, why),
            Step::Ended(end) if self.state.is_open() => self.costs(end.money, end.charge).is(end.state, &end.note),
            Step::Settle(Decision::NotSent) if unknown => self.costs(Money::NotCharged, None).is(Settled, BY_HAND),
            // A job whose end was never read may be settled too.
            Step::Settle(Decision::Charged(charge)) if self.state.is_open() => {
                self.costs(Money::Charged, *charge).is(Settled, BY_HAND);
            }
            Step::Lost(ids) if self.state == Sent => {
                self.job_ids.retain(|id| !ids.contains(id));
                if self.job_ids.is_empty() {
                    self.is(MaybeSent, "its job was that of another call");
                }
            }
            _ => return false,
        }
        true
    }

    fn is(&mut self, state: State, note: &str) {
        self.state = state;
        note.clone_into(&mut self.note);
    }

    fn costs(&mut self, money: Money, charge: Option<Exact>) -> &mut Self {
        self.money = Some(money);
        self.charge = charge;
        self
    }

    fn has_jobs(&mut self, ids: &[String], note: &str) {
        self.job_ids = ids.to_vec();
        self.is(State::Sent, note);
    }
}

const BY_HAND: &str = "settled by hand";

fn not_to_settle(id: &RecordId) -> LedgerError {
    LedgerError::new(format!("the record `{id}` is not one that may have been sent"))
}
