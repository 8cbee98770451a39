//! A formula as a tree. The nodes stand in one list, children before parents: that is already the postfix order of the
//! program, later passes are plain loops, and neither they nor `Drop` can run out of stack, however long the formula is.

use std::fmt;
use std::ops::Range;

use nameplate::Exact;

use super::functions::Function;

/// A formula that was parsed; it has at least one node.
#[derive(Clone, Debug)]
pub(super) struct Expr {
    /// Children before parents; the last one is the root.
    pub(super) nodes: Vec<Node>,
}

/// The index of a node.
pub(super) type Id = usize;

/// A node and the bytes of the formula it stands in, with the parentheses around it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) span: Range<usize>,
}

/// A part of a formula.
#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    /// A decimal.
    Number(Exact),
    /// A text in quotes.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// What a name stands for.
    Name(Name),
    /// `!a`
    Not(Id),
    /// `-a`
    Neg(Id),
    /// `a + b` and the like.
    Binary(Binary, Id, Id),
    /// `a in [b, c]`
    In(Id, Vec<Id>),
    /// `if a { b } else { c }`
    If(Id, Id, Id),
    /// `ceil(a, b)` and the like.
    Call(&'static Function, Vec<Id>),
}

/// An operator between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    Implies,
    Or,
    And,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Add,
    Sub,
    Mul,
    Div,
}

impl Binary {
    /// Each operator and its sign. A later group binds tighter.
    const ALL: [(Self, &'static str, u8); 13] = [
        (Self::Implies, "implies", 1),
        (Self::Or, "||", 2),
        (Self::And, "&&", 3),
        (Self::Eq, "==", COMPARISON),
        (Self::Ne, "!=", COMPARISON),
        (Self::Lt, "<", COMPARISON),
        (Self::Le, "<=", COMPARISON),
        (Self::Gt, ">", COMPARISON),
        (Self::Ge, ">=", COMPARISON),
        (Self::Add, "+", 5),
        (Self::Sub, "-", 5),
        (Self::Mul, "*", 6),
        (Self::Div, "/", 6),
    ];

    /// The operator of a sign, and how tightly it binds.
    pub(super) fn of(sign: &str) -> Option<(Self, u8)> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == sign).map(|(operator, _, power)| (operator, power))
    }

    /// The sign.
    pub(super) fn sign(self) -> &'static str {
        Self::ALL.into_iter().find(|(known, ..)| *known == self).map_or("", |(_, sign, _)| sign)
    }
}

/// How tightly comparisons and `in` bind.
pub(super) const COMPARISON: u8 = 4;

/// A name as a formula writes it: `multi_prompt.duration`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    parts: Vec<String>,
}

impl Name {
    /// A name from its parts, outermost first; at least one.
    pub(super) fn new(parts: Vec<String>) -> Self {
        Self { parts }
    }

    /// The names between the dots, outermost first: at least one. A name in backticks is one part, with its dots.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The name, when it has no dots.
    #[must_use]
    pub fn single(&self) -> Option<&str> {
        if let [part] = self.parts.as_slice() { Some(part) } else { None }
    }
}

/// The parts with dots between them, without backticks.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.parts.join("."))
    }
}
