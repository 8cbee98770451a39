//! The JSON Schema (2020-12) of a model's request body, printed from its table.
//!
//! Two promises. The schema accepts every body that the checker accepts. Where it accepts more, because JSON Schema has no
//! words for a limit, the limit's rule stands in `x-nameplate-beyond` with the place and a sentence.
//!
//! What only warns (`inferred:`) is left out unless the schema is strict.

mod actions;
mod beyond;
mod condition;
mod json;
mod kinds;
mod object;
mod place;
mod predicate;
mod program;
mod rules;

use beyond::Beyond;
pub use json::{Json, Members};

use crate::spec::ModelSpec;

impl ModelSpec {
    /// The JSON Schema of the body that a way (by its index in [`ways`](Self::ways)) takes, as pretty JSON with a line end.
    /// A strict schema also refuses what is only inferred.
    #[must_use]
    pub fn json_schema(&self, way: usize, strict: bool) -> String {
        self.json_schema_tree(way, strict).pretty()
    }

    /// The same as a tree, for documents that hold it as a part.
    #[must_use]
    pub fn json_schema_tree(&self, way: usize, strict: bool) -> Json {
        let mut printer = Printer { way, strict, beyond: Beyond::of_every_model() };
        let body = printer.object(&self.body, "");
        let description =
            [&self.summary, &self.about].map(AsRef::as_ref).into_iter().filter(|text: &&str| !text.is_empty());
        Members::new()
            .with("$schema", Json::text("https://json-schema.org/draft/2020-12/schema"))
            .with_text("title", &self.title)
            .with_text("description", &description.collect::<Vec<_>>().join("\n\n"))
            .with("x-nameplate-model", Json::text(&self.name()))
            .with_some("x-nameplate-way", self.ways.get(way).map(|name| Json::text(name)))
            .with_some("x-nameplate-strict", strict.then_some(Json::Bool(true)))
            .and(body)
            .with("x-nameplate-beyond", printer.beyond.into_json())
            .into()
    }
}

/// What is known while a schema is printed.
struct Printer {
    way: usize,
    strict: bool,
    /// What the schema cannot say, so far.
    beyond: Beyond,
}

#[cfg(test)]
mod tests;
