//! The cargo features of the generated crate. Its `Cargo.toml` belongs to people but for one block between two marks: without a
//! feature of its own, a new provider would silently be left out of the crate.

use std::path::Path;

use super::check::{Stale, unified};
use super::plan;
use super::write::{Staged, WriteError};

const PATH: &str = "Cargo.toml";
const BEGIN: &str = "# providers: written by `cargo xtask generate`";
const END: &str = "# end of providers";

/// What is to be done about the features of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Features {
    /// Nothing: they are there.
    Fresh,
    /// The block is another one. The text of the file as it is, and as it is to be.
    Stale(String, String),
    /// There is no block that may be written: what to tell the owner of the file.
    Foreign(String),
}

impl Features {
    /// Compares the features of the crate in a folder with those that are wanted.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn of(folder: &Path, wanted: &[String]) -> Result<Self, WriteError> {
        let Some(bytes) = plan::read(folder, PATH)? else { return Ok(Self::Foreign(advice(folder, wanted))) };
        let old = String::from_utf8_lossy(&bytes).into_owned();
        Ok(match with_block(&old, wanted) {
            Some(new) if new == old => Self::Fresh,
            Some(new) => Self::Stale(old, new),
            None if wanted.iter().all(|feature| declares(&old, feature)) => Self::Fresh,
            None => Self::Foreign(advice(folder, wanted)),
        })
    }

    /// Writes what is stale. Says whether that was anything.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, folder: &Path) -> Result<Option<String>, WriteError> {
        let Self::Stale(_, new) = self else { return Ok(None) };
        let mut staged = Staged::default();
        staged.add(folder, PATH, new)?;
        staged.put_in_place()?;
        Ok(Some(PATH.to_owned()))
    }

    /// What `--check` says of it.
    #[must_use]
    pub fn stale(&self) -> Option<Stale> {
        let Self::Stale(old, new) = self else { return None };
        let diff = unified(PATH, old, new, true, true);
        Some(Stale { path: PATH.to_owned(), spec: None, diff, refusal: None })
    }

    /// What the owner of the file has to do.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        if let Self::Foreign(advice) = self { Some(advice) } else { None }
    }
}

/// The text with the wanted block in place of the one it has.
fn with_block(text: &str, wanted: &[String]) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{}{after}", block(wanted)))
}

fn block(wanted: &[String]) -> String {
    let all: Vec<_> = wanted.iter().map(|feature| format!("\"{feature}\"")).collect();
    let each: Vec<String> = wanted.iter().map(|feature| format!("{feature} = []\n")).collect();
    let each = each.concat();
    format!("{BEGIN}\ndefault = [{}]\n{each}{END}", all.join(", "))
}

fn declares(text: &str, feature: &str) -> bool {
    text.lines().any(|line| line.split_once('=').is_some_and(|(key, _)| key.trim().trim_matches('"') == feature))
}

fn advice(folder: &Path, wanted: &[String]) -> String {
    format!(
        "`{}` needs a dependency on `nameplate`, and a feature for each provider, without which its module is left out; with \
         the marks, this is kept up to date:\n\n[features]\n{}\n",
        folder.join(PATH).display(),
        block(wanted)
    )
}

#[cfg(test)]
mod tests {
    use super::{advice, block, declares, with_block};

    fn wanted() -> Vec<String> {
        ["acme", "zenith"].map(str::to_owned).to_vec()
    }

    #[test]
    fn only_the_block_between_the_marks_changes() {
        let old = format!("[features]\n{}\nmine = []\n", block(&["acme".to_owned()]));
        let new = with_block(&old, &wanted()).unwrap_or_default();
        assert_eq!(new, format!("[features]\n{}\nmine = []\n", block(&wanted())));
        assert!(new.contains("default = [\"acme\", \"zenith\"]\nacme = []\nzenith = []\n"));
        assert_eq!(with_block(&new, &wanted()), Some(new.clone()), "a second run changes nothing");
    }

    #[test]
    fn a_file_without_both_marks_is_left_alone() {
        for text in ["", "[features]\nacme = []\n", super::BEGIN, super::END, "# end of providers\n# providers: "] {
            assert_eq!(with_block(text, &wanted()), None, "{text}");
        }
    }

    #[test]
    fn features_written_by_hand_count() {
        assert!(declares("[features]\n\"acme\" = []\n", "acme"));
        assert!(!declares("[features]\nacme_2 = []\n", "acme"));
    }

    #[test]
    fn the_advice_can_be_pasted() {
        let advice = advice(std::path::Path::new("out"), &wanted());
        assert!(with_block(&advice, &wanted()).is_some_and(|text| text == advice));
    }
}
