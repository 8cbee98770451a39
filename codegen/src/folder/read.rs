//! Folders of specs: `<provider>/provider.yaml` and `<provider>/models/<model>.yaml`. What does not belong there is told and
//! not passed over: a spec in the wrong place would be missing in silence.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, FileId, Place, Sources};
use crate::yaml::MAX_BYTES;

/// The specs of one or more folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// Their texts.
    pub sources: Sources,
    /// Which text is what: by provider, its own spec before those of its models, which are in the order of their names.
    pub specs: Vec<SpecFile>,
}

/// A spec.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpecFile {
    /// The name of the provider's folder.
    pub provider: String,
    /// The name of the model's file without its extension; none for the provider's own spec.
    pub model: Option<String>,
    /// The text.
    pub file: FileId,
}

/// Why folders cannot be read as specs. The diagnostics point at whole files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The paths that the diagnostics point at.
    pub sources: Sources,
    /// The faults.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads folders of specs. A file replaces the one of the same path in an earlier folder. Hidden files, `*.md` and the folder
/// `schema` are passed over.
///
/// # Errors
/// Everything that cannot be read or does not belong there.
pub fn read_specs(folders: &[PathBuf]) -> Result<Folder, Refused> {
    let mut reader = Reader::default();
    for folder in folders {
        reader.folder(folder);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    /// Provider and model, and where the last folder that has it has it.
    found: BTreeMap<(String, Option<String>), PathBuf>,
    /// How many specs were found, those that replace others too.
    added: usize,
    faults: Vec<(PathBuf, Fault)>,
}

/// A fault of a whole file, with its code.
struct Fault {
    code: &'static str,
    message: String,
    help: &'static str,
}

impl Reader {
    fn folder(&mut self, folder: &Path) {
        let before = (self.added, self.faults.len());
        for (name, path, is_folder) in self.entries(folder) {
            match (name.as_str(), is_folder) {
                ("schema", true) => {}
                (_, true) => self.provider(&name, &path),
                (_, false) => {
                    self.stray(path, "a spec belongs into `<provider>/provider.yaml` or `<provider>/models/`");
                }
            }
        }
        if before == (self.added, self.faults.len()) {
            // An empty folder is the wrong folder: taken as it is, everything that was ever generated would be removed.
            self.fault(folder.to_owned(), "E0004", "no spec is in this folder".to_owned(), "is it the right one?");
        }
    }

    fn provider(&mut self, provider: &str, folder: &Path) {
        for (name, path, is_folder) in self.entries(folder) {
            match (name.as_str(), is_folder) {
                ("provider.yaml", false) => self.add(provider, None, path),
                ("models", true) => self.models(provider, &path),
                ("provider.yml", false) => self.stray(path, "name it `provider.yaml`"),
                _ => self.stray(path, "a provider's folder has `provider.yaml` and the folder `models`"),
            }
        }
    }

    fn models(&mut self, provider: &str, folder: &Path) {
        for (name, path, is_folder) in self.entries(folder) {
            match name.rsplit_once('.') {
                Some((model, "yaml")) if !is_folder => self.add(provider, Some(model.to_owned()), path),
                Some((_, "yml")) if !is_folder => self.stray(path, "give it the extension `.yaml`"),
                _ => self.stray(path, "the folder `models` has one `<model>.yaml` for each model and nothing else"),
            }
        }
    }

    fn add(&mut self, provider: &str, model: Option<String>, path: PathBuf) {
        self.added += 1;
        self.found.insert((provider.to_owned(), model), path);
    }

    /// The entries of a folder by name, without what is passed over.
    fn entries(&mut self, folder: &Path) -> Vec<(String, PathBuf, bool)> {
        let mut entries = Vec::new();
        let listed = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        for path in self.or_fault(folder, listed).unwrap_or_default().into_iter().map(|entry| entry.path()) {
            let Some(name) = path.file_name().and_then(OsStr::to_str).map(str::to_owned) else {
                self.fault(path, "E0003", "the name of the file is not UTF-8".to_owned(), "rename it");
                continue;
            };
            if name.starts_with('.') || path.extension() == Some(OsStr::new("md")) {
                continue;
            }
            // Follows links; a loop of links is an error here.
            let metadata = fs::metadata(&path);
            let Some(metadata) = self.or_fault(&path, metadata) else { continue };
            entries.push((name, path, metadata.is_dir()));
        }
        entries.sort();
        entries
    }

    fn or_fault<T>(&mut self, path: &Path, result: std::io::Result<T>) -> Option<T> {
        let fault = |error: &std::io::Error| (path.to_owned(), "E0001", format!("cannot be read: {error}"));
        result.map_err(|error| fault(&error)).map_err(|(path, code, message)| self.fault(path, code, message, "")).ok()
    }

    fn stray(&mut self, path: PathBuf, help: &'static str) {
        self.fault(path, "E0002", "this is no place for a spec".to_owned(), help);
    }

    fn fault(&mut self, path: PathBuf, code: &'static str, message: String, help: &'static str) {
        self.faults.push((path, Fault { code, message, help }));
    }

    fn providers_without_spec(&mut self) {
        let mut last = None;
        // The provider's own spec comes before its models.
        for ((provider, model), path) in &self.found {
            if last != Some(provider) && model.is_some() {
                let message = format!("the provider `{provider}` has models and no `provider.yaml`");
                self.faults
                    .push((path.clone(), Fault { code: "E0005", message, help: "write one, or move the models" }));
            }
            last = Some(provider);
        }
    }

    fn finish(mut self) -> Result<Folder, Refused> {
        self.providers_without_spec();
        let mut folder = Folder::default();
        for ((provider, model), path) in std::mem::take(&mut self.found) {
            match read_text(&path) {
                Ok(text) => {
                    let file = folder.sources.add(shown(&path), text);
                    folder.specs.push(SpecFile { provider, model, file });
                }
                Err(fault) => self.faults.push((path, fault)),
            }
        }
        if self.faults.is_empty() { Ok(folder) } else { Err(refused(self.faults)) }
    }
}

fn read_text(path: &Path) -> Result<String, Fault> {
    let cannot = |error: std::io::Error| Fault { code: "E0001", message: format!("cannot be read: {error}"), help: "" };
    let metadata = fs::metadata(path).map_err(cannot)?;
    if !metadata.is_file() {
        // Reading a pipe or a device could wait forever.
        return Err(Fault { code: "E0001", message: "not a file".to_owned(), help: "a spec is a plain file" });
    }
    let limit = MAX_BYTES as u64;
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).map_err(cannot)?;
    if bytes.len() > MAX_BYTES {
        let message = format!("the spec has more than {MAX_BYTES} bytes");
        return Err(Fault { code: "E0101", message, help: "move what is shared into `types:` of the provider" });
    }
    String::from_utf8(bytes).map_err(|error| {
        let message = format!("not UTF-8 from byte {} on", error.utf8_error().valid_up_to());
        Fault { code: "E0003", message, help: "save the file as UTF-8" }
    })
}

fn refused(mut faults: Vec<(PathBuf, Fault)>) -> Refused {
    faults.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut sources = Sources::default();
    let diagnostics = faults.into_iter().map(|(path, Fault { code, message, help })| {
        let place = Place { file: sources.add(shown(&path), ""), span: 0..0 };
        let diagnostic = Diagnostic::error(code, place, message);
        if help.is_empty() { diagnostic } else { diagnostic.help(help) }
    });
    let diagnostics = diagnostics.collect();
    Refused { sources, diagnostics }
}

/// A path as people and snapshots see it: the same on every system.
fn shown(path: &Path) -> String {
    path.display().to_string().replace(std::path::MAIN_SEPARATOR, "/")
}
