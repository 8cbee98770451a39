//! For build scripts: specs of your own become a module of your own crate.

use std::fmt;
use std::path::PathBuf;

use crate::diagnostic::{Level, Style};
use crate::emit::{Layout, emit};
use crate::folder::{self, WriteError};
use crate::{Faults, Specs, load_folders};

/// Generates Rust from folders of specs.
///
/// In `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), nameplate_codegen::BuildError> {
///     nameplate_codegen::Builder::new().specs("specs").generate()
/// }
/// ```
///
/// In the crate: `pub mod models { include!(concat!(env!("OUT_DIR"), "/models.rs")); }`. The crate depends on `nameplate`.
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is generated before `generate`"]
pub struct Builder {
    specs: Vec<PathBuf>,
    out_dir: Option<PathBuf>,
}

impl Builder {
    /// A builder that reads no specs yet and writes where cargo tells build scripts to.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a folder of specs. A file replaces the one of the same path in an earlier folder.
    pub fn specs(mut self, folder: impl Into<PathBuf>) -> Self {
        self.specs.push(folder.into());
        self
    }

    /// Writes into this folder, not into `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Reads and checks the specs, writes what is new or different, and tells cargo when to do so again.
    ///
    /// # Errors
    /// When a spec is wrong, with every fault at its place; or when a file cannot be written, or is not ours.
    pub fn generate(self) -> Result<(), BuildError> {
        let out_dir = self.out_dir.or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let out_dir = out_dir.ok_or(BuildError::NoOutDir)?;
        for folder in &self.specs {
            tell_cargo("rerun-if-changed", &folder.display().to_string());
        }
        let specs = load_folders(&self.specs).map_err(|faults| BuildError::Specs(Box::new(faults)))?;
        for warning in warnings(&specs) {
            tell_cargo("warning", &warning);
        }
        folder::write(&out_dir, &emit(&specs.catalogue, Layout::Module)).map_err(BuildError::Write)?;
        Ok(())
    }
}

/// The warnings, a line each: cargo shows no more.
fn warnings(specs: &Specs) -> impl Iterator<Item = String> {
    specs.warnings.iter().filter(|diagnostic| diagnostic.level == Level::Warning).map(|diagnostic| {
        let path = specs.sources.get(diagnostic.place.file).map_or("", |file| &file.path);
        format!("{path}: {}", diagnostic.message)
    })
}

#[allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
fn tell_cargo(key: &str, value: &str) {
    // A line feed would begin an instruction of its own.
    println!("cargo:{key}={}", value.replace(['\n', '\r'], " "));
}

/// Why nothing was generated.
pub enum BuildError {
    /// No folder was given to write to, and `OUT_DIR` is not set: this is no build script.
    NoOutDir,
    /// Specs are wrong.
    Specs(Box<Faults>),
    /// Files cannot be written.
    Write(Vec<WriteError>),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOutDir => f.write_str("`OUT_DIR` is not set: call this from a build script, or give `out_dir`"),
            Self::Specs(faults) => f.write_str(&faults.render(Style::Plain)),
            Self::Write(errors) => {
                let errors: Vec<_> = errors.iter().map(WriteError::to_string).collect();
                f.write_str(&errors.join("\n"))
            }
        }
    }
}

/// The same as `Display`, since it is what people see when the `main` of a build script returns the error.
impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl std::error::Error for BuildError {}
