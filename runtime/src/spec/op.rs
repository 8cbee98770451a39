//! What rules and prices are made of: short lists of operations on numbered slots, in postfix order.

use super::{List, Text};
use crate::Exact;

/// A formula in postfix order. An empty program, where a condition stands, is always true.
pub type Program = List<Op>;

/// An operation: takes its operands from the stack, the last one first, and leaves one value.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// The value of a slot.
    Slot(u16),
    /// Whether the parameter of a slot is present.
    Present(u16),
    /// A measure of the billing table.
    Measure(u16),
    /// A rate of the billing table, looked up with the resolved request.
    Rate(u16),
    /// An earlier step of the billing table.
    Step(u16),
    /// A group of the billing table: the key of its first case whose condition holds, as a text.
    Group(u16),
    /// A number.
    Number(Exact),
    /// A text.
    Text(Text),
    /// `true` or `false`.
    Bool(bool),
    /// `!a`
    Not,
    /// `a && b`
    And,
    /// `a || b`
    Or,
    /// `a implies b`
    Implies,
    /// `a == b`
    Eq,
    /// `a != b`
    Ne,
    /// `a < b`
    Lt,
    /// `a <= b`
    Le,
    /// `a > b`
    Gt,
    /// `a >= b`
    Ge,
    /// `a in [b, c, …]`: the value, then so many items.
    In(u16),
    /// `-a`
    Neg,
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a * b`
    Mul,
    /// `a / b`
    Div,
    /// `ceil(a, b)`: the smallest multiple of `b` not below `a`.
    Ceil,
    /// `floor(a, b)`: the largest multiple of `b` not above `a`.
    Floor,
    /// `round(a, b)`: the nearest multiple of `b`, a half up.
    Round,
    /// `min(a, b, …)` of so many values.
    Min(u16),
    /// `max(a, b, …)` of so many values.
    Max(u16),
    /// `if c { a } else { b }`
    If,
    /// `between(a, b)`: the source leaves open which of the two holds.
    Between,
}
