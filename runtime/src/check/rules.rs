//! Rules between the members of an object, evaluated when the object was read to its end.

use std::cmp::Ordering;

use super::Walk;
use super::finding::{Broken, Cause, Finding, Place, bit};
use super::path::Path;
use super::slots::Slots;
use crate::source::Source;
use crate::spec::{Allowed, Literal, Object, Op, Rule, RuleKind};
use crate::{Exact, Severity, SlotContent};

impl<'a, S: Source<'a>> Walk<'a, S> {
    /// Evaluates the rules of an object whose frame of slots is the innermost one.
    /// They are the object's own, or those of an action, which read the slots of the object too.
    pub(super) fn rules(&mut self, object: &'a Object, rules: &'a [Rule], path: &Path<'_, 'a>, spot: S::Spot) {
        for (index, rule) in rules.iter().enumerate() {
            let severity = self.severity(rule);
            if severity == Severity::Warning && self.findings.count_only() {
                continue;
            }
            if self.slots.readable(&rule.reads) {
                if is_broken(rule, &self.slots) {
                    self.broken(object, index, rule, severity, path, spot);
                }
            } else if let Some(waits) = self.slots.waits_for(&rule.reads) {
                // Whatever the file is, the rest of the request may decide.
                if is_broken(rule, &self.slots) {
                    self.broken(object, index, rule, severity, path, spot);
                } else if !is_kept(rule, &self.slots) {
                    self.findings.push_open_rule(|| path.steps(), waits, rule);
                }
            }
        }
    }

    pub(super) fn severity(&self, rule: &Rule) -> Severity {
        match rule.kind {
            RuleKind::NoEffect { .. } => Severity::Warning,
            _ if rule.inferred => self.inferred(),
            _ => Severity::Error,
        }
    }

    #[cold]
    fn broken(
        &mut self,
        object: &'a Object,
        index: usize,
        rule: &'a Rule,
        severity: Severity,
        path: &Path<'_, 'a>,
        spot: S::Spot,
    ) {
        let present = rule.names.iter().enumerate().filter(|(_, slot)| self.slots.present(**slot));
        let present = present.fold(0, |bits, (at, _)| bits | bit(at));
        let others = rule.names.iter().enumerate().filter(|(_, slot)| self.slots.is_under_other_name(**slot));
        let others = others.fold(0, |bits, (at, _)| bits | bit(at));
        self.findings.push(Finding {
            rule: rule.kind.id(),
            severity,
            waived: false,
            place: match (self.source.text(), self.source.start(spot)) {
                (Some(body), Some(start)) => Place::Within(body, start),
                _ => Place::None,
            },
            steps: path.steps(),
            found: match &rule.kind {
                RuleKind::Placeholders { texts, of, form } => idle_placeholder(texts, *of, &self.slots)
                    .map(|number| form.replacen("{n}", &number.to_string(), 1).into()),
                _ => None,
            },
            cause: Cause::Rule(Broken { object, rule, index, present, others }),
        });
    }
}

/// Whether a rule does not hold. Presence is asked first: it costs nothing, and most rules end there. What cannot be computed
/// breaks no rule.
fn is_broken(rule: &Rule, slots: &Slots<'_>) -> bool {
    let holds = |program: &[Op]| holds(program, slots);
    let present = || rule.names.iter().filter(|slot| slots.present(**slot)).count();
    match &rule.kind {
        RuleKind::ExactlyOne => present() != 1,
        RuleKind::AtMostOne => present() > 1,
        RuleKind::AtLeastOne => present() == 0,
        RuleKind::Together => !matches!(present(), 0) && present() < rule.names.len(),
        RuleKind::Requires { when, needs, values, .. } => {
            needs.iter().any(|slot| lacks(*slot, values, slots)) && holds(when) == Some(true)
        }
        RuleKind::AllowedOnly { subject, when, .. } => slots.present(*subject) && holds(when) == Some(false),
        RuleKind::Dependent { subject, when, allowed, .. } => {
            is_outside(&slots.content(*subject), allowed) && holds(when) == Some(true)
        }
        RuleKind::NoEffect { subject, when, .. } => slots.present(*subject) && holds(when) == Some(true),
        RuleKind::Placeholders { texts, of, .. } => idle_placeholder(texts, *of, slots).is_some(),
        RuleKind::Alias { of, alias } => {
            slots.present(*of) && slots.present(*alias) && slots.content(*of) != slots.content(*alias)
        }
        RuleKind::Condition { holds: condition, .. } => holds(condition) == Some(false),
    }
}

