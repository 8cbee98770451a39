//! `nameplate jobs`: what is known of paid calls, and what a person decides about those of which nobody knows.

use std::collections::BTreeSet;
use std::time::{Duration, UNIX_EPOCH};

use nameplate::client::{Decision, Entry, Job, Ledger, LedgerError, Look, Money, RecordId, SqliteLedger, State};
use nameplate::{Date, Exact};
use serde::Serialize;

use super::super::VERSION;
use super::block_on;
use super::target::{self, Target};
use crate::args::{JobsAction, JobsArgs, RecoverArgs, SettleArgs};
use crate::catalogue::Catalogue;
use crate::failure::{self, Failure, Outcome};
use crate::render::Table;
use crate::screen::{self, Screen};

/// The record as the machine interface writes it.
#[derive(Serialize)]
struct Answer {
    v: u8,
    jobs: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    job: String,
    at: u64,
    model: String,
    way: String,
    base: String,
    state: &'static str,
    job_ids: Vec<String>,
    reserved: Option<Exact>,
    money: Option<&'static str>,
    charge: Option<Exact>,
    note: String,
}

/// What one look at a job found, as the machine interface writes it.
#[derive(Serialize)]
struct Looked<'a> {
    v: u8,
    job: &'a str,
    jobs: Vec<LookedAt<'a>>,
}

#[derive(Serialize)]
struct LookedAt<'a> {
    job_id: &'a str,
    status: &'a str,
    phase: &'static str,
    money: Option<&'static str>,
    message: Option<&'a str>,
    results: Vec<&'a str>,
}

/// `nameplate jobs` and what it can do besides.
pub(in super::super) fn run(args: &JobsArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    match &args.action {
        Some(JobsAction::Recover(args)) => recover(args, catalogue, screen),
        Some(JobsAction::Settle(args)) => settle(args, screen),
        None => list(args, screen),
    }
}

/// A record by its id.
pub(super) fn entry(ledger: &SqliteLedger, id: &str) -> Result<Entry, Failure> {
    let found = ledger.entry(&RecordId::from(id)).map_err(|error| unreadable(&error))?;
    found.ok_or_else(|| Failure::usage(format!("there is no record `{id}`")).help("`nameplate jobs` lists them"))
}

/// Why there is nothing to read of a record.
pub(super) fn without_job(entry: &Entry) -> Failure {
    let why = format!("the record {} has no job of the provider: it is `{}`", entry.id, entry.state.as_str());
    let help = if entry.state.is_open() {
        "`nameplate jobs recover` looks for it in the provider's list"
    } else {
        "there is nothing to wait for"
    };
    Failure::usage(why).help(help)
}

/// Shows what one look found.
pub(super) fn looks(job: &Job, looks: &[Look], screen: Screen) -> Result<(), Failure> {
    let results = |look: &Look| -> Vec<String> {
        let media = look.ended.iter().flat_map(|ended| &ended.media);
        media.filter_map(|media| media.url.clone()).collect()
    };
    if screen.wants_json() {
        let at = |look| looked_at(look);
        screen::print_json(&Looked { v: VERSION, job: job.record().as_str(), jobs: looks.iter().map(at).collect() })?;
    } else {
        let mut table = Table::new(["JOB", "STATUS", "RESULT"]);
        for look in looks {
            let result = match look.ended.as_ref().and_then(|ended| ended.message.clone()) {
                Some(message) => message,
                None => results(look).join(" "),
            };
            table.row([look.update.job_id.clone(), look.update.status.clone(), result]);
        }
        screen::print_plain(&table.to_string())?;
    }
    Ok(())
}

fn looked_at(look: &Look) -> LookedAt<'_> {
    let ended = look.ended.as_ref();
    LookedAt {
        job_id: &look.update.job_id,
        status: &look.update.status,
        phase: look.update.phase.as_str(),
        money: ended.map(|ended| ended.money.as_str()),
        message: ended.and_then(|ended| ended.message.as_deref()),
        results: ended.iter().flat_map(|ended| &ended.media).filter_map(|media| media.url.as_deref()).collect(),
    }
}

