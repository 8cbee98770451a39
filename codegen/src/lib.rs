//! Specs of paid media models: read, checked, and turned into tables, Rust and JSON Schema.

pub mod catalogue;
pub mod diagnostic;
pub mod expr;
pub mod folder;
pub mod names;
pub mod spec;
pub mod suggest;
pub mod yaml;
