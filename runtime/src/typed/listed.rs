//! Enums of the values that a spec lists, and the way around a list that has gone stale.

use std::fmt;

use crate::record::Value;

/// A value that the spec does not list, given on purpose. It cannot be matched on, so that no program breaks when a later
/// spec lists the value.
#[derive(Clone)]
pub struct Unlisted(Content);

#[derive(Clone)]
enum Content {
    Text(Box<str>),
    Number(f64),
}

impl Unlisted {
    /// A text.
    #[must_use]
    pub fn text(value: impl Into<String>) -> Self {
        Self(Content::Text(value.into().into_boxed_str()))
    }

    /// A number.
    #[must_use]
    pub const fn number(value: f64) -> Self {
        Self(Content::Number(value))
    }

    /// The value, as the checker and the writer see it.
    #[doc(hidden)]
    #[must_use]
    pub fn value(&self) -> Value<'_> {
        match &self.0 {
            Content::Text(text) => Value::UnlistedText(text),
            Content::Number(number) => Value::UnlistedNumber(*number),
        }
    }

    /// The text, for the `as_str` of an enum of texts.
    #[doc(hidden)]
    #[must_use]
    pub fn as_str(&self) -> &str {
        text_of(self.value()).unwrap_or_default()
    }

    /// The number, for the `as_f64` of an enum of numbers.
    #[doc(hidden)]
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        number_of(self.value())
    }
}

/// Says nothing of the value but that there is one.
impl fmt::Debug for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unlisted")
    }
}

/// A text that is none of the values listed. [`unlisted`](Unlisted) is the way to send it all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotListed {
    found: String,
    allowed: String,
}

impl fmt::Display for NotListed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not listed: use one of {}", self.found, self.allowed)
    }
}

impl std::error::Error for NotListed {}

/// An enum of the values that a spec lists. Generated enums are this; its methods are theirs under other names.
#[doc(hidden)]
pub trait Listed: Clone + 'static {
    /// Every value of the spec, in its order.
    const LISTED: &'static [Self];

    /// The value.
    fn as_value(&self) -> Value<'_>;
}

/// Takes a value over when it is listed.
#[doc(hidden)]
pub fn put<T: Listed>(place: &mut T, value: Value<'_>) -> bool {
    let listed = T::LISTED.iter().find(|listed| same(listed.as_value(), value));
    listed.map(|listed| place.clone_from(listed)).is_some()
}

/// The listed value that a text stands for.
///
/// # Errors
/// When there is none.
#[doc(hidden)]
pub fn parse<T: Listed>(text: &str) -> Result<T, NotListed> {
    let number = text.parse().map_or(f64::NAN, |number: f64| number);
    let means = |listed: &&T| match listed.as_value() {
        Value::Number(listed) => same_number(listed, number),
        listed => same(listed, Value::Text(text)),
    };
    T::LISTED.iter().find(means).cloned().ok_or_else(|| {
        let allowed: Vec<_> = T::LISTED.iter().map(|listed| format!("`{}`", Shown(listed.as_value()))).collect();
        NotListed { found: text.chars().take(200).collect(), allowed: allowed.join(", ") }
    })
}

/// Whether two values of one enum are the same.
#[doc(hidden)]
#[must_use]
pub fn same(one: Value<'_>, other: Value<'_>) -> bool {
    match (text_of(one), text_of(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => same_number(number_of(one), number_of(other)),
        _ => false,
    }
}

/// A value of an enum as people read it, the same text as on the wire but without quotes.
#[doc(hidden)]
pub struct Shown<'a>(pub Value<'a>);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match text_of(self.0) {
            Some(text) => f.pad(text),
            None => f.pad(ryu_js::Buffer::new().format(number_of(self.0))),
        }
    }
}

const fn text_of(value: Value<'_>) -> Option<&str> {
    match value {
        Value::Text(text) | Value::UnlistedText(text) => Some(text),
        _ => None,
    }
}

/// The double that a number is compared as; no number for what is none, which equals nothing.
const fn number_of(value: Value<'_>) -> f64 {
    match value {
        Value::Number(number) | Value::UnlistedNumber(number) => number,
        #[allow(clippy::cast_precision_loss, reason = "a listed number is the nearest double of its literal")]
        Value::Integer(number) => number as f64,
        _ => f64::NAN,
    }
}

#[allow(clippy::float_cmp, reason = "listed numbers match by value, without tolerance")]
fn same_number(one: f64, other: f64) -> bool {
    one == other
}
