//! Rules between the members of an object.

use super::shared::put;
use super::{List, Literal, Program, Text, list, text};
use crate::{Exact, RuleId};

/// A rule. Its name is public and stable.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The name in the spec.
    pub name: Text,
    /// What it asks.
    pub kind: RuleKind,
    /// What to say when it is broken; empty for a sentence made from the kind.
    pub message: Text,
    /// The slots it names, in its order: the first one present is where a violation points.
    pub names: List<u16>,
    /// The slots that have to have a value, else the rule is not evaluated.
    pub reads: List<u16>,
    /// Whether the source does not state it: breaking it is a warning.
    pub inferred: bool,
    /// Where two sources differ, what they say.
    pub disputed: Option<Text>,
    /// Where it stands, as an index into [`ModelSpec::sources`](super::ModelSpec::sources).
    pub source: u16,
}

impl Rule {
    /// A rule that is stated by the model's own page.
    #[must_use]
    pub const fn new(name: &'static str, kind: RuleKind, names: &'static [u16], reads: &'static [u16]) -> Self {
        Self {
            name: text(name),
            kind,
            message: text(""),
            names: list(names),
            reads: list(reads),
            inferred: false,
            disputed: None,
            source: 0,
        }
    }

    /// A rule that comes with another name of a parameter, and has no name of its own.
    #[must_use]
    pub fn other_name(of: u16, alias: u16) -> Self {
        let names = vec![alias, of].into();
        Self { names, ..Self::new("", RuleKind::Alias { of, alias }, &[], &[]) }
    }

    /// Says what to say when it is broken.
    #[must_use]
    pub const fn message(mut self, message: &'static str) -> Self {
        put(&mut self.message, text(message));
        self
    }

    /// Makes it a warning.
    #[must_use]
    pub const fn inferred(mut self) -> Self {
        self.inferred = true;
        self
    }

    /// Says what the sources disagree about.
    #[must_use]
    pub const fn disputed(mut self, sources: &'static str) -> Self {
        put(&mut self.disputed, Some(text(sources)));
        self
    }

    /// Names the source by its index.
    #[must_use]
    pub const fn source(mut self, source: u16) -> Self {
        self.source = source;
        self
    }
}

/// What a rule asks. `when` is a condition with its formula as the spec writes it; an empty one always holds.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleKind {
    /// Exactly one of the named parameters is present.
    ExactlyOne,
    /// At most one of them is present.
    AtMostOne,
    /// At least one of them is present.
    AtLeastOne,
    /// All of them are present, or none.
    Together,
    /// When the condition holds, the needed parameters are present, or have one of some values, sent or by default.
    Requires {
        /// The condition.
        when: Program,
        /// Its formula.
        text: Text,
        /// The needed parameters.
        needs: List<u16>,
        /// The values of which each of them has one; none where being present is enough.
        values: List<Literal>,
    },
    /// The parameter is present only when the condition holds.
    AllowedOnly {
        /// The parameter.
        subject: u16,
        /// The condition.
        when: Program,
        /// Its formula.
        text: Text,
    },
    /// When the condition holds, the parameter has one of some values.
    Dependent {
        /// The parameter.
        subject: u16,
        /// The condition.
        when: Program,
        /// Its formula.
        text: Text,
        /// The values.
        allowed: Allowed,
    },
    /// When the condition holds, the parameter is accepted and has no effect. Always a warning.
    NoEffect {
        /// The parameter.
        subject: u16,
        /// The condition.
        when: Program,
        /// Its formula.
        text: Text,
    },
    /// Placeholders in texts (`@Image2`) refer to items that a list has.
    Placeholders {
        /// The slots that keep the largest number of each text's placeholders.
        texts: List<u16>,
        /// The slot that keeps how many items the list has.
        of: u16,
        /// The form of the placeholders: `@Image{n}`.
        form: Text,
    },
    /// Two names of one parameter are not given different values.
    Alias {
        /// The parameter.
        of: u16,
        /// Its other name.
        alias: u16,
    },
    /// The condition holds.
    Condition {
        /// The condition.
        holds: Program,
        /// Its formula.
        text: Text,
    },
}

impl RuleKind {
    /// The rule of this crate that stands in reports when it is broken.
    #[must_use]
    pub const fn id(&self) -> RuleId {
        match self {
            Self::ExactlyOne => RuleId::ExactlyOne,
            Self::AtMostOne => RuleId::AtMostOne,
            Self::AtLeastOne => RuleId::AtLeastOne,
            Self::Together => RuleId::Together,
            Self::Requires { .. } => RuleId::Requires,
            Self::AllowedOnly { .. } => RuleId::AllowedOnly,
            Self::Dependent { .. } => RuleId::Dependent,
            Self::NoEffect { .. } => RuleId::NoEffect,
            Self::Placeholders { .. } => RuleId::Placeholder,
            Self::Alias { .. } => RuleId::AliasConflict,
            Self::Condition { .. } => RuleId::Condition,
        }
    }
}

/// The values that a dependent limit allows.
#[derive(Clone, Debug, PartialEq)]
pub enum Allowed {
    /// One of these.
    Values(List<Literal>),
    /// A number between bounds, both included.
    Range {
        /// The smallest value.
        min: Option<Exact>,
        /// The largest value.
        max: Option<Exact>,
    },
}
