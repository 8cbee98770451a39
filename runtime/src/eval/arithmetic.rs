//! Arithmetic on whatever stands on the stack: numbers, linear forms, and values that are missing.

use super::{Content, Number, linear};
use crate::Why;
use crate::spec::Op;

/// `-a`
pub(super) fn neg<'a>(value: &Content<'a>) -> Content<'a> {
    match value {
        Content::Number(number) => number.neg().ok_or(Why::Overflow).map(Content::Number),
        Content::Linear(linear) => linear.neg(),
        other => Err(other.why_not(&Content::Truth(None))),
    }
    .unwrap_or_else(Content::Missing)
}

/// An operation on two values.
pub(super) fn apply<'a>(op: &Op, a: &Content<'a>, b: &Content<'a>) -> Content<'a> {
    match (a, b) {
        (Content::Number(a), Content::Number(b)) => numbers(op, a, b).map(Content::Number).ok_or(Why::Overflow),
        (Content::Linear(a), Content::Linear(b)) => linear::two(op, a, b),
        (Content::Linear(linear), Content::Number(number)) => match number.to_point() {
            Some(point) => linear::with_number(op, linear, point),
            None => Err(Why::NeedsMeasure),
        },
        (Content::Number(number), Content::Linear(linear)) => match number.to_point() {
            Some(point) => linear::number_with(op, point, linear),
            None => Err(Why::NeedsMeasure),
        },
        (a, b) => Err(a.why_not(b)),
    }
    .unwrap_or_else(Content::Missing)
}

/// An operation on two numbers; `None` when it overflows or divides by zero.
fn numbers(op: &Op, a: &Number, b: &Number) -> Option<Number> {
    match op {
        Op::Add => a.add(b),
        Op::Sub => a.sub(b),
        Op::Mul => a.mul(b),
        Op::Div => a.div(b),
        Op::Ceil => a.ceil(b),
        Op::Floor => a.floor(b),
        Op::Round => a.round(b),
        Op::Min(_) => a.min(b),
        Op::Max(_) => a.max(b),
        Op::Between => Some(a.between(b)),
        _ => None,
    }
}
