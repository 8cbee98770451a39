//! What is known of a part of a formula while it is judged.

use std::rc::Rc;

use nameplate::Exact;

use super::types::{Decimals, Type};
use super::units::Unit;

/// A part as judged.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) kind: Kind,
    /// Whether the decimals of a number end.
    pub(super) decimals: Decimals,
    /// The number itself, when it is made of literals and constants only.
    pub(super) constant: Option<Exact>,
}

impl Value {
    /// What a mistake leaves.
    pub(super) const UNKNOWN: Self = Self { kind: Kind::Unknown, decimals: Decimals::End, constant: None };

    /// A value of which only the kind is known.
    pub(super) fn of(kind: Kind) -> Self {
        Self { kind, ..Self::UNKNOWN }
    }
}

/// What kind of value a part has.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A mistake was reported: it fits everywhere.
    Unknown,
    /// A condition.
    Bool,
    /// A text and, when they are listed, the values it takes. A literal takes one.
    Text(Option<Rc<Vec<String>>>),
    /// A number.
    Number(Quantity),
    /// A list, and the unit of its numbers.
    List(Option<Unit>),
    /// An object.
    Object,
    /// A field of every item of a list.
    Many(Type),
    /// A value of one of several kinds.
    Mixed(Vec<Self>),
}

impl Kind {
    /// The kind of a single value.
    pub(super) fn of(value: Type) -> Self {
        match value {
            Type::Bool => Self::Bool,
            Type::Text(listed) => Self::Text(listed.map(Rc::new)),
            Type::Number(unit) => Self::Number(Quantity::In(unit)),
            Type::List(unit) => Self::List(unit),
            Type::Object => Self::Object,
            Type::Mixed(types) => Self::Mixed(types.into_iter().map(Self::of).collect()),
        }
    }

    /// What this is when it stands beside another kind: of several kinds the one that goes with it.
    pub(super) fn beside(self, other: &Self) -> Self {
        match self {
            Self::Mixed(kinds) => {
                let same = |kind: &&Self| std::mem::discriminant(*kind) == std::mem::discriminant(other);
                kinds.iter().find(same).cloned().unwrap_or(Self::Mixed(kinds))
            }
            kind => kind,
        }
    }

    /// The quantity, of several kinds that of the number.
    pub(super) fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Number(quantity) => Some(quantity),
            Self::Mixed(kinds) => kinds.iter().find_map(Self::quantity),
            _ => None,
        }
    }

    /// Whether it is a text, or may be one.
    pub(super) fn has_text(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Mixed(kinds) => kinds.iter().any(Self::has_text),
            _ => false,
        }
    }

    /// The type; `None` after a mistake.
    pub(super) fn into_type(self) -> Option<Type> {
        match self {
            Self::Unknown => None,
            Self::Bool => Some(Type::Bool),
            Self::Text(listed) => Some(Type::Text(listed.map(Rc::unwrap_or_clone))),
            Self::Number(quantity) => Some(Type::Number(quantity.unit())),
            Self::List(unit) => Some(Type::List(unit)),
            Self::Object => Some(Type::Object),
            Self::Many(value) => Some(value),
            Self::Mixed(kinds) => Some(Type::Mixed(kinds.into_iter().filter_map(Self::into_type).collect())),
        }
    }

    /// The kind as a sentence names it.
    pub(super) fn in_words(&self) -> String {
        let words = match self {
            Self::Unknown => "an unknown value",
            Self::Bool => "a condition",
            Self::Text(_) => "a text",
            Self::Number(quantity) => match quantity.unit() {
                unit if unit.is_none() => "a number",
                unit => return format!("a number in `{unit}`"),
            },
            Self::List(_) => "a list",
            Self::Object => "an object",
            Self::Many(_) => "a field of every item of a list",
            Self::Mixed(kinds) => return kinds.iter().map(Self::in_words).collect::<Vec<_>>().join(" or "),
        };
        words.to_owned()
    }
}

/// The unit of a number, as far as it is settled.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Quantity {
    /// Made of literals only: it takes the unit of what it is added to or compared with.
    Bare,
    /// In this unit.
    In(Unit),
}

impl Quantity {
    /// The unit, when nothing gives another one.
    pub(super) fn unit(&self) -> Unit {
        match self {
            Self::Bare => Unit::NONE,
            Self::In(unit) => unit.clone(),
        }
    }
}