/// The number of a placeholder that stands for no item of its list.
fn idle_placeholder(texts: &[u16], of: u16, slots: &Slots<'_>) -> Option<Exact> {
    let SlotContent::Number(items) = slots.content(of) else { return None };
    texts.iter().find_map(|text| match slots.content(*text) {
        SlotContent::Number(number) if number.is_zero() || number > items => Some(number),
        _ => None,
    })
}

/// Whether a rule surely holds, although not all that it reads is known.
fn is_kept(rule: &Rule, slots: &Slots<'_>) -> bool {
    let holds = |program: &[Op]| holds(program, slots);
    match &rule.kind {
        RuleKind::ExactlyOne
        | RuleKind::AtMostOne
        | RuleKind::AtLeastOne
        | RuleKind::Together
        | RuleKind::Placeholders { .. }
        | RuleKind::Alias { .. } => true,
        RuleKind::Requires { when, needs, values, .. } => {
            !needs.iter().any(|slot| lacks(*slot, values, slots)) || holds(when) == Some(false)
        }
        RuleKind::AllowedOnly { subject, when, .. } => !slots.present(*subject) || holds(when) == Some(true),
        RuleKind::Dependent { subject, when, allowed, .. } => {
            let is_inside = !slots.open(*subject) && !is_outside(&slots.content(*subject), allowed);
            is_inside || holds(when) == Some(false)
        }
        RuleKind::NoEffect { subject, when, .. } => !slots.present(*subject) || holds(when) == Some(false),
        RuleKind::Condition { holds: condition, .. } => holds(condition) == Some(true),
    }
}

/// Whether a needed parameter is absent, or has none of the values that are needed. One with an error is left alone.
fn lacks(slot: u16, values: &[Literal], slots: &Slots<'_>) -> bool {
    if values.is_empty() {
        return !slots.present(slot);
    }
    let value = slots.content(slot);
    !slots.broken(slot) && !values.iter().any(|listed| is(&value, listed))
}

fn holds(program: &[Op], slots: &Slots<'_>) -> Option<bool> {
    if program.is_empty() {
        return Some(true);
    }
    crate::eval::quick(program, |slot| slots.content(slot))
        .or_else(|| crate::eval::holds(program, &slots.values(|slot| is_read(program, slot))))
}

/// Whether a formula reads a slot. (The slots that have to be readable are fewer: an absent list has a count.)
fn is_read(program: &[Op], slot: u16) -> bool {
    program.iter().any(|op| matches!(op, Op::Slot(read) if *read == slot))
}

/// Whether a value is known and none of those allowed.
fn is_outside(value: &SlotContent<'_>, allowed: &Allowed) -> bool {
    match (allowed, value) {
        (_, SlotContent::Nothing | SlotContent::Something) => false,
        (Allowed::Values(values), value) => !values.iter().any(|listed| is(value, listed)),
        (Allowed::Range { min, max }, value) => {
            let below = min.is_some_and(|min| compare(value, min) == Some(Ordering::Less));
            below || max.is_some_and(|max| compare(value, max) == Some(Ordering::Greater))
        }
    }
}

fn is(value: &SlotContent<'_>, listed: &Literal) -> bool {
    match (value, listed) {
        (SlotContent::Bool(value), Literal::Bool(listed)) => value == listed,
        (SlotContent::Number(value), Literal::Number(listed)) => value == listed,
        (SlotContent::Text(value), Literal::Text(listed)) => value == listed,
        _ => false,
    }
}

fn compare(value: &SlotContent<'_>, limit: Exact) -> Option<Ordering> {
    match value {
        SlotContent::Number(value) => Some(value.cmp(&limit)),
        SlotContent::Large(value) => value.partial_cmp(&limit.to_string().parse().ok()?),
        _ => None,
    }
}
