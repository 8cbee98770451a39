//! The disk: reading folders of specs, and writing what was generated from them. Everything else in this crate maps text to
//! text.

mod check;
mod document;
mod features;
mod manifest;
mod plan;
mod read;
mod write;

pub use check::{Stale, check};
pub use document::read_document;
pub use features::Features;
pub use read::{Folder, Refused, SpecFile, read_specs};
pub use write::{Outcome, WriteError, write};

use std::collections::BTreeMap;

/// A file that was generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artefact {
    /// Its text.
    pub text: String,
    /// The spec it comes from, as a path people know; none when it comes from all of them.
    pub spec: Option<String>,
}

/// Files by their path in the folder they go to, with `/` between the parts.
pub type Files = BTreeMap<String, Artefact>;
