//! One paid call, from its record to its answer.
//!
//! It is sent again only while it is certain that no byte has reached the server, or when the provider promises that a repeated
//! submit with the same key makes no second job. After that, whatever is not a clear answer means that the provider may have
//! taken it: the record says so, and nothing is repeated.

use std::future::Future;
use std::time::Duration;

use serde_json::Value;
use tracing::Instrument as _;

use super::answer::{Reason, ids};
use super::call::{Answer, BodyFault};
use super::clock::{RecordId, backoff};
use super::core::Client;
use super::done::{Done, Ended, Shelf};
use super::error::{ClientError, ErrorKind, Money};
use super::job::Job;
use super::ledger::{Ending, Entry, State};
use super::money;
use super::origin::is_segment;
use super::transport::HttpRequest;
use crate::CheckedBody;
use crate::spec::{ModelSpec, ProviderSpec, Way};

/// So often a server that cannot be reached is tried.
const CONNECTS: u32 = 3;
/// A paid call that is ready to be sent.
pub(crate) struct Paid {
    pub(crate) client: Client,
    pub(crate) body: CheckedBody,
    pub(crate) way: Way,
    pub(crate) entry: Entry,
    pub(crate) request: HttpRequest,
    /// How long one attempt may take.
    pub(crate) time: Duration,
    /// Whether it goes to this machine.
    pub(crate) local: bool,
}

/// Why a paid call has no answer to go on with.
enum Fate {
    /// Nothing was sent.
    Unsent(ClientError),
    /// The provider refused it.
    Refused(ClientError),
    /// The provider may have taken it.
    Lost(ClientError),
}

impl Paid {
    fn spec(&self) -> &ModelSpec {
        self.body.spec()
    }

    /// Sends it in a task of its own, so that what was answered is recorded also when nobody waits any more.
    pub(crate) async fn in_background<T, F>(self, work: impl FnOnce(Self) -> F) -> Result<T, ClientError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, ClientError>> + Send + 'static,
    {
        let record = self.entry.id.clone();
        let span = tracing::info_span!(
            "paid_call",
            record = %record,
            provider = %self.entry.provider,
            model = %self.entry.model,
            way = %self.entry.way,
        );
        let done = tokio::spawn(work(self).instrument(span)).await;
        done.unwrap_or_else(|stopped| {
            let message = format!("the call was stopped before its end: {stopped}");
            Err(ClientError::new(ErrorKind::Connection, Money::MaybeSent, message).of_record(&record))
        })
    }

    /// Sends a call whose answer is a job.
    pub(crate) async fn job(self) -> Result<Job, ClientError> {
        self.record().await?;
        let fate = match self.exchange().await {
            Ok(answer) => match self.job_ids(&answer) {
                Ok(ids) => return self.taken(ids).await,
                Err(fate) => fate,
            },
            Err(fate) => fate,
        };
        Err(self.close(fate).await)
    }

    /// Sends a call whose answer is the result.
    pub(crate) async fn answer(self) -> Result<Done, ClientError> {
        self.record().await?;
        let answer = match self.exchange().await {
            Ok(answer) => answer,
            Err(fate) => return Err(self.close(fate).await),
        };
        let spec = self.spec();
        let place = Shelf { spec, way: &self.way, stem: self.entry.id.as_str(), local: self.local };
        let media = place.media(&answer);
        if media.is_empty() && place.is_stated() {
            let told = Reason::read(&answer, &spec.provider.error_at);
            return Err(self.close(self.without(told, "the answer has no result", ErrorKind::NoOutput)).await);
        }
        let money = Money::Charged;
        let mut ended = Ended::succeeded("", money, media.clone(), answer);
        ended.cost = super::answer::amount(&ended.raw, &self.way.cost_at);
        let (id, cost) = (self.entry.id.clone(), ended.cost);
        // Without an id, where the result lies is all that a later reader can go by.
        let note = media.iter().filter_map(|media| media.url.as_deref()).collect::<Vec<_>>().join(" ");
        let ending = Ending { state: State::Succeeded, money, charge: cost, note };
        let ledger = self.client.in_ledger({
            let id = id.clone();
            move |ledger| {
                ledger.sent(&id, &[])?;
                ledger.ended(&id, &ending)
            }
        });
        // The result is in hand: that the record is behind is no reason to lose it.
        if let Err(why) = ledger.await {
            tracing::error!(%why, "the record of a paid call could not be closed");
        }
        Ok(Done { record: id, media, cost, jobs: vec![ended] })
    }

    /// Writes down that it is about to be sent.
    async fn record(&self) -> Result<(), ClientError> {
        let entry = self.entry.clone();
        self.client.in_ledger(move |ledger| ledger.about_to_send(&entry)).await.map_err(|why| {
            let message = format!("nothing was sent, since it could not be recorded: {why}");
            ClientError::new(ErrorKind::Ledger, Money::NotSent, message)
        })
    }

    /// Sends it and judges the answer.
    async fn exchange(&self) -> Result<Value, Fate> {
        let mut attempt = 1;
        let answer = loop {
            match self.client.send(self.request.clone(), self.time).await {
                Ok(answer) => break answer,
                // A key against doubles makes a repetition harmless.
                Err(error) if !error.unsent && (self.spec().provider.idempotency.is_empty() || attempt == CONNECTS) => {
                    let message = format!("the answer of `{}` was lost: {error}", self.entry.provider);
                    return Err(Fate::Lost(ClientError::new(ErrorKind::Connection, Money::MaybeSent, message)));
                }
                Err(error) if attempt == CONNECTS => {
                    let message = format!("`{}` could not be reached: {error}", self.entry.provider);
                    let error = ClientError::new(ErrorKind::Connection, Money::NotSent, message);
                    return Err(Fate::Unsent(error.passing()));
                }
                Err(error) => tracing::debug!(attempt, %error, "sent again"),
            }
            self.client.0.clock.sleep(backoff(attempt, Duration::from_millis(500), Duration::from_secs(4))).await;
            attempt += 1;
        };
        self.judge(answer)
    }

