//! Facts about the files that parameters refer to.

use super::{List, Text, list, text};
use crate::Exact;

/// The facts that are numbers: bytes, seconds, pixels, frames a second, frames; the area in pixels and the width divided by
/// the height follow from width and height.
pub const FILE_NUMBERS: [&str; 8] = ["bytes", "seconds", "width", "height", "fps", "frames", "pixels", "aspect"];
/// The facts that are words.
pub const FILE_WORDS: [&str; 2] = ["container", "kind"];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A still picture.
    Image,
    /// A moving picture, with or without sound.
    Video,
    /// Sound.
    Audio,
    /// A text.
    Text,
}

/// A fact about the file that a URL refers to. It is checked when the fact was measured and listed as unchecked otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaFact {
    /// The key of the spec: `of`, `containers`, `max_bytes`, `min_seconds`, …
    pub what: Text,
    /// The measured quantity it speaks of: `bytes`, `seconds`, `width`, `height`, `fps`; `container` and `kind` are words.
    pub fact: Text,
    /// The smallest value, included.
    pub min: Option<Exact>,
    /// The largest value, included.
    pub max: Option<Exact>,
    /// The words allowed, for `container` and `kind`; empty for numbers.
    pub words: List<Text>,
    /// Whether the source does not state it: a file outside it is a warning.
    pub inferred: bool,
}

impl MediaFact {
    /// A fact that is one of some words.
    #[must_use]
    pub const fn words(what: &'static str, fact: &'static str, words: &'static [Text]) -> Self {
        Self { what: text(what), fact: text(fact), min: None, max: None, words: list(words), inferred: false }
    }

    /// A fact that is a number between bounds.
    #[must_use]
    pub const fn range(what: &'static str, fact: &'static str, min: Option<Exact>, max: Option<Exact>) -> Self {
        Self { what: text(what), fact: text(fact), min, max, words: list(&[]), inferred: false }
    }

    /// Makes it a warning.
    #[must_use]
    pub const fn inferred(mut self) -> Self {
        self.inferred = true;
        self
    }
}
