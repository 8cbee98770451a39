//! Quantities that no request states, given by the caller: the length of a clip, the size of a file.

use std::collections::BTreeMap;

use crate::Exact;
use crate::spec::Measure;

/// Measures by name. A billing measure has the name that the spec gives it (`source_seconds`); a fact about a file is the
/// parameter, a dot and the fact (`video_url.bytes`, `video_url.container`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measures {
    values: BTreeMap<String, Measured>,
}

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub enum Measured {
    /// A number between two ends, both included; an exact one has equal ends. Never negative, and `min <= max`.
    Number {
        /// The lower end.
        min: Exact,
        /// The upper end.
        max: Exact,
    },
    /// A word: a container or a kind of file.
    Word(String),
}

/// Why a measure was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadMeasure {
    /// Below zero.
    Negative,
    /// The lower end is above the upper one.
    Reversed,
    /// Infinite, no number, or longer than 30 digits.
    NotANumber,
}

impl Measures {
    /// No measures.
    #[must_use]
    pub const fn new() -> Self {
        Self { values: BTreeMap::new() }
    }

    /// Gives an exact number.
    ///
    /// # Errors
    /// When it is negative.
    pub fn number(&mut self, name: impl Into<String>, value: Exact) -> Result<(), BadMeasure> {
        self.range(name, value, value)
    }

    /// Gives a range, both ends included.
    ///
    /// # Errors
    /// When an end is negative or the ends are reversed.
    pub fn range(&mut self, name: impl Into<String>, min: Exact, max: Exact) -> Result<(), BadMeasure> {
        if min.is_negative() || max.is_negative() {
            return Err(BadMeasure::Negative);
        }
        if min > max {
            return Err(BadMeasure::Reversed);
        }
        self.values.insert(name.into(), Measured::Number { min, max });
        Ok(())
    }

    /// Gives a word.
    pub fn word(&mut self, name: impl Into<String>, word: impl Into<String>) {
        self.values.insert(name.into(), Measured::Word(word.into()));
    }

    /// What was measured under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Measured> {
        self.values.get(name)
    }

    /// What was measured of a quantity of a price: under its name, or as the fact of a file that it is.
    pub(crate) fn of(&self, measure: &Measure) -> Option<&Measured> {
        let fact = || self.get(&format!("{}.{}", measure.of, measure.fact));
        self.get(&measure.name).or_else(|| (!measure.fact.is_empty()).then(fact)?)
    }

    /// The names given, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Whether nothing was measured.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}
