//! Truth: three-valued logic, and comparisons of what may be an interval.

use smallvec::SmallVec;

use super::{Content, Number, Value};

/// `!a`
pub(super) fn not(value: Content<'_>) -> Content<'_> {
    match value {
        Content::Truth(truth) => Content::Truth(truth.map(|truth| !truth)),
        other => Content::Missing(other.why_not(&Content::Truth(None))),
    }
}

/// `a && b`: a `false` decides, whatever the other one is, and only it was needed.
pub(super) fn and<'a>(a: Value<'a>, b: Value<'a>) -> Value<'a> {
    decided_by(false, a, b)
}

/// `a || b`: a `true` decides, whatever the other one is, and only it was needed.
pub(super) fn or<'a>(a: Value<'a>, b: Value<'a>) -> Value<'a> {
    decided_by(true, a, b)
}

fn decided_by<'a>(decides: bool, a: Value<'a>, b: Value<'a>) -> Value<'a> {
    let deciding = Content::Truth(Some(decides));
    if a.content == deciding {
        return a;
    }
    if b.content == deciding {
        return b;
    }
    a.join(b, |a, b| match (&a, &b) {
        (Content::Truth(Some(_)), Content::Truth(Some(_))) => Content::Truth(Some(!decides)),
        (Content::Truth(_), Content::Truth(_)) => Content::Truth(None),
        _ => Content::Missing(a.why_not(&b)),
    })
}

/// `a == b`
#[allow(clippy::needless_pass_by_value, reason = "the shape that `Value::join` takes")]
pub(super) fn equal<'a>(a: Content<'a>, b: Content<'a>) -> Content<'a> {
    Content::Truth(match (&a, &b) {
        (Content::Truth(a), Content::Truth(b)) => a.zip(*b).map(|(a, b)| a == b),
        (Content::Text(a), Content::Text(b)) => Some(a == b),
        (Content::OneOf(texts), Content::Text(text)) | (Content::Text(text), Content::OneOf(texts)) => {
            if texts.contains(text) { None } else { Some(false) }
        }
        (Content::OneOf(a), Content::OneOf(b)) => {
            if a.iter().any(|text| b.contains(text)) {
                None
            } else {
                Some(false)
            }
        }
        (Content::Number(a), Content::Number(b)) => a.equal(b),
        _ => match doubles(&a).zip(doubles(&b)) {
            Some((a, b)) if a.1 < b.0 || b.1 < a.0 => Some(false),
            Some((a, b)) => (a.0 >= b.1 && b.0 >= a.1).then_some(true),
            None => return Content::Missing(a.why_not(&b)),
        },
    })
}

/// `a < b`
#[allow(clippy::needless_pass_by_value, reason = "the shape that `Value::join` takes")]
pub(super) fn less<'a>(a: Content<'a>, b: Content<'a>) -> Content<'a> {
    Content::Truth(match (&a, &b) {
        (Content::Number(a), Content::Number(b)) => a.less(b),
        _ => match doubles(&a).zip(doubles(&b)) {
            Some((a, b)) if a.1 < b.0 => Some(true),
            Some((a, b)) => (a.0 >= b.1).then_some(false),
            None => return Content::Missing(a.why_not(&b)),
        },
    })
}

/// The ends of a number as doubles, for comparisons with one that has no exact form.
fn doubles(content: &Content<'_>) -> Option<(f64, f64)> {
    match content {
        Content::Number(number) => Some((number.lo.to_f64(), number.hi.to_f64())),
        Content::Large(number) => Some((*number, *number)),
        _ => None,
    }
}

/// `a in [b, c, …]`
pub(super) fn any_equal<'a>(value: &Value<'a>, items: SmallVec<[Value<'a>; 6]>) -> Value<'a> {
    let none = Value::new(Content::Truth(Some(false))).reading(value.reads);
    items.into_iter().fold(none, |found, item| or(found, value.clone().join(item, equal)))
}

impl Number {
    fn equal(&self, other: &Self) -> Option<bool> {
        if self.hi < other.lo || other.hi < self.lo {
            return Some(false);
        }
        (self.is_point() && other.is_point()).then_some(true)
    }

    fn less(&self, other: &Self) -> Option<bool> {
        if self.hi < other.lo {
            return Some(true);
        }
        (self.lo >= other.hi).then_some(false)
    }
}
