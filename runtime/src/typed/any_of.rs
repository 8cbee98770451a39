//! Enums of values of several kinds: which variant a value belongs to, which is what the checker judges it by.

use std::fmt;

use super::wire::{Part, to_text};
use crate::check::{Alternative, alternative};
use crate::json::{Item, Number, Text};
use crate::record::Value;
use crate::spec::{Field, JsonType, Kind};

/// Makes an enum of values of several kinds a member of a request: `any_of!(Duration, table::DURATION, { Auto = Text("auto") },
/// { 1 => Seconds }, [])`: the variants of listed values, then those that hold a value with the index of their alternative, and
/// again the one that holds a list. The enum has a last variant `Unlisted`.
#[doc(hidden)]
#[macro_export]
macro_rules! any_of {
    (
        $type:ident, $alternatives:expr,
        { $($word:ident = $of:ident($listed:expr)),* },
        { $($index:literal => $variant:ident),* },
        [$($list:ident)?]
    ) => {
        impl $crate::Member for $type {
            fn value(&self) -> $crate::Value<'_> {
                match self {
                    $(Self::$word => $crate::Value::$of($listed),)*
                    $(Self::$variant(value) => $crate::Member::value(value),)*
                    Self::Unlisted(value) => value.value(),
                }
            }

            fn put(&mut self, value: $crate::Value<'_>) -> bool {
                $(if let Self::$list(items) = self {
                    return $crate::Member::put(items, value);
                })?
                $(if $crate::typed::support::same($crate::Value::$of($listed), value) {
                    *self = Self::$word;
                    return true;
                })*
                match $crate::typed::support::alternative_of($alternatives, value) {
                    $(::core::option::Option::Some($index) => {
                        let mut new = $crate::Member::blank();
                        let fits = $crate::Member::put(&mut new, value);
                        *self = Self::$variant(new);
                        fits
                    })*
                    _ => false,
                }
            }

            fn fill(&mut self, json: &$crate::typed::Json) -> bool {
                *self = Self::blank();
                let value = $crate::Value::of_json(json);
                // A listed value is put, since other alternatives may be of its type too.
                match $crate::typed::support::alternative_of($alternatives, value) {
                    $(::core::option::Option::Some($index) => {
                        let mut new = $crate::Member::blank();
                        let fits = $crate::Member::fill(&mut new, json);
                        *self = Self::$variant(new);
                        fits
                    })*
                    _ => $crate::Member::put(self, value),
                }
            }

            fn open(&mut self, case: usize) -> ::core::option::Option<&mut dyn $crate::Record> {
                $(if let Self::$list(_) = self {
                    let Self::$list(items) = self else { return ::core::option::Option::None };
                    return $crate::Member::open(items, case);
                })?
                match $crate::typed::support::object_of($alternatives) {
                    $(::core::option::Option::Some($index) => *self = Self::$variant($crate::Member::blank()),)*
                    _ => return ::core::option::Option::None,
                }
                match self {
                    $(Self::$variant(value) => $crate::Member::open(value, case),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn begin_list(&mut self) {
                $(*self = Self::$list($crate::Member::blank());)?
            }

            fn clear(&mut self) {}

            fn blank() -> Self {
                Self::Unlisted($crate::typed::Unlisted::text(""))
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let value = $crate::Member::value(self);
                $crate::typed::support::debug_any_of(f, ::core::stringify!($type), $alternatives, value)
            }
        }
    };
}

/// The index of the alternative that judges a value; of several that do not take it the last one. `None` when none has its
/// type.
#[doc(hidden)]
#[must_use]
pub fn alternative_of(alternatives: &[Field], value: Value<'_>) -> Option<usize> {
    let item = match value {
        Value::Absent | Value::Null => return None,
        Value::Bool(value) => Item::Bool(value),
        Value::Integer(value) => Item::Number(Number::integer(value)),
        Value::Number(value) | Value::UnlistedNumber(value) => Item::Number(Number::Double(value)),
        Value::Text(text) | Value::UnlistedText(text) => Item::Text(Text::plain(text)),
        Value::List(_) | Value::Json(serde_json::Value::Array(_)) => Item::List,
        Value::Object(_) | Value::Map(_) | Value::Json(serde_json::Value::Object(_)) => Item::Object,
        Value::Json(scalar) => return alternative_of(alternatives, Value::of_json(scalar)),
    };
    match alternative(alternatives, &item, &[]) {
        Alternative::One(index) | Alternative::Several(index) => Some(index),
        Alternative::None => None,
    }
}

/// The index of the alternative that is an object.
#[doc(hidden)]
#[must_use]
pub fn object_of(alternatives: &[Field]) -> Option<usize> {
    alternatives.iter().position(|alternative| alternative.kind.json_type() == Some(JsonType::Object))
}

/// Shows a value of several kinds: the name of its type and the value as it goes on the wire.
///
/// # Errors
/// Those of the formatter.
#[doc(hidden)]
pub fn debug_any_of(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    alternatives: &'static [Field],
    value: Value<'_>,
) -> fmt::Result {
    let field = Field::new("", Kind::any_of(alternatives));
    write!(f, "{name}({})", to_text(&Part { field: &field, value }))
}
