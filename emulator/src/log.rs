//! What came in and what the emulator thought of it.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// A request and its verdict. No key and no body is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogEntry {
    /// The method.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// The HTTP status of the answer, whether or not it reached the caller.
    pub status: u16,
    /// `ok`, the ids of the rules that the request breaks, or what else is wrong with it.
    pub verdict: String,
    /// The jobs that the answer speaks of; of a submit those that it started.
    pub jobs: Vec<String>,
    /// Whether it was a submit.
    pub submit: bool,
}

impl fmt::Display for LogEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.method, self.path, self.status, self.verdict)?;
        for job in &self.jobs {
            write!(f, " {job}")?;
        }
        Ok(())
    }
}

/// At most so many entries are kept, the latest.
const MAX_ENTRIES: usize = 10_000;

/// A callback for entries as they come.
pub(crate) type Observer = Box<dyn Fn(&LogEntry) + Send + Sync>;

/// The latest entries.
pub(crate) struct Log {
    entries: Mutex<VecDeque<LogEntry>>,
    observer: Option<Observer>,
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log").finish_non_exhaustive()
    }
}

impl Log {
    pub(crate) fn new(observer: Option<Observer>) -> Self {
        Self { entries: Mutex::default(), observer }
    }

    pub(crate) fn push(&self, entry: LogEntry) {
        if let Some(observer) = &self.observer {
            observer(&entry);
        }
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= MAX_ENTRIES {
            entries.pop_front();
        }
        entries.push_back(entry);
    }

    pub(crate) fn entries(&self) -> Vec<LogEntry> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
