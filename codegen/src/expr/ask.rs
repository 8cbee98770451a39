//! What operators and calls ask of their parts: a condition, a number, one value, one unit.

use std::ops::Range;

use super::ast::{Id, NodeKind};
use super::errors;
use super::judge::{Judge, Use};
use super::types::Symbol;
use super::units::Unit;
use super::value::{Kind, Quantity, Value};
use crate::diagnostic::Place;

impl<'a> Judge<'a> {
    pub(super) fn value(&self, id: Id) -> &Value {
        self.values.get(id).unwrap_or(&Value::UNKNOWN)
    }

    pub(super) fn node_kind(&self, id: Id) -> Option<&'a NodeKind> {
        self.expr.nodes.get(id).map(|node| &node.kind)
    }

    pub(super) fn at(&self, id: Id) -> Place {
        self.places.at(self.span(id))
    }

    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        self.places.at(span.clone())
    }

    /// A part as it is written.
    pub(super) fn text(&self, id: Id) -> String {
        self.places.text(self.span(id))
    }

    pub(super) fn span(&self, id: Id) -> Range<usize> {
        self.expr.nodes.get(id).map_or(0..0, |node| node.span.clone())
    }

    /// What stands for a part that is a name.
    pub(super) fn symbol(&self, id: Id) -> Option<&Symbol> {
        self.names.get(id)?.as_ref().map(|(symbol, _)| &**symbol)
    }

    /// Asks something else of a name than its value.
    pub(super) fn ask(&mut self, id: Id, asked: Use) {
        if let Some(Some((_, instead))) = self.names.get_mut(id) {
            *instead = asked;
        }
    }

    /// Asks for a condition.
    pub(super) fn condition(&mut self, id: Id) {
        let kind = &self.value(id).kind;
        if matches!(kind, Kind::Bool | Kind::Unknown) {
            return;
        }
        let text = self.text(id);
        let help = match (kind, self.symbol(id)) {
            (Kind::Number(_), _) => format!("compare it: `{text} > 0`"),
            (Kind::Text(_), Some(_)) => {
                format!("compare it: `{text} == \"…\"`; for its presence there is `present({text})`")
            }
            (Kind::List(_) | Kind::Object, _) => format!("ask for its presence: `present({text})`"),
            (Kind::Many(_), _) => "ask for the list itself: `count(list) > 0`".to_owned(),
            _ => "a condition is a comparison, or a parameter that is true or false".to_owned(),
        };
        let found = kind.in_words();
        self.report(errors::expected(self.at(id), "a condition", &found, &help));
    }

    /// Asks for a number; `None` after a mistake.
    pub(super) fn number(&mut self, id: Id) -> Option<Quantity> {
        let kind = &self.value(id).kind;
        if let Some(quantity) = kind.quantity() {
            return Some(quantity.clone());
        }
        let help = match kind {
            Kind::Unknown => return None,
            Kind::Number(_) | Kind::Mixed(_) => "none of its kinds is one",
            Kind::Bool => "turn it into one: `if c { 1 } else { 0 }`",
            Kind::Text(_) => "for its length there are `chars` and `words`",
            Kind::List(_) => "for its items there are `count`, `sum`, `min` and `max`",
            Kind::Object => "name one of its fields",
            Kind::Many(_) => "they are as many as the list has items: take their `sum`, `min` or `max`",
        };
        let found = kind.in_words();
        self.report(errors::expected(self.at(id), "a number", &found, help));
        None
    }

    /// Asks for one value of any kind.
    pub(super) fn single(&mut self, id: Id) {
        let kind = &self.value(id).kind;
        let help = match kind {
            Kind::Many(_) => "they are as many as the list has items: take their `sum`, `min` or `max`",
            Kind::List(_) => "for its items there are `count`, `sum`, `min` and `max`",
            Kind::Object => "name one of its fields",
            Kind::Unknown | Kind::Bool | Kind::Text(_) | Kind::Number(_) | Kind::Mixed(_) => return,
        };
        let found = kind.in_words();
        self.report(errors::expected(self.at(id), "a value", &found, help));
    }

    /// Asks for numbers of one unit.
    pub(super) fn same_unit(&mut self, ids: &[Id], span: &Range<usize>) -> Kind {
        let mut settled: Option<(Id, Unit)> = None;
        let mut known = true;
        for id in ids {
            match (self.number(*id), &settled) {
                (None, _) => known = false,
                (Some(Quantity::Bare), _) => {}
                (Some(Quantity::In(unit)), None) => settled = Some((*id, unit)),
                (Some(Quantity::In(unit)), Some((_, first))) if unit == *first => {}
                (Some(Quantity::In(unit)), Some((other, first))) => {
                    let first = (self.at(*other), first);
                    self.report(errors::units_differ(self.place(span), first, (self.at(*id), &unit)));
                    return Kind::Unknown;
                }
            }
        }
        match settled {
            Some((_, unit)) => Kind::Number(Quantity::In(unit)),
            None if known => Kind::Number(Quantity::Bare),
            None => Kind::Unknown,
        }
    }
}
