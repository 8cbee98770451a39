//! The kinds of values, each with its limits.

use super::shared::setters;
use super::{Field, IntegerRange, List, Literal, NumberRange, Object, Rounds, Shared, SlotUse, Text, list, text};
use crate::Exact;

/// What values a parameter takes. Exactly one kind key of the spec becomes one of these.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `true` or `false`.
    Bool,
    /// A number whose value is whole, compared exactly.
    Integer(IntegerRange),
    /// A number, compared as IEEE doubles.
    Number(NumberRange),
    /// A text.
    Text(TextRange),
    /// One of some texts.
    OneOf(List<Word>),
    /// One of some numbers, matched by value.
    OneOfNumbers(List<Listed>),
    /// An address.
    Url(UrlRange),
    /// A list of values of one kind.
    List(ListRange),
    /// An object.
    Object(Shared<Object>),
    /// An object whose members follow from the value of one of them.
    Choice(Shared<Choice>),
    /// An object of any members.
    AnyObject,
    /// One of several kinds, each a field without a name. A value is judged by the alternative of its JSON type; of several
    /// that are texts, or numbers, by the first one that takes it.
    AnyOf(List<Field>),
}

impl Kind {
    /// A whole number between two bounds, both included.
    #[must_use]
    pub const fn integer(min: i128, max: i128) -> Self {
        Self::Integer(IntegerRange { min, max, multiple_of: 1, rounds: None })
    }

    /// A number between two bounds, both included.
    #[must_use]
    pub const fn number(min: f64, max: f64) -> Self {
        Self::Number(NumberRange { min: Some(min), max: Some(max), ..NumberRange::ANY })
    }

    /// One of some texts.
    #[must_use]
    pub const fn one_of(words: &'static [Word]) -> Self {
        Self::OneOf(list(words))
    }

    /// One of some numbers.
    #[must_use]
    pub const fn one_of_numbers(numbers: &'static [Listed]) -> Self {
        Self::OneOfNumbers(list(numbers))
    }

    /// An object.
    #[must_use]
    pub const fn object(object: &'static Object) -> Self {
        Self::Object(Shared::Static(object))
    }

    /// An object whose members follow from the value of one of them.
    #[must_use]
    pub const fn choice(choice: &'static Choice) -> Self {
        Self::Choice(Shared::Static(choice))
    }

    /// One of several kinds.
    #[must_use]
    pub const fn any_of(alternatives: &'static [Field]) -> Self {
        Self::AnyOf(list(alternatives))
    }

    /// The word for this kind in reports and listings: `bool`, `integer`, `number`, `text`, `one_of`, `one_of_numbers`,
    /// `url`, `list`, `object`, `choice`, `any_object`, `any_of`.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Integer(_) => "integer",
            Self::Number(_) => "number",
            Self::Text(_) => "text",
            Self::OneOf(_) => "one_of",
            Self::OneOfNumbers(_) => "one_of_numbers",
            Self::Url(_) => "url",
            Self::List(_) => "list",
            Self::Object(_) => "object",
            Self::Choice(_) => "choice",
            Self::AnyObject => "any_object",
            Self::AnyOf(_) => "any_of",
        }
    }

    /// The type of its values in JSON; `None` when they are of several.
    #[must_use]
    pub const fn json_type(&self) -> Option<JsonType> {
        Some(match self {
            Self::Bool => JsonType::Bool,
            Self::Integer(_) | Self::Number(_) | Self::OneOfNumbers(_) => JsonType::Number,
            Self::Text(_) | Self::OneOf(_) | Self::Url(_) => JsonType::Text,
            Self::List(_) => JsonType::List,
            Self::Object(_) | Self::Choice(_) | Self::AnyObject => JsonType::Object,
            Self::AnyOf(_) => return None,
        })
    }

    /// The step and the way in which the provider rounds numbers that are no multiples, if it does.
    #[must_use]
    pub fn rounding(&self) -> Option<(Exact, Rounds)> {
        match self {
            Self::Integer(range) => Some((Exact::integer(range.multiple_of), range.rounds?)),
            Self::Number(range) => Some((range.multiple_of?, range.rounds?)),
            Self::AnyOf(_) => self.as_type(JsonType::Number)?.rounding(),
            _ => None,
        }
    }

    /// The kind that values of a type of JSON have: this one, or the first alternative of that type.
    #[must_use]
    pub fn as_type(&self, of: JsonType) -> Option<&Self> {
        match self {
            Self::AnyOf(alternatives) => {
                alternatives.iter().map(|alternative| &alternative.kind).find(|kind| kind.json_type() == Some(of))
            }
            kind => (kind.json_type() == Some(of)).then_some(kind),
        }
    }
}

