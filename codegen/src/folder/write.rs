//! Writing what was generated: only what changed, all of it or nothing, and never over a file that is not ours.

use std::collections::VecDeque;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Files;
use super::manifest::{self, Manifest};
use super::plan::Plan;

/// What [`write()`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that are new or different, in order.
    pub written: Vec<String>,
    /// Files that are no longer generated, in order.
    pub removed: Vec<String>,
    /// How many files were left as they are.
    pub unchanged: usize,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WriteError {
    /// Somebody edited a file that we wrote.
    EditedByHand(String),
    /// A file that we did not write stands where one of ours belongs.
    NotOurs(String),
    /// A path leads out of the folder, or is not one on every system.
    BadPath(String),
    /// The disk refused.
    Io {
        /// What it refused to read or write.
        path: String,
        /// What it said.
        error: String,
    },
}

impl WriteError {
    pub(super) fn io(path: &str, error: &io::Error) -> Self {
        Self::Io { path: path.to_owned(), error: error.to_string() }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EditedByHand(path) => {
                write!(
                    f,
                    "`{path}` was edited by hand: move the change into its spec, delete the file, and generate again"
                )
            }
            Self::NotOurs(path) => {
                write!(f, "`{path}` stands in the way and was not generated: move it away, and generate again")
            }
            Self::BadPath(path) => write!(f, "`{}` is no path for a generated file", path.escape_debug()),
            Self::Io { path, error } => write!(f, "`{path}`: {error}"),
        }
    }
}

impl std::error::Error for WriteError {}

/// Makes a folder hold these files: writes those that differ, removes those that we once wrote and that are no longer
/// generated. A list in the folder, `MANIFEST`, says which files are ours.
///
/// # Errors
/// Every file that may not be touched; then nothing is. If the disk refuses while files are put in place, those that are
/// stay, each of them whole, and the next run goes on from there.
pub fn write(folder: &Path, files: &Files) -> Result<Outcome, Vec<WriteError>> {
    let plan = Plan::new(folder, files).map_err(|error| vec![error])?;
    let refusals: Vec<_> = plan.changes.iter().filter_map(|change| change.refusal.clone()).collect();
    if !refusals.is_empty() {
        return Err(refusals);
    }
    apply(&plan).map_err(|error| vec![error])
}

fn apply(plan: &Plan<'_>) -> Result<Outcome, WriteError> {
    let mut outcome = Outcome { unchanged: plan.unchanged, ..Outcome::default() };
    if plan.changes.is_empty() && plan.manifest_is_current {
        return Ok(outcome);
    }
    let mut staged = Staged::default();
    for change in &plan.changes {
        if let Some(artefact) = change.new {
            staged.add(&plan.folder, &change.path, &artefact.text)?;
        }
    }
    // If what follows is interrupted, old and new contents are both known to be ours.
    put_manifest(&plan.folder, &both(&plan.before, &plan.after))?;
    staged.put_in_place()?;
    for change in &plan.changes {
        if change.new.is_some() {
            outcome.written.push(change.path.clone());
        } else {
            remove(&plan.folder, &change.path)?;
            outcome.removed.push(change.path.clone());
        }
    }
    put_manifest(&plan.folder, &plan.after)?;
    Ok(outcome)
}

fn both(before: &Manifest, after: &Manifest) -> Manifest {
    let mut both = before.clone();
    for (path, hashes) in &after.0 {
        both.0.entry(path.clone()).or_default().extend(hashes);
    }
    both
}

fn put_manifest(folder: &Path, manifest: &Manifest) -> Result<(), WriteError> {
    let mut staged = Staged::default();
    staged.add(folder, manifest::PATH, &manifest.to_text())?;
    staged.put_in_place()
}

/// Removes a file and the folders that it leaves empty.
fn remove(folder: &Path, path: &str) -> Result<(), WriteError> {
    let file = folder.join(path);
    fs::remove_file(&file).map_err(|error| WriteError::io(path, &error))?;
    // `remove_dir` fails on the first folder that still has something in it.
    let emptied = file.ancestors().skip(1).take_while(|parent| *parent != folder);
    for parent in emptied {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(())
}

/// Files that are written beside their places and not yet put there.
#[derive(Default)]
pub(super) struct Staged(VecDeque<(String, PathBuf, PathBuf)>);

impl Staged {
    pub(super) fn add(&mut self, folder: &Path, path: &str, text: &str) -> Result<(), WriteError> {
        let target = folder.join(path);
        let (parent, name) = (target.parent().unwrap_or(folder), target.file_name().unwrap_or_default());
        // Hidden, so that nothing takes it for a source, and of this process, so that two runs do not meet.
        let temporary = parent.join(format!(".{}.{}.tmp", name.display(), std::process::id()));
        let written = fs::create_dir_all(parent).and_then(|()| {
            self.0.push_back((path.to_owned(), temporary.clone(), target.clone()));
            fs::write(&temporary, text)
        });
        written.map_err(|error| WriteError::io(path, &error))
    }

    pub(super) fn put_in_place(mut self) -> Result<(), WriteError> {
        while let Some((path, temporary, target)) = self.0.front() {
            fs::rename(temporary, target).map_err(|error| WriteError::io(path, &error))?;
            self.0.pop_front();
        }
        Ok(())
    }
}

/// What was not put in place leaves no trace.
impl Drop for Staged {
    fn drop(&mut self) {
        for (_, temporary, _) in &self.0 {
            // There is nobody to tell, and a file that cannot be removed does no harm: it is hidden.
            let _ = fs::remove_file(temporary);
        }
    }
}
