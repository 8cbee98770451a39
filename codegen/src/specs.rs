//! From folders to a catalogue: every phase in order, with all its faults.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use nameplate::spec::ModelSpec;

use crate::catalogue::Catalogue;
use crate::diagnostic::{self, Diagnostic, FileId, Level, Sources, Style};
use crate::folder::{self, SpecFile};
use crate::{check, resolve};

/// Specs that were read and found good.
#[derive(Debug)]
pub struct Specs {
    /// The tables.
    pub catalogue: Catalogue,
    /// What is not wrong but should be looked at, faults of drafts among it.
    pub warnings: Vec<Diagnostic>,
    /// The texts that the warnings point into.
    pub sources: Sources,
}

/// Specs that were found wrong.
#[derive(Debug)]
pub struct Faults {
    /// What is wrong, and what should be looked at.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: Sources,
}

impl Faults {
    /// The faults as a compiler prints them.
    #[must_use]
    pub fn render(&self, style: Style) -> String {
        diagnostic::render(&self.diagnostics, &self.sources, style)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Style::Plain))
    }
}

impl std::error::Error for Faults {}

/// Reads and checks folders of specs; a later folder replaces files of the same path in an earlier one.
///
/// # Errors
/// With everything that is wrong in the first phase that finds something.
pub fn load_folders(folders: &[PathBuf]) -> Result<Specs, Faults> {
    match folder::read_specs(folders) {
        Ok(read) => compile(read.sources, &read.specs),
        Err(refused) => Err(Faults { diagnostics: refused.diagnostics, sources: refused.sources }),
    }
}

/// Reads and checks one folder of specs.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let specs = nameplate_codegen::load("specs")?;
/// let model = specs.model("topaz-video-upscaler")?;
/// let report = model.check(br#"{"model": "topaz-video-upscaler"}"#, &nameplate::Options::new());
/// assert!(!report.ok());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// With everything that is wrong in the first phase that finds something.
pub fn load(folder: impl Into<PathBuf>) -> Result<Specs, Faults> {
    load_folders(&[folder.into()])
}

/// Checks texts of specs. Each phase starts only when the one before it found nothing wrong. Drafts block nobody: their
/// faults are warnings, and a draft with faults is left out.
///
/// # Errors
/// With everything that is wrong in the first phase that finds something.
pub fn compile(sources: Sources, files: &[SpecFile]) -> Result<Specs, Faults> {
    let mut found = Found::default();
    let (loaded, faults) = crate::load::read(&sources, files);
    let drafts = loaded.drafts.clone();
    if found.block(faults, &drafts) {
        return Err(Faults { diagnostics: found.diagnostics, sources });
    }
    let (draft, faults) = resolve::resolve(loaded);
    if found.block(faults, &drafts) {
        return Err(Faults { diagnostics: found.diagnostics, sources });
    }
    let (catalogue, faults) = check::check(&sources, &draft);
    if found.block(faults, &drafts) {
        return Err(Faults { diagnostics: found.diagnostics, sources });
    }
    Ok(Specs { catalogue, warnings: found.diagnostics, sources })
}

/// What the phases found so far.
#[derive(Default)]
struct Found {
    diagnostics: Vec<Diagnostic>,
}

impl Found {
    /// Takes over what a phase found, and says whether the next one may not start. A fault in a type that several parameters
    /// are like is found with each of them, and told once.
    fn block(&mut self, faults: Vec<Diagnostic>, drafts: &BTreeSet<FileId>) -> bool {
        let mut blocked = false;
        let mut told = BTreeSet::new();
        for mut fault in faults {
            let span = &fault.place.span;
            if !told.insert((fault.code, fault.place.file, span.start, span.end, fault.message.clone())) {
                continue;
            }
            if drafts.contains(&fault.place.file) && fault.level == Level::Error {
                fault.level = Level::Warning;
                fault.message = format!("in a draft: {}", fault.message);
            }
            blocked |= fault.level == Level::Error;
            self.diagnostics.push(fault);
        }
        blocked
    }
}

/// Why a name means no model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoModel {
    /// No model has it; the names nearest to it come first.
    Unknown {
        /// The name.
        name: String,
        /// What was probably meant.
        near: Option<String>,
    },
    /// Several providers have a model of this id.
    Ambiguous {
        /// The name.
        name: String,
        /// The models, with their providers.
        candidates: Vec<String>,
    },
}

impl fmt::Display for NoModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, near: Some(near) } => write!(f, "no model `{name}`: did you mean `{near}`?"),
            Self::Unknown { name, near: None } => write!(f, "no model `{name}`"),
            Self::Ambiguous { name, candidates } => {
                write!(f, "several providers have `{name}`: say which one, {}", candidates.join(" or "))
            }
        }
    }
}

impl std::error::Error for NoModel {}

impl Specs {
    /// A model by `provider/id`, or by its id alone while one provider has it.
    ///
    /// # Errors
    /// When there is none, or several.
    pub fn model(&self, name: &str) -> Result<&ModelSpec, NoModel> {
        find(self.models(), name)
    }

    /// Every model, drafts too.
    pub fn models(&self) -> impl Iterator<Item = &ModelSpec> + Clone {
        self.catalogue.models.iter().map(|model| &model.spec)
    }
}

/// A model by `provider/id`, or by its id alone while one provider has it.
///
/// # Errors
/// When there is none, or several.
pub fn find<'a>(models: impl Iterator<Item = &'a ModelSpec> + Clone, name: &str) -> Result<&'a ModelSpec, NoModel> {
    if let Some(exact) = models.clone().find(|model| model.name() == name) {
        return Ok(exact);
    }
    let named: Vec<&ModelSpec> = models.clone().filter(|model| model.id == name).collect();
    match named.as_slice() {
        [only] => Ok(only),
        [] => {
            let known: Vec<String> = models.flat_map(|model| [model.id.to_string(), model.name()]).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let near = crate::suggest::did_you_mean(name, &known).map(str::to_owned);
            Err(NoModel::Unknown { name: name.to_owned(), near })
        }
        several => Err(NoModel::Ambiguous {
            name: name.to_owned(),
            candidates: several.iter().map(|model| format!("`{}`", model.name())).collect(),
        }),
    }
}
