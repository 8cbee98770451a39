//! How a command ends: exit codes, and why it ended without doing its work.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// A fault of this program, or of the machine it runs on.
pub(crate) const INTERNAL: u8 = 1;
/// The command cannot be understood or its files cannot be read. Nothing is on standard output.
pub(crate) const USAGE: u8 = 2;
/// A request is not ok.
pub(crate) const NOT_OK: u8 = 3;
/// There is no key, or the provider does not take it.
pub(crate) const NO_KEY: u8 = 4;
/// A ceiling or a question stood in the way; nothing was sent.
pub(crate) const REFUSED_BY_BUDGET: u8 = 5;
/// The provider refused the request.
pub(crate) const REFUSED: u8 = 6;
/// The job ended without a result.
pub(crate) const JOB_FAILED: u8 = 7;
/// The job still runs when the time is over.
pub(crate) const STILL_RUNNING: u8 = 8;
/// The provider was not reached, or its answer was lost.
pub(crate) const NETWORK: u8 = 9;
/// The person at the keyboard ended it: what a shell reports of a program that `SIGINT` ended.
pub(crate) const INTERRUPTED: u8 = 130;
/// The reader of standard output went away: what a shell reports of a program that `SIGPIPE` ended.
pub(crate) const CLOSED: u8 = 141;

/// The table of exit codes, for `--help`.
pub(crate) const TABLE: &str = "\
Exit codes:
  0  done, and every request is ok
  1  internal error: please report it
  2  usage, unknown model, unreadable file: standard output stays empty
  3  at least one request is not ok, a generated file is stale (`generate --check`), or a schema has
     drifted (`drift`)
  4  there is no key, or the provider does not take it
  5  a ceiling or a question stood in the way: nothing was sent
  6  the provider refused the request
  7  the job ended without a result
  8  the job still runs when the time is over: its record is printed
  9  the provider was not reached, or its answer was lost: the message says whether it may have been sent
130  interrupted: the job goes on, its record is printed";

/// How a command that did its work went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything is in order.
    Ok,
    /// At least one request is not ok, or at least one file is not what it should be.
    NotOk,
}

impl Outcome {
    /// The outcome of a request.
    pub(crate) const fn of(ok: bool) -> Self {
        if ok { Self::Ok } else { Self::NotOk }
    }

    /// The exit code.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::NotOk => NOT_OK,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        outcome.code().into()
    }
}

/// Why a command ended without doing its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What the caller gave cannot be used.
    Usage {
        /// A sentence: lower case, no final dot.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// It ended otherwise; the code says how.
    Stopped {
        /// The exit code.
        code: u8,
        /// A sentence: lower case, no final dot.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// Specs are wrong; their diagnostics as a compiler prints them.
    Specs(String),
    /// Standard output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// What the caller gave cannot be used.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), help: None }
    }

    /// It ended with this exit code.
    pub(crate) fn stopped(code: u8, message: impl Into<String>) -> Self {
        Self::Stopped { code, message: message.into(), help: None }
    }

    /// A file cannot be read.
    pub(crate) fn unreadable(path: &std::path::Path, error: &io::Error) -> Self {
        Self::usage(format!("cannot read `{}`: {error}", path.display()))
    }

    /// Says what to do.
    pub(crate) fn help(self, text: impl Into<String>) -> Self {
        match self {
            Self::Usage { message, .. } => Self::Usage { message, help: Some(text.into()) },
            Self::Stopped { code, message, .. } => Self::Stopped { code, message, help: Some(text.into()) },
            other => other,
        }
    }
}

/// The sentence alone.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage { message, .. } | Self::Stopped { message, .. } => f.write_str(message),
            Self::Specs(_) => f.write_str("the specs have faults"),
            Self::Output(error) => write!(f, "cannot write: {error}"),
        }
    }
}

/// Every fallible write in a command goes to standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
