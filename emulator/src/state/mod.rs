//! Everything that changes: jobs, accounts, what is due next, and how often something was asked for.
//!
//! Whoever looks first brings the state up to the moment ([`State::advance`]): a job's end, its charge and its event happen
//! together, so no reader can see one without the others.

mod job;

use std::collections::{BTreeMap, BTreeSet};

use nameplate::Exact;
use nameplate::spec::ProviderSpec;
use tokio::sync::broadcast;
use tokio::time::Instant;

pub(crate) use job::{Account, Failure, Job, JobPrice, JobResult, Phase, Plan, Timing};

use crate::clock;
use crate::events::{self, Told};
use crate::random::Random;
use crate::world::{ProviderIndex, World};

/// The state of an emulator.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) random: Random,
    jobs: BTreeMap<u64, Job>,
    by_id: BTreeMap<(ProviderIndex, String), u64>,
    by_result: BTreeMap<String, (u64, usize)>,
    due: BTreeSet<(Instant, u64)>,
    next: u64,
    bytes: usize,
    /// What each account has spent, in the unit of its provider's balance.
    spent: BTreeMap<Account, Exact>,
    /// How often each operation was asked for under a scenario that lets every other call pass.
    turns: BTreeMap<String, u64>,
    events: broadcast::Sender<Told>,
    /// Events of the past, for streams that replay.
    told: Vec<Told>,
}

/// At most so many jobs are kept; the oldest that has ended makes room for a new one.
const MAX_JOBS: usize = 20_000;
/// At most so many bytes of submitted bodies are kept.
const MAX_BYTES: usize = 256 << 20;
/// At most so many events are kept for streams that replay, and for readers that are slow.
const MAX_EVENTS: usize = 4_096;
/// At most so many counters and accounts.
const MAX_COUNTERS: usize = 100_000;