fn list(args: &JobsArgs, screen: Screen) -> Result<Outcome, Failure> {
    let ledger = target::ledger(args.ledger.as_deref())?;
    let mut entries =
        if args.open { Ledger::open(&ledger) } else { ledger.latest(args.most) }.map_err(|error| unreadable(&error))?;
    if args.open {
        entries.reverse();
        entries.truncate(args.most);
    }
    show(&entries, screen)
}

fn show(entries: &[Entry], screen: Screen) -> Result<Outcome, Failure> {
    if screen.wants_json() {
        screen::print_json(&Answer { v: VERSION, jobs: entries.iter().map(row).collect() })?;
        return Ok(Outcome::Ok);
    }
    if entries.is_empty() {
        screen.warn("there are no jobs");
    }
    let mut table = Table::new(["JOB", "DAY", "MODEL", "STATE", "CHARGED", "PROVIDER'S ID"]);
    for entry in entries {
        let charged = match (entry.charge, entry.money) {
            (Some(charge), _) => charge.to_string(),
            (None, Some(money)) => money.as_str().replace('_', " "),
            (None, None) => "?".to_owned(),
        };
        table.row([
            entry.id.to_string(),
            Date::from(UNIX_EPOCH + Duration::from_millis(entry.at)).to_string(),
            format!("{}/{}", entry.provider, entry.model),
            entry.state.as_str().replace('_', " "),
            charged,
            entry.job_ids.join(" "),
        ]);
    }
    screen::print_plain(&table.to_string())?;
    Ok(Outcome::Ok)
}

fn row(entry: &Entry) -> Row {
    Row {
        job: entry.id.to_string(),
        at: entry.at,
        model: format!("{}/{}", entry.provider, entry.model),
        way: entry.way.clone(),
        base: entry.base.clone(),
        state: entry.state.as_str(),
        job_ids: entry.job_ids.clone(),
        reserved: entry.reserved,
        money: entry.money.map(Money::as_str),
        charge: entry.charge,
        note: entry.note.clone(),
    }
}

/// A command that is sending just now is not in anybody's way so long.
const GRACE: Duration = Duration::from_secs(120);

fn recover(args: &RecoverArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    let ledger = target::ledger(args.target.ledger.as_deref())?;
    let open = Ledger::open(&ledger).map_err(|error| unreadable(&error))?;
    let mut places = BTreeSet::new();
    // One look at a provider's list serves all of its records.
    for lost in open.iter().filter(|entry| entry.job().is_none()) {
        if places.insert((&lost.provider, &lost.base)) {
            let target = Target::of_entry(lost, &args.target, catalogue)?;
            let recovery = block_on(async {
                target
                    .client
                    .recover(GRACE)
                    .await
                    .map_err(|error| Failure::stopped(failure::INTERNAL, error.to_string()))
            })?;
            for error in &recovery.errors {
                screen.warn(&error.to_string());
            }
        }
    }
    if open.iter().any(|entry| entry.state == State::Sending && entry.job().is_none()) {
        screen.warn("a record of the last two minutes may still be sent by another command: try again after that");
    }
    let now: Result<Vec<_>, _> = open.iter().map(|before| entry(&ledger, before.id.as_str())).collect();
    show(&now?, screen)
}

fn settle(args: &SettleArgs, screen: Screen) -> Result<Outcome, Failure> {
    let ledger = target::ledger(args.ledger.as_deref())?;
    let record = entry(&ledger, &args.job)?;
    let decision = match args {
        SettleArgs { not_sent: true, .. } => Decision::NotSent,
        SettleArgs { charged: true, cost, .. } => Decision::Charged(*cost),
        SettleArgs { sent, .. } => Decision::Sent(sent.clone()),
    };
    ledger.settle(&record.id, &decision).map_err(|error| Failure::usage(error.to_string()))?;
    show(&[entry(&ledger, &args.job)?], screen)
}

fn unreadable(error: &LedgerError) -> Failure {
    Failure::stopped(failure::INTERNAL, format!("the record of jobs cannot be read: {error}"))
}
