//! Rules between the members of an object: from keys and formulas to tables.

use nameplate::spec::{Allowed, List, Literal, Program, Rule, RuleKind, Text};

use super::errors;
use super::kinds::Kinds;
use super::scope::{ObjectScope, text_source};
use super::sources::SourceTable;
use crate::diagnostic::{Diagnostic, Place, Sources};
use crate::expr::{self, Want};
use crate::resolve::At;
use crate::spec;
use crate::yaml::{Number, Scalar, Sp};

/// The form of a placeholder has at most so many bytes.
const MAX_FORM: usize = 64;

/// Judges the rules of one object.
pub(super) struct Rules<'a, 's, 'o> {
    /// The files, for the places of formulas.
    pub(super) files: &'a Sources,
    /// The members of the object and its slots.
    pub(super) scope: &'a mut ObjectScope<'o>,
    /// The sources of the model.
    pub(super) sources: &'a mut SourceTable<'s>,
    /// Where faults go.
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

/// A condition: its program, its formula, and what it names.
struct Condition {
    program: Program,
    text: Text,
    reads: Vec<u16>,
    names: Vec<u16>,
}

impl Rules<'_, '_, '_> {
    /// A rule, or nothing when it has a fault.
    pub(super) fn rule(&mut self, name: &At<String>, rule: &spec::Rule) -> Option<Rule> {
        self.only_its_keys(name, rule);
        let lowered = self.kind(name, rule)?;
        let (kind, mut names, reads) = lowered;
        dedup(&mut names);
        let file = name.place.file;
        let from = rule.from.as_ref().map(|from| At::from_sp(file, from));
        Some(Rule {
            name: name.value.clone().into(),
            kind,
            message: rule.message.as_ref().map(|message| message.value.clone().into()).unwrap_or_default(),
            names: names.into(),
            reads: reads.into(),
            inferred: rule.inferred.as_ref().is_some_and(|inferred| inferred.value),
            disputed: rule.disputed.as_ref().map(|disputed| disputed.value.clone().into()),
            source: self.sources.index(from.as_ref(), self.diagnostics),
        })
    }

    fn kind(&mut self, name: &At<String>, rule: &spec::Rule) -> Option<(RuleKind, Vec<u16>, Vec<u16>)> {
        let stated = stated_keys(rule);
        match stated.as_slice() {
            [] => {
                self.diagnostics.push(errors::rule_asks_nothing(name));
                return None;
            }
            [_] => {}
            [first, second, ..] => {
                self.diagnostics.push(errors::rule_asks_twice(name, first, second));
                return None;
            }
        }
        for (list, kind) in [
            (&rule.exactly_one, RuleKind::ExactlyOne),
            (&rule.at_most_one, RuleKind::AtMostOne),
            (&rule.at_least_one, RuleKind::AtLeastOne),
            (&rule.together, RuleKind::Together),
        ] {
            if let Some(list) = list {
                let names = self.present_list(name, &list.value)?;
                return Some((kind, names, Vec::new()));
            }
        }
        if let Some(condition) = &rule.condition {
            let Condition { program, text, reads, names } = self.condition(name, condition)?;
            return Some((RuleKind::Condition { holds: program, text }, names, reads));
        }
        if let Some(placeholders) = &rule.placeholders {
            return self.placeholders(name, &placeholders.value);
        }
        let when = self.when(name, rule)?;
        if let Some(needs) = &rule.requires {
            return self.requires(name, rule, &needs.value.0, when);
        }
        if let Some(subject) = &rule.allowed_only {
            let subject = self.present(name, subject)?;
            let names = std::iter::once(subject).chain(when.names).collect();
            return Some((RuleKind::AllowedOnly { subject, when: when.program, text: when.text }, names, when.reads));
        }
        if let Some(subject) = &rule.no_effect {
            let subject = self.present(name, subject)?;
            let names = std::iter::once(subject).chain(when.names).collect();
            return Some((RuleKind::NoEffect { subject, when: when.program, text: when.text }, names, when.reads));
        }
        let subject = rule.dependent.as_ref()?;
        self.dependent(name, rule, subject, when)
    }

    fn placeholders(
        &mut self,
        name: &At<String>,
        stated: &spec::Placeholders,
    ) -> Option<(RuleKind, Vec<u16>, Vec<u16>)> {
        let spec::Placeholders { form, texts, of } = stated;
        let file = name.place.file;
        let parts: Vec<&str> = form.value.split("{n}").collect();
        if !matches!(parts.as_slice(), [before, _] if !before.trim().is_empty()) || form.value.len() > MAX_FORM {
            self.diagnostics.push(errors::not_a_placeholder(&At::from_sp(file, form)));
            return None;
        }
        let mut slots = Vec::new();
        for text in &texts.0 {
            let text = At::from_sp(file, text);
            slots.push(self.scope.placeholder_slot(&text, &form.value, self.diagnostics)?);
        }
        let of = self.scope.count_slot(&At::from_sp(file, of), self.diagnostics)?;
        let names = slots.iter().copied().chain([of]).collect();
        Some((RuleKind::Placeholders { texts: slots.into(), of, form: form.value.clone().into() }, names, Vec::new()))
    }

    fn requires(
        &mut self,
        name: &At<String>,
        rule: &spec::Rule,
        needs: &[Sp<String>],
        when: Condition,
    ) -> Option<(RuleKind, Vec<u16>, Vec<u16>)> {
        let mut slots = Vec::new();
        let mut values = Vec::new();
        for need in needs {
            slots.push(self.present(name, need)?);
            if let Some(stated) = &rule.values {
                values = self.values(&At::from_sp(name.place.file, need), stated);
            }
        }
        if rule.values.as_ref().is_some_and(Vec::is_empty) {
            self.diagnostics.push(errors::requires_no_value(name));
            return None;
        }
        let names = when.names.iter().chain(&slots).copied().collect();
        let kind =
            RuleKind::Requires { when: when.program, text: when.text, needs: slots.into(), values: values.into() };
        Some((kind, names, when.reads))
    }

    fn dependent(
        &mut self,
        name: &At<String>,
        rule: &spec::Rule,
        subject: &Sp<String>,
        when: Condition,
    ) -> Option<(RuleKind, Vec<u16>, Vec<u16>)> {
        let file = name.place.file;
        let parameter = At::from_sp(file, subject);
        let slot = self.scope.limited_slot(&parameter, self.diagnostics)?;
        let allowed = match (&rule.values, &rule.min, &rule.max) {
            (Some(values), None, None) if !values.is_empty() => Allowed::Values(self.values(&parameter, values).into()),
            (None, min, max) if min.is_some() || max.is_some() => {
                let mut kinds = Kinds { file, diagnostics: self.diagnostics };
                kinds.in_order(min.as_ref(), max.as_ref());
                for bound in min.iter().chain(max) {
                    kinds.double(bound);
                }
                if self.scope.is_number(&parameter.value) {
                    self.bounds_fit(&parameter, min.iter().chain(max));
                } else {
                    self.diagnostics.push(errors::bounds_of_no_number(&parameter));
                }
                let exact = |bound: &Option<Sp<Number>>| bound.as_ref().map(|bound| bound.value.exact());
                Allowed::Range { min: exact(min), max: exact(max) }
            }
            _ => {
                self.diagnostics.push(errors::dependent_without_values(name));
                return None;
            }
        };
        let names = std::iter::once(slot).chain(when.names).collect();
        let mut reads = vec![slot];
        reads.extend(when.reads);
        dedup(&mut reads);
        Some((RuleKind::Dependent { subject: slot, when: when.program, text: when.text, allowed }, names, reads))
    }

    /// That the bounds of a dependent limit are values of the parameter: else they limit nothing, or everything.
    fn bounds_fit<'n>(&mut self, parameter: &At<String>, bounds: impl Iterator<Item = &'n Sp<Number>>) {
        for bound in bounds {
            if let Some(fault) = self.scope.value_fault(&parameter.value, &Literal::Number(bound.value.exact())) {
                let place = Place { file: parameter.place.file, span: bound.span.clone() };
                self.diagnostics.push(errors::value_never_allowed(&parameter.value, place, &fault));
            }
        }
    }

    /// The values of a limit, each of which the parameter itself has to allow.
    fn values(&mut self, parameter: &At<String>, values: &[Sp<Scalar>]) -> Vec<Literal> {
        let file = parameter.place.file;
        let mut allowed = Vec::new();
        for value in values {
            let literal = match &value.value {
                Scalar::Number(number) => Literal::Number(number.exact()),
                Scalar::Text(text) => Literal::Text(text.clone().into()),
                Scalar::Bool(flag) => Literal::Bool(*flag),
            };
            if let Some(fault) = self.scope.value_fault(&parameter.value, &literal) {
                let place = Place { file, span: value.span.clone() };
                self.diagnostics.push(errors::value_never_allowed(&parameter.value, place, &fault));
            }
            allowed.push(literal);
        }
        allowed
    }

    fn present_list(&mut self, name: &At<String>, list: &[Sp<String>]) -> Option<Vec<u16>> {
        if list.len() < 2 {
            self.diagnostics.push(errors::rule_of_one(name));
        }
        let mut slots = Vec::new();
        for parameter in list {
            let slot = self.present(name, parameter)?;
            if slots.contains(&slot) {
                self.diagnostics.push(errors::named_twice(&At::from_sp(name.place.file, parameter)));
            }
            slots.push(slot);
        }
        Some(slots)
    }

    fn present(&mut self, name: &At<String>, parameter: &Sp<String>) -> Option<u16> {
        self.scope.value_slot(&At::from_sp(name.place.file, parameter), self.diagnostics)
    }

    /// The condition of a rule: `when`, the opposite of `unless`, or always.
    fn when(&mut self, name: &At<String>, rule: &spec::Rule) -> Option<Condition> {
        match (&rule.when, &rule.unless) {
            (Some(_), Some(unless)) => {
                self.diagnostics.push(errors::when_and_unless(&At::from_sp(name.place.file, unless)));
                None
            }
            (Some(when), None) => self.condition(name, when),
            (None, Some(unless)) => {
                let condition = self.condition(name, unless)?;
                let mut program = condition.program.into_owned();
                program.push(nameplate::spec::Op::Not);
                // One word, a name or a call, needs no parentheses.
                let one = !condition.text.contains(' ');
                let text = if one { format!("!{}", condition.text) } else { format!("!({})", condition.text) };
                Some(Condition { program: program.into(), text: text.into(), ..condition })
            }
            (None, None) => Some(Condition {
                program: List::default(),
                text: Text::default(),
                reads: Vec::new(),
                names: Vec::new(),
            }),
        }
    }

    fn condition(&mut self, name: &At<String>, formula: &Sp<String>) -> Option<Condition> {
        let source = text_source(self.files, name.place.file, formula)?;
        let compiled = expr::compile(&source, self.scope, &Want::Bool, self.diagnostics)?;
        Some(Condition {
            program: compiled.program,
            text: expr::one_line(&formula.value).into(),
            reads: compiled.reads,
            names: compiled.names,
        })
    }

    /// That a rule has no key that its kind does not use: a limit that is written and not enforced is worse than none.
    fn only_its_keys(&mut self, name: &At<String>, rule: &spec::Rule) {
        let file = name.place.file;
        let dependent = rule.dependent.is_some();
        let conditional =
            dependent || rule.requires.is_some() || rule.allowed_only.is_some() || rule.no_effect.is_some();
        for (key, span, used) in [
            ("when", rule.when.as_ref().map(|when| &when.span), conditional),
            ("unless", rule.unless.as_ref().map(|unless| &unless.span), conditional),
            (
                "in",
                rule.values.as_ref().and_then(|values| values.first()).map(|value| &value.span),
                dependent || rule.requires.is_some(),
            ),
            ("min", rule.min.as_ref().map(|min| &min.span), dependent),
            ("max", rule.max.as_ref().map(|max| &max.span), dependent),
        ] {
            if let (Some(span), false) = (span, used) {
                let place = Place { file, span: span.clone() };
                self.diagnostics.push(errors::key_not_used(name, key, place));
            }
        }
        if conditional && !dependent && rule.requires.is_none() && rule.when.is_none() && rule.unless.is_none() {
            self.diagnostics.push(errors::rule_without_condition(name));
        }
    }
}

/// The keys of a rule that say what it asks.
fn stated_keys(rule: &spec::Rule) -> Vec<&'static str> {
    [
        ("exactly_one", rule.exactly_one.is_some()),
        ("at_most_one", rule.at_most_one.is_some()),
        ("at_least_one", rule.at_least_one.is_some()),
        ("together", rule.together.is_some()),
        ("requires", rule.requires.is_some()),
        ("allowed_only", rule.allowed_only.is_some()),
        ("dependent", rule.dependent.is_some()),
        ("no_effect", rule.no_effect.is_some()),
        ("placeholders", rule.placeholders.is_some()),
        ("condition", rule.condition.is_some()),
    ]
    .into_iter()
    .filter_map(|(key, stated)| stated.then_some(key))
    .collect()
}

fn dedup(slots: &mut Vec<u16>) {
    let mut seen = Vec::new();
    slots.retain(|slot| {
        let new = !seen.contains(slot);
        seen.push(*slot);
        new
    });
}
