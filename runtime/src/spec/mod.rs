//! The tables of a model: what it accepts, how it is called and what it costs, as plain data. A `static` in generated code
//! and a value read from YAML at run time are the same type and compare equal.
//!
//! Nothing here decides anything: `check` reads these tables to judge a request, `price` to price it, `schema` to print it.

mod billing;
mod kind;
mod make;
mod media;
mod model;
mod number;
mod object;
mod op;
mod provider;
mod rule;
mod shared;
mod situation;
pub mod way;

pub use billing::{Billing, Cell, Credits, Formula, Group, GroupCase, Measure, Price, Rate, Step};
pub use kind::{Case, Chars, Choice, JsonType, Kind, ListRange, Listed, TextRange, UrlRange, Word};
pub use media::{FILE_NUMBERS, FILE_WORDS, Media, MediaFact};
pub use model::{Example, Link, ModelSpec, ResultFacts, Takes};
pub use number::{IntegerRange, NumberRange, Rounds};
pub use object::{Field, Literal, Object, PriceEffect, Slot, SlotUse, Take};
pub use op::{Op, Program};
pub use provider::{
    Auth, Balance, Charge, Confidence, ErrorAt, ErrorCase, ErrorCode, ErrorPlace, Message, ProviderSpec, RateLimit,
    Source,
};
pub use rule::{Allowed, Rule, RuleKind};
pub use shared::{List, Shared, Text, list, text};
pub use situation::Situation;
pub use way::{Listing, Method, Operation, Output, StatusWords, Stream, Way};

pub use crate::Exact;

/// The version of these tables. Generated code states the one that it was written for.
pub const FORMAT: u32 = 1;

/// Fails the build of generated code that was written for another version of this crate's tables.
///
/// # Panics
/// At compile time, with the sentence that says what to do.
pub const fn requires_format(format: u32) {
    assert!(
        format == FORMAT,
        "these generated models were written for another version of `nameplate`: run `cargo xtask generate` (or `nameplate generate`) again with the version of `nameplate-codegen` that matches `nameplate`"
    );
}

/// Everything that tables in generated code are made of, to be imported whole.
pub mod prelude {
    pub use std::borrow::Cow::Borrowed;

    pub use super::{
        Allowed, Auth, Balance, Billing, Case, Cell, Charge, Chars, Choice, Confidence, Credits, ErrorAt, ErrorCase,
        ErrorCode, ErrorPlace, Exact, Example, Field, Formula, Group, GroupCase, IntegerRange, Kind, Link, List,
        ListRange, Listed, Listing, Literal, Measure, Media, MediaFact, Message, Method, ModelSpec, NumberRange,
        Object, Op, Operation, Output, Price, PriceEffect, Program, ProviderSpec, Rate, RateLimit, ResultFacts, Rounds,
        Rule, RuleKind, Slot, SlotUse, Source, StatusWords, Step, Stream, Take, Takes, Text, TextRange, UrlRange, Way,
        Word, list, text,
    };
}
