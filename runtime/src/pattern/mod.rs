//! Patterns of texts: a closed subset of regular expressions that means the same in Rust, in ECMA-262 (JSON Schema) and in
//! Python, and that is matched in linear time. A pattern always has to match the whole text.
//!
//! What there is: printable ASCII letters, `\` before punctuation, classes `[a-z0-9_-]`, groups `(...)`, `|`, and the repeats
//! `?`, `*`, `+`, `{m}`, `{m,}`, `{m,n}`.
//!
//! What there is not, since the three engines differ: `.`, `\d`, `\w`, `\s`, `\p`, negated classes (they take letters outside
//! ASCII, which engines count in different units), look-around, back references, anchors, lazy and possessive repeats.

mod syntax;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use regex_lite::Regex;
use syntax::Portable;

/// So many compiled patterns are kept. A catalogue has a handful; beyond the limit the store starts afresh.
const MAX_KEPT: usize = 256;

/// What is wrong with a pattern, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// The byte of the pattern that it is about.
    pub at: usize,
    /// A sentence: lower case, no final dot.
    pub message: String,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {} of the pattern)", self.message, self.at)
    }
}

impl std::error::Error for PatternError {}

/// Checks that a pattern is of the closed subset.
///
/// # Errors
/// The first place that is not of the subset, and what to write instead.
pub fn check_pattern(pattern: &str) -> Result<(), PatternError> {
    Portable::of(pattern).map(|_| ())
}

/// The pattern as JSON Schema takes it: anchored at both ends, and spelt so that ECMA-262 (with and without its flag `u`),
/// Python and Rust read the same. A pattern outside the subset becomes one that matches every text, so that a schema never
/// refuses for a reason that the checker does not know.
#[must_use]
pub fn to_json_schema_pattern(pattern: &str) -> String {
    Portable::of(pattern).map_or_else(|_| String::new(), |portable| anchored(&portable.text))
}

/// Whether a pattern matches the whole text. A pattern outside the subset matches none; specs that have one are refused.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    compiled(pattern).is_some_and(|compiled| compiled.matches(text))
}

/// A pattern that is ready to match.
struct Compiled {
    regex: Regex,
    /// The bytes of the longest text that it can match; a longer one is not even read.
    longest: Option<usize>,
}

impl Compiled {
    fn of(pattern: &str) -> Option<Self> {
        let portable = Portable::of(pattern).ok()?;
        Some(Self { regex: Regex::new(&anchored(&portable.text)).ok()?, longest: portable.longest })
    }

    fn matches(&self, text: &str) -> bool {
        self.longest.is_none_or(|longest| text.len() <= longest) && self.regex.is_match(text)
    }
}

fn anchored(text: &str) -> String {
    format!("^(?:{text})$")
}

/// A compiled pattern out of the store of the process. `None` is kept too, so that a bad pattern is read only once.
fn compiled(pattern: &str) -> Option<Arc<Compiled>> {
    static KEPT: RwLock<BTreeMap<String, Option<Arc<Compiled>>>> = RwLock::new(BTreeMap::new());
    // A map that a panic left behind is still a map: entries are put in whole.
    if let Some(found) = KEPT.read().unwrap_or_else(PoisonError::into_inner).get(pattern) {
        return found.clone();
    }
    let compiled = Compiled::of(pattern).map(Arc::new);
    let mut kept = KEPT.write().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MAX_KEPT {
        kept.clear();
    }
    kept.insert(pattern.to_owned(), compiled.clone());
    compiled
}

#[cfg(test)]
mod tests;
