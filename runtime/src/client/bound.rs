//! A job together with the tables that say how it is read: one read, one verdict.

use std::time::Duration;

use serde_json::Value;

use super::answer::{self, Phase, Reason};
use super::call::{Call, Read};
use super::core::{Client, way_of};
use super::done::{Ended, Shelf};
use super::error::{ClientError, ErrorKind, Money};
use super::events::Told;
use super::job::Job;
use super::money;
use crate::Exact;
use crate::spec::{ModelSpec, Operation, Shared, StatusWords, Way};

/// How often a job is read where the spec does not say.
const EVERY: Duration = Duration::from_secs(5);
/// The cost of all jobs of a submit is worth this much waiting.
const COST_TIME: Duration = Duration::from_secs(10);

/// A job and how it is read.
pub(crate) struct Bound {
    pub(crate) client: Client,
    pub(crate) job: Job,
    pub(crate) spec: Shared<ModelSpec>,
    pub(crate) way: Way,
    local: bool,
}

/// What a read says of a job.
pub(crate) struct Reading {
    /// The word of the provider; empty when there is none.
    pub(crate) word: String,
    pub(crate) phase: Phase,
    /// How it ended, unless it runs.
    pub(crate) ended: Option<Ended>,
}

impl Bound {
    pub(crate) fn new(client: &Client, job: &Job) -> Result<Self, ClientError> {
        if job.ids.is_empty() {
            return Err(ClientError::unsupported("the job has no id").of_job(job));
        }
        let spec = client.model(&job.provider, &job.model)?;
        let way = way_of(&spec, &job.way)?.clone();
        let base = client.base(&spec.provider)?;
        if base.as_str() != job.base {
            let message = format!("the job was sent to `{}`, and this client calls `{}`", job.base, base.as_str());
            return Err(ClientError::unsupported(message).of_job(job));
        }
        Ok(Self { client: client.clone(), job: job.clone(), spec, way, local: base.loopback })
    }

    /// How often the job is read.
    pub(crate) fn every(&self) -> Duration {
        if self.way.every == 0 { EVERY } else { Duration::from_millis(self.way.every.into()) }
    }

    /// An operation of the way on one of the jobs.
    pub(crate) fn call(&self, operation: Option<&Operation>, what: &str, id: &str) -> Result<Call<'_>, ClientError> {
        let Some(operation) = operation else {
            let message = format!("`{}` has no way to {what} a job", self.spec.provider.id);
            return Err(ClientError::unsupported(message).of_job(&self.job));
        };
        let call = Call::of(&self.spec, operation, id).map_err(|error| error.of_job(&self.job))?;
        Ok(Call { money: money::running(&self.spec.provider), ..call })
    }

    /// Reads one of the jobs once.
    pub(crate) async fn read(&self, id: &str) -> Read {
        let call = match self.call(self.way.poll.as_ref(), "read", id) {
            Ok(call) => call,
            Err(error) => return Read::Never(error),
        };
        match self.client.read_once(&call).await {
            Read::Value(value) => Read::Value(value),
            Read::Again(error, after) => Read::Again(error.of_job(&self.job), after),
            Read::Never(error) => Read::Never(error.of_job(&self.job)),
        }
    }

    /// What an answer says of a job.
    pub(crate) fn judge(&self, id: &str, answer: Value) -> Reading {
        let words = self.way.status.as_ref();
        let word = words.and_then(|words| answer::text(&answer, &words.at)).unwrap_or_default().to_owned();
        let phase = words.map_or(Phase::Running, |words: &StatusWords| Phase::of(words, &word));
        let ended = match phase {
            Phase::Running => None,
            Phase::Succeeded => {
                let media = self.shelf(id).media(&answer);
                Some(Ended::succeeded(id, Money::Charged, media, answer))
            }
            Phase::Failed | Phase::Cancelled => {
                let told = Reason::read(&answer, &self.way.failure);
                Some(self.without_result(id, phase, told, answer))
            }
        };
        Reading { word, phase, ended }
    }

    /// What an event says of a job; nothing when only a read can say how it ended.
    pub(crate) fn hear(&self, told: &Told) -> Option<Reading> {
        let words = self.way.status.as_ref()?;
        let phase = Phase::of(words, &told.status);
        let id = &told.job_id;
        let ended = match phase {
            Phase::Running => None,
            Phase::Succeeded if told.urls.is_empty() => return None,
            Phase::Succeeded => {
                let media = self.shelf(id).told(&told.urls);
                Some(Ended::succeeded(id, Money::Charged, media, told.data.clone()))
            }
            Phase::Failed | Phase::Cancelled => {
                let why = Reason { message: told.error.clone(), ..Reason::default() };
                Some(self.without_result(id, phase, why, told.data.clone()))
            }
        };
        Some(Reading { word: told.status.clone(), phase, ended })
    }

    /// A job that ended without a result.
    pub(crate) fn without_result(&self, id: &str, phase: Phase, told: Reason, raw: Value) -> Ended {
        let provider = &self.spec.provider;
        let money = match phase {
            Phase::Cancelled => money::cancelled(provider),
            _ => money::failed(provider, told.code.as_ref()),
        };
        Ended::without(id, phase, told, money, raw)
    }

    /// Whether a job calls itself done and lacks its result.
    pub(crate) fn lacks_result(&self, ended: &Ended) -> bool {
        ended.phase == Phase::Succeeded && ended.media.is_empty() && self.shelf("").is_stated()
    }

    pub(crate) fn shelf<'a>(&'a self, id: &'a str) -> Shelf<'a> {
        Shelf { spec: &self.spec, way: &self.way, stem: id, local: self.local }
    }

    /// Asks what jobs cost; what the provider does not say soon stays open.
    pub(crate) async fn price(&self, jobs: &mut [Ended]) {
        let asking = async {
            for ended in jobs {
                ended.cost = self.cost(ended).await;
            }
        };
        tokio::select! {
            biased;
            () = asking => {}
            () = self.client.0.clock.sleep(COST_TIME) => {}
        }
    }

    async fn cost(&self, ended: &Ended) -> Option<Exact> {
        let at = &self.way.cost_at;
        if at.is_empty() {
            return None;
        }
        if let Some(cost) = answer::amount(&ended.raw, at).filter(|_| self.way.cost_read.is_none()) {
            return Some(cost);
        }
        let read = self.way.cost_read.as_ref().or(self.way.poll.as_ref());
        let call = self.call(read, "price", &ended.job_id).ok()?;
        answer::amount(&self.client.read(&call).await.ok()?, at)
    }
}

impl ClientError {
    /// With what is known of the job, so that it can be found again.
    pub(crate) fn of_job(self, job: &Job) -> Self {
        self.with(|failure| {
            failure.record = Some(job.record.clone());
            failure.job_ids.clone_from(&job.ids);
        })
    }

    /// A job that ended without a result.
    pub(crate) fn of_end(ended: &Ended) -> Self {
        let (kind, what) = match ended.phase {
            Phase::Cancelled => (ErrorKind::Cancelled, "was cancelled"),
            Phase::Succeeded | Phase::Running => (ErrorKind::NoOutput, "succeeded, but its answer has no result"),
            Phase::Failed => (ErrorKind::Failed, "failed"),
        };
        let message = format!("the job `{}` {what}", super::error::shortened(&ended.job_id));
        Self::new(kind, ended.money, message).with(|failure| {
            failure.code.clone_from(&ended.code);
            failure.provider_message.clone_from(&ended.message);
            failure.retryable = kind == ErrorKind::NoOutput;
        })
    }
}
