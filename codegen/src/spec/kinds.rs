//! The kinds of values, as the YAML states them. Numbers keep their exact text.

use serde::Deserialize;

use super::{Map, Parameter, Rule};
use crate::yaml::{ListOrMap, Number, Scalar, Sp};

/// `true` or `false`; it has no keys.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bool {}

/// A whole number: `5`, `5.0` and `5e0` are the same one.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IntegerKind {
    /// The smallest value.
    pub min: Option<Sp<Number>>,
    /// The largest value.
    pub max: Option<Sp<Number>>,
    /// The value is a multiple of this.
    pub multiple_of: Option<Sp<Number>>,
    /// The provider takes other values too and makes a multiple of them: `nearest`, `up` or `down`.
    pub rounds: Option<Sp<String>>,
    /// `i64` (the default) or `u64`: what carries the value in Rust, and its bounds where none is stated.
    pub carrier: Option<Sp<String>>,
}

/// A number, compared as IEEE doubles.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberKind {
    /// The smallest value.
    pub min: Option<Sp<Number>>,
    /// The largest value.
    pub max: Option<Sp<Number>>,
    /// The value is larger than this.
    pub above: Option<Sp<Number>>,
    /// The value is smaller than this.
    pub below: Option<Sp<Number>>,
    /// The value is a multiple of this, computed on decimal texts.
    pub multiple_of: Option<Sp<Number>>,
    /// The provider takes other values too and makes a multiple of them: `nearest`, `up` or `down`.
    pub rounds: Option<Sp<String>>,
}

/// A text. Every length says in what it counts.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextKind {
    /// Smallest length in Unicode scalars.
    pub min_chars: Option<Sp<Number>>,
    /// Largest length in Unicode scalars.
    pub max_chars: Option<Sp<Number>>,
    /// Smallest length in UTF-16 code units, which is what JavaScript counts.
    pub min_utf16: Option<Sp<Number>>,
    /// Largest length in UTF-16 code units, which is what JavaScript counts.
    pub max_utf16: Option<Sp<Number>>,
    /// Smallest length in bytes of UTF-8.
    pub min_bytes: Option<Sp<Number>>,
    /// Largest length in bytes of UTF-8.
    pub max_bytes: Option<Sp<Number>>,
    /// Smallest number of words, split at white space.
    pub min_words: Option<Sp<Number>>,
    /// Largest number of words, split at white space.
    pub max_words: Option<Sp<Number>>,
    /// A pattern for the whole text: literals, ASCII classes, groups, `?`, `*`, `+`, `{m,n}`, `|`. It is anchored at both ends.
    pub pattern: Option<Sp<String>>,
}

/// Values: a list, or a map from each value to what is known of it.
pub type Listed = ListOrMap<ListedValue>;

/// What is known of a value.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListedValue {
    /// What it means, in the source's words.
    pub doc: Option<Sp<String>>,
    /// The name of the variant in generated Rust.
    pub name: Option<Sp<String>>,
    /// The provider advises against it: what to use instead.
    pub deprecated: Option<Sp<String>>,
}

/// An address. Nothing is repaired: what is sent is what is judged.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UrlKind {
    /// The schemes taken, in lower case.
    pub schemes: Option<Vec<Sp<String>>>,
    /// Whether the host has to be a public one: no loopback, private, link-local or reserved address.
    pub public: Option<Sp<bool>>,
    /// Largest length in Unicode scalars.
    pub max_chars: Option<Sp<Number>>,
}

/// An object of any members, which nothing looks into; it has no keys.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AnyObject {}

/// A list.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListKind {
    /// What an item is.
    pub of: Box<Parameter>,
    /// The smallest number of items.
    pub min_items: Option<Sp<Number>>,
    /// The largest number of items.
    pub max_items: Option<Sp<Number>>,
    /// The numbers of items taken, where they are not a range: `[0, 1, 3]`.
    pub counts: Option<Vec<Sp<Number>>>,
    /// The number of items is a multiple of this: `2` for pairs.
    pub items_multiple_of: Option<Sp<Number>>,
    /// Whether no two items may be equal.
    pub unique: Option<Sp<bool>>,
}

/// An object.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ObjectKind {
    /// Its members.
    pub parameters: Map<Parameter>,
    /// Rules between its members.
    pub rules: Option<Map<Rule>>,
}

/// An object whose members follow from the value of one of them, its tag.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceKind {
    /// The name of the member that decides.
    pub by: Sp<String>,
    /// What the tag is.
    pub doc: Option<Sp<String>>,
    /// The value that an absent tag means; without it the tag is required.
    pub default: Option<Sp<String>>,
    /// The cases: a value of the tag each, with the members that come with it.
    pub cases: Map<ChoiceCase>,
}

/// A case of a choice.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceCase {
    /// What it means.
    pub doc: Option<Sp<String>>,
    /// The name of the variant in generated Rust.
    pub name: Option<Sp<String>>,
    /// The members beside the tag.
    pub parameters: Option<Map<Parameter>>,
    /// Rules between them.
    pub rules: Option<Map<Rule>>,
}

/// Facts about a file.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MediaKind {
    /// What the file is: `image`, `video`, `audio` or `text`.
    pub of: Option<Sp<String>>,
    /// The containers taken: `[mp4, mov]`.
    pub containers: Option<Vec<Sp<String>>>,
    /// The largest size: a number and `B`, `KB`, `MB`, `GB` (powers of 1000) or `KiB`, `MiB`, `GiB` (powers of 1024).
    pub max_bytes: Option<Sp<String>>,
    /// The smallest size, in the same units.
    pub min_bytes: Option<Sp<String>>,
    /// The shortest duration in seconds.
    pub min_seconds: Option<Sp<Number>>,
    /// The longest duration in seconds.
    pub max_seconds: Option<Sp<Number>>,
    /// The smallest width in pixels.
    pub min_width: Option<Sp<Number>>,
    /// The largest width in pixels.
    pub max_width: Option<Sp<Number>>,
    /// The smallest height in pixels.
    pub min_height: Option<Sp<Number>>,
    /// The largest height in pixels.
    pub max_height: Option<Sp<Number>>,
    /// The lowest frame rate.
    pub min_fps: Option<Sp<Number>>,
    /// The highest frame rate.
    pub max_fps: Option<Sp<Number>>,
    /// The fewest frames.
    pub min_frames: Option<Sp<Number>>,
    /// The most frames.
    pub max_frames: Option<Sp<Number>>,
    /// The smallest area: width times height.
    pub min_pixels: Option<Sp<Number>>,
    /// The largest area: width times height.
    pub max_pixels: Option<Sp<Number>>,
    /// The narrowest shape, width to height: `"1:2.5"`, or a number.
    pub min_aspect: Option<Sp<Scalar>>,
    /// The widest shape, width to height: `"2.5:1"`, or a number.
    pub max_aspect: Option<Sp<Scalar>>,
}