    fn judge(&self, answer: Answer) -> Result<Value, Fate> {
        let provider = &self.spec().provider;
        if (200..300).contains(&answer.status) {
            return answer.body.map_err(|fault| Fate::Lost(self.unread(&fault)));
        }
        let error = self.client.refusal(provider, &answer, Money::MaybeSent);
        if !self.is_refusal(&error, answer.status) {
            return Err(Fate::Lost(error));
        }
        let retry = money::entry(provider, error.code.as_ref()).and_then(|known| known.retry);
        let retryable = retry.unwrap_or(answer.status == 429);
        let money = money::refused(provider, error.code.as_ref());
        Err(Fate::Refused(error.with(|failure| {
            failure.money = money;
            failure.retryable = retryable;
        })))
    }

    /// Whether an error says for certain that no job was begun: one of the caller's faults, or a code of which the source
    /// says what is charged. A redirect, a time-out and a server's own fault say nothing of the kind.
    fn is_refusal(&self, error: &ClientError, status: u16) -> bool {
        let provider: &ProviderSpec = &self.spec().provider;
        let is_callers_fault = (400..500).contains(&status) && !matches!(status, 408 | 499);
        is_callers_fault || money::stated(provider, error.code.as_ref()).is_some()
    }

    fn job_ids(&self, answer: &Value) -> Result<Vec<String>, Fate> {
        let named = ids(answer, &self.way.job_ids);
        let ids: Vec<String> = named.iter().filter(|id| is_segment(id)).cloned().collect();
        if ids.len() < named.len() {
            tracing::warn!(record = %self.entry.id, "the answer has ids that no address can hold; they are left out");
        }
        let told = || Reason::read(answer, &self.spec().provider.error_at);
        match ids.as_slice() {
            [] if named.is_empty() => Err(self.without(told(), "the answer names no job", ErrorKind::Unreadable)),
            [] => Err(self.without(
                Reason::default(),
                "the answer has ids that no address can hold",
                ErrorKind::Unreadable,
            )),
            _ => Ok(ids),
        }
    }

    /// An answer of success without what it is for: an error in disguise if it has a code that the spec knows.
    fn without(&self, told: Reason, what: &str, kind: ErrorKind) -> Fate {
        let provider = &self.spec().provider;
        let known = money::entry(provider, told.code.as_ref()).is_some();
        let message = format!("`{}` answered with success, but {what}", provider.id);
        let money = if known { money::refused(provider, told.code.as_ref()) } else { Money::MaybeSent };
        let kind = if known { ErrorKind::Refused } else { kind };
        let error = ClientError::new(kind, money, message).with(|failure| {
            failure.code = told.code;
            failure.provider_message = told.message;
            failure.request_id = told.request_id;
        });
        if known { Fate::Refused(error) } else { Fate::Lost(error) }
    }

    fn unread(&self, fault: &BodyFault) -> ClientError {
        match fault {
            BodyFault::TooLarge => self.client.too_large(&self.spec().provider, Money::MaybeSent),
            BodyFault::Cut(why) => {
                let message = format!("the answer of `{}` is not whole: {why}", self.entry.provider);
                ClientError::new(ErrorKind::Unreadable, Money::MaybeSent, message)
            }
        }
    }

    /// The provider has taken it: the ids go on record before anything else.
    async fn taken(self, ids: Vec<String>) -> Result<Job, ClientError> {
        let Self { client, entry, .. } = self;
        let (id, known) = (entry.id.clone(), ids.clone());
        if let Err(why) = client.in_ledger(move |ledger| ledger.sent(&id, &known)).await {
            let message = format!("the provider has taken the job, but that could not be recorded: {why}");
            let error = ClientError::new(ErrorKind::Ledger, Money::MaybeSent, message).of_record(&entry.id);
            return Err(error.with(|failure| failure.job_ids = ids));
        }
        tracing::info!(jobs = ?ids, "taken");
        Ok(Job::of(&entry, ids))
    }

    /// Records what became of it.
    async fn close(&self, fate: Fate) -> ClientError {
        let id = self.entry.id.clone();
        let (error, written) = match fate {
            Fate::Unsent(error) | Fate::Refused(error) => {
                let (money, why) = (error.money, error.to_string());
                (error, self.client.in_ledger(move |ledger| ledger.refused(&id, money, &why)).await)
            }
            Fate::Lost(error) => {
                let why = error.to_string();
                (error, self.client.in_ledger(move |ledger| ledger.maybe_sent(&id, &why)).await)
            }
        };
        // The record still says that it is being sent, which after all means that it may have been.
        if let Err(why) = written {
            tracing::error!(%why, "what became of a paid call could not be recorded");
        }
        tracing::info!(money = error.money.as_str(), %error, "not taken");
        error.of_record(&self.entry.id)
    }
}

impl Job {
    pub(crate) fn of(entry: &Entry, ids: Vec<String>) -> Self {
        Self {
            record: entry.id.clone(),
            provider: entry.provider.clone(),
            model: entry.model.clone(),
            way: entry.way.clone(),
            base: entry.base.clone(),
            ids,
            at: entry.at,
        }
    }
}

impl ClientError {
    pub(crate) fn of_record(self, record: &RecordId) -> Self {
        self.with(|failure| failure.record = Some(record.clone()))
    }
}
