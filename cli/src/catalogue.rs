//! The models that a command speaks of: those compiled in, or those of folders of specs.

use std::path::PathBuf;

use nameplate::spec::ModelSpec;
use nameplate_codegen::diagnostic;
use nameplate_codegen::names::Names;
use nameplate_codegen::{Specs, find, load_folders};

use crate::failure::Failure;
use crate::screen::{self, Screen};

/// Models by name.
pub(crate) enum Catalogue {
    /// Those that were generated before this program was compiled.
    Compiled,
    /// Those of `--specs`.
    Read(Box<Specs>),
}

impl Catalogue {
    /// Reads folders of specs; without any, the compiled models are used.
    pub(crate) fn load(folders: &[PathBuf], screen: Screen) -> Result<Self, Failure> {
        if folders.is_empty() {
            return Ok(Self::Compiled);
        }
        match load_folders(folders) {
            Ok(specs) => Ok(Self::Read(Box::new(specs))),
            Err(faults) => Err(Failure::Specs(faults.render(screen.talk_style()))),
        }
    }

    /// Every model, by provider and id.
    pub(crate) fn models(&self) -> Vec<&ModelSpec> {
        match self {
            Self::Compiled => nameplate_models::models().to_vec(),
            Self::Read(specs) => specs.models().collect(),
        }
    }

    /// A model by `provider/id`, or by its id alone while one provider has it.
    pub(crate) fn model(&self, name: &str, screen: Screen) -> Result<&ModelSpec, Failure> {
        find(self.models().into_iter(), name).map_err(|no_model| {
            // A draft with faults is in no catalogue: its faults say why it cannot be found.
            self.warn(screen);
            let help = match self {
                Self::Compiled => "`nameplate models` lists them; `--specs DIR` reads a folder of specs instead",
                Self::Read(_) => "`nameplate models` lists the models of the same folders",
            };
            Failure::usage(no_model.to_string()).help(help)
        })
    }

    /// What generated Rust calls the parts of a model; known where the spec was read, which may state names of its own.
    pub(crate) fn names(&self, spec: &ModelSpec) -> Option<&Names> {
        match self {
            Self::Compiled => None,
            Self::Read(specs) => specs.catalogue.model(&spec.provider.id, &spec.id).map(|model| &model.names),
        }
    }

    /// Shows what is not wrong with the specs but should be looked at.
    pub(crate) fn warn(&self, screen: Screen) {
        if let Self::Read(specs) = self
            && !specs.warnings.is_empty()
        {
            screen::talk(&diagnostic::render(&specs.warnings, &specs.sources, screen.talk_style()));
        }
    }
}
