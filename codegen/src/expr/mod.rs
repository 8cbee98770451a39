//! Formulas of specs: conditions of rules and steps of prices, from text to the operations that the evaluator runs.
//!
//! ```text
//!  text --lex--> lexemes --parse--> Expr --judge--> names, types, units --program--> Compiled
//! ```
//!
//! The language is total: no loops, no recursion, no definitions. A formula is bounded in length and depth before it is read,
//! and every mistake is a diagnostic at its place in the YAML, whatever form the scalar has. What names stand for is the
//! caller's business: it implements [`Scope`].

mod align;
mod ask;
mod ast;
mod calls;
mod errors;
mod foreign;
mod functions;
mod judge;
mod lex;
mod misread;
mod names;
mod operators;
mod parse;
mod program;
#[cfg(test)]
mod tests;
mod types;
mod units;
mod value;

use std::ops::Range;

pub use ast::Name;
pub use functions::{FUNCTIONS, Function};
pub use types::{Absent, Compiled, Decimals, Parameter, ParameterRef, Scope, Symbol, Type, Want};
pub use units::Unit;

use crate::diagnostic::{Diagnostic, FileId, Place};

/// A formula and the YAML scalar that it stands in.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The file.
    pub file: FileId,
    /// The formula: the scalar after decoding.
    pub text: &'a str,
    /// Where the scalar stands in the file, with its quotes.
    pub span: Range<usize>,
    /// The text of the file.
    pub yaml: &'a str,
}

/// Checks a formula and turns it into operations. `None` after a mistake, which is then among the diagnostics.
pub fn compile(
    source: &Source<'_>,
    scope: &mut dyn Scope,
    want: &Want,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Compiled> {
    if source.text.len() > parse::MAX_BYTES {
        let place = Place { file: source.file, span: source.span.clone() };
        diagnostics.push(errors::too_long(place, source.text.len(), parse::MAX_BYTES));
        return None;
    }
    let places = align::Places::new(source);
    let expr = match parse::parse(source.text, &places) {
        Ok(expr) => expr,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return None;
        }
    };
    let judged = judge::judge(&expr, &places, scope, *want, diagnostics)?;
    Some(program::build(&expr, judged, scope))
}

/// A formula on one line, as pages and estimates show it: white space outside of quotes becomes one blank.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut quote = None;
    for character in text.trim().chars() {
        match (quote, character) {
            (None, '"' | '\'' | '`') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, blank) if blank.is_whitespace() => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
                continue;
            }
            _ => {}
        }
        line.push(character);
    }
    line
}
