//! Texts of spec files to `spec::*`, with every fault of every file collected.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, FileId, Sources};
use crate::folder::SpecFile;
use crate::spec;
use crate::yaml;

/// Every spec that was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The providers, in the order of their folders.
    pub providers: Vec<LoadedProvider>,
    /// The models, in the order of their paths.
    pub models: Vec<LoadedModel>,
    /// The files that call themselves drafts, readable or not.
    pub drafts: BTreeSet<FileId>,
}

/// A provider's file.
#[derive(Debug)]
pub struct LoadedProvider {
    /// The file.
    pub file: FileId,
    /// The name of the folder.
    pub folder: String,
    /// What it says.
    pub spec: spec::Provider,
}

/// A model's file.
#[derive(Debug)]
pub struct LoadedModel {
    /// The file.
    pub file: FileId,
    /// The name of the provider's folder.
    pub folder: String,
    /// The name of the file without its ending.
    pub stem: String,
    /// What it says.
    pub spec: spec::Model,
}

/// Reads every file. A file with faults is left out of what is returned, and its faults are in the diagnostics.
#[must_use]
pub fn read(sources: &Sources, files: &[SpecFile]) -> (Loaded, Vec<Diagnostic>) {
    let (mut loaded, mut diagnostics) = (Loaded::default(), Vec::new());
    for SpecFile { provider, model, file } in files {
        let Some(source) = sources.get(*file) else { continue };
        let folder = provider.clone();
        match model {
            None => match yaml::read(*file, &source.text) {
                Ok(spec) => loaded.providers.push(LoadedProvider { file: *file, folder, spec }),
                Err(faults) => diagnostics.extend(faults),
            },
            Some(stem) => {
                if is_draft(&source.text) {
                    loaded.drafts.insert(*file);
                }
                match yaml::read(*file, &source.text) {
                    Ok(spec) => loaded.models.push(LoadedModel { file: *file, folder, stem: stem.clone(), spec }),
                    Err(faults) => diagnostics.extend(faults),
                }
            }
        }
    }
    (loaded, diagnostics)
}

/// Whether a text calls itself a draft. Asked of the text, because a draft may be one that cannot be read yet.
fn is_draft(text: &str) -> bool {
    text.lines().any(|line| {
        line.strip_prefix("draft:").is_some_and(|rest| rest.split('#').next().unwrap_or("").trim() == "true")
    })
}
