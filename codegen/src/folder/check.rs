//! `--check`: what [`write`](super::write()) would change, and how.

use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::plan::{Change, Plan};
use super::write::WriteError;
use super::{Files, manifest};

/// A file that is not what the specs say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Its path in the folder.
    pub path: String,
    /// The spec it comes from; none when it comes from all of them, or from none any more.
    pub spec: Option<String>,
    /// From what stands on disk to what is generated, as a unified diff of at most 200 lines.
    pub diff: String,
    /// Why [`write`](super::write()) would refuse to replace it.
    pub refusal: Option<WriteError>,
}

/// A diff longer than this says no more.
const MAX_LINES: usize = 200;

/// What a folder lacks, has too much, or has differently. Nothing is written.
///
/// # Errors
/// A file that cannot be read, or a path that is no path for a generated file.
pub fn check(folder: &Path, files: &Files) -> Result<Vec<Stale>, WriteError> {
    let plan = Plan::new(folder, files)?;
    let mut stale: Vec<_> = plan.changes.iter().map(stale).collect();
    if stale.is_empty() && !plan.manifest_is_current {
        let diff = "the list of generated files is not the one that belongs to them\n".to_owned();
        stale.push(Stale { path: manifest::PATH.to_owned(), spec: None, diff, refusal: None });
    }
    Ok(stale)
}

fn stale(change: &Change<'_>) -> Stale {
    let old = String::from_utf8_lossy(change.old.as_deref().unwrap_or_default());
    let new = change.new.map_or("", |artefact| artefact.text.as_str());
    Stale {
        path: change.path.clone(),
        spec: change.new.and_then(|artefact| artefact.spec.clone()),
        diff: unified(&change.path, &old, new, change.old.is_some(), change.new.is_some()),
        refusal: change.refusal.clone(),
    }
}

pub(super) fn unified(path: &str, old: &str, new: &str, has_old: bool, has_new: bool) -> String {
    let side = |there: bool, which: &str| if there { format!("{path} ({which})") } else { "/dev/null".to_owned() };
    // A bound on time costs a shorter diff, not a wrong one.
    let diff = TextDiff::configure().timeout(Duration::from_secs(1)).diff_lines(old, new);
    let text = diff.unified_diff().header(&side(has_old, "on disk"), &side(has_new, "generated")).to_string();
    let more = text.lines().count().saturating_sub(MAX_LINES);
    if more == 0 {
        return text;
    }
    let shown: String = text.split_inclusive('\n').take(MAX_LINES).collect();
    format!("{shown}… and {more} more lines\n")
}
