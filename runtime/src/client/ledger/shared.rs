//! Shared records.

use std::sync::Arc;

use super::{Decision, Ending, Entry, Ledger, LedgerError};
use crate::client::{Money, RecordId};

/// A record that its owner shares with a client.
impl<L: Ledger + ?Sized> Ledger for Arc<L> {
    fn about_to_send(&self, entry: &Entry) -> Result<(), LedgerError> {
        (**self).about_to_send(entry)
    }

    fn sent(&self, id: &RecordId, job_ids: &[String]) -> Result<(), LedgerError> {
        (**self).sent(id, job_ids)
    }

    fn maybe_sent(&self, id: &RecordId, why: &str) -> Result<(), LedgerError> {
        (**self).maybe_sent(id, why)
    }

    fn refused(&self, id: &RecordId, money: Money, why: &str) -> Result<(), LedgerError> {
        (**self).refused(id, money, why)
    }

    fn found(&self, id: &RecordId, job_ids: &[String]) -> Result<bool, LedgerError> {
        (**self).found(id, job_ids)
    }

    fn ended(&self, id: &RecordId, ending: &Ending) -> Result<(), LedgerError> {
        (**self).ended(id, ending)
    }

    fn settle(&self, id: &RecordId, decision: &Decision) -> Result<(), LedgerError> {
        (**self).settle(id, decision)
    }

    fn open(&self) -> Result<Vec<Entry>, LedgerError> {
        (**self).open()
    }

    fn entry(&self, id: &RecordId) -> Result<Option<Entry>, LedgerError> {
        (**self).entry(id)
    }

    fn latest(&self, most: usize) -> Result<Vec<Entry>, LedgerError> {
        (**self).latest(most)
    }

    fn has(&self, base: &str, job_id: &str) -> Result<bool, LedgerError> {
        (**self).has(base, job_id)
    }
}
