//! What the names of a formula stand for, and what to say of one that stands for nothing.

use std::ops::Range;
use std::rc::Rc;

use nameplate::spec::Take;

use super::ast::{Binary, Id, Name, NodeKind};
use super::errors::{self, NameHelp};
use super::judge::{Judge, Use};
use super::types::{Decimals, Symbol};
use super::units::Unit;
use super::value::{Kind, Quantity, Value};

impl Judge<'_> {
    /// A name. Until a call asks for something else, its value is taken. One that stands twice is resolved once.
    pub(super) fn name(&mut self, id: Id, name: &Name, span: &Range<usize>) -> Value {
        let same = |kind: &NodeKind| matches!(kind, NodeKind::Name(other) if other == name);
        let first = self.expr.nodes.iter().take(id).position(|node| same(&node.kind));
        let (symbol, value) = if let Some(first) = first {
            // One that stands for nothing was reported there.
            let Some((symbol, _)) = self.names.get(first).and_then(Option::as_ref) else { return Value::UNKNOWN };
            (Rc::clone(symbol), self.value(first).clone())
        } else {
            let Some(symbol) = self.scope.resolve(name) else {
                self.unknown_name(id, name, span);
                return Value::UNKNOWN;
            };
            let value = self.value_of(id, &symbol);
            (Rc::new(symbol), value)
        };
        if let Some(noted) = self.names.get_mut(id) {
            *noted = Some((symbol, Use::Take(Take::Value)));
        }
        value
    }

    fn value_of(&self, id: Id, symbol: &Symbol) -> Value {
        let number = |unit: &Unit, decimals| Value { decimals, ..Value::of(Kind::Number(Quantity::In(unit.clone()))) };
        match symbol {
            Symbol::Parameter(parameter) if parameter.many => Value::of(Kind::Many(parameter.value.clone())),
            Symbol::Parameter(parameter) => Value::of(Kind::of(parameter.value.clone())),
            Symbol::Measure { unit, .. } | Symbol::Rate { unit, .. } => number(unit, Decimals::End),
            Symbol::Step { unit, decimals, .. } => number(unit, decimals.clone()),
            Symbol::Group { keys, .. } => Value::of(Kind::Text(Some(Rc::new(keys.clone())))),
            Symbol::Constant { value, unit } => {
                Value { constant: Some(*value), ..number(unit, Decimals::of(*value, || self.at(id))) }
            }
        }
    }

    fn unknown_name(&mut self, id: Id, name: &Name, span: &Range<usize>) {
        if self.is_full() {
            return;
        }
        let known = self.scope.candidates();
        let (word, range) = self.places.word_with_dashes(span);
        let whole = name.to_string();
        let is_known = |word: &str| word != whole && known.iter().any(|name| name == word);
        let underscored = word.replace('-', "_");
        let help = match self.compared_with(id) {
            _ if is_known(&underscored) => NameHelp::Underscores(&underscored),
            _ if is_known(word) => NameHelp::Backticks(word),
            Some(Kind::Text(Some(listed))) if listed.contains(&whole) => NameHelp::Quote,
            Some(Kind::Text(_)) => NameHelp::QuoteOr(&known),
            _ => NameHelp::Known(&known),
        };
        let place = match help {
            NameHelp::Underscores(_) | NameHelp::Backticks(_) => self.places.at(range),
            _ => self.place(span),
        };
        // The parts of `per-second` are one mistake.
        if self.last_place() != Some(&place) {
            let diagnostic = errors::unknown_name(place, &whole, &help);
            self.report(diagnostic);
        }
    }

    /// What a part is compared with, when that stands before it: `resolution == high`.
    fn compared_with(&self, id: Id) -> Option<&Kind> {
        let left = self.expr.nodes.iter().find_map(|node| match &node.kind {
            NodeKind::Binary(Binary::Eq | Binary::Ne, left, right) if *right == id => Some(*left),
            NodeKind::In(left, items) if items.contains(&id) => Some(*left),
            _ => None,
        });
        left.map(|left| &self.value(left).kind)
    }
}
