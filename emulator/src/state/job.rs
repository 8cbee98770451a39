//! A job: what was submitted, how it is planned to end, and what of that has happened.

use std::time::Duration;

use nameplate::Exact;
use nameplate::spec::{Charge, Way};
use tokio::time::Instant;

use crate::json::{Json, Members};
use crate::scenario::Scenario;
use crate::world::ProviderIndex;

/// A job.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) provider: ProviderIndex,
    /// The index of the model among the provider's.
    pub(crate) model: usize,
    /// The index of the way in the provider's table.
    pub(crate) way: usize,
    pub(crate) account: Account,
    pub(crate) id: String,
    /// The members of the submitted body but the one that names the model.
    pub(crate) request: Members,
    /// How many bytes the submitted body had.
    pub(crate) size: usize,
    pub(crate) scenario: Scenario,
    pub(crate) price: JobPrice,
    pub(crate) plan: Plan,
    pub(crate) results: Vec<JobResult>,
    pub(crate) timing: Timing,
    pub(crate) phase: Phase,
}

/// The caller, by the provider and a number made of the key: keys themselves are not kept.
pub(crate) type Account = u64;

/// What a job costs; nothing where no price is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct JobPrice {
    /// In the currency.
    pub(crate) total: Option<Exact>,
    pub(crate) credits: Option<i128>,
}

/// How a job is going to end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Plan {
    Succeed,
    Fail(Failure),
}

/// Why a job fails.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failure {
    /// The provider's code, or `null`.
    pub(crate) code: Json,
    pub(crate) message: String,
    /// What happens to the money because of this very code; empty when the source does not say.
    pub(crate) charge: String,
}

/// A file that a job makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JobResult {
    /// The path on the emulator.
    pub(crate) path: String,
    /// The whole address.
    pub(crate) url: String,
    /// `video`, `image`, `audio`, `text`.
    pub(crate) media: String,
    /// How long it plays, in milliseconds.
    pub(crate) millis: u32,
}

/// When things happen to a job.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timing {
    pub(crate) taken: Instant,
    pub(crate) ends: Instant,
    /// Unix seconds by the clock on the wall.
    pub(crate) created: u64,
    pub(crate) ended: Option<u64>,
}

/// What has happened to a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// A status that no spec knows, for the scenario of that name.
const UNKNOWN_STATUS: &str = "awaiting_moderation";

impl Job {
    /// The word for the status at a moment: running words in their order, each for an equal part of the time.
    pub(crate) fn status<'w>(&self, way: &'w Way, now: Instant) -> &'w str {
        let Some(words) = &way.status else { return "" };
        let first = |words: &'w [nameplate::spec::Text]| words.first().map_or("", AsRef::as_ref);
        match self.phase {
            Phase::Running => {
                let step = self.step(words.running.len(), now);
                if self.scenario == Scenario::UnknownStatus && self.is_in_second_half(now) {
                    return UNKNOWN_STATUS;
                }
                words.running.get(step).map_or("", AsRef::as_ref)
            }
            Phase::Succeeded => first(&words.succeeded),
            Phase::Failed => first(&words.failed),
            Phase::Cancelled => first(&words.cancelled),
        }
    }

    /// The second at which the work began: when the job left the first of several running words.
    pub(crate) fn started(&self, way: &Way, now: Instant) -> Option<u64> {
        let running = way.status.as_ref().map_or(1, |words| words.running.len());
        if running < 2 {
            return Some(self.timing.created);
        }
        let queued = self.whole().checked_div(u32::try_from(running).unwrap_or(u32::MAX)).unwrap_or_default();
        let until = match self.timing.ended {
            Some(ended) => ended,
            None => self.timing.created + now.saturating_duration_since(self.timing.taken).as_secs(),
        };
        let at = self.timing.created + queued.as_secs();
        let has_started = match self.phase {
            Phase::Running => self.step(running, now) > 0,
            Phase::Succeeded => true,
            Phase::Failed | Phase::Cancelled => at < until,
        };
        has_started.then_some(at.min(until))
    }

    /// Which of so many equal parts of its time a running job is in.
    fn step(&self, parts: usize, now: Instant) -> usize {
        let (elapsed, whole) = (self.elapsed(now).as_millis(), self.whole().as_millis().max(1));
        let step = elapsed.saturating_mul(parts as u128) / whole;
        usize::try_from(step).unwrap_or(usize::MAX).min(parts.saturating_sub(1))
    }

    fn is_in_second_half(&self, now: Instant) -> bool {
        self.step(2, now) == 1
    }

    fn elapsed(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.timing.taken)
    }

    fn whole(&self) -> Duration {
        self.timing.ends.saturating_duration_since(self.timing.taken)
    }

    pub(crate) fn failure(&self) -> Option<&Failure> {
        match &self.plan {
            Plan::Fail(failure) if self.phase == Phase::Failed => Some(failure),
            _ => None,
        }
    }

    /// Whether the job is paid for at this point, by the provider's rules.
    pub(crate) fn is_charged(&self, charge: &Charge) -> bool {
        let at_submit = charge.when == "submit";
        let kept = |effect: &str| effect == "kept" || (effect.is_empty() && at_submit);
        match (self.phase, self.failure()) {
            (Phase::Running, _) => at_submit,
            (Phase::Succeeded, _) => true,
            (Phase::Failed, Some(failure)) if !failure.charge.is_empty() => kept(&failure.charge),
            (Phase::Failed, _) => kept(&charge.on_failed),
            (Phase::Cancelled, _) => kept(&charge.on_cancelled),
        }
    }
}
