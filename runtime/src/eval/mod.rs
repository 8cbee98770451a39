//! The one evaluator: runs the postfix programs of rules and prices over a request.
//!
//! Every operation is total. What cannot be computed (a parameter that is absent, a measure that nobody gave, an overflow, a
//! division by zero, operands that do not go together) is a missing value that says why, so no table and no request can make it
//! panic, and the stack is never deeper than the program is long.

mod arithmetic;
mod compare;
mod linear;
mod number;
mod quick;
mod value;

use smallvec::SmallVec;

pub(crate) use linear::Linear;
pub(crate) use number::{Number, Trend};
pub(crate) use quick::quick;
pub(crate) use value::{Content, Reads, Value};

use crate::spec::Op;
use crate::{SlotContent, SlotValue, Why};

/// What a program may name beside the slots of a request. A rule has none of it, a price has all.
pub(crate) trait Tables<'a> {
    /// The value of a measure.
    fn measure(&mut self, _index: u16) -> Value<'a> {
        Value::missing(Why::Overflow)
    }

    /// The rate that fits the request.
    fn rate(&mut self, _index: u16) -> Value<'a> {
        Value::missing(Why::Overflow)
    }

    /// The value of an earlier step.
    fn step(&mut self, _index: u16) -> Value<'a> {
        Value::missing(Why::Overflow)
    }

    /// The key that a group gives the request.
    fn group(&mut self, _index: u16) -> Value<'a> {
        Value::missing(Why::Overflow)
    }
}

/// The tables of a program that names only slots.
pub(crate) struct NoTables;

impl Tables<'_> for NoTables {}

/// Whether a condition holds; `None` when it cannot be computed. An empty program always holds.
pub(crate) fn holds(program: &[Op], slots: &[SlotValue<'_>]) -> Option<bool> {
    match run(program, slots, &mut NoTables).content {
        Content::Truth(truth) => truth,
        _ => None,
    }
}

/// Most programs fit this many values on the stack; a deeper one moves to the heap.
type Stack<'a> = SmallVec<[Value<'a>; 4]>;

/// The value of a program. An empty one is `true`; one that does not leave exactly one value has none.
pub(crate) fn run<'a>(program: &'a [Op], slots: &'a [SlotValue<'_>], tables: &mut dyn Tables<'a>) -> Value<'a> {
    if program.is_empty() {
        return Value::new(Content::Truth(Some(true)));
    }
    let mut stack = Stack::new();
    for op in program {
        if step(op, &mut stack, slots, tables).is_none() {
            return Value::missing(Why::Overflow);
        }
    }
    match (stack.pop(), stack.is_empty()) {
        (Some(value), true) => value,
        _ => Value::missing(Why::Overflow),
    }
}

/// Replaces the operands of an operation on the stack by its value; `None` when the stack has too few.
fn step<'a>(op: &'a Op, stack: &mut Stack<'a>, slots: &'a [SlotValue<'_>], tables: &mut dyn Tables<'a>) -> Option<()> {
    match op {
        Op::Slot(index) => stack.push(slot(slots, *index)),
        Op::Present(index) => {
            let present = slots.get(usize::from(*index)).is_some_and(|slot| slot.present);
            stack.push(Value::new(Content::Truth(Some(present))));
        }
        Op::Measure(index) => stack.push(tables.measure(*index)),
        Op::Rate(index) => stack.push(tables.rate(*index)),
        Op::Step(index) => stack.push(tables.step(*index)),
        Op::Group(index) => stack.push(tables.group(*index)),
        Op::Number(number) => stack.push(Value::new(Content::Number(Number::point(*number)))),
        Op::Text(text) => stack.push(Value::new(Content::Text(text))),
        Op::Bool(truth) => stack.push(Value::new(Content::Truth(Some(*truth)))),
        Op::Not => one(stack, compare::not)?,
        Op::Neg => one(stack, arithmetic::neg)?,
        Op::And => both(stack, |a, b| compare::decided_by(false, a, b))?,
        Op::Or => both(stack, |a, b| compare::decided_by(true, a, b))?,
        Op::Implies => both(stack, |a, b| compare::decided_by(true, &a.map(compare::not), b))?,
        Op::Eq => two(stack, |a, b| compare::truth(compare::equal(a, b), true))?,
        Op::Ne => two(stack, |a, b| compare::truth(compare::equal(a, b), false))?,
        Op::Lt => two(stack, |a, b| compare::truth(compare::less(a, b), true))?,
        Op::Gt => two(stack, |a, b| compare::truth(compare::less(b, a), true))?,
        Op::Le => two(stack, |a, b| compare::truth(compare::less(b, a), false))?,
        Op::Ge => two(stack, |a, b| compare::truth(compare::less(a, b), false))?,
        Op::In(count) => last(stack, usize::from(*count) + 1, compare::any_equal)?,
        Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Ceil | Op::Floor | Op::Round | Op::Between => {
            two(stack, |a, b| arithmetic::apply(op, a, b))?;
        }
        Op::Min(count) | Op::Max(count) => last(stack, usize::from(*count), |first, others| {
            others.iter().fold(first.clone(), |all, other| all.join(other, |a, b| arithmetic::apply(op, a, b)))
        })?,
        Op::If => {
            let (otherwise, then, condition) = (stack.pop()?, stack.pop()?, stack.pop()?);
            stack.push(choose(condition, then, otherwise));
        }
    }
    Some(())
}

