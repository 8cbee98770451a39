//! JSON that keeps the order in which it was written, for documents that people read and that must not change by themselves.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::Exact;
use crate::spec::Literal;

/// A JSON value whose members keep their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as its JSON text.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Members),
}

/// The members of an object, in order. A name stands here once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members(Vec<(Cow<'static, str>, Json)>);

/// A list of scalars that is not longer than this stands on one line.
const LINE: usize = 100;

impl Json {
    /// A whole number.
    #[must_use]
    pub fn integer(value: i128) -> Self {
        Self::Number(value.to_string())
    }

    /// A number as ECMAScript writes it. What is not finite has no JSON and becomes `null`.
    #[must_use]
    pub fn double(value: f64) -> Self {
        if value.is_finite() { Self::Number(ryu_js::Buffer::new().format_finite(value).to_owned()) } else { Self::Null }
    }

    /// An exact number as its shortest decimal; as a double when its decimals never end.
    #[must_use]
    pub fn exact(value: Exact) -> Self {
        if value.terminates() { Self::Number(value.to_string()) } else { Self::double(value.to_f64()) }
    }

    /// A text.
    #[must_use]
    pub fn text(value: &str) -> Self {
        Self::Text(value.to_owned())
    }

    /// A list of texts.
    #[must_use]
    pub fn texts<T: AsRef<str>>(values: &[T]) -> Self {
        Self::List(values.iter().map(|value| Self::text(value.as_ref())).collect())
    }

    /// A value that a spec states.
    #[must_use]
    pub fn literal(value: &Literal) -> Self {
        match value {
            Literal::Bool(value) => Self::Bool(*value),
            Literal::Number(value) => Self::exact(*value),
            Literal::Text(value) => Self::text(value),
            // A spec is checked to state JSON here; anything else stays visible as a text.
            Literal::Json(value) => serde_json::from_str(value).map_or_else(|_| Self::text(value), Self::parsed),
        }
    }

    fn parsed(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(value),
            serde_json::Value::Number(value) => Self::Number(value.to_string()),
            serde_json::Value::String(value) => Self::Text(value),
            serde_json::Value::Array(items) => Self::List(items.into_iter().map(Self::parsed).collect()),
            serde_json::Value::Object(members) => Self::Object(Members(
                members.into_iter().map(|(name, value)| (name.into(), Self::parsed(value))).collect(),
            )),
        }
    }

    /// The value over several lines, two blanks a level, with a line end after the last one.
    #[must_use]
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write_pretty(&mut out, 0);
        out.push('\n');
        out
    }

    fn write_pretty(&self, out: &mut String, level: usize) {
        match self {
            Self::List(items) if !items.iter().all(Self::is_scalar) || self.to_string().len() > LINE => {
                block(out, level, ['[', ']'], items, |out, item| item.write_pretty(out, level + 1));
            }
            Self::Object(Members(members)) if !members.is_empty() => {
                block(out, level, ['{', '}'], members, |out, (name, value)| {
                    out.push_str(&quoted(name));
                    out.push_str(": ");
                    value.write_pretty(out, level + 1);
                });
            }
            other => out.push_str(&other.to_string()),
        }
    }

    fn is_scalar(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Object(_))
    }
}

/// Writes items in brackets, each on a line of its own.
fn block<T>(out: &mut String, level: usize, brackets: [char; 2], items: &[T], mut write: impl FnMut(&mut String, &T)) {
    out.push(brackets[0]);
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.extend(std::iter::repeat_n("  ", level + 1));
        write(out, item);
    }
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", level));
    out.push(brackets[1]);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The value on one line, with a blank after `,` and `:`.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let comma = |index: usize| if index == 0 { "" } else { ", " };
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::List(items) => {
                f.write_char('[')?;
                items.iter().enumerate().try_for_each(|(index, item)| write!(f, "{}{item}", comma(index)))?;
                f.write_char(']')
            }
            Self::Object(Members(members)) => {
                f.write_char('{')?;
                let mut members = members.iter().enumerate();
                members
                    .try_for_each(|(index, (name, value))| write!(f, "{}{}: {value}", comma(index), quoted(name)))?;
                f.write_char('}')
            }
        }
    }
}

impl Members {
    /// No members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// These and one more; a name that is there gets the new value.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: Json) -> Self {
        self.set(name, value);
        self
    }

    /// These and, when there is a value, one more.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<Json>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// These and, when the text is not empty, one more.
    #[must_use]
    pub fn with_text(self, name: &'static str, value: &str) -> Self {
        self.with_some(name, (!value.is_empty()).then(|| Json::text(value)))
    }

    /// Adds a member; a name that is there gets the new value.
    pub fn set(&mut self, name: impl Into<Cow<'static, str>>, value: Json) {
        let name = name.into();
        match self.get_mut(&name) {
            Some(place) => *place = value,
            None => self.0.push((name, value)),
        }
    }

    /// These with a member under another name and with another value, at its old place.
    #[must_use]
    pub fn renamed(mut self, from: &str, to: &'static str, value: Json) -> Self {
        if let Some(member) = self.0.iter_mut().find(|(known, _)| known == from) {
            *member = (to.into(), value);
        }
        self
    }

    /// The value of a member.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        self.0.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Whether there is a member of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These and those of another object, which replace their namesakes.
    #[must_use]
    pub fn and(self, more: Self) -> Self {
        more.0.into_iter().fold(self, |members, (name, value)| members.with(name, value))
    }
}

impl From<Members> for Json {
    fn from(members: Members) -> Self {
        Self::Object(members)
    }
}
