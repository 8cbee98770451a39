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
type Stack<'a> = SmallVec<[Value<'a>; 6]>;

/// The value of a program. An empty one is `true`; one that does not leave exactly one value has none.
pub(crate) fn run<'a>(program: &'a [Op], slots: &'a [SlotValue<'_>], tables: &mut dyn Tables<'a>) -> Value<'a> {
    if program.is_empty() {
        return Value::new(Content::Truth(Some(true)));
    }
    let mut stack = Stack::new();
    for op in program {
        let value = step(op, &mut stack, slots, tables);
        stack.push(value.unwrap_or_else(|| Value::missing(Why::Overflow)));
    }
    match (stack.pop(), stack.is_empty()) {
        (Some(value), true) => value,
        _ => Value::missing(Why::Overflow),
    }
}

/// Takes the operands of an operation from the stack and gives its value; `None` when the stack has too few.
fn step<'a>(
    op: &'a Op,
    stack: &mut Stack<'a>,
    slots: &'a [SlotValue<'_>],
    tables: &mut dyn Tables<'a>,
) -> Option<Value<'a>> {
    Some(match op {
        Op::Slot(index) => slot(slots, *index),
        Op::Present(index) => {
            let present = slots.get(usize::from(*index)).is_some_and(|slot| slot.present);
            Value::new(Content::Truth(Some(present)))
        }
        Op::Measure(index) => tables.measure(*index),
        Op::Rate(index) => tables.rate(*index),
        Op::Step(index) => tables.step(*index),
        Op::Group(index) => tables.group(*index),
        Op::Number(number) => Value::new(Content::Number(Number::point(*number))),
        Op::Text(text) => Value::new(Content::Text(text)),
        Op::Bool(truth) => Value::new(Content::Truth(Some(*truth))),
        Op::Not => stack.pop()?.map(compare::not),
        Op::Neg => stack.pop()?.map(arithmetic::neg),
        Op::And => pair(stack, compare::and)?,
        Op::Or => pair(stack, compare::or)?,
        Op::Implies => pair(stack, |a, b| compare::or(a.map(compare::not), b))?,
        Op::Eq => pair(stack, |a, b| a.join(b, compare::equal))?,
        Op::Ne => pair(stack, |a, b| a.join(b, compare::equal).map(compare::not))?,
        Op::Lt => pair(stack, |a, b| a.join(b, compare::less))?,
        Op::Gt => pair(stack, |a, b| b.join(a, compare::less))?,
        Op::Le => pair(stack, |a, b| b.join(a, compare::less).map(compare::not))?,
        Op::Ge => pair(stack, |a, b| a.join(b, compare::less).map(compare::not))?,
        Op::In(count) => {
            let items = stack.drain(stack.len().checked_sub(usize::from(*count))?..).collect::<Stack>();
            compare::any_equal(&stack.pop()?, items)
        }
        Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Ceil | Op::Floor | Op::Round | Op::Between => {
            pair(stack, |a, b| a.join(b, |a, b| arithmetic::apply(op, a, b)))?
        }
        Op::Min(count) | Op::Max(count) => {
            let items = stack.drain(stack.len().checked_sub(usize::from(*count))?..);
            items.reduce(|a, b| a.join(b, |a, b| arithmetic::apply(op, a, b)))?
        }
        Op::If => {
            let (otherwise, then, condition) = (stack.pop()?, stack.pop()?, stack.pop()?);
            choose(condition, then, otherwise)
        }
    })
}

/// Applies an operation to the two values on top of the stack.
fn pair<'a>(stack: &mut Stack<'a>, operation: impl FnOnce(Value<'a>, Value<'a>) -> Value<'a>) -> Option<Value<'a>> {
    let (right, left) = (stack.pop()?, stack.pop()?);
    Some(operation(left, right))
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
pub(crate) fn choose<'a>(condition: Value<'a>, then: Value<'a>, otherwise: Value<'a>) -> Value<'a> {
    match condition.content {
        Content::Truth(Some(true)) => then.reading(condition.reads),
        Content::Truth(Some(false)) => otherwise.reading(condition.reads),
        Content::Truth(None) => then.join(otherwise, Content::cover).reading(condition.reads),
        Content::Missing(_) => condition,
        _ => Value::missing(Why::Overflow).reading(condition.reads),
    }
}

#[cfg(test)]
mod tests;
