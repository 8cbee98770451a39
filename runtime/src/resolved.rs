//! What rules and prices see of a request: for each slot of the body, what was sent, else the provider's default.

use std::borrow::Cow;

use crate::Exact;

/// The slots of a body, in the order of [`Object::slots`](crate::spec::Object::slots).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved<'a> {
    /// One for each slot.
    pub slots: Vec<SlotValue<'a>>,
}

/// A slot after the body was read and defaults were applied.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotValue<'a> {
    /// What a formula reads.
    pub value: SlotContent<'a>,
    /// Whether the parameter is present: what `present(x)` says. A default does not make a parameter present.
    pub present: bool,
}

/// What a formula reads from a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotContent<'a> {
    /// Absent without a default, `null`, or broken: nothing can be computed from it.
    Nothing,
    /// It is there, but is a list or an object: only `present` can be asked.
    Something,
    /// A truth value.
    Bool(bool),
    /// A number: exact, or the shortest decimal of the double that was sent.
    Number(Exact),
    /// A number that no [`Exact`] holds, as a double.
    Large(f64),
    /// A text.
    Text(Cow<'a, str>),
}
