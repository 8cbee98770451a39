//! Models, generated from specs.

use nameplate::spec::ModelSpec;

/// The table of every model, by provider and id.
#[must_use]
pub const fn models() -> &'static [&'static ModelSpec] {
    &[]
}
