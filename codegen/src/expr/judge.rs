//! Names, types and units of a formula that was parsed: one walk over its nodes, children first. Every mistake is reported
//! once; what it leaves is unknown and fits everywhere.

use std::rc::Rc;

use nameplate::spec::{Literal, Take};

use super::align::Places;
use super::ast::{Expr, Id, Node, NodeKind};
use super::errors;
use super::types::{Decimals, Scope, Symbol, Type, Want};
use super::value::{Kind, Quantity, Value};
use crate::diagnostic::{Diagnostic, Level, Place};

/// What was found out about a formula without mistakes.
pub(super) struct Judged {
    /// The type of the whole.
    pub(super) value: Type,
    /// Whether its decimals end.
    pub(super) decimals: Decimals,
    /// For every node that is a name: what it stands for, and what is asked of it.
    pub(super) names: Vec<Option<(Rc<Symbol>, Use)>>,
}

/// What a formula asks of a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Use {
    /// Its value, or something that is counted of it.
    Take(Take),
    /// The same, or this value when the request does not have it.
    Or(Take, Literal),
    /// Whether it is present.
    Present,
}

/// Judges a formula; `None` after a mistake, which is then among the diagnostics.
pub(super) fn judge(
    expr: &Expr,
    places: &Places<'_>,
    scope: &mut dyn Scope,
    want: Want,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Judged> {
    let before = diagnostics.len();
    let mut judge = Judge { expr, places, scope, diagnostics, before, values: Vec::new(), names: Vec::new() };
    for (id, node) in expr.nodes.iter().enumerate() {
        judge.names.push(None);
        let value = judge.node(id, node);
        judge.values.push(value);
    }
    judge.want(expr.nodes.len().checked_sub(1)?, want);
    let root = judge.values.pop()?;
    let names = judge.names;
    // A warning stops nothing.
    let failed = diagnostics.iter().skip(before).any(|found| found.level == Level::Error);
    if failed {
        return None;
    }
    Some(Judged { value: root.kind.into_type()?, decimals: root.decimals, names })
}

/// The walk: what is known of the nodes so far.
pub(super) struct Judge<'a> {
    pub(super) expr: &'a Expr,
    pub(super) places: &'a Places<'a>,
    pub(super) scope: &'a mut dyn Scope,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// How many diagnostics there were before this formula.
    before: usize,
    /// One for every node so far.
    pub(super) values: Vec<Value>,
    pub(super) names: Vec<Option<(Rc<Symbol>, Use)>>,
}

/// More mistakes than this in one formula are not looked for: nobody reads them.
const MAX_FAULTS: usize = 20;

impl Judge<'_> {
    /// Says what is wrong.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.is_full() {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Where the last mistake is.
    pub(super) fn last_place(&self) -> Option<&Place> {
        self.diagnostics.last().map(|last| &last.place)
    }

    /// Whether nothing more is said about this formula.
    pub(super) fn is_full(&self) -> bool {
        self.diagnostics.len() - self.before >= MAX_FAULTS
    }

    fn node(&mut self, id: Id, node: &Node) -> Value {
        match &node.kind {
            NodeKind::Number(number) => Value {
                kind: Kind::Number(Quantity::Bare),
                decimals: Decimals::of(*number, || self.at(id)),
                constant: Some(*number),
            },
            NodeKind::Text(text) => Value::of(Kind::Text(Some(Rc::new(vec![text.clone()])))),
            NodeKind::Bool(_) => Value::of(Kind::Bool),
            NodeKind::Name(name) => self.name(id, name, &node.span),
            NodeKind::Not(value) => {
                self.condition(*value);
                Value::of(Kind::Bool)
            }
            NodeKind::Neg(value) => self.negated(*value),
            NodeKind::Binary(operator, left, right) => self.binary(*operator, *left, *right, &node.span),
            NodeKind::In(value, items) => {
                for item in items {
                    self.comparable(*value, *item, &self.span(*item));
                }
                Value::of(Kind::Bool)
            }
            NodeKind::If(condition, yes, no) => {
                self.condition(*condition);
                self.branches(*yes, *no, &node.span)
            }
            NodeKind::Call(function, values) => self.call(function, values, &node.span),
        }
    }

    /// Judges the whole against what it has to be.
    fn want(&mut self, root: Id, want: Want) {
        match want {
            Want::Any => self.single(root),
            Want::Bool => {
                self.condition(root);
                self.refuse_open_prices();
            }
            Want::Number => {
                self.number(root);
            }
        }
    }

    /// A condition that compares open prices would hold and not hold.
    fn refuse_open_prices(&mut self) {
        let expr = self.expr;
        for (id, node) in expr.nodes.iter().enumerate() {
            if matches!(&node.kind, NodeKind::Call(function, _) if function.leaves_open()) {
                self.report(errors::price_in_condition(self.at(id)));
            }
        }
    }
}