impl State {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            jobs: BTreeMap::new(),
            by_id: BTreeMap::new(),
            by_result: BTreeMap::new(),
            due: BTreeSet::new(),
            next: 0,
            bytes: 0,
            spent: BTreeMap::new(),
            turns: BTreeMap::new(),
            events: broadcast::Sender::new(MAX_EVENTS),
            told: Vec::new(),
        }
    }

    /// Takes a job, charges it where the provider charges at the submit, and gives the number by which it is known here.
    /// `None` when there is no room: too many jobs run.
    pub(crate) fn take(&mut self, world: &World, job: Job) -> Option<u64> {
        while self.jobs.len() >= MAX_JOBS || self.bytes + job.size > MAX_BYTES {
            let ended = self.jobs.iter().find(|(_, job)| job.phase != Phase::Running).map(|(number, _)| *number)?;
            self.forget(ended);
        }
        let number = self.next;
        self.next += 1;
        self.bytes += job.size;
        self.due.insert((job.timing.ends, number));
        self.by_id.insert((job.provider, job.id.clone()), number);
        for (n, result) in job.results.iter().enumerate() {
            self.by_result.insert(result.path.clone(), (number, n));
        }
        if let Some(provider) = world.provider(job.provider)
            && job.is_charged(&provider.spec.charge)
        {
            self.spend(job.account, amount(&provider.spec, job.price));
        }
        self.jobs.insert(number, job);
        Some(number)
    }

    fn forget(&mut self, number: u64) {
        let Some(job) = self.jobs.remove(&number) else { return };
        self.bytes = self.bytes.saturating_sub(job.size);
        self.by_id.remove(&(job.provider, job.id));
        for result in &job.results {
            self.by_result.remove(&result.path);
        }
    }

    /// Lets everything happen that is due.
    pub(crate) fn advance(&mut self, world: &World, now: Instant) {
        while let Some(&(at, number)) = self.due.first().filter(|(at, _)| *at <= now) {
            self.due.remove(&(at, number));
            let end = match self.jobs.get(&number).map(|job| &job.plan) {
                Some(Plan::Succeed) => Phase::Succeeded,
                Some(Plan::Fail(_)) => Phase::Failed,
                None => continue,
            };
            self.end(world, number, end);
        }
    }

    /// When something is due next.
    pub(crate) fn next_due(&self) -> Option<Instant> {
        self.due.first().map(|(at, _)| *at)
    }

    /// Stops a job; one that has ended stays as it is.
    pub(crate) fn cancel(&mut self, world: &World, number: u64) {
        self.end(world, number, Phase::Cancelled);
    }

    fn end(&mut self, world: &World, number: u64, phase: Phase) {
        let Some(job) = self.jobs.get_mut(&number).filter(|job| job.phase == Phase::Running) else { return };
        let Some(provider) = world.provider(job.provider) else { return };
        self.due.remove(&(job.timing.ends, number));
        let before = job.is_charged(&provider.spec.charge);
        job.phase = phase;
        job.timing.ended = Some(clock::unix_now().max(job.timing.created));
        let after = job.is_charged(&provider.spec.charge);
        let (account, price) = (job.account, amount(&provider.spec, job.price));
        let told = events::of_job(provider, job);
        match (before, after, price) {
            (false, true, price) => self.spend(account, price),
            (true, false, Some(price)) => self.spend(account, price.neg()),
            _ => {}
        }
        for event in told {
            self.tell(event);
        }
    }

    fn tell(&mut self, event: Told) {
        if event.is_kept() {
            if self.told.len() >= MAX_EVENTS {
                self.told.remove(0);
            }
            self.told.push(event.clone());
        }
        // Nobody listening is no fault: events are not kept for those who come later.
        let _ = self.events.send(event);
    }

    /// The events from now on, and those of the past that an account's streams of a provider replay.
    pub(crate) fn listen(&self, provider: ProviderIndex, account: Account) -> (Vec<Told>, broadcast::Receiver<Told>) {
        let past = self.told.iter().filter(|told| told.is_for(provider, account)).cloned().collect();
        (past, self.events.subscribe())
    }

    fn spend(&mut self, account: Account, price: Option<Exact>) {
        let Some(price) = price else { return };
        if self.spent.len() >= MAX_COUNTERS && !self.spent.contains_key(&account) {
            return;
        }
        let spent = self.spent.entry(account).or_insert(Exact::ZERO);
        if let Some(sum) = spent.add(price) {
            *spent = sum;
        }
    }

    /// What an account has left of so much.
    pub(crate) fn left(&self, account: Account, of: Exact) -> Exact {
        self.spent.get(&account).and_then(|spent| of.sub(*spent)).unwrap_or(of)
    }

    /// A job of an account by its id.
    pub(crate) fn find(&self, provider: ProviderIndex, account: Account, id: &str) -> Option<(u64, &Job)> {
        let number = *self.by_id.get(&(provider, id.to_owned()))?;
        let job = self.jobs.get(&number).filter(|job| job.account == account)?;
        Some((number, job))
    }

    /// A job by its number.
    pub(crate) fn job(&self, number: u64) -> Option<&Job> {
        self.jobs.get(&number)
    }

    /// The jobs of an account, oldest first.
    pub(crate) fn jobs_of(&self, provider: ProviderIndex, account: Account) -> impl Iterator<Item = &Job> {
        self.jobs.values().filter(move |job| job.provider == provider && job.account == account)
    }

    /// The job whose result stands at a path.
    pub(crate) fn result(&self, path: &str) -> Option<(&Job, &JobResult)> {
        let (number, n) = self.by_result.get(path)?;
        let job = self.jobs.get(number)?;
        Some((job, job.results.get(*n)?))
    }

    /// Whether it is this call's turn to go wrong: the first, the third and so on of those with one name.
    pub(crate) fn is_turn(&mut self, name: String) -> bool {
        if self.turns.len() >= MAX_COUNTERS {
            self.turns.clear();
        }
        let turns = self.turns.entry(name).or_insert(0);
        *turns += 1;
        *turns % 2 == 1
    }
}

/// A price in the unit of the provider's balance: credits where it has some, else the currency.
pub(crate) fn amount(provider: &ProviderSpec, price: JobPrice) -> Option<Exact> {
    match provider.credit {
        Some(worth) => match price.credits {
            Some(credits) => Some(Exact::integer(credits)),
            None => price.total?.div(worth).map(Exact::ceil),
        },
        None => price.total,
    }
}
