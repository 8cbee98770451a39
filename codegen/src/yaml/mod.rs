//! YAML text to `spec::*`, strictly and with every fault at once.
//!
//! Text becomes a tree of [`Node`]s with places (`parse`), and any `Deserialize` type is read from the tree by a
//! deserializer of our own ([`read`]). Neither step stops at a fault that it can step over. A plain scalar is a number or a
//! boolean only where every version of YAML agrees (`plain`).
//!
//! The parser under it is `granit-parser`, the event parser that `serde-saphyr` stands on: events say what is plain, quoted,
//! tagged, anchored or aliased, which a serde front end no longer knows. Nothing outside this module names a YAML crate.

mod de;
mod faults;
mod node;
mod number;
mod parse;
mod plain;
#[cfg(feature = "emit")]
mod schema;
mod tabs;
mod value;

pub use node::{Node, NodeKind};
pub use number::{Number, NumberFault};
pub use value::{Day, ListOrMap, OneOrMany, Scalar, Sp};

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, FileId};

/// A spec has at most this many bytes.
pub const MAX_BYTES: usize = 64 * 1024;

/// Maps and lists nest at most this deep. Eight levels of parameters need about forty.
pub const MAX_DEPTH: usize = 64;

/// Reads a text. `Err` holds every fault, in the order of the text.
///
/// # Errors
/// Whatever is wrong with the text, be it as YAML or as a `T`.
pub fn read<T: DeserializeOwned>(file: FileId, text: &str) -> Result<T, Vec<Diagnostic>> {
    let faults = faults::Faults::new(file, text);
    let value = parse::parse(text, MAX_BYTES, &faults).and_then(|root| de::deserialize(&root, &faults));
    faults.finish(value)
}

/// Reads a text that is no spec as a tree: as strictly, but with another limit of its size.
///
/// # Errors
/// Whatever is wrong with the text as YAML.
pub fn tree(file: FileId, text: &str, max_bytes: usize) -> Result<Node, Vec<Diagnostic>> {
    let faults = faults::Faults::new(file, text);
    let root = parse::parse(text, max_bytes, &faults);
    faults.finish(root)
}

/// Whether a scalar without quotes is a text to us and to every version of YAML. Signs that end one are not asked about.
#[must_use]
pub fn is_clear_text(text: &str) -> bool {
    matches!(plain::classify(text), Ok(NodeKind::Text(..))) && plain::mistaken_for(text).is_none()
}
