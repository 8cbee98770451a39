//! The types of Rust as members of typed objects.

use crate::record::{Items, Member, Record, Value};

/// A value that may be `null` on the wire, which is not the same as absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nullable<T> {
    /// `null`
    Null,
    /// A value.
    Value(T),
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// Writes [`Member`] for a scalar: how it is seen, how it is taken over, and what stands in it until then.
macro_rules! scalar {
    ($type:ty, $blank:expr, |$this:ident| $seen:expr, $($value:pat => $taken:expr),+) => {
        impl Member for $type {
            fn value(&self) -> Value<'_> {
                let $this = self;
                $seen
            }

            fn put(&mut self, value: Value<'_>) -> bool {
                let taken = match value {
                    $($value => $taken,)+
                    _ => None,
                };
                taken.map(|taken| *self = taken).is_some()
            }

            fn clear(&mut self) {}

            fn blank() -> Self {
                $blank
            }
        }
    };
}

scalar!(bool, false, |this| Value::Bool(*this), Value::Bool(value) => Some(value));
scalar!(i64, 0, |this| Value::Integer(i128::from(*this)),
    Value::Integer(value) => i64::try_from(value).ok(),
    Value::Number(value) => whole(value).and_then(|value| i64::try_from(value).ok()));
scalar!(u64, 0, |this| Value::Integer(i128::from(*this)),
    Value::Integer(value) => u64::try_from(value).ok(),
    Value::Number(value) => whole(value).and_then(|value| u64::try_from(value).ok()));
scalar!(f64, 0.0, |this| Value::Number(*this),
    Value::Number(value) => Some(value),
    Value::Integer(value) => Some(nearest(value)));
scalar!(String, Self::new(), |this| Value::Text(this), Value::Text(value) => Some(value.to_owned()));

/// A number is the nearest double of its literal.
#[allow(clippy::cast_precision_loss, reason = "that is what nearest means")]
const fn nearest(value: i128) -> f64 {
    value as f64
}

/// A double without a fraction as a whole number: `5.0` is one on the wire.
#[allow(
    clippy::cast_possible_truncation,
    reason = "a cast of a double saturates, and what is that large fits no integer type"
)]
fn whole(value: f64) -> Option<i128> {
    (value.fract() == 0.0).then_some(value as i128)
}

impl Member for serde_json::Map<String, serde_json::Value> {
    fn value(&self) -> Value<'_> {
        Value::Map(self)
    }

    fn put(&mut self, value: Value<'_>) -> bool {
        let (Value::Json(serde_json::Value::Object(members)) | Value::Map(members)) = value else { return false };
        self.clone_from(members);
        true
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Member> Member for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, T::value)
    }

    fn put(&mut self, value: Value<'_>) -> bool {
        // A list takes one more item; anything else takes the place of what stands here.
        let mut new = self.take().unwrap_or_else(T::blank);
        let fits = new.put(value);
        if fits {
            *self = Some(new);
        }
        fits
    }

    fn fill(&mut self, json: &serde_json::Value) -> bool {
        let mut new = T::blank();
        let fits = new.fill(json);
        *self = fits.then_some(new);
        fits
    }

    fn open(&mut self, case: usize) -> Option<&mut dyn Record> {
        self.get_or_insert_with(T::blank).open(case)
    }

    fn begin_list(&mut self) {
        self.insert(T::blank()).begin_list();
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn blank() -> Self {
        None
    }
}

impl<T: Member> Member for Nullable<T> {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Value(value) => value.value(),
        }
    }

    fn put(&mut self, value: Value<'_>) -> bool {
        if matches!(value, Value::Null) {
            *self = Self::Null;
            return true;
        }
        self.filled().is_some_and(|present| present.put(value))
    }

    fn fill(&mut self, json: &serde_json::Value) -> bool {
        *self = Self::Null;
        json.is_null() || self.filled().is_some_and(|new| new.fill(json))
    }

    fn open(&mut self, case: usize) -> Option<&mut dyn Record> {
        self.filled()?.open(case)
    }

    fn begin_list(&mut self) {
        *self = Self::Value(T::blank());
    }

    fn clear(&mut self) {
        *self = Self::Null;
    }

    fn blank() -> Self {
        Self::Null
    }
}

impl<T: Member> Nullable<T> {
    /// The value, a blank one in place of `null`.
    fn filled(&mut self) -> Option<&mut T> {
        if matches!(self, Self::Null) {
            *self = Self::Value(T::blank());
        }
        match self {
            Self::Value(value) => Some(value),
            Self::Null => None,
        }
    }
}

impl<T: Member> Member for Vec<T> {
    fn value(&self) -> Value<'_> {
        Value::List(self)
    }

    fn put(&mut self, value: Value<'_>) -> bool {
        let mut new = T::blank();
        let fits = match value {
            Value::Json(json) => new.fill(json),
            scalar => new.put(scalar),
        };
        if fits {
            self.push(new);
        }
        fits
    }

    fn fill(&mut self, json: &serde_json::Value) -> bool {
        self.clear();
        json.as_array().is_some_and(|items| items.iter().all(|item| self.put(Value::Json(item))))
    }

    fn open(&mut self, case: usize) -> Option<&mut dyn Record> {
        self.push(T::blank());
        self.last_mut()?.open(case)
    }

    fn begin_list(&mut self) {
        self.clear();
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Member> Items for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> Value<'_> {
        self.as_slice().get(index).map_or(Value::Absent, T::value)
    }
}
