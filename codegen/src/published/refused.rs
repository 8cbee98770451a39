//! Why a document cannot be used.

use std::fmt;

/// Why a document cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where in the document, as a JSON Pointer; empty for the whole of it.
    pub pointer: String,
    /// A sentence: lower case, no final dot.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Refused {
    pub(crate) fn new(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.pointer.is_empty() {
            write!(f, " (at `{}`)", self.pointer.escape_debug())?;
        }
        Ok(())
    }
}

impl std::error::Error for Refused {}
