//! What a provider publishes of a request in its own words: a JSON Schema (2020-12, draft-07), an `OpenAPI` document, or an
//! answer that holds a schema. It is read into the shapes that a spec has; what no spec can say is kept as [`Remark`]s with
//! the place in the document.
//!
//! Documents come from strangers: they may be huge, deep, refer to themselves or repeat a part without end. Everything here is
//! bounded, and what goes beyond is refused with a reason.

mod alternatives;
mod choice;
mod list;
mod locate;
mod number;
mod object;
mod pattern;
mod reader;
mod refused;
mod rules;
mod shape;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod view;

pub use locate::{Body, Select};
pub use refused::Refused;
pub use shape::{Bounds, Case, Kind, Lengths, Listed, Member, Object, Remark, Rule, Word};
pub use tree::Value;

/// A published document.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    root: Value,
}

impl Published {
    /// A document has at most so many bytes.
    pub const MAX_BYTES: usize = 16 << 20;

    /// Reads a document: JSON when it begins with `{`, else YAML.
    ///
    /// # Errors
    /// When it is neither, too large, or no object.
    pub fn read(text: &str) -> Result<Self, Refused> {
        let root = tree::read(text)?;
        match root {
            Value::Map(_) => Ok(Self { root }),
            _ => Err(Refused::new("", "the document is no object, so it is neither a schema nor an OpenAPI document")),
        }
    }

    /// The value at a JSON Pointer; `""` is the whole document.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Value> {
        self.root.at(pointer)
    }

    /// The body of a request, as the document describes it.
    ///
    /// # Errors
    /// When the document has no such body, or one that is no object.
    pub fn body(&self, select: &Select<'_>) -> Result<Body, Refused> {
        locate::body(&self.root, select)
    }
}
