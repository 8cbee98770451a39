//! Waiting for a job: read it until every part of it has ended, or the deadline has passed. A read that fails is no verdict,
//! and a status that nobody knows keeps the job running.

use std::time::Duration;

use tokio::sync::mpsc;

use super::answer::Phase;
use super::bound::{Bound, Reading};
use super::call::Read;
use super::clock::{Deadline, backoff, jittered, millis};
use super::done::{Done, Ended};
use super::error::{ClientError, ErrorKind, Money};
use super::events::{News, Subscription};
use super::ledger::{Ending, State};
use super::money;
use super::progress::Update;
use crate::Exact;

/// A job that was taken a moment ago may not be known yet to the machine that is asked: so many times in a row.
const MISSES: u32 = 5;
/// A job may succeed a moment before its answer has the result: so many reads.
const WITHOUT_OUTPUT: u32 = 5;
/// How often, at most, a job is read whose stream is there.
const SELDOM: Duration = Duration::from_secs(60);
/// How long the look takes at most that comes before giving up.
const LAST_LOOK: Duration = Duration::from_secs(5);
/// The longest pause between two reads after failures.
const LONGEST: Duration = Duration::from_secs(60);

/// A job that is being waited for.
pub(crate) struct Watch<'a> {
    pub(crate) bound: &'a Bound,
    parts: Vec<Part>,
    /// Where changes are told.
    tell: Option<mpsc::Sender<Update>>,
    /// How many rounds in a row brought an error that passes.
    failures: u32,
}

/// One of the jobs of a submit.
struct Part {
    id: String,
    word: String,
    /// How often in a row the provider did not know it.
    misses: u32,
    /// How often it had succeeded without a result.
    empty: u32,
    ended: Option<Ended>,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(bound: &'a Bound, tell: Option<mpsc::Sender<Update>>) -> Self {
        let part = |id: &String| Part { id: id.clone(), word: String::new(), misses: 0, empty: 0, ended: None };
        Self { bound, parts: bound.job.ids.iter().map(part).collect(), tell, failures: 0 }
    }

    /// Waits until every part has ended.
    pub(crate) async fn wait(mut self, deadline: Deadline) -> Result<Done, ClientError> {
        let clock = self.bound.client.0.clock.clone();
        let in_time = tokio::select! {
            biased;
            end = self.until_over() => { end?; true }
            () = clock.sleep(deadline.time()) => false,
        };
        if !in_time && self.bound.way.stream.is_some() {
            // Who only listened looks once before giving up: no event may have come of what has ended.
            tokio::select! {
                biased;
                _ = self.round() => {}
                () = clock.sleep(LAST_LOOK) => {}
            }
        }
        if self.is_over() { self.done().await } else { Err(self.late(deadline)) }
    }

    /// Hears what the stream tells and reads what it does not. Without a stream, the job is read at its cadence; with one,
    /// after every time that it was joined, and now and then, since there are statuses that no event tells.
    async fn until_over(&mut self) -> Result<(), ClientError> {
        let bound = self.bound;
        let parked = bound.client.unpark(&bound.job.record);
        // Who listened before the submit has missed nothing.
        let missed_nothing = parked.is_some();
        let mut news = match parked {
            Some(parked) => Some(parked),
            None => bound.client.subscribe(&bound.spec, &bound.way).await,
        };
        let mut pause = match is_open(news.as_ref()) {
            true if missed_nothing => self.seldom(),
            true => Duration::ZERO,
            false => bound.every().saturating_sub(bound.job.age(millis(bound.client.0.clock.now()))),
        };
        loop {
            self.listen(&mut news, pause).await;
            if self.is_over() {
                return Ok(());
            }
            pause = self.round().await?;
            if self.is_over() {
                return Ok(());
            }
            if is_open(news.as_ref()) && self.failures == 0 {
                pause = pause.max(self.seldom());
            }
        }
    }

    /// How often a job is read whose stream is there.
    fn seldom(&self) -> Duration {
        (self.bound.every() * 12).max(SELDOM)
    }

    /// Hears events until it is time to read.
    async fn listen(&mut self, news: &mut Option<Subscription>, pause: Duration) {
        let clock = self.bound.client.0.clock.clone();
        let mut timer = clock.sleep(pause);
        let mut is_long = pause > self.bound.every();
        let Some(news) = news else { return timer.await };
        loop {
            // The timer first: no flood of other people's events keeps a job from being read.
            let heard = tokio::select! {
                biased;
                () = &mut timer => return,
                heard = news.next() => heard,
            };
            match heard {
                News::Joined => return,
                News::Left if is_long => {
                    timer = clock.sleep(self.bound.every());
                    is_long = false;
                }
                News::Left => {}
                News::Told(told) => {
                    let Some(at) = self.parts.iter().position(|part| part.id == told.job_id) else { continue };
                    // What the event does not say, a read does.
                    let Some(reading) = self.bound.hear(&told) else { return };
                    self.apply(at, reading).await;
                    if self.is_over() {
                        return;
                    }
                }
            }
        }
    }

    fn is_over(&self) -> bool {
        self.parts.iter().all(|part| part.ended.is_some())
    }