/// A type of JSON, but for `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonType {
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// The limits of a text. Each says in what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRange {
    /// Length in Unicode scalars.
    pub chars: Chars,
    /// Length in UTF-16 code units.
    pub utf16: Chars,
    /// Length in bytes of UTF-8.
    pub bytes: Chars,
    /// Number of words, split at white space.
    pub words: Chars,
    /// A pattern of the closed subset, anchored at both ends; empty for none.
    pub pattern: Text,
}

/// A length, both ends included; `None` for no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chars {
    /// The smallest length.
    pub min: Option<u64>,
    /// The largest length.
    pub max: Option<u64>,
}

impl Chars {
    /// Any length.
    pub const ANY: Self = Self { min: None, max: None };

    /// A length between two ends.
    #[must_use]
    pub const fn new(min: Option<u64>, max: Option<u64>) -> Self {
        Self { min, max }
    }
}

impl TextRange {
    /// Any text.
    pub const ANY: Self =
        Self { chars: Chars::ANY, utf16: Chars::ANY, bytes: Chars::ANY, words: Chars::ANY, pattern: text("") };

    setters! {
        /// Limits the length in Unicode scalars.
        chars: Chars,
        /// Limits the length in UTF-16 code units.
        utf16: Chars,
        /// Limits the length in bytes of UTF-8.
        bytes: Chars,
        /// Limits the number of words.
        words: Chars,
        /// Asks for a pattern.
        pattern: Text,
    }
}

/// One of the texts of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The text on the wire.
    pub value: Text,
    /// What it means; empty when the source does not say.
    pub doc: Text,
    /// What to use instead, when the provider advises against it.
    pub deprecated: Option<Text>,
}

impl Word {
    /// A value without a meaning of its own.
    #[must_use]
    pub const fn new(value: &'static str) -> Self {
        Self { value: text(value), doc: text(""), deprecated: None }
    }

    setters! {
        /// Says what it means.
        doc: Text,
        /// Says what to use instead.
        deprecated: Option<Text>,
    }
}

/// One of the numbers of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The number, exact.
    pub value: Exact,
    /// The same as a double, which is what a value of a request is compared with.
    pub double: f64,
    /// What it means; empty when the source does not say.
    pub doc: Text,
    /// What to use instead, when the provider advises against it.
    pub deprecated: Option<Text>,
}

impl Listed {
    /// A value without a meaning of its own.
    #[must_use]
    pub const fn new(value: Exact, double: f64) -> Self {
        Self { value, double, doc: text(""), deprecated: None }
    }

    setters! {
        /// Says what it means.
        doc: Text,
        /// Says what to use instead.
        deprecated: Option<Text>,
    }
}

/// The limits of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlRange {
    /// The schemes taken, in lower case; empty for any.
    pub schemes: List<Text>,
    /// Whether the host has to be a public one.
    pub public: bool,
    /// Length in Unicode scalars.
    pub chars: Chars,
}

impl UrlRange {
    /// An address with one of some schemes.
    #[must_use]
    pub const fn new(schemes: &'static [Text], public: bool) -> Self {
        Self { schemes: list(schemes), public, chars: Chars::ANY }
    }

    setters! {
        /// Limits the length in Unicode scalars.
        chars: Chars,
    }
}

/// The limits of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRange {
    /// What an item is: exactly one field, without a name. (A list, because a box has no constant form.)
    pub item: List<Field>,
    /// The smallest number of items.
    pub min: Option<u64>,
    /// The largest number of items.
    pub max: Option<u64>,
    /// The numbers of items taken, when they are not a range; empty for no such limit.
    pub counts: List<u64>,
    /// The number of items is a multiple of this; 1 for any.
    pub multiple_of: u64,
    /// Whether no two items may be equal.
    pub unique: bool,
}

impl ListRange {
    /// A list of any length.
    #[must_use]
    pub const fn new(item: &'static [Field]) -> Self {
        Self { item: list(item), min: None, max: None, counts: list(&[]), multiple_of: 1, unique: false }
    }

    setters! {
        /// Sets the smallest number of items.
        min: Option<u64>,
        /// Sets the largest number of items.
        max: Option<u64>,
        /// Sets the numbers of items taken.
        counts: List<u64>,
        /// Sets the step of the number of items.
        multiple_of: u64,
        /// Says whether items have to differ.
        unique: bool,
    }
}

/// An object whose members follow from the value of one of them, its tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The name of the member that decides.
    pub tag: Text,
    /// What the tag is.
    pub doc: Text,
    /// Which case an absent tag means; `None` when the tag is required.
    pub default: Option<Literal>,
    /// Which slots the tag feeds, as if it were a member of the choice.
    pub feeds: List<SlotUse>,
    /// The cases, in the order of the spec.
    pub cases: List<Case>,
}

/// A case of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The value of the tag.
    pub value: Text,
    /// What it means.
    pub doc: Text,
    /// The members beside the tag.
    pub object: Object,
}
