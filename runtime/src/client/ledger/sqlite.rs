//! The record in a SQLite file: safe from crashes of the program and of the machine, and shared by several processes.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior, params};

use super::{Decision, Ending, Entry, Ledger, LedgerError, State, Step};
use crate::Exact;
use crate::client::{Money, RecordId};

/// The version of the tables.
const VERSION: i64 = 1;
/// How long another process may hold the file.
const BUSY: Duration = Duration::from_secs(20);

const TABLES: &str = "
    CREATE TABLE calls (
        id TEXT PRIMARY KEY, provider TEXT NOT NULL, model TEXT NOT NULL, way TEXT NOT NULL, body TEXT NOT NULL,
        at INTEGER NOT NULL, base TEXT NOT NULL, reserved TEXT, state TEXT NOT NULL, money TEXT, charge TEXT,
        note TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX calls_by_state ON calls (state);
    -- No job belongs to two calls.
    CREATE TABLE jobs (
        base TEXT NOT NULL, job TEXT NOT NULL, call TEXT NOT NULL REFERENCES calls (id), place INTEGER NOT NULL,
        PRIMARY KEY (base, job)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX jobs_by_call ON jobs (call);
    PRAGMA user_version = 1;
";

const COLUMNS: &str =
    "SELECT id, provider, model, way, body, at, base, reserved, state, money, charge, note FROM calls";

/// A record in a SQLite file. What a method says is on the disk when it returns.
#[derive(Debug)]
pub struct SqliteLedger(Mutex<Connection>);

impl SqliteLedger {
    /// Opens a record, or begins one in a file that only its owner can read: it holds the bodies of requests.
    ///
    /// # Errors
    /// When the file cannot be opened, or was written by a later version.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, LedgerError> {
        own(path.as_ref())?;
        let mut connection = Connection::open(path).map_err(wrap)?;
        connection.busy_timeout(BUSY).map_err(wrap)?;
        // In this mode readers do not wait for the writer, and a commit is on the disk when it returns.
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).map_err(wrap)?;
        connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;").map_err(wrap)?;
        let write = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(wrap)?;
        match write.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(wrap)? {
            0 => write.execute_batch(TABLES).map_err(wrap)?,
            VERSION => {}
            later => {
                let why = format!("the record has version {later}, and this program knows {VERSION}: use a later one");
                return Err(LedgerError::new(why));
            }
        }
        write.commit().map_err(wrap)?;
        Ok(Self(Mutex::new(connection)))
    }

    /// Does something in one transaction that no other process writes in.
    fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T, LedgerError> {
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let write = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(wrap)?;
        let done = work(&write).map_err(wrap)?;
        write.commit().map_err(wrap)?;
        Ok(done)
    }

    fn read<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, LedgerError> {
        let connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        work(&connection).map_err(wrap)
    }

    /// Takes a step; `false` for a record that is not there, or cannot take it.
    fn step(&self, id: &RecordId, step: &Step<'_>) -> Result<bool, LedgerError> {
        self.write(|write| take(write, id, step))
    }
}

/// Makes the file before SQLite does, with rights that the files beside it inherit.
fn own(path: &Path) -> Result<(), LedgerError> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let opened = options.open(path).map(drop);
    opened.map_err(|error| LedgerError::new(format!("`{}` cannot be opened: {error}", path.display())))
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn wrap(error: rusqlite::Error) -> LedgerError {
    LedgerError::new(error.to_string())
}

fn load(connection: &Connection, id: &RecordId) -> rusqlite::Result<Option<Entry>> {
    let found = connection.query_row(&format!("{COLUMNS} WHERE id = ?1"), [id.as_str()], entry).optional()?;
    found.map(|entry| with_jobs(connection, entry)).transpose()
}

fn load_all(connection: &Connection, rest: &str, most: i64) -> rusqlite::Result<Vec<Entry>> {
    let mut query = connection.prepare(&format!("{COLUMNS} {rest} LIMIT ?1"))?;
    let entries: Vec<Entry> = query.query_map([most], entry)?.collect::<Result<_, _>>()?;
    entries.into_iter().map(|entry| with_jobs(connection, entry)).collect()
}

fn with_jobs(connection: &Connection, entry: Entry) -> rusqlite::Result<Entry> {
    let mut query = connection.prepare("SELECT job FROM jobs WHERE call = ?1 ORDER BY place")?;
    let job_ids = query.query_map([entry.id.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(Entry { job_ids, ..entry })
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let id: String = row.get(0)?;
    let (state, money): (String, Option<String>) = (row.get(8)?, row.get(9)?);
    let money = money.map(|word| known(9, Money::ALL.into_iter().find(|money| money.as_str() == word)));
    Ok(Entry {
        id: RecordId::from(id.as_str()),
        provider: row.get(1)?,
        model: row.get(2)?,
        way: row.get(3)?,
        body: row.get(4)?,
        at: u64::try_from(row.get::<_, i64>(5)?).unwrap_or_default(),
        base: row.get(6)?,
        reserved: amount(row, 7)?,
        state: known(8, State::ALL.into_iter().find(|known| known.as_str() == state))?,
        job_ids: Vec::new(),
        money: money.transpose()?,
        charge: amount(row, 10)?,
        note: row.get(11)?,
    })
}

fn amount(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Exact>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| known(column, parse(&text))).transpose()
}

/// An amount as it was written: a decimal, or a fraction where decimals never end.
fn parse(text: &str) -> Option<Exact> {
    match text.split_once('/') {
        Some((numer, denom)) => Exact::ratio(numer.parse().ok()?, denom.parse().ok()?),
        None => Exact::decimal(text),
    }
}

/// A value that this version can read.
fn known<T>(column: usize, value: Option<T>) -> rusqlite::Result<T> {
    let unknown = || "a word that this version does not know".into();
    value.ok_or_else(|| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, unknown()))
}

