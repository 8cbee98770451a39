//! What is to be done so that a folder holds what was generated: the same judgement for writing and for `--check`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::{self, Manifest, is_inside};
use super::write::WriteError;
use super::{Artefact, Files};

/// What a folder is to become.
pub(super) struct Plan<'f> {
    /// The folder.
    pub(super) folder: PathBuf,
    /// Paths that differ, in order.
    pub(super) changes: Vec<Change<'f>>,
    /// The list as it is.
    pub(super) before: Manifest,
    /// Whether the list on disk is the one that is to be.
    pub(super) manifest_is_current: bool,
    /// The list as it is to be.
    pub(super) after: Manifest,
    /// How many files are as they are to be.
    pub(super) unchanged: usize,
}

/// A path that differs.
pub(super) struct Change<'f> {
    pub(super) path: String,
    /// What stands on disk.
    pub(super) old: Option<Vec<u8>>,
    /// What is to stand there; none for a file that is no longer generated.
    pub(super) new: Option<&'f Artefact>,
    /// Why it may not be touched.
    pub(super) refusal: Option<WriteError>,
}

impl<'f> Plan<'f> {
    pub(super) fn new(folder: &Path, files: &'f Files) -> Result<Self, WriteError> {
        let on_disk = read(folder, manifest::PATH)?.unwrap_or_default();
        let before = Manifest::parse(&String::from_utf8_lossy(&on_disk));
        let mut after = Manifest::default();
        for (path, artefact) in files {
            if !is_inside(path) || path == manifest::PATH {
                return Err(WriteError::BadPath(path.clone()));
            }
            after.add(path, manifest::hash(artefact.text.as_bytes()));
        }
        let manifest_is_current = on_disk == after.to_text().as_bytes();
        let mut plan =
            Self { folder: folder.to_owned(), changes: Vec::new(), before, manifest_is_current, after, unchanged: 0 };
        for (path, artefact) in files {
            plan.judge(path, Some(artefact))?;
        }
        let orphans: Vec<_> = plan.before.0.keys().filter(|path| !files.contains_key(*path)).cloned().collect();
        for path in orphans {
            plan.judge(&path, None)?;
        }
        plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(plan)
    }

    fn judge(&mut self, path: &str, new: Option<&'f Artefact>) -> Result<(), WriteError> {
        let old = read(&self.folder, path)?;
        if old.as_deref() == new.map(|artefact| artefact.text.as_bytes()) {
            self.unchanged += usize::from(new.is_some());
            return Ok(());
        }
        let refusal = match &old {
            None => None,
            Some(old) if self.before.has(path, old) => None,
            Some(_) if self.before.0.contains_key(path) => Some(WriteError::EditedByHand(path.to_owned())),
            Some(_) => Some(WriteError::NotOurs(path.to_owned())),
        };
        self.changes.push(Change { path: path.to_owned(), old, new, refusal });
        Ok(())
    }
}

/// The content of a file; `None` when there is none.
pub(super) fn read(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
    match fs::read(folder.join(path)) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WriteError::io(path, &error)),
    }
}