    /// Reads every part that runs; says how long to wait before the next round.
    async fn round(&mut self) -> Result<Duration, ClientError> {
        let bound = self.bound;
        let mut asked: Option<Duration> = None;
        let mut failed = false;
        for at in 0..self.parts.len() {
            let Some(id) = self.parts.get(at).filter(|part| part.ended.is_none()).map(|part| part.id.clone()) else {
                continue;
            };
            match bound.read(&id).await {
                Read::Value(answer) => self.apply(at, bound.judge(&id, answer)).await,
                Read::Again(error, after) => {
                    tracing::debug!(job = %id, %error, "a read that failed is no verdict");
                    failed = true;
                    asked = asked.max(after);
                }
                Read::Never(error) if error.http == Some(404) && self.is_missed(at) => {
                    tracing::debug!(job = %id, "the provider does not know the job yet");
                }
                Read::Never(error) => return Err(error),
            }
        }
        self.failures = if failed { self.failures.saturating_add(1) } else { 0 };
        // With jitter, a third less or more than the spec says: on the average just that.
        let even = jittered(bound.every() * 4 / 3);
        let pause = if failed { backoff(self.failures, bound.every(), LONGEST).max(even) } else { even };
        Ok(asked.map_or(pause, |asked| asked.max(pause)))
    }

    /// Whether a job that is not known is worth another look.
    fn is_missed(&mut self, at: usize) -> bool {
        self.parts.get_mut(at).is_some_and(|part| {
            part.misses += 1;
            part.misses < MISSES
        })
    }

    /// Takes in what a read or an event says of a part.
    pub(crate) async fn apply(&mut self, at: usize, reading: Reading) {
        let Some(part) = self.parts.get_mut(at).filter(|part| part.ended.is_none()) else { return };
        part.misses = 0;
        let Reading { word, phase, ended } = reading;
        let lacks_result = ended.as_ref().is_some_and(|ended| self.bound.lacks_result(ended));
        if lacks_result && part.empty + 1 < WITHOUT_OUTPUT {
            part.empty += 1;
            return;
        }
        part.ended = ended;
        if part.word != word {
            word.clone_into(&mut part.word);
            tracing::info!(job = %part.id, status = %word, phase = phase.as_str(), "status");
            let update = Update { job_id: part.id.clone(), status: word, phase };
            if let Some(tell) = &self.tell {
                // Nobody listening any more is no reason to stop.
                drop(tell.send(update).await);
            }
        }
    }

    /// What all parts ended with; the record is closed.
    async fn done(self) -> Result<Done, ClientError> {
        let bound = self.bound;
        let mut jobs: Vec<Ended> = self.parts.into_iter().filter_map(|part| part.ended).collect();
        let empty = jobs.iter().find(|ended| bound.lacks_result(ended));
        if let Some(empty) = empty.filter(|_| jobs.iter().all(|ended| ended.media.is_empty())) {
            // The record stays open: the result may still come, and it is paid for.
            return Err(ClientError::of_end(empty).of_job(&bound.job));
        }
        bound.price(&mut jobs).await;
        let cost = jobs.iter().try_fold(Exact::integer(0), |sum, ended| sum.add(ended.cost?));
        let failed = jobs.iter().find(|ended| ended.phase != Phase::Succeeded);
        let error = failed.map(|ended| ClientError::of_end(ended).of_job(&bound.job));
        let state = state(&jobs);
        let note = error.as_ref().map(ToString::to_string).unwrap_or_default();
        let ending = Ending { state, money: together(&jobs), charge: cost, note };
        let record = bound.job.record.clone();
        let closed = bound.client.in_ledger({
            let record = record.clone();
            move |ledger| ledger.ended(&record, &ending)
        });
        if let Err(why) = closed.await {
            tracing::error!(%why, "the record of a job could not be closed");
        }
        match error {
            Some(error) if state != State::Succeeded => Err(error),
            _ => Ok(Done { record, media: jobs.iter().flat_map(|job| job.media.clone()).collect(), cost, jobs }),
        }
    }

    fn late(&self, deadline: Deadline) -> ClientError {
        let money = money::running(&self.bound.spec.provider);
        let message =
            format!("the job still runs after {} s; it goes on and can be resumed", deadline.time().as_secs());
        ClientError::new(ErrorKind::Deadline, money, message).passing().of_job(&self.bound.job)
    }
}

fn is_open(news: Option<&Subscription>) -> bool {
    news.is_some_and(Subscription::is_open)
}

/// How a submit of several jobs ended: as the best of them.
fn state(jobs: &[Ended]) -> State {
    let any = |phase| jobs.iter().any(|ended| ended.phase == phase);
    if any(Phase::Succeeded) {
        State::Succeeded
    } else if any(Phase::Failed) {
        State::Failed
    } else {
        State::Cancelled
    }
}

/// What happened to the money of several jobs: what is true of each, else that something is charged, if it is.
fn together(jobs: &[Ended]) -> Money {
    let first = jobs.first().map_or(Money::Unknown, |ended| ended.money);
    if jobs.iter().all(|ended| ended.money == first) {
        first
    } else if jobs.iter().any(|ended| ended.money == Money::Charged) {
        Money::Charged
    } else {
        Money::Unknown
    }
}
