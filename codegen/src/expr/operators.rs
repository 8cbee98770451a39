//! Types and units of operators and of `if`.

use std::ops::Range;
use std::rc::Rc;

use nameplate::Exact;

use super::ast::{Binary, Id, NodeKind};
use super::errors;
use super::judge::Judge;
use super::types::Decimals;
use super::units::Unit;
use super::value::{Kind, Quantity, Value};

impl Judge<'_> {
    pub(super) fn binary(&mut self, operator: Binary, left: Id, right: Id, span: &Range<usize>) -> Value {
        match operator {
            Binary::Implies | Binary::Or | Binary::And => {
                self.condition(left);
                self.condition(right);
                Value::of(Kind::Bool)
            }
            Binary::Eq | Binary::Ne => {
                self.comparable(left, right, span);
                Value::of(Kind::Bool)
            }
            Binary::Lt | Binary::Le | Binary::Gt | Binary::Ge => {
                self.ordered(operator, left, right, span);
                Value::of(Kind::Bool)
            }
            Binary::Add | Binary::Sub => self.sum_of(operator, left, right, span),
            Binary::Mul | Binary::Div => self.product(operator, left, right, span),
        }
    }

    pub(super) fn negated(&mut self, id: Id) -> Value {
        let Some(quantity) = self.number(id) else { return Value::UNKNOWN };
        let constant = self.value(id).constant.and_then(|value| Exact::ZERO.sub(value));
        Value { kind: Kind::Number(quantity), decimals: self.value(id).decimals.clone(), constant }
    }

    fn sum_of(&mut self, operator: Binary, left: Id, right: Id, span: &Range<usize>) -> Value {
        let kind = self.same_unit(&[left, right], span);
        let constant = self.constants(left, right).and_then(|(left, right)| match operator {
            Binary::Add => left.add(right),
            _ => left.sub(right),
        });
        Value { kind, decimals: self.decimals_of(&[left, right]), constant }
    }

    fn product(&mut self, operator: Binary, left: Id, right: Id, span: &Range<usize>) -> Value {
        let kind = match (self.number(left), self.number(right)) {
            (Some(Quantity::Bare), Some(Quantity::Bare)) => Kind::Number(Quantity::Bare),
            (Some(a), Some(b)) => self.product_unit(operator, &a.unit(), &b.unit(), span),
            _ => Kind::Unknown,
        };
        if operator == Binary::Mul {
            let constant = self.constants(left, right).and_then(|(left, right)| left.mul(right));
            return Value { kind, decimals: self.decimals_of(&[left, right]), constant };
        }
        if self.value(right).constant.is_some_and(Exact::is_zero) {
            self.report(errors::division_by_zero(self.place(span)));
            return Value::UNKNOWN;
        }
        let constant = self.constants(left, right).and_then(|(left, right)| left.div(right));
        Value { kind, decimals: self.decimals_of_quotient(left, right, span), constant }
    }

    fn product_unit(&mut self, operator: Binary, left: &Unit, right: &Unit, span: &Range<usize>) -> Kind {
        let unit = if operator == Binary::Mul { left.times(right) } else { left.per(right) };
        if let Some(unit) = unit {
            return Kind::Number(Quantity::In(unit));
        }
        self.report(errors::unit_too_large(self.place(span)));
        Kind::Unknown
    }

    /// Dividing by a number is multiplying by its inverse: when that has decimals that end, nothing is lost.
    fn decimals_of_quotient(&self, left: Id, right: Id, span: &Range<usize>) -> Decimals {
        let here = || self.place(span);
        let inverse = match self.value(right).constant.and_then(|divisor| Exact::ONE.div(divisor)) {
            Some(inverse) => Decimals::of(inverse, here),
            None => Decimals::MayNotEnd(here()),
        };
        self.value(left).decimals.clone().or(inverse)
    }

    /// What numbers have that are computed from these without a division.
    pub(super) fn decimals_of(&self, ids: &[Id]) -> Decimals {
        ids.iter().fold(Decimals::Whole, |all, id| all.or(self.value(*id).decimals.clone()))
    }

    fn constants(&self, left: Id, right: Id) -> Option<(Exact, Exact)> {
        self.value(left).constant.zip(self.value(right).constant)
    }

    /// The branches of `if`, which are one value.
    pub(super) fn branches(&mut self, yes: Id, no: Id, span: &Range<usize>) -> Value {
        let kind = match self.pair(yes, no) {
            (Kind::Unknown, other) | (other, Kind::Unknown) => other,
            (Kind::Bool, Kind::Bool) => Kind::Bool,
            (Kind::Text(yes), Kind::Text(no)) => Kind::Text(yes.zip(no).and_then(|(yes, no)| either(&yes, &no))),
            (Kind::Number(_), Kind::Number(_)) => self.same_unit(&[yes, no], span),
            (first, second) => {
                let (first, second) = (first.in_words(), second.in_words());
                let sides = ((self.at(yes), first.as_str()), (self.at(no), second.as_str()));
                self.report(errors::branches_differ(self.place(span), sides.0, sides.1));
                Kind::Unknown
            }
        };
        Value { kind, decimals: self.decimals_of(&[yes, no]), constant: None }
    }

    /// `<` and the like take numbers of one unit.
    fn ordered(&mut self, operator: Binary, left: Id, right: Id, span: &Range<usize>) {
        for (id, other) in [(left, right), (right, left)] {
            let kind = &self.value(id).kind;
            if !matches!(kind, Kind::Text(_) | Kind::Bool) {
                continue;
            }
            let beside = &self.value(other).kind;
            let diagnostic = match self.unquoted(id, beside).filter(|_| *beside != Kind::Bool) {
                Some(literal) => errors::needless_quotes(self.at(id), &self.text(other), &beside.in_words(), literal),
                None => errors::no_order(self.at(id), operator.sign(), &kind.in_words()),
            };
            return self.report(diagnostic);
        }
        self.same_unit(&[left, right], span);
    }

    /// `==`, `!=` and `in` take two values of one type that can be equal.
    pub(super) fn comparable(&mut self, left: Id, right: Id, span: &Range<usize>) {
        match self.pair(left, right) {
            (Kind::Text(Some(a)), Kind::Text(Some(b))) => self.share_a_value((left, &a), (right, &b), span),
            (Kind::Unknown, _) | (_, Kind::Unknown) | (Kind::Bool, Kind::Bool) | (Kind::Text(_), Kind::Text(_)) => {}
            (Kind::Number(_), Kind::Number(_)) => {
                self.same_unit(&[left, right], span);
            }
            (Kind::Text(_), Kind::Number(_) | Kind::Bool) => self.text_and_other(left, right, span),
            (Kind::Number(_) | Kind::Bool, Kind::Text(_)) => self.text_and_other(right, left, span),
            (Kind::Mixed(a), Kind::Mixed(b)) if a == b => {}
            (Kind::Bool, Kind::Number(_))
            | (Kind::Number(_), Kind::Bool)
            | (Kind::Mixed(_), _)
            | (_, Kind::Mixed(_)) => {
                self.never_equal(left, right, span);
            }
            _ => {
                self.single(left);
                self.single(right);
            }
        }
    }

    /// The kinds of two parts, each as it is beside the other.
    fn pair(&self, left: Id, right: Id) -> (Kind, Kind) {
        let (a, b) = (self.value(left).kind.clone(), self.value(right).kind.clone());
        (a.clone().beside(&b), b.beside(&a))
    }

    fn never_equal(&mut self, left: Id, right: Id, span: &Range<usize>) {
        let (a, b) = (self.value(left).kind.in_words(), self.value(right).kind.in_words());
        self.report(errors::not_comparable(self.place(span), &a, &b));
    }

    /// A comparison of two texts that never holds is a slip of the pen.
    fn share_a_value(&mut self, left: (Id, &[String]), right: (Id, &[String]), span: &Range<usize>) {
        // Two longer lists are not looked at: a hostile spec could make hours of it.
        const MOST: usize = 4_096;
        if left.1.len() * right.1.len() > MOST || left.1.iter().any(|value| right.1.contains(value)) {
            return;
        }
        let diagnostic = match (self.literal(left.0), self.literal(right.0)) {
            (_, Some(text)) => errors::not_listed(self.at(right.0), text, &self.text(left.0), left.1),
            (Some(text), None) => errors::not_listed(self.at(left.0), text, &self.text(right.0), right.1),
            (None, None) => errors::nothing_in_common(self.place(span), &self.text(left.0), &self.text(right.0)),
        };
        self.report(diagnostic);
    }

    /// A text is compared with a number or a condition: mostly, one of them has its quotes wrong.
    fn text_and_other(&mut self, text: Id, other: Id, span: &Range<usize>) {
        let kind = &self.value(other).kind;
        let diagnostic = if let Some(literal) = self.unquoted(text, kind) {
            errors::needless_quotes(self.at(text), &self.text(other), &kind.in_words(), literal)
        } else if self.value(other).constant.is_some() {
            errors::missing_quotes(self.at(other), &self.text(text), &self.text(other))
        } else {
            return self.never_equal(text, other, span);
        };
        self.report(diagnostic);
    }

    /// A text in quotes that would be of some kind without them.
    fn unquoted(&self, id: Id, kind: &Kind) -> Option<&str> {
        self.literal(id).filter(|literal| match kind {
            Kind::Bool => matches!(*literal, "true" | "false"),
            Kind::Number(_) => Exact::decimal(literal).is_some(),
            _ => false,
        })
    }

    fn literal(&self, id: Id) -> Option<&str> {
        match self.node_kind(id) {
            Some(NodeKind::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// The values of two texts together, unless they are too many to keep.
fn either(one: &[String], other: &[String]) -> Option<Rc<Vec<String>>> {
    const MOST: usize = 1_024;
    (one.len() + other.len() <= MOST).then(|| Rc::new([one, other].concat()))
}
