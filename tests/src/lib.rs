//! What the end-to-end tests share: the folders of this crate, and specs put together from fixtures.

pub mod generated;
pub mod manual;
pub mod requests;

include!(concat!(env!("OUT_DIR"), "/types.rs"));

use std::path::{Path, PathBuf};

use nameplate_codegen::diagnostic::Sources;
use nameplate_codegen::folder::SpecFile;
use nameplate_codegen::{Faults, Specs};

/// The folder of this crate.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The YAML files in a folder, sorted by name.
///
/// # Errors
/// When the folder cannot be read.
pub fn yaml_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    Ok(files)
}

/// Checks one model (or none) of the provider `acme`, from texts. The model's file is called as `stem` says.
///
/// # Errors
/// With what is wrong with the specs.
pub fn compile(provider: &str, model: Option<(&str, &str)>) -> Result<Specs, Faults> {
    compile_as("acme", provider, model)
}

/// Checks one model (or none) of a provider by its id, from texts. The model's file is called as `stem` says.
///
/// # Errors
/// With what is wrong with the specs.
pub fn compile_as(id: &str, provider: &str, model: Option<(&str, &str)>) -> Result<Specs, Faults> {
    let mut sources = Sources::default();
    let file = sources.add(format!("{id}/provider.yaml"), provider);
    let mut files = vec![SpecFile { provider: id.to_owned(), model: None, file }];
    if let Some((stem, text)) = model {
        let file = sources.add(format!("{id}/models/{stem}.yaml"), text);
        files.push(SpecFile { provider: id.to_owned(), model: Some(stem.to_owned()), file });
    }
    nameplate_codegen::compile(sources, &files)
}

/// The real specs and the invented ones, whose models every agreement is tested with.
///
/// # Errors
/// With what is wrong with the specs.
pub fn every_spec() -> Result<Specs, Faults> {
    nameplate_codegen::load_folders(&[root().join("../specs"), root().join("specs")])
}
