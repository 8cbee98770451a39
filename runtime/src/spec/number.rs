//! The limits of numbers, and what a provider makes of a number that is no multiple.

use crate::Exact;

/// The limits of a whole number, both included. Every integer has bounds: those stated, else those of its carrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntegerRange {
    /// The smallest value.
    pub min: i128,
    /// The largest value.
    pub max: i128,
    /// The value is a multiple of this; 1 for any.
    pub multiple_of: i128,
    /// What the provider makes of a value that is no multiple; without it, it refuses the value.
    pub rounds: Option<Rounds>,
}

/// How a provider makes a multiple of a number that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounds {
    /// The nearest one, of two the larger.
    Nearest,
    /// The next one above.
    Up,
    /// The next one below.
    Down,
}

impl Rounds {
    /// The word of the spec.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nearest => "nearest",
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    /// The multiple of a step that the provider makes of a number; `None` when it overflows.
    #[must_use]
    pub fn round(self, number: Exact, step: Exact) -> Option<Exact> {
        match self {
            Self::Nearest => number.round_to(step),
            Self::Up => number.ceil_to(step),
            Self::Down => number.floor_to(step),
        }
    }
}

/// The limits of a number, compared as IEEE doubles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberRange {
    /// The smallest value.
    pub min: Option<f64>,
    /// The largest value.
    pub max: Option<f64>,
    /// Whether `min` itself is refused.
    pub above_min: bool,
    /// Whether `max` itself is refused.
    pub below_max: bool,
    /// The value is a multiple of this, computed on shortest decimal texts.
    pub multiple_of: Option<Exact>,
    /// What the provider makes of a value that is no multiple; without it, it refuses the value.
    pub rounds: Option<Rounds>,
}

impl NumberRange {
    /// Any finite number.
    pub const ANY: Self =
        Self { min: None, max: None, above_min: false, below_max: false, multiple_of: None, rounds: None };
}
