//! Answers for people.

mod report;
mod table;

pub(crate) use report::report;
pub(crate) use table::Table;
