//! What a formula may name, and what kind of value it leaves: the words between the language and those who use it.

use nameplate::Exact;
use nameplate::spec::{Literal, Program, Take};

use super::ast::Name;
use super::units::Unit;
use crate::diagnostic::Place;

/// What kind of value something has.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `true` or `false`.
    Bool,
    /// A text, and the values it takes when they are listed.
    Text(Option<Vec<String>>),
    /// A number in a unit.
    Number(Unit),
    /// A list, and the unit of its items when they are numbers.
    List(Option<Unit>),
    /// An object.
    Object,
    /// One of several of these, told apart by what is asked of it.
    Mixed(Vec<Self>),
}

/// Whether the decimals of a number end. Later ones contain earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Decimals {
    /// It is always a whole number.
    Whole,
    /// They end.
    End,
    /// They may go on for ever, because of the division at this place.
    MayNotEnd(Place),
}

impl Decimals {
    /// What a number has that is computed from two others without a division.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Whole, other) => other,
            (own @ Self::MayNotEnd(_), _) | (own, Self::Whole) => own,
            (Self::End, other) => other,
        }
    }

    /// What an exact number has. A constant whose decimals do not end was divided nowhere, so its place is the caller's.
    pub(super) fn of(value: Exact, at: impl FnOnce() -> Place) -> Self {
        match (value.to_integer(), value.terminates()) {
            (Some(_), _) => Self::Whole,
            (None, true) => Self::End,
            (None, false) => Self::MayNotEnd(at()),
        }
    }
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Symbol {
    /// A parameter, of which a slot keeps what the formula reads.
    Parameter(Parameter),
    /// A measure of the billing table.
    Measure {
        /// Its index there.
        index: u16,
        /// What it counts in.
        unit: Unit,
    },
    /// A rate of the billing table.
    Rate {
        /// Its index there.
        index: u16,
        /// What it is stated in.
        unit: Unit,
    },
    /// An earlier step of the billing table.
    Step {
        /// Its index there.
        index: u16,
        /// What it counts in.
        unit: Unit,
        /// What was found when it was compiled.
        decimals: Decimals,
    },
    /// A group of the billing table.
    Group {
        /// Its index there.
        index: u16,
        /// The names of its sets.
        keys: Vec<String>,
    },
    /// A number that the spec states elsewhere: what a credit is worth.
    Constant {
        /// The number.
        value: Exact,
        /// What it counts in.
        unit: Unit,
    },
}

/// A parameter, as a formula sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// What the scope knows it by.
    pub reference: ParameterRef,
    /// What kind of value it has.
    pub value: Type,
    /// Whether its path goes through a list, so that it has as many values as the list has items.
    pub many: bool,
    /// What a formula reads of a request without it.
    pub absent: Absent,
    /// Whether it is a fact of the file that a parameter refers to: it can be read, but is never sent.
    pub of_file: bool,
}

/// What a formula reads of a request without a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Every valid request has it, so that asking for its presence is idle.
    Never,
    /// The provider's default stands in.
    Default,
    /// Nothing: a rule that reads it is not judged.
    Nothing,
}

/// What a scope knows a parameter by. The language hands it back and does not look into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterRef(pub usize);

/// What the names of a formula stand for, and where the values that it reads are kept.
pub trait Scope {
    /// What a name stands for; `None` when it stands for nothing here.
    fn resolve(&mut self, name: &Name) -> Option<Symbol>;

    /// Every name that stands for something, to suggest one when another does not: parts with dots between them.
    fn candidates(&self) -> Vec<String>;

    /// The slot that keeps what a formula takes of a parameter, and the value that the formula itself has for requests without
    /// it; the same slot whenever all three are the same.
    fn slot(&mut self, parameter: ParameterRef, take: Take, fallback: Option<Literal>) -> u16;
}

/// What a formula has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Any value.
    Any,
    /// A condition.
    Bool,
    /// A number in any unit.
    Number,
}

/// A formula that was checked, as operations.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The operations.
    pub program: Program,
    /// What kind of value it leaves.
    pub value: Type,
    /// Whether the decimals of a number end.
    pub decimals: Decimals,
    /// The slots it reads outside of `present` and `count`, in the order in which it names them, each once.
    pub reads: Vec<u16>,
    /// All slots it names, in that order, each once.
    pub names: Vec<u16>,
    /// The measures it reads, likewise.
    pub measures: Vec<u16>,
    /// The rates it reads, likewise.
    pub rates: Vec<u16>,
    /// The steps it reads, likewise.
    pub steps: Vec<u16>,
    /// The groups it reads, likewise.
    pub groups: Vec<u16>,
}