/// Replaces what the last value is.
fn one<'a>(stack: &mut Stack<'a>, operation: impl FnOnce(&Content<'a>) -> Content<'a>) -> Option<()> {
    let value = stack.last_mut()?;
    value.content = operation(&value.content);
    Some(())
}

/// Replaces the last two values by one that needs what both needed.
fn two<'a>(stack: &mut Stack<'a>, operation: impl FnOnce(&Content<'a>, &Content<'a>) -> Content<'a>) -> Option<()> {
    let [.., left, right] = stack.as_mut_slice() else { return None };
    left.content = operation(&left.content, &right.content);
    left.reads = left.reads.and(right.reads);
    stack.truncate(stack.len() - 1);
    Some(())
}

/// Replaces the last two values by one that may need only one of them.
fn both<'a>(stack: &mut Stack<'a>, operation: impl FnOnce(&Value<'a>, &Value<'a>) -> Value<'a>) -> Option<()> {
    let [.., left, right] = stack.as_mut_slice() else { return None };
    *left = operation(left, right);
    stack.truncate(stack.len() - 1);
    Some(())
}

/// Replaces so many last values, at least one, by one.
fn last<'a>(
    stack: &mut Stack<'a>,
    count: usize,
    operation: impl FnOnce(&Value<'a>, &[Value<'a>]) -> Value<'a>,
) -> Option<()> {
    let start = stack.len().checked_sub(count)?;
    let (first, others) = stack.get(start..)?.split_first()?;
    let value = operation(first, others);
    stack.truncate(start);
    stack.push(value);
    Some(())
}

/// What a formula reads from a slot.
fn slot<'a>(slots: &'a [SlotValue<'_>], index: u16) -> Value<'a> {
    Value::new(match slots.get(usize::from(index)).map(|slot| &slot.value) {
        None | Some(SlotContent::Nothing | SlotContent::Something) => Content::Missing(Why::OpenPrice),
        Some(SlotContent::Bool(truth)) => Content::Truth(Some(*truth)),
        Some(SlotContent::Number(number)) => Content::Number(Number::point(*number)),
        Some(SlotContent::Large(number)) => Content::Large(*number),
        Some(SlotContent::Text(text)) => Content::Text(text),
    })
}

/// `if`: a branch that is not taken leaves no trace, so that its rates and measures are not read. Where the ranges of measures
/// leave the condition open, the value is what covers both branches.
fn choose<'a>(condition: Value<'a>, then: Value<'a>, otherwise: Value<'a>) -> Value<'a> {
    match condition.content {
        Content::Truth(Some(true)) => then.reading(condition.reads),
        Content::Truth(Some(false)) => otherwise.reading(condition.reads),
        Content::Truth(None) => then.join(&otherwise, Content::cover).reading(condition.reads),
        Content::Missing(_) => condition,
        _ => Value::missing(Why::Overflow).reading(condition.reads),
    }
}

#[cfg(test)]
mod tests;
