//! Whatever breaks, and whenever the program dies: a submit reaches the server once for each decision, and every job that was
//! taken is known or on record.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use proptest::prelude::*;

use super::fake::{Fake, Fault};
use super::specs::{body, studio, works};
use crate::client::{
    BoxFuture, ClientBuilder, Deadline, Decision, Ending, Entry, HttpAnswer, HttpRequest, Ledger, LedgerError,
    MemoryLedger, Money, RecordId, State, Transport, TransportError,
};

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        6 => Just(Fault::None),
        1 => Just(Fault::Unreachable),
        1 => Just(Fault::CutBefore),
        1 => Just(Fault::CutAfter),
        1 => Just(Fault::HalfJson),
        1 => Just(Fault::Stall),
        1 => Just(Fault::Huge),
        1 => prop::sample::select(vec![400, 401, 402, 404, 408, 409, 500, 503]).prop_map(Fault::Status),
        1 => (Just(429), 0u64..100).prop_map(|(status, after)| Fault::Later(status, after)),
        1 => prop::sample::select(vec![200, 202, 500, 502, 504]).prop_map(Fault::HandledBut),
        1 => Just(Fault::UnknownStatus),
        1 => Just(Fault::Redirect),
    ]
}

/// A runtime whose time is paused; what still runs when it is dropped dies with it.
fn in_paused_time<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap().block_on(work)
}

/// Every job that was taken is in the record by its id, or a record says that it may have been sent.
fn nothing_is_forgotten(fake: &Fake, ledger: &dyn Ledger) {
    let entries = ledger.latest(1000).unwrap();
    let known = entries.iter().flat_map(|entry| entry.job_ids.clone()).count();
    let maybe = entries.iter().filter(|entry| matches!(entry.state, State::Sending | State::MaybeSent)).count();
    let unknown = fake.taken().iter().filter(|id| !entries.iter().any(|entry| entry.job_ids.contains(id))).count();
    assert!(unknown <= maybe, "{unknown} jobs are forgotten: {entries:?}");
    assert!(known <= fake.taken().len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 1 } else { 200 }))]

    #[test]
    fn each_decision_is_one_submit_and_no_job_is_forgotten(
        faults in prop::collection::vec(fault(), 0..40),
        jobs in 1usize..6,
        way in prop::sample::select(vec!["events", "queue", "task"]),
    ) {
        in_paused_time(async {
            let fake = Fake::with(&faults);
            let ledger = Arc::new(MemoryLedger::new());
            let client = fake.builder().ledger(ledger.clone()).build().unwrap();
            let spec = if way == "task" { works() } else { studio() };
            let request = body(&spec, way, "x");
            let (mut waits, mut unsent) = (Vec::new(), 0);
            for _ in 0..jobs {
                let client = client.clone();
                match client.submit(&request).await {
                    Ok(job) => waits.push(tokio::spawn(async move { job.wait(&client, Deadline::minutes(30)).await })),
                    Err(error) if error.money == Money::NotSent => unsent += 1,
                    Err(error) => assert!(!error.retryable || error.money != Money::MaybeSent),
                }
            }
            // Each ends in a verdict or at its deadline.
            for wait in waits {
                drop(wait.await.unwrap());
            }
            assert_eq!(fake.submits(), jobs - unsent);
            nothing_is_forgotten(&fake, &*ledger);

            fake.state().faults.clear();
            let recovery = client.recover(Duration::ZERO).await.unwrap();
            for job in &recovery.jobs {
                assert!(job.wait(&client, Deadline::minutes(30)).await.is_ok());
            }
            assert_eq!(fake.submits(), jobs - unsent);
            nothing_is_forgotten(&fake, &*ledger);
            if way != "task" {
                // A queue that can be asked leaves no job without a record that knows it.
                let entries = ledger.latest(1000).unwrap();
                let is_known = |id: &String| entries.iter().any(|entry| entry.job_ids.contains(id));
                assert!(fake.taken().iter().all(is_known), "{entries:?}");
            }
        });
    }

    #[test]
    fn a_program_that_is_killed_at_any_step_forgets_no_job(
        steps in 0usize..12,
        way in prop::sample::select(vec!["events", "queue", "task"]),
    ) {
        // Time is the same before and after, so that records and lists agree.
        in_paused_time(async {
            let fake = Fake::new();
            let ledger = Arc::new(MemoryLedger::new());
            let spec = if way == "task" { works() } else { studio() };
            let request = body(&spec, way, "x");
            let life = Life(Arc::new(AtomicUsize::new(steps)));
            let client = mortal(&fake, &ledger, &life).build().unwrap();
            let run = client.run(&request, crate::client::Via::Preferred, Deadline::minutes(30));
            // A dead program waits for ever; its clock goes on.
            let _killed = tokio::time::timeout(Duration::from_secs(3600), run).await;
            nothing_is_forgotten(&fake, &*ledger);

            let again = fake.builder().models([spec]).ledger(ledger.clone()).build().unwrap();
            let recovery = again.recover(Duration::ZERO).await.unwrap();
            for job in &recovery.jobs {
                assert!(job.wait(&again, Deadline::minutes(30)).await.is_ok());
            }
            assert!(fake.submits() <= 1);
            assert!(recovery.jobs.len() + recovery.unsettled.len() <= 1);
            let left = fake.taken().len().saturating_sub(ledger.latest(9).unwrap().iter().flat_map(|entry| &entry.job_ids).count());
            assert!(left == 0 || (way == "task" && recovery.unsettled.len() == 1));
        });
    }
}

