//! After a crash, or a submit whose answer was lost: what is open on the record, and which jobs of the provider it is.
//!
//! A job in the provider's list is taken for that of a record when its model and the members of its body are the same, it was
//! taken at about the time at which the record was written, and no other record has it. Where the provider has no list, or the
//! job is not in it, the record is left to a person: nothing is sent again.

use std::time::Duration;

use serde_json::{Map, Value};
use tracing::Instrument as _;

use super::clock::millis;
use super::core::{Client, way_of};
use super::error::{ClientError, ErrorKind, Money};
use super::job::Job;
use super::ledger::{Entry, LedgerError, State};
use super::reads::Listed;
use crate::spec::{Listing, ModelSpec, Way};

/// How far the clocks of a caller and a provider may be apart, and how long a job may take to be listed, in seconds.
const WINDOW: u64 = 10 * 60;

/// What is open on the record.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Recovery {
    /// Jobs that the provider has, to be waited for; those that were found just now too.
    pub jobs: Vec<Job>,
    /// How many of them were found just now.
    pub found: usize,
    /// Calls that may have been sent and whose job was not found: see [`Ledger::settle`](super::Ledger::settle).
    pub unsettled: Vec<Entry>,
    /// Calls that are younger than the grace: another process may be sending them.
    pub sending: Vec<Entry>,
    /// Lists that could not be read. Their records are among the unsettled ones, and may be found another time.
    pub errors: Vec<ClientError>,
}

impl Client {
    /// Looks through the record: gives the jobs that can be waited for, and looks up those whose submit had no answer. A record
    /// that says that it is being sent is left alone while it is younger than `grace`, since another process may be waiting for
    /// the answer; after a crash `grace` is zero.
    ///
    /// # Errors
    /// When the record cannot be read or written.
    pub async fn recover(&self, grace: Duration) -> Result<Recovery, ClientError> {
        self.look_through(grace).instrument(tracing::info_span!("recover")).await
    }

    async fn look_through(&self, grace: Duration) -> Result<Recovery, ClientError> {
        let mut recovery = Recovery::default();
        let mut unknown = Vec::new();
        let oldest = millis(self.0.clock.now()).saturating_sub(u64::try_from(grace.as_millis()).unwrap_or(u64::MAX));
        for entry in self.in_ledger(|ledger| ledger.open()).await.map_err(|why| unrecorded(&why))? {
            match entry.state {
                State::Sent if !entry.job_ids.is_empty() => recovery.jobs.push(Job::of(&entry, entry.job_ids.clone())),
                State::Sending if entry.at > oldest => recovery.sending.push(entry),
                _ => unknown.push(entry),
            }
        }
        // One list serves all records of its provider and way.
        while let Some(entry) = unknown.first() {
            let (provider, way, base) = (entry.provider.clone(), entry.way.clone(), entry.base.clone());
            let is_same = |entry: &Entry| entry.provider == provider && entry.way == way && entry.base == base;
            let (group, rest) = unknown.into_iter().partition(is_same);
            unknown = rest;
            self.look_up(group, &mut recovery).await?;
        }
        Ok(recovery)
    }

    /// Looks up records of one provider and way.
    async fn look_up(&self, group: Vec<Entry>, recovery: &mut Recovery) -> Result<(), ClientError> {
        let Some(first) = group.first() else { return Ok(()) };
        let mut rows = match self.rows_for(first).await {
            Ok(rows) => rows,
            Err(error) => {
                if error.kind != ErrorKind::Unsupported {
                    recovery.errors.push(error);
                }
                recovery.unsettled.extend(group);
                return Ok(());
            }
        };
        for entry in group {
            let Ok(spec) = self.model(&entry.provider, &entry.model) else {
                recovery.unsettled.push(entry);
                continue;
            };
            let ids = self.match_rows(&spec, &entry, &rows).await?;
            let (id, claimed) = (entry.id.clone(), ids.clone());
            let is_found = !ids.is_empty()
                && self.in_ledger(move |ledger| ledger.found(&id, &claimed)).await.map_err(|why| unrecorded(&why))?;
            if is_found {
                tracing::info!(record = %entry.id, jobs = ?ids, "found in the provider's list");
                rows.retain(|row| !ids.contains(&row.job_id));
                recovery.jobs.push(Job::of(&entry, ids));
                recovery.found += 1;
            } else {
                recovery.unsettled.push(entry);
            }
        }
        Ok(())
    }

    /// The provider's list for the way of a record.
    async fn rows_for(&self, entry: &Entry) -> Result<Vec<Listed>, ClientError> {
        let spec = self.model(&entry.provider, &entry.model)?;
        if self.base(&spec.provider)?.as_str() != entry.base {
            return Err(ClientError::unsupported("the call was sent elsewhere"));
        }
        self.list(&spec, &entry.way).await
    }

    /// The jobs in a list that are those of a record: as many as it asked for, those taken nearest to its time first.
    async fn match_rows(&self, spec: &ModelSpec, entry: &Entry, rows: &[Listed]) -> Result<Vec<String>, ClientError> {
        let way = way_of(spec, &entry.way)?;
        let (Some(listing), Ok(Value::Object(body))) = (&way.list, serde_json::from_str(&entry.body)) else {
            return Ok(Vec::new());
        };
        let at = entry.at / 1000;
        let wanted = Wanted { spec, way, listing, body: &body, at };
        let mut matching: Vec<&Listed> = rows.iter().filter(|row| wanted.is(row)).collect();
        matching.sort_by_key(|row| row.created.unwrap_or(at).abs_diff(at));
        let mut ids = Vec::new();
        for row in matching {
            let (base, id) = (entry.base.clone(), row.job_id.clone());
            if !self.in_ledger(move |ledger| ledger.has(&base, &id)).await.map_err(|why| unrecorded(&why))? {
                ids.push(row.job_id.clone());
            }
        }
        ids.truncate(wanted.count());
        Ok(ids)
    }
}

/// What a record looks for in a list.
struct Wanted<'a> {
    spec: &'a ModelSpec,
    way: &'a Way,
    listing: &'a Listing,
    body: &'a Map<String, Value>,
    /// When it was about to be sent, in seconds since 1970.
    at: u64,
}

impl Wanted<'_> {
    fn is(&self, row: &Listed) -> bool {
        let is_model = self.listing.model.is_empty() || row.model.as_deref() == Some(&*self.spec.id);
        let is_near = row.created.is_none_or(|created| created.abs_diff(self.at) <= WINDOW);
        is_model && is_near && (!self.listing.echoes || self.is_echo(&row.raw))
    }

    /// Whether a row repeats the body. What the way adds to it is about the submit and not about a job: it may be missing.
    fn is_echo(&self, row: &Value) -> bool {
        let is_same = |(name, sent): (&String, &Value)| {
            if *name == *self.spec.model_member {
                return true;
            }
            match row.get(name) {
                Some(echo) => same(sent, echo),
                None => *name == *self.way.count || sent.is_null(),
            }
        };
        self.body.iter().all(is_same)
    }

    /// How many jobs the submit started.
    fn count(&self) -> usize {
        let count = self.body.get(&*self.way.count).and_then(Value::as_u64).unwrap_or(1);
        usize::try_from(count).unwrap_or(usize::MAX)
    }
}

/// Whether two values are the same, numbers by value: `30` and `30.0` are.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

fn unrecorded(why: &LedgerError) -> ClientError {
    ClientError::new(ErrorKind::Ledger, Money::NotSent, format!("the record of paid calls does not work: {why}"))
}
