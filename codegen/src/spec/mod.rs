//! The YAML of a spec, key for key. Nothing here is resolved or judged: `like` still names a type, a formula is still a
//! text, a default may still be outside its range. Every leaf carries the place where it stands.
//!
//! Doc comments are the descriptions of the format's own JSON Schema: they are written for people who edit specs.

mod billing;
mod errors;
mod kinds;
mod model;
mod parameter;
mod provider;
mod rule;
mod way;

pub use billing::{Billing, Credits, Group, Measure, Rate};
pub use errors::{ErrorAt, ErrorCase, ErrorCode, Errors, InferredAnswers};
pub use kinds::{
    AnyObject, Bool, ChoiceCase, ChoiceKind, IntegerKind, ListKind, Listed, ListedValue, MediaKind, NumberKind,
    ObjectKind, TextKind, UrlKind,
};
pub use model::{Example, Model, Page, ResultFacts, Takes};
pub use parameter::{Inferred, Parameter};
pub use provider::{Auth, Balance, Bearer, Charge, Credit, Details, HeaderAuth, Provider, Retry, Source};
pub use rule::{Placeholders, Rule};
pub use way::{Listing, Operation, Status, Stream, Submit, Way};

use indexmap::IndexMap;

use crate::yaml::Sp;

/// A map in the order of the file.
pub type Map<T> = IndexMap<Sp<String>, T>;
