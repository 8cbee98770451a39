//! Specs of paid media models: read, checked, and turned into tables, Rust and JSON Schema.
//!
//! ```text
//!             load            resolve           check               emit
//!  YAML text ------> spec::* --------> Draft ---------> Catalogue ---------> Files
//! ```
//!
//! Each phase collects all its diagnostics, and the next one starts only without errors. Everything maps text to text but for
//! [`folder`], the only place that touches the disk.

#[cfg(feature = "emit")]
mod builder;
pub mod catalogue;
pub mod check;
pub mod diagnostic;
pub mod drift;
#[cfg(feature = "emit")]
pub mod emit;
pub mod explain;
pub mod expr;
pub mod folder;
#[cfg(feature = "emit")]
pub mod format;
#[cfg(feature = "emit")]
pub mod generate;
pub mod load;
pub mod names;
pub mod published;
pub mod resolve;
pub mod scaffold;
pub mod spec;
mod specs;
pub mod suggest;
pub mod yaml;

#[cfg(feature = "emit")]
pub use builder::{BuildError, Builder};
pub use diagnostic::Level;
pub use specs::{Faults, NoModel, Specs, compile, find, load, load_folders};
