//! Models, generated from specs.
