//! Specs to files on disk, and whether the files on disk are those that the specs ask for. `cargo xtask generate`,
//! `nameplate generate` and build scripts all come through here.

use std::fmt;
use std::path::PathBuf;

use crate::catalogue::Catalogue;
use crate::emit::{self, Layout};
use crate::folder::{self, Artefact, Features, Files, Outcome, Stale, WriteError};
use crate::{Faults, Specs, format, load_folders};

/// What is generated from where to where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The folders of specs; a later one replaces files of the same path in an earlier one.
    pub specs: Vec<PathBuf>,
    /// The folder of the Rust crate.
    pub out: PathBuf,
    /// Where the JSON Schema of the format goes; nowhere when `None`.
    pub format: Option<PathBuf>,
}

/// What was written.
#[derive(Debug)]
pub struct Generated {
    /// The specs, with their warnings.
    pub specs: Specs,
    /// What happened in each folder.
    pub outcomes: Vec<(PathBuf, Outcome)>,
    /// What is to be done by hand in the `Cargo.toml` of the crate.
    pub advice: Option<String>,
}

/// What would have been written.
#[derive(Debug)]
pub struct Compared {
    /// The specs, with their warnings.
    pub specs: Specs,
    /// The files that differ, by folder; none when everything is fresh.
    pub stale: Vec<(PathBuf, Vec<Stale>)>,
    /// What is to be done by hand in the `Cargo.toml` of the crate.
    pub advice: Option<String>,
}

/// Why nothing was generated.
#[derive(Debug)]
pub enum GenerateError {
    /// The specs are wrong.
    Specs(Faults),
    /// Files may not be touched, or the disk refused.
    Files(PathBuf, Vec<WriteError>),
}

impl Job {
    /// Checks the specs and writes what differs.
    ///
    /// # Errors
    /// When specs are wrong or files may not be touched; then nothing is written.
    pub fn write(&self) -> Result<Generated, GenerateError> {
        let specs = load_folders(&self.specs).map_err(GenerateError::Specs)?;
        let features = self.features(&specs.catalogue)?;
        let mut outcomes = Vec::new();
        for (folder, files) in self.files(&specs.catalogue) {
            let mut outcome =
                folder::write(&folder, &files).map_err(|why| GenerateError::Files(folder.clone(), why))?;
            if folder == self.out {
                let written = features.write(&folder).map_err(|why| GenerateError::Files(folder.clone(), vec![why]))?;
                outcome.written.extend(written);
            }
            outcomes.push((folder, outcome));
        }
        Ok(Generated { specs, outcomes, advice: features.advice().map(str::to_owned) })
    }

    /// Checks the specs and compares what they ask for with what is there.
    ///
    /// # Errors
    /// When specs are wrong or files cannot be read.
    pub fn compare(&self) -> Result<Compared, GenerateError> {
        let specs = load_folders(&self.specs).map_err(GenerateError::Specs)?;
        let features = self.features(&specs.catalogue)?;
        let mut stale = Vec::new();
        for (folder, files) in self.files(&specs.catalogue) {
            let mut found =
                folder::check(&folder, &files).map_err(|why| GenerateError::Files(folder.clone(), vec![why]))?;
            if folder == self.out {
                found.extend(features.stale());
            }
            if !found.is_empty() {
                stale.push((folder, found));
            }
        }
        Ok(Compared { specs, stale, advice: features.advice().map(str::to_owned) })
    }

    fn features(&self, catalogue: &Catalogue) -> Result<Features, GenerateError> {
        Features::of(&self.out, &emit::features(catalogue))
            .map_err(|why| GenerateError::Files(self.out.clone(), vec![why]))
    }

    fn files(&self, catalogue: &Catalogue) -> Vec<(PathBuf, Files)> {
        let mut files = emit::emit(catalogue, Layout::Crate);
        files.extend(request_schemas(catalogue));
        let format = self.format.iter().map(|folder| (folder.clone(), format::schemas()));
        std::iter::once((self.out.clone(), files)).chain(format).collect()
    }
}

/// The JSON Schema of every model's body: `schemas/<provider>/<model>.json` for its preferred way, and
/// `<model>.<way>.json` for each way whose body is another.
#[must_use]
pub fn request_schemas(catalogue: &Catalogue) -> Files {
    let mut files = Files::new();
    for model in catalogue.models.iter().filter(|model| !model.draft) {
        let preferred = model.spec.json_schema(0, false);
        let stem = format!("schemas/{}/{}", model.spec.provider.id, model.spec.id);
        for (index, way) in model.spec.ways.iter().enumerate().skip(1) {
            let text = model.spec.json_schema(index, false);
            if text != preferred {
                files.insert(format!("{stem}.{way}.json"), Artefact { text, spec: Some(model.path.clone()) });
            }
        }
        files.insert(format!("{stem}.json"), Artefact { text: preferred, spec: Some(model.path.clone()) });
    }
    files
}

impl fmt::Display for GenerateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Specs(faults) => faults.fmt(f),
            Self::Files(folder, refused) => {
                writeln!(f, "nothing was written to `{}`:", folder.display())?;
                for why in refused {
                    writeln!(f, "  {why}")?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for GenerateError {}

/// What differs, with the command that mends it.
impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (folder, files) in &self.stale {
            for Stale { path, spec, diff, refusal } in files {
                let from = spec.as_ref().map_or_else(|| "all specs".to_owned(), |spec| format!("`{spec}`"));
                writeln!(f, "error[G0001]: `{}` is not what {from} asks for", folder.join(path).display())?;
                if let Some(refusal) = refusal {
                    writeln!(f, "  {refusal}")?;
                }
                for line in diff.lines() {
                    writeln!(f, "  {line}")?;
                }
            }
        }
        Ok(())
    }
}