/// A program with so many steps to live: after that, every call and every record it makes hangs for ever.
#[derive(Clone)]
struct Life(Arc<AtomicUsize>);

impl Life {
    fn is_over(&self) -> bool {
        self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err()
    }
}

fn mortal(fake: &Fake, ledger: &Arc<MemoryLedger>, life: &Life) -> ClientBuilder {
    fake.builder().transport(Mortal(fake.clone(), life.clone())).ledger(MortalLedger(ledger.clone(), life.clone()))
}

/// Dies before a request is sent, or after it was answered.
struct Mortal(Fake, Life);

impl Transport for Mortal {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpAnswer, TransportError>> {
        Box::pin(async move {
            if self.1.is_over() {
                std::future::pending::<()>().await;
            }
            let answer = self.0.send(request).await;
            if self.1.is_over() {
                std::future::pending::<()>().await;
            }
            answer
        })
    }
}

/// Dies before a record is written or read: nothing is, and nobody hears of it.
struct MortalLedger(Arc<MemoryLedger>, Life);

impl MortalLedger {
    fn alive(&self) -> Result<&MemoryLedger, LedgerError> {
        if self.1.is_over() { Err(LedgerError::new("killed")) } else { Ok(&self.0) }
    }
}

impl Ledger for MortalLedger {
    fn about_to_send(&self, entry: &Entry) -> Result<(), LedgerError> {
        self.alive()?.about_to_send(entry)
    }
    fn sent(&self, id: &RecordId, job_ids: &[String]) -> Result<(), LedgerError> {
        self.alive()?.sent(id, job_ids)
    }
    fn maybe_sent(&self, id: &RecordId, why: &str) -> Result<(), LedgerError> {
        self.alive()?.maybe_sent(id, why)
    }
    fn refused(&self, id: &RecordId, money: Money, why: &str) -> Result<(), LedgerError> {
        self.alive()?.refused(id, money, why)
    }
    fn found(&self, id: &RecordId, job_ids: &[String]) -> Result<bool, LedgerError> {
        self.alive()?.found(id, job_ids)
    }
    fn ended(&self, id: &RecordId, ending: &Ending) -> Result<(), LedgerError> {
        self.alive()?.ended(id, ending)
    }
    fn settle(&self, id: &RecordId, decision: &Decision) -> Result<(), LedgerError> {
        self.alive()?.settle(id, decision)
    }
    fn open(&self) -> Result<Vec<Entry>, LedgerError> {
        self.alive()?.open()
    }
    fn entry(&self, id: &RecordId) -> Result<Option<Entry>, LedgerError> {
        self.alive()?.entry(id)
    }
    fn latest(&self, most: usize) -> Result<Vec<Entry>, LedgerError> {
        self.alive()?.latest(most)
    }
    fn has(&self, base: &str, job_id: &str) -> Result<bool, LedgerError> {
        self.alive()?.has(base, job_id)
    }
}
