//! A parameter: facts that every kind has, and exactly one kind.

use serde::Deserialize;

use super::{
    AnyObject, Bool, ChoiceKind, IntegerKind, ListKind, Listed, MediaKind, NumberKind, ObjectKind, TextKind, UrlKind,
};
use crate::yaml::{Node, Sp};

/// A member of the body. Exactly one of the kinds (`bool`, `integer`, `number`, `text`, `one_of`, `one_of_numbers`, `url`,
/// `list`, `object`, `choice`, `any_object`, `any_of`) says which values it takes; `like` takes the kind over from a type.
//
// Reason for the boxes: parameters nest, and without them each level costs 100 KiB of stack in a debug build.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// What it is, in the source's words.
    pub doc: Option<Sp<String>>,
    /// A type of `types:`. A key given here replaces the type's; nothing merges deeply.
    pub like: Option<Sp<String>>,
    /// Whether a request without it is refused.
    pub required: Option<Sp<bool>>,
    /// What the provider uses when it is absent. It is not sent unless the caller sets it.
    pub default: Option<Node>,
    /// Whether `null` is a value.
    pub nullable: Option<Sp<bool>>,
    /// What `null`, an empty text and an empty list are to rules and prices: `present` (the default) or `absent`.
    pub empty: Option<Sp<String>>,
    /// The unit that a number counts in: `s`, `frames`, `px`. Formulas are checked with it.
    pub unit: Option<Sp<String>>,
    /// The name in generated Rust, where the one made from the wire name is not good.
    pub name: Option<Sp<String>>,
    /// How setting it changes a price that is not published: `more`, `less` or `none`.
    pub price_effect: Option<Sp<String>>,
    /// Another parameter of the model, of which this is another name: it takes the same values, and not both may be given with
    /// different ones. It states no kind of its own.
    pub alias_of: Option<Sp<String>>,
    /// The provider advises against it: what to use instead.
    pub deprecated: Option<Sp<String>>,
    /// Two sources differ: what they say. The milder limit is the one that refuses.
    pub disputed: Option<Sp<String>>,
    /// The source, by its name in `sources:`; the model's own page without it.
    pub from: Option<Sp<String>>,

    /// `true` or `false`.
    pub bool: Option<Box<Sp<Bool>>>,
    /// A whole number.
    pub integer: Option<Box<Sp<IntegerKind>>>,
    /// A number.
    pub number: Option<Box<Sp<NumberKind>>>,
    /// A text.
    pub text: Option<Box<Sp<TextKind>>>,
    /// One of some texts: a list, or a map from each value to what is known of it.
    pub one_of: Option<Box<Sp<Listed>>>,
    /// One of some numbers: a list, or a map from each value to what is known of it.
    pub one_of_numbers: Option<Box<Sp<Listed>>>,
    /// An address.
    pub url: Option<Box<Sp<UrlKind>>>,
    /// A list of values of one kind.
    pub list: Option<Box<Sp<ListKind>>>,
    /// An object.
    pub object: Option<Box<Sp<ObjectKind>>>,
    /// An object whose members follow from the value of one of them.
    pub choice: Option<Box<Sp<ChoiceKind>>>,
    /// An object of any members.
    pub any_object: Option<Box<Sp<AnyObject>>>,
    /// One of several kinds, told apart by their JSON type: `[{one_of: [auto]}, {integer: {min: 4, max: 30}}]`. Of several
    /// texts (or numbers) the first one that takes a value judges it; listed values come first.
    pub any_of: Option<Box<Sp<Vec<Self>>>>,

    /// Facts about the file that the value refers to.
    pub media: Option<Box<Sp<MediaKind>>>,
    /// Limits that no source states. A value outside them is a warning, and refused only when the caller is strict.
    pub inferred: Option<Box<Sp<Inferred>>>,
}

impl Parameter {
    /// The keys that are kinds.
    pub const KINDS: [&'static str; 12] = [
        "bool",
        "integer",
        "number",
        "text",
        "one_of",
        "one_of_numbers",
        "url",
        "list",
        "object",
        "choice",
        "any_object",
        "any_of",
    ];
}

/// Limits that no source states.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Inferred {
    /// Whether a request without the parameter is probably refused.
    pub required: Option<Sp<bool>>,
    /// Narrower limits of a whole number.
    pub integer: Option<Box<Sp<IntegerKind>>>,
    /// Narrower limits of a number.
    pub number: Option<Box<Sp<NumberKind>>>,
    /// Narrower limits of a text.
    pub text: Option<Box<Sp<TextKind>>>,
    /// Fewer texts.
    pub one_of: Option<Box<Sp<Listed>>>,
    /// Fewer numbers.
    pub one_of_numbers: Option<Box<Sp<Listed>>>,
    /// That the text is an address, or narrower limits of one.
    pub url: Option<Box<Sp<UrlKind>>>,
    /// Facts about the file.
    pub media: Option<Box<Sp<MediaKind>>>,
}
