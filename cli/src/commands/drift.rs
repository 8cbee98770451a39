//! `nameplate drift`: where a published schema and a spec have drifted apart.

use std::path::{Path, PathBuf};

use nameplate_codegen::drift::{drift, named_models};
use nameplate_codegen::folder::read_document;

use super::generate::SPECS;
use crate::args::DriftArgs;
use crate::catalogue::Catalogue;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};

/// Compares a document with the spec of its model.
pub(super) fn run(args: &DriftArgs, specs: &[PathBuf], screen: Screen) -> Result<Outcome, Failure> {
    let folders = if specs.is_empty() { vec![PathBuf::from(SPECS)] } else { specs.to_vec() };
    let catalogue = Catalogue::load(&folders, screen)?;
    let read = |path: &Path| read_document(path).map_err(|error| Failure::unreadable(path, &error));
    let document = read(&args.from)?;
    let model = if let Some(name) = &args.model {
        catalogue.model(name, screen)?
    } else {
        let names = named_models(&document, &args.from);
        let found = names.iter().find_map(|name| catalogue.model(name, screen).ok());
        found.ok_or_else(|| Failure::usage("the document names no model that is known").help("give `--model`"))?
    };
    // The last folder that has the provider replaces those before it.
    let files = folders.iter().rev().map(|folder| folder.join(&*model.provider.id).join("provider.yaml"));
    let provider =
        files.into_iter().find(|file| file.is_file()).ok_or_else(|| Failure::usage("the provider has no file"))?;
    let found = drift(model, &read(&provider)?, &document, args.operation.as_deref());
    let found = found.map_err(|refused| super::refused(&args.from, refused))?;
    if screen.wants_json() {
        screen::print_json(&found.to_json())?;
    } else {
        screen::print_plain(&found.to_string())?;
    }
    Ok(Outcome::of(found.differences.is_empty()))
}
