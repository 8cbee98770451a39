//! Types and units of calls.

use std::ops::Range;

use nameplate::spec::{Literal, Take};

use super::ast::{Id, NodeKind};
use super::errors;
use super::functions::{Call, Function};
use super::judge::{Judge, Use};
use super::types::{Absent, Decimals, Parameter, Symbol, Type};
use super::units::Unit;
use super::value::{Kind, Quantity, Value};

impl Judge<'_> {
    /// The parser has counted the values.
    pub(super) fn call(&mut self, function: &Function, values: &[Id], span: &Range<usize>) -> Value {
        let [first, rest @ ..] = values else { return Value::UNKNOWN };
        match function.call {
            Call::Ceil | Call::Floor | Call::Round => self.rounded(values, rest, span),
            Call::Min if rest.is_empty() => self.over_list(function, *first, Take::Min),
            Call::Max if rest.is_empty() => self.over_list(function, *first, Take::Max),
            Call::Sum => self.over_list(function, *first, Take::Sum),
            Call::Min | Call::Max | Call::Between => {
                Value { kind: self.same_unit(values, span), decimals: self.decimals_of(values), constant: None }
            }
            Call::Count => self.counted(function, *first),
            Call::Present => self.present(function, *first, span),
            Call::Chars => self.measured_text(function, *first, Take::Chars),
            Call::Utf16 => self.measured_text(function, *first, Take::Utf16),
            Call::Bytes => self.measured_text(function, *first, Take::Bytes),
            Call::Words => self.measured_text(function, *first, Take::Words),
            Call::Minutes => self.minutes(*first, span),
            Call::Unit => self.in_unit(function, *first, rest),
            Call::Default => self.or_else(function, *first, rest, span),
        }
    }

    /// The result is a multiple of the step, so it has the step's decimals whatever is rounded.
    fn rounded(&mut self, values: &[Id], step: &[Id], span: &Range<usize>) -> Value {
        let step_value = step.first().and_then(|step| self.value(*step).constant);
        if step_value.is_some_and(|value| value.is_zero() || value.is_negative()) {
            self.report(errors::bad_step(self.place(span)));
        }
        Value { kind: self.same_unit(values, span), decimals: self.decimals_of(step), constant: None }
    }

    /// `sum(list.field)`, or of a list of numbers.
    fn over_list(&mut self, function: &Function, id: Id, take: Take) -> Value {
        let unit = match &self.value(id).kind {
            Kind::Unknown => return Value::UNKNOWN,
            Kind::Many(Type::Number(unit) | Type::List(Some(unit))) | Kind::List(Some(unit)) => unit.clone(),
            _ if function.call == Call::Sum => return self.refuse(function, id, "the numbers in a list"),
            _ => return self.refuse(function, id, "several values, or the numbers in a list"),
        };
        self.ask(id, Use::Take(take));
        Value::of(Kind::Number(Quantity::In(unit)))
    }

    fn counted(&mut self, function: &Function, id: Id) -> Value {
        match &self.value(id).kind {
            Kind::Unknown => return Value::UNKNOWN,
            Kind::List(_) | Kind::Many(Type::List(_)) => self.ask(id, Use::Take(Take::Count)),
            _ => return self.refuse(function, id, "a list"),
        }
        Value { decimals: Decimals::Whole, ..Value::of(Kind::Number(Quantity::In(Unit::NONE))) }
    }

    fn present(&mut self, function: &Function, id: Id, span: &Range<usize>) -> Value {
        let always = match self.symbol(id) {
            Some(Symbol::Parameter(parameter)) if !parameter.many && !parameter.of_file => {
                parameter.absent == Absent::Never
            }
            None if self.value(id).kind == Kind::Unknown => return Value::of(Kind::Bool),
            _ => {
                self.refuse(function, id, "a parameter");
                return Value::of(Kind::Bool);
            }
        };
        if always {
            self.report(errors::always_present(self.place(span), &self.text(id)));
        }
        self.ask(id, Use::Present);
        Value::of(Kind::Bool)
    }

    fn measured_text(&mut self, function: &Function, id: Id, take: Take) -> Value {
        let is_parameter = matches!(self.symbol(id), Some(Symbol::Parameter(_)));
        match &self.value(id).kind {
            Kind::Unknown => return Value::UNKNOWN,
            kind if is_parameter && kind.has_text() => self.ask(id, Use::Take(take)),
            _ => return self.refuse(function, id, "a text parameter"),
        }
        Value { decimals: Decimals::Whole, ..Value::of(Kind::Number(Quantity::In(Unit::NONE))) }
    }

    fn minutes(&mut self, id: Id, span: &Range<usize>) -> Value {
        let Some(quantity) = self.number(id) else { return Value::UNKNOWN };
        let seconds = Unit::symbol("s").unwrap_or_default();
        if matches!(&quantity, Quantity::In(unit) if *unit != seconds) {
            self.report(errors::not_seconds(self.at(id), &quantity.unit()));
            return Value::UNKNOWN;
        }
        let minutes = Unit::symbol("min").unwrap_or_default();
        let decimals = self.value(id).decimals.clone().or(Decimals::MayNotEnd(self.place(span)));
        Value { decimals, ..Value::of(Kind::Number(Quantity::In(minutes))) }
    }

    /// `unit(words(prompt), "word")`: what the author vouches for.
    fn in_unit(&mut self, function: &Function, id: Id, unit: &[Id]) -> Value {
        let Some(&unit) = unit.first() else { return Value::UNKNOWN };
        let parsed = match self.node_kind(unit) {
            Some(NodeKind::Text(text)) => Unit::parse(text),
            _ => None,
        };
        let Some(parsed) = parsed else {
            if self.value(unit).kind == Kind::Unknown {
                return Value::UNKNOWN;
            }
            return self.refuse(function, unit, "a unit in quotes as its second value, like `\"word\"` or `\"USD/s\"`");
        };
        if self.number(id).is_none() {
            return Value::UNKNOWN;
        }
        let value = self.value(id);
        Value { kind: Kind::Number(Quantity::In(parsed)), decimals: value.decimals.clone(), constant: value.constant }
    }

    /// `default(seed, 0)`: a value for requests without the parameter, so that a rule is judged for them too.
    fn or_else(&mut self, function: &Function, id: Id, fallback: &[Id], span: &Range<usize>) -> Value {
        let Some(&fallback) = fallback.first().filter(|_| self.value(id).kind != Kind::Unknown) else {
            return Value::UNKNOWN;
        };
        let Some((name, take)) = self.taken(id) else {
            let wanted = "a parameter, or what `sum`, `min`, `max`, `chars`, `utf16`, `bytes` or `words` takes of one";
            return self.refuse(function, id, wanted);
        };
        if let (Take::Value, Some(Symbol::Parameter(Parameter { absent, .. }))) = (take, self.symbol(name))
            && *absent != Absent::Nothing
        {
            self.report(errors::needless_default(self.place(span), &self.text(id), *absent == Absent::Never));
        }
        let Some(literal) = self.stated(fallback) else {
            return self.refuse(
                function,
                fallback,
                "a number, a text in quotes, `true` or `false` as its second value",
            );
        };
        self.comparable(id, fallback, span);
        self.ask(name, Use::Or(take, literal));
        let (value, decimals) = (self.value(id), self.value(fallback).decimals.clone());
        Value { kind: value.kind.clone(), decimals: value.decimals.clone().or(decimals), constant: None }
    }

    /// The parameter that a part takes something of that may be absent, and what.
    fn taken(&self, id: Id) -> Option<(Id, Take)> {
        if !matches!(self.value(id).kind, Kind::Bool | Kind::Text(_) | Kind::Number(_)) {
            return None;
        }
        let name = match self.node_kind(id)? {
            NodeKind::Name(_) => id,
            NodeKind::Call(_, values) => *values.first().filter(|_| values.len() == 1)?,
            _ => return None,
        };
        match self.names.get(name)?.as_ref()? {
            (symbol, Use::Take(take)) if *take != Take::Count && matches!(**symbol, Symbol::Parameter(_)) => {
                // A rounded value is none that a slot keeps.
                (name == id || *take != Take::Value).then_some((name, *take))
            }
            _ => None,
        }
    }

    /// A part that states its value itself.
    fn stated(&self, id: Id) -> Option<Literal> {
        match self.node_kind(id)? {
            NodeKind::Number(number) => Some(Literal::Number(*number)),
            NodeKind::Neg(inner) => match self.node_kind(*inner)? {
                NodeKind::Number(number) => number.neg().map(Literal::Number),
                _ => None,
            },
            NodeKind::Text(text) => Some(Literal::Text(text.clone().into())),
            NodeKind::Bool(value) => Some(Literal::Bool(*value)),
            _ => None,
        }
    }

    fn refuse(&mut self, function: &Function, id: Id, wanted: &str) -> Value {
        let found = match self.node_kind(id) {
            Some(NodeKind::Name(_)) => format!("`{}`, which is {}", self.text(id), self.value(id).kind.in_words()),
            _ => format!("`{}`", self.text(id)),
        };
        self.report(errors::not_for_call(self.at(id), function, wanted, &found));
        Value::UNKNOWN
    }
}
