//! The shapes that a request's description is read into: what a spec can say, in the order of the document.

use super::Value;
use crate::yaml::Number;

/// Something that a document says and a spec does not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Where in the document, as a JSON Pointer.
    pub pointer: String,
    /// What it says, and why it is not in the spec.
    pub text: String,
    /// Whether values that the document refuses pass here because of it.
    pub widens: bool,
}

impl Remark {
    /// Something that limits which values the document takes.
    #[must_use]
    pub fn limit(pointer: impl Into<String>, text: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), text: text.into(), widens: true }
    }

    /// Something that limits nothing.
    #[must_use]
    pub fn note(pointer: impl Into<String>, text: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), text: text.into(), widens: false }
    }
}

/// An object: the body itself, or one within it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// The members, in the order in which a reader should see them.
    pub members: Vec<Member>,
    /// The rules between them.
    pub rules: Vec<Rule>,
    /// What is said of the object as a whole, and cannot be.
    pub remarks: Vec<Remark>,
}

/// A member of an object, or (with an empty name) the item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The name on the wire.
    pub name: String,
    /// Where it is described.
    pub pointer: String,
    /// What it is.
    pub doc: String,
    /// Whether a request without it is refused.
    pub required: bool,
    /// What the provider uses when it is absent.
    pub default: Option<Value>,
    /// Whether `null` is a value.
    pub nullable: bool,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Values that the document shows.
    pub examples: Vec<Value>,
    /// What values it takes.
    pub kind: Kind,
    /// What is said of it and cannot be.
    pub remarks: Vec<Remark>,
}

/// What values a member takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// No spec can say it; the member's remarks say why.
    Unsaid,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer(Bounds),
    /// A number.
    Number(Bounds),
    /// A text.
    Text(Lengths),
    /// One of some texts.
    OneOf(Vec<Word>),
    /// One of some numbers.
    OneOfNumbers(Vec<Listed>),
    /// A list.
    List {
        /// What an item is.
        item: Box<Member>,
        /// The smallest and the largest number of items.
        items: (Option<u64>, Option<u64>),
        /// Whether no two items may be equal.
        unique: bool,
    },
    /// An object.
    Object(Object),
    /// An object of any members.
    AnyObject,
    /// One of several kinds, each a member without a name.
    AnyOf(Vec<Member>),
    /// An object whose members follow from the value of one of them.
    Choice {
        /// The name of that member.
        by: String,
        /// The cases.
        cases: Vec<Case>,
    },
}

/// The limits of a number. At each end at most one of the two bounds is given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// The smallest value.
    pub min: Option<Number>,
    /// The largest value.
    pub max: Option<Number>,
    /// The value is larger.
    pub above: Option<Number>,
    /// The value is smaller.
    pub below: Option<Number>,
    /// The value is a multiple of it.
    pub multiple_of: Option<Number>,
    /// Of a whole number, whether it needs an unsigned carrier of 64 bits.
    pub unsigned: bool,
}

/// The limits of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    /// The smallest length in Unicode scalars.
    pub min: Option<u64>,
    /// The largest length in Unicode scalars.
    pub max: Option<u64>,
    /// A pattern for the whole text, of the closed subset of specs.
    pub pattern: Option<String>,
    /// Whether the document calls it an address. A validator may take that for a remark, so it only warns.
    pub address: bool,
}

/// A text of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The text.
    pub value: String,
    /// What it means; empty when the document does not say.
    pub doc: String,
}

/// A number of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The number.
    pub value: Number,
    /// What it means; empty when the document does not say.
    pub doc: String,
}

/// A case of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The value of the tag.
    pub value: String,
    /// What it means; empty when the document does not say.
    pub doc: String,
    /// The members beside the tag.
    pub object: Object,
}

/// A rule between members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Where it is stated.
    pub pointer: String,
    /// The key of the spec: `exactly_one`, `at_least_one`, `at_most_one` or `requires`.
    pub key: &'static str,
    /// The members that it names.
    pub names: Vec<String>,
    /// Of `requires`, the member in whose presence they are needed.
    pub when_present: Option<String>,
}

impl Member {
    /// A member of which nothing is known.
    #[must_use]
    pub fn new(name: impl Into<String>, pointer: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            pointer: pointer.into(),
            doc: String::new(),
            required: false,
            default: None,
            nullable: false,
            deprecated: false,
            examples: Vec::new(),
            kind: Kind::Unsaid,
            remarks: Vec::new(),
        }
    }

    /// The members and items right below.
    pub fn children_mut(&mut self) -> Vec<&mut Self> {
        match &mut self.kind {
            Kind::List { item, .. } => vec![item],
            Kind::AnyOf(alternatives) => alternatives.iter_mut().collect(),
            Kind::Object(object) => object.members.iter_mut().collect(),
            Kind::Choice { cases, .. } => cases.iter_mut().flat_map(|case| &mut case.object.members).collect(),
            _ => Vec::new(),
        }
    }

    /// Gives up saying what it takes, for a reason.
    pub fn unsay(&mut self, remark: Remark) {
        self.kind = Kind::Unsaid;
        self.remarks.push(remark);
    }
}

impl Kind {
    /// The rules and remarks of the objects right inside.
    #[must_use]
    pub fn objects(&self) -> Vec<&Object> {
        match self {
            Self::Object(object) => vec![object],
            Self::Choice { cases, .. } => cases.iter().map(|case| &case.object).collect(),
            _ => Vec::new(),
        }
    }

    /// The same to be changed.
    pub fn objects_mut(&mut self) -> Vec<&mut Object> {
        match self {
            Self::Object(object) => vec![object],
            Self::Choice { cases, .. } => cases.iter_mut().map(|case| &mut case.object).collect(),
            _ => Vec::new(),
        }
    }
}
