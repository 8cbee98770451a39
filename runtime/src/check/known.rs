//! The members that an object may have: its own, and those of the action that a body asks for.

use super::Options;
use crate::spec::Field;

/// The members that an object may have. A typed request knows them by index: those that every action has, one place for the
/// action itself, then those of the action.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'a> {
    /// The members of the object, whatever the action.
    pub(crate) common: &'a [Field],
    /// The members of the action.
    pub(crate) own: &'a [Field],
}

impl<'a> Known<'a> {
    /// No members.
    pub(crate) const NONE: Self = Self { common: &[], own: &[] };

    /// The members of an object without actions.
    pub(crate) const fn of(fields: &'a [Field]) -> Self {
        Self { common: fields, own: &[] }
    }

    /// A member by its index.
    pub(crate) fn get(self, index: usize) -> Option<&'a Field> {
        match self.common.get(index) {
            None => self.own.get(index.checked_sub(self.first_own())?),
            common => common,
        }
    }

    /// The index of the first member of the action.
    pub(crate) fn first_own(self) -> usize {
        self.common.len() + 1
    }

    /// What lies after every index.
    pub(crate) fn end(self) -> usize {
        if self.own.is_empty() { self.common.len() } else { self.first_own() + self.own.len() }
    }

    /// The names that may be asked for in a way.
    pub(crate) fn names(self, options: &Options<'_>) -> impl Iterator<Item = &'a str> {
        let way = options.way;
        self.common.iter().chain(self.own).filter(move |field| field.taken_by(way)).map(|field| &*field.name)
    }
}
