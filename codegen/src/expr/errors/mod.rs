//! Every message about a formula, a constructor each.

mod meaning;
mod syntax;

pub(super) use meaning::*;
pub(super) use syntax::*;

use crate::diagnostic::Diagnostic;

/// What reading a formula gives. Boxed, because a diagnostic is large and most formulas are read without one.
pub(super) type Parsed<T> = Result<T, Box<Diagnostic>>;
