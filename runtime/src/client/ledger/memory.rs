//! A record that lives as long as its process: for tests, and for targets that cost nothing.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Decision, Ending, Entry, Ledger, LedgerError, Step};
use crate::client::{Money, RecordId};

/// A record that lives as long as its process. After a crash it knows nothing: use one on disk where calls cost money.
#[derive(Debug, Default)]
pub struct MemoryLedger(Mutex<BTreeMap<RecordId, Entry>>);

impl MemoryLedger {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn entries(&self) -> MutexGuard<'_, BTreeMap<RecordId, Entry>> {
        // Every change is made whole under the lock, so that a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn step(&self, id: &RecordId, step: &Step<'_>) -> bool {
        self.entries().get_mut(id).is_some_and(|entry| entry.take(step))
    }
}

/// Whether another record at the same base has one of the jobs.
fn shares(entry: &Entry, id: &RecordId, base: &str, job_ids: &[String]) -> bool {
    entry.id != *id && entry.base == base && entry.job_ids.iter().any(|job| job_ids.contains(job))
}

impl Ledger for MemoryLedger {
    fn about_to_send(&self, entry: &Entry) -> Result<(), LedgerError> {
        self.entries().insert(entry.id.clone(), entry.clone());
        Ok(())
    }

    fn sent(&self, id: &RecordId, job_ids: &[String]) -> Result<(), LedgerError> {
        let mut entries = self.entries();
        let Some(base) = entries.get(id).map(|entry| entry.base.clone()) else { return Ok(()) };
        for other in entries.values_mut().filter(|other| shares(other, id, &base, job_ids)) {
            other.take(&Step::Lost(job_ids));
        }
        entries.get_mut(id).map(|entry| entry.take(&Step::Sent(job_ids)));
        Ok(())
    }

    fn maybe_sent(&self, id: &RecordId, why: &str) -> Result<(), LedgerError> {
        self.step(id, &Step::MaybeSent(why));
        Ok(())
    }

    fn refused(&self, id: &RecordId, money: Money, why: &str) -> Result<(), LedgerError> {
        self.step(id, &Step::Refused(money, why));
        Ok(())
    }

    fn found(&self, id: &RecordId, job_ids: &[String]) -> Result<bool, LedgerError> {
        let mut entries = self.entries();
        let Some(base) = entries.get(id).map(|entry| entry.base.clone()) else { return Ok(false) };
        if entries.values().any(|other| shares(other, id, &base, job_ids)) {
            return Ok(false);
        }
        Ok(entries.get_mut(id).is_some_and(|entry| entry.take(&Step::Found(job_ids))))
    }

    fn ended(&self, id: &RecordId, ending: &Ending) -> Result<(), LedgerError> {
        self.step(id, &Step::Ended(ending));
        Ok(())
    }

    fn settle(&self, id: &RecordId, decision: &Decision) -> Result<(), LedgerError> {
        if self.step(id, &Step::Settle(decision)) { Ok(()) } else { Err(super::not_to_settle(id)) }
    }

    fn open(&self) -> Result<Vec<Entry>, LedgerError> {
        Ok(self.entries().values().filter(|entry| entry.state.is_open()).cloned().collect())
    }

    fn entry(&self, id: &RecordId) -> Result<Option<Entry>, LedgerError> {
        Ok(self.entries().get(id).cloned())
    }

    fn latest(&self, most: usize) -> Result<Vec<Entry>, LedgerError> {
        Ok(self.entries().values().rev().take(most).cloned().collect())
    }

    fn has(&self, base: &str, job_id: &str) -> Result<bool, LedgerError> {
        Ok(self.entries().values().any(|entry| entry.base == base && entry.job_ids.iter().any(|job| job == job_id)))
    }
}
