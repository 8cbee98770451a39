//! What can be wrong with a resolved spec: one function for each sentence. Codes: `E04` parameters, `E05` rules, `E06`
//! prices, `E07` providers and life cycles, `E08` provenance and examples. None is renamed or used again.

mod billing;
mod parameters;
mod provider;
mod rules;

pub(super) use billing::*;
pub(super) use parameters::*;
pub(super) use provider::*;
pub(super) use rules::*;

use crate::diagnostic::Diagnostic;
use crate::suggest::{did_you_mean, listed};

/// Says what was probably meant, else what there is.
fn near(diagnostic: Diagnostic, written: &str, known: &[&str]) -> Diagnostic {
    match did_you_mean(written, known) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None if known.is_empty() => diagnostic,
        None => diagnostic.help(format!("there are {}", listed(known))),
    }
}

fn strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
