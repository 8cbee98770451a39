//! Truth: three-valued logic, and comparisons of what may be an interval.

use super::{Content, Number, Value};
use crate::Why;

/// `!a`
pub(super) fn not<'a>(value: &Content<'a>) -> Content<'a> {
    match value {
        Content::Truth(truth) => Content::Truth(truth.map(|truth| !truth)),
        other => Content::Missing(other.why_not(&Content::Truth(None))),
    }
}

/// `a && b` and `a || b`: one truth value decides, whatever the other operand is, and then only the one that has it was needed.
pub(super) fn decided_by<'a>(decides: bool, a: &Value<'a>, b: &Value<'a>) -> Value<'a> {
    let is_deciding =
        |operand: &&&Value<'a>| matches!(operand.content, Content::Truth(Some(truth)) if truth == decides);
    if let Some(operand) = [a, b].iter().find(is_deciding) {
        return Value::clone(operand);
    }
    a.join(b, |a, b| match (a, b) {
        (Content::Truth(Some(_)), Content::Truth(Some(_))) => Content::Truth(Some(!decides)),
        (Content::Truth(_), Content::Truth(_)) => Content::Truth(None),
        _ => Content::Missing(a.why_not(b)),
    })
}

/// The outcome of a comparison; `None` when the ranges of measures leave it open.
type Outcome = Result<Option<bool>, Why>;

/// `a == b`
pub(super) fn equal(a: &Content<'_>, b: &Content<'_>) -> Outcome {
    Ok(match (a, b) {
        (Content::Text(a), Content::Text(b)) => Some(a == b),
        (Content::Number(a), Content::Number(b)) => a.equal(b),
        (Content::Truth(a), Content::Truth(b)) => a.zip(*b).map(|(a, b)| a == b),
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
        _ => match doubles(a).zip(doubles(b)) {
            Some((a, b)) if a.1 < b.0 || b.1 < a.0 => Some(false),
            Some((a, b)) => (a.0 >= b.1 && b.0 >= a.1).then_some(true),
            None if a.is_value() && b.is_value() => Some(false),
            None => return Err(a.why_not(b)),
        },
    })
}

/// `a < b`
pub(super) fn less(a: &Content<'_>, b: &Content<'_>) -> Outcome {
    Ok(match (a, b) {
        (Content::Number(a), Content::Number(b)) => a.less(b),
        _ => match doubles(a).zip(doubles(b)) {
            Some((a, b)) if a.1 < b.0 => Some(true),
            Some((a, b)) => (a.0 >= b.1).then_some(false),
            None => return Err(a.why_not(b)),
        },
    })
}

/// The truth of a comparison, or of its contrary.
pub(super) fn truth<'a>(outcome: Outcome, expected: bool) -> Content<'a> {
    match outcome {
        Ok(found) => Content::Truth(found.map(|found| found == expected)),
        Err(why) => Content::Missing(why),
    }
}

/// The ends of a number as doubles, for comparisons with one that has no exact form.
fn doubles(content: &Content<'_>) -> Option<(f64, f64)> {
    match content {
        Content::Number(number) => Some((number.lo().to_f64(), number.hi().to_f64())),
        Content::Large(number) => Some((*number, *number)),
        _ => None,
    }
}

/// `a in [b, c, …]`: an item that is equal decides, and then only it was needed.
pub(super) fn any_equal<'a>(value: &Value<'a>, items: &[Value<'a>]) -> Value<'a> {
    let (mut content, mut reads) = (Content::Truth(Some(false)), value.reads);
    for item in items {
        match equal(&value.content, &item.content) {
            Ok(Some(true)) => return Value { content: Content::Truth(Some(true)), reads: value.reads.and(item.reads) },
            Ok(Some(false)) => {}
            Ok(None) if matches!(content, Content::Missing(_)) => {}
            Ok(None) => content = Content::Truth(None),
            Err(why) => content = Content::Missing(content.why_not(&Content::Missing(why))),
        }
        reads = reads.and(item.reads);
    }
    Value { content, reads }
}

impl Number {
    fn equal(&self, other: &Self) -> Option<bool> {
        if self.hi() < other.lo() || other.hi() < self.lo() {
            return Some(false);
        }
        (self.to_point().is_some() && other.to_point().is_some()).then_some(true)
    }

    fn less(&self, other: &Self) -> Option<bool> {
        if self.hi() < other.lo() {
            return Some(true);
        }
        (self.lo() >= other.hi()).then_some(false)
    }
}
