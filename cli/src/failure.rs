//! How a command ends: exit codes, and why it ended without doing its work.

use std::io;
use std::process::ExitCode;

/// A fault of this program, or of the machine it runs on.
pub(crate) const INTERNAL: u8 = 1;
/// The command cannot be understood or its files cannot be read. Nothing is on standard output.
pub(crate) const USAGE: u8 = 2;
/// A request is not ok.
const NOT_OK: u8 = 3;
/// The reader of standard output went away: what a shell reports of a program that `SIGPIPE` ended.
pub(crate) const CLOSED: u8 = 141;

/// The table of exit codes, for `--help`.
pub(crate) const TABLE: &str = "\
Exit codes:
  0  done, and every request is ok
  1  internal error: please report it
  2  usage, unknown model, unreadable file: standard output stays empty
  3  at least one request is not ok, a generated file is stale (`generate --check`), or a schema has
     drifted (`drift`)";

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

    /// A file cannot be read.
    pub(crate) fn unreadable(path: &std::path::Path, error: &io::Error) -> Self {
        Self::usage(format!("cannot read `{}`: {error}", path.display()))
    }

    /// Says what to do.
    pub(crate) fn help(self, text: impl Into<String>) -> Self {
        match self {
            Self::Usage { message, .. } => Self::Usage { message, help: Some(text.into()) },
            other => other,
        }
    }
}

/// Every fallible write in a command goes to standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
