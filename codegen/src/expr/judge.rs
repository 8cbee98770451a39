//! Names, types and units of a formula that was parsed: one walk over its nodes, children first. Every mistake is reported
//! once; what it leaves is unknown and fits everywhere.

use std::ops::Range;

use nameplate::spec::Take;

use super::align::Places;
use super::ast::{Binary, Expr, Id, Name, Node, NodeKind};
use super::errors::{self, NameHelp};
use super::types::{Decimals, Scope, Symbol, Type, Want};
use super::units::Unit;
use super::value::{Kind, Quantity, Value};
use crate::diagnostic::{Diagnostic, Place};

/// What was found out about a formula without mistakes.
pub(super) struct Judged {
    /// The type of the whole.
    pub(super) value: Type,
    /// Whether its decimals end.
    pub(super) decimals: Decimals,
    /// For every node that is a name: what it stands for, and what is asked of it.
    pub(super) names: Vec<Option<(Symbol, Use)>>,
}

/// What a formula asks of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Its value, or something that is counted of it.
    Take(Take),
    /// Whether it is present.
    Present,
}

/// Judges a formula; `None` after a mistake, which is then among the diagnostics.
pub(super) fn judge(
    expr: &Expr,
    places: &Places<'_>,
    scope: &mut dyn Scope,
    want: &Want,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Judged> {
    let before = diagnostics.len();
    let mut judge = Judge { expr, places, scope, diagnostics, values: Vec::new(), names: Vec::new() };
    for (id, node) in expr.nodes.iter().enumerate() {
        let value = judge.node(id, node);
        judge.values.push(value);
        judge.names.resize(id + 1, None);
    }
    judge.want(expr.nodes.len().checked_sub(1)?, want);
    let root = judge.values.pop()?;
    let names = judge.names;
    let failed = diagnostics.iter().skip(before).any(|found| found.level == crate::diagnostic::Level::Error);
    if failed {
        return None;
    }
    Some(Judged { value: root.kind.into_type()?, decimals: root.decimals, names })
}

pub(super) struct Judge<'a> {
    expr: &'a Expr,
    places: &'a Places<'a>,
    scope: &'a mut dyn Scope,
    diagnostics: &'a mut Vec<Diagnostic>,
    values: Vec<Value>,
    names: Vec<Option<(Symbol, Use)>>,
}

impl Judge<'_> {
    fn node(&mut self, id: Id, node: &Node) -> Value {
        match &node.kind {
            NodeKind::Number(number) => Value {
                kind: Kind::Number(Quantity::Bare),
                decimals: Decimals::of(*number, || self.at(id)),
                constant: Some(*number),
            },
            NodeKind::Text(text) => Value::of(Kind::Text(Some(vec![text.clone()]))),
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

    /// What a name stands for. Until a call asks for something else, its value is taken.
    fn name(&mut self, id: Id, name: &Name, span: &Range<usize>) -> Value {
        let Some(symbol) = self.scope.resolve(name) else {
            self.unknown_name(id, name, span);
            return Value::UNKNOWN;
        };
        let number = |unit: &Unit, decimals| Value { decimals, ..Value::of(Kind::Number(Quantity::In(unit.clone()))) };
        let value = match &symbol {
            Symbol::Parameter(parameter) if parameter.many => Value::of(Kind::Many(parameter.value.clone())),
            Symbol::Parameter(parameter) => Value::of(Kind::of(parameter.value.clone())),
            Symbol::Measure { unit, .. } | Symbol::Rate { unit, .. } => number(unit, Decimals::End),
            Symbol::Step { unit, decimals, .. } => number(unit, decimals.clone()),
            Symbol::Group { keys, .. } => Value::of(Kind::Text(Some(keys.clone()))),
            Symbol::Constant { value, unit } => {
                Value { constant: Some(*value), ..number(unit, Decimals::of(*value, || self.at(id))) }
            }
        };
        self.names.resize(id, None);
        self.names.push(Some((symbol, Use::Take(Take::Value))));
        value
    }

    fn unknown_name(&mut self, id: Id, name: &Name, span: &Range<usize>) {
        let known = self.scope.candidates();
        let (word, range) = self.places.word_with_dashes(span);
        let whole = name.to_string();
        let is_known = |word: &str| word != whole && known.iter().any(|name| name == word);
        let (underscored, text) = (word.replace('-', "_"), self.sibling_text(id));
        let help = match text {
            _ if is_known(&underscored) => NameHelp::Underscores(&underscored),
            _ if is_known(word) => NameHelp::Backticks(word),
            Some(Some(listed)) if listed.contains(&whole) => NameHelp::Quote,
            Some(_) => NameHelp::QuoteOr(&known),
            None => NameHelp::Known(&known),
        };
        let place = match help {
            NameHelp::Underscores(_) | NameHelp::Backticks(_) => self.places.at(range),
            _ => self.place(span),
        };
        // The parts of `per-second` are one mistake.
        if self.diagnostics.last().is_none_or(|last| last.place != place) {
            let diagnostic = errors::unknown_name(place, &whole, &help);
            self.report(diagnostic);
        }
    }

    /// The values of the text that a part is compared with, when that stands before it: `resolution == high`.
    fn sibling_text(&self, id: Id) -> Option<&Option<Vec<String>>> {
        let sibling = self.expr.nodes.iter().find_map(|node| match &node.kind {
            NodeKind::Binary(Binary::Eq | Binary::Ne, left, right) if *right == id => Some(*left),
            NodeKind::In(left, items) if items.contains(&id) => Some(*left),
            _ => None,
        });
        match &self.values.get(sibling?)?.kind {
            Kind::Text(listed) => Some(listed),
            _ => None,
        }
    }

    /// Judges the whole against what it has to be.
    fn want(&mut self, root: Id, want: &Want) {
        match want {
            Want::Any => self.single(root),
            Want::Bool => {
                self.condition(root);
                self.refuse_open_prices();
            }
            Want::Number => {
                self.number(root);
            }
            Want::Unit(unit) => match self.number(root) {
                Some(Quantity::In(found)) if found != *unit => {
                    self.report(errors::wrong_unit(self.at(root), unit, &found));
                }
                _ => {}
            },
            Want::Money(currency) => self.money(root, currency),
        }
    }

    fn money(&mut self, root: Id, currency: &Unit) {
        let Some(found) = self.number(root).map(|quantity| quantity.unit()) else { return };
        let whole = self.at(root);
        if found != *currency {
            self.report(errors::not_money(whole, currency, &found));
        } else if let Decimals::MayNotEnd(division) = self.value(root).decimals.clone() {
            let inside = division.file == whole.file
                && whole.span.start <= division.span.start
                && division.span.end <= whole.span.end;
            self.report(errors::may_not_end(division, (!inside).then_some(whole)));
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

/// What operators and calls ask of their parts.
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

    fn span(&self, id: Id) -> Range<usize> {
        self.expr.nodes.get(id).map_or(0..0, |node| node.span.clone())
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// What stands for a part that is a name.
    pub(super) fn symbol(&self, id: Id) -> Option<&Symbol> {
        self.names.get(id)?.as_ref().map(|(symbol, _)| symbol)
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
        let help = match kind {
            Kind::Number(quantity) => return Some(quantity.clone()),
            Kind::Unknown => return None,
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
            Kind::Unknown | Kind::Bool | Kind::Text(_) | Kind::Number(_) => return,
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
