//! Check and price requests to paid media models before anything is sent.
//!
//! This crate is what generated code is made of: the tables of a model ([`spec`]), the checker that judges a request against
//! them, the evaluator that prices it, and the JSON Schema that is printed from them. It knows no model and no provider by name.

mod check;
mod checked;
#[cfg(feature = "client")]
pub mod client;
mod date;
mod estimate;
mod eval;
mod exact;
mod json;
mod measure;
mod pattern;
mod price;
mod record;
#[cfg(feature = "render")]
mod render;
mod report;
mod resolved;
pub mod schema;
mod source;
pub mod spec;
pub mod typed;
mod url;

pub use check::{Finding, Findings, Options, Verdict};
pub use checked::CheckedBody;
pub use date::{Date, NotADate};
pub use estimate::{Estimate, Line, PriceSource, Total, Tree, Why};
pub use exact::Exact;
pub use measure::{BadMeasure, Measured, Measures};
pub use pattern::{PatternError, check_pattern, to_json_schema_pattern};
pub use price::{BadRate, Budget, NoBudget, PriceAge, PriceList, PriceWarning, Rates};
pub use record::{Items, Member, Record, Value};
#[cfg(feature = "render")]
pub use render::Look;
pub use report::{Report, RuleId, Severity, Unchecked, Violation};
pub use resolved::{Resolved, SlotContent, SlotValue};