/// Writes a record and its jobs.
fn save(write: &Transaction<'_>, entry: &Entry) -> rusqlite::Result<()> {
    let Entry { id, provider, model, way, body, at, base, reserved, state, job_ids, money, charge, note } = entry;
    write.execute(
        "INSERT INTO calls VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (id) DO UPDATE SET state = ?9, money = ?10, charge = ?11, note = ?12",
        params![
            id.as_str(),
            provider,
            model,
            way,
            body,
            i64::try_from(*at).unwrap_or(i64::MAX),
            base,
            reserved.map(|amount| amount.to_string()),
            state.as_str(),
            money.map(Money::as_str),
            charge.map(|amount| amount.to_string()),
            note,
        ],
    )?;
    write.execute("DELETE FROM jobs WHERE call = ?1", [id.as_str()])?;
    for (place, job) in job_ids.iter().enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        write.execute("INSERT INTO jobs VALUES (?1, ?2, ?3, ?4)", params![base, job, id.as_str(), place])?;
    }
    Ok(())
}

fn take(write: &Transaction<'_>, id: &RecordId, step: &Step<'_>) -> rusqlite::Result<bool> {
    let Some(mut entry) = load(write, id)? else { return Ok(false) };
    let taken = entry.take(step);
    if taken {
        save(write, &entry)?;
    }
    Ok(taken)
}

/// The other calls at the same base that have one of the jobs.
fn owners(write: &Transaction<'_>, id: &RecordId, job_ids: &[String]) -> rusqlite::Result<Vec<RecordId>> {
    const QUERY: &str = "SELECT call FROM jobs JOIN calls ON calls.id = ?1 \
                         WHERE jobs.base = calls.base AND job = ?2 AND call <> ?1";
    let mut query = write.prepare(QUERY)?;
    let mut owners = Vec::new();
    for job in job_ids {
        let owner: Option<String> = query.query_row([id.as_str(), job], |row| row.get(0)).optional()?;
        owners.extend(owner.map(|owner| RecordId::from(owner.as_str())));
    }
    Ok(owners)
}

impl Ledger for SqliteLedger {
    fn about_to_send(&self, entry: &Entry) -> Result<(), LedgerError> {
        self.write(|write| save(write, entry))
    }

    fn sent(&self, id: &RecordId, job_ids: &[String]) -> Result<(), LedgerError> {
        self.write(|write| {
            for other in owners(write, id, job_ids)? {
                take(write, &other, &Step::Lost(job_ids))?;
            }
            take(write, id, &Step::Sent(job_ids)).map(drop)
        })
    }

    fn maybe_sent(&self, id: &RecordId, why: &str) -> Result<(), LedgerError> {
        self.step(id, &Step::MaybeSent(why)).map(drop)
    }

    fn refused(&self, id: &RecordId, money: Money, why: &str) -> Result<(), LedgerError> {
        self.step(id, &Step::Refused(money, why)).map(drop)
    }

    fn found(&self, id: &RecordId, job_ids: &[String]) -> Result<bool, LedgerError> {
        self.write(|write| match owners(write, id, job_ids)?.as_slice() {
            [] => take(write, id, &Step::Found(job_ids)),
            _ => Ok(false),
        })
    }

    fn ended(&self, id: &RecordId, ending: &Ending) -> Result<(), LedgerError> {
        self.step(id, &Step::Ended(ending)).map(drop)
    }

    fn settle(&self, id: &RecordId, decision: &Decision) -> Result<(), LedgerError> {
        if self.step(id, &Step::Settle(decision))? { Ok(()) } else { Err(super::not_to_settle(id)) }
    }

    fn open(&self) -> Result<Vec<Entry>, LedgerError> {
        let states: Vec<String> = State::ALL.into_iter().filter(|state| state.is_open()).map(quoted).collect();
        let rest = format!("WHERE state IN ({}) ORDER BY id", states.join(", "));
        self.read(|connection| load_all(connection, &rest, i64::MAX))
    }

    fn entry(&self, id: &RecordId) -> Result<Option<Entry>, LedgerError> {
        self.read(|connection| load(connection, id))
    }

    fn latest(&self, most: usize) -> Result<Vec<Entry>, LedgerError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.read(|connection| load_all(connection, "ORDER BY id DESC", most))
    }

    fn has(&self, base: &str, job_id: &str) -> Result<bool, LedgerError> {
        const QUERY: &str = "SELECT 1 FROM jobs WHERE base = ?1 AND job = ?2";
        self.read(|connection| {
            connection.query_row(QUERY, [base, job_id], |_| Ok(())).optional().map(|found| found.is_some())
        })
    }
}

/// A word of ours as SQL.
fn quoted(state: State) -> String {
    format!("'{}'", state.as_str())
}
