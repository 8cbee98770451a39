//! Rules between members as entries of `allOf`. What an entry cannot say of its rule stands in `x-nameplate-beyond`.

use super::Printer;
use super::condition::{Conditions, Relation, Truth};
use super::json::{Json, Members};
use super::predicate::Predicate;
use crate::spec::{Allowed, Literal, Object, Op, Rule, RuleKind};

/// What a rule asks of an object.
struct Demand {
    /// The objects that it speaks of.
    when: Predicate,
    /// Those of them that keep it.
    keep: Predicate,
    /// Whether these say all of it.
    exact: bool,
}

impl Demand {
    /// Nothing that JSON Schema can say.
    const UNSAID: Self = Self { when: Predicate::False, keep: Predicate::True, exact: false };

    fn always(keep: Predicate) -> Self {
        Self { when: Predicate::True, keep, exact: true }
    }
}

impl Printer {
    /// The rules of an object that its schema can say, at least in part.
    pub(super) fn rules(&mut self, object: &Object, pointer: &str) -> Vec<Json> {
        let conditions = Conditions { object, way: self.way };
        let mut entries = Vec::new();
        for rule in object.rules.iter() {
            if matches!(rule.kind, RuleKind::NoEffect { .. }) || (rule.inferred && !self.strict) {
                continue;
            }
            let demand = conditions.demand(rule);
            if !demand.exact {
                self.unsaid(object, rule, pointer);
            }
            entries.extend(entry(rule, demand));
        }
        entries
    }

    /// Notes a rule that the schema does not say in full.
    fn unsaid(&mut self, object: &Object, rule: &Rule, pointer: &str) {
        let first = rule.names.first().and_then(|slot| object.slots.get(usize::from(*slot)));
        let place = format!("{pointer}{}", first.map_or("", |slot| &slot.pointer));
        let says = if rule.message.is_empty() { formula(&rule.kind) } else { &rule.message };
        self.beyond.add(rule.kind.id(), &place, &format!("`{}`: {says}", rule.name));
    }
}

/// The formula of a rule as the spec writes it, or what its kind asks.
fn formula(kind: &RuleKind) -> &str {
    match kind {
        RuleKind::Requires { text, .. }
        | RuleKind::AllowedOnly { text, .. }
        | RuleKind::Dependent { text, .. }
        | RuleKind::NoEffect { text, .. }
        | RuleKind::Condition { text, .. }
            if !text.is_empty() =>
        {
            text
        }
        other => other.id().meaning(),
    }
}

fn entry(rule: &Rule, Demand { when, keep, .. }: Demand) -> Option<Json> {
    let schema = match (when, keep) {
        (Predicate::False, _) | (_, Predicate::True) => return None,
        (Predicate::True, keep) => keep.into_schema(),
        (when, Predicate::False) => when.negated().into_schema(),
        (when, keep) => Members::new().with("if", when.into_schema().into()).with("then", keep.into_schema().into()),
    };
    Some(
        Members::new().with("title", Json::text(&rule.name)).with_text("description", &rule.message).and(schema).into(),
    )
}

impl Conditions<'_> {
    fn demand(&self, rule: &Rule) -> Demand {
        match &rule.kind {
            RuleKind::ExactlyOne => self.counted(rule, Predicate::one),
            RuleKind::AtMostOne => self.counted(rule, at_most_one),
            RuleKind::AtLeastOne => self.counted(rule, Predicate::any),
            RuleKind::Together => self.counted(rule, |sets| {
                let none = Predicate::Not(Box::new(Predicate::any(sets.clone())));
                Predicate::any([Predicate::all(sets), none])
            }),
            RuleKind::Requires { when, needs, values, .. } => {
                let Some((keep, said)) = self.needed(needs, values) else { return Demand::UNSAID };
                let (when, exact) = self.surely(self.of(when).yes_only(), rule, &[]);
                Demand { when, keep, exact: exact && said }
            }
            RuleKind::AllowedOnly { subject, when, .. } => {
                let Some(present) = self.present(*subject) else { return Demand::UNSAID };
                let (refused, exact) = self.surely(self.of(when).no_only(), rule, &[]);
                Demand { when: present, keep: refused.negated(), exact }
            }
            RuleKind::Dependent { subject, when, allowed, .. } => self.dependent(rule, *subject, when, allowed),
            RuleKind::Condition { holds, .. } => {
                let (refused, exact) = self.surely(self.of(holds).no_only(), rule, &[]);
                Demand { exact, ..Demand::always(refused.negated()) }
            }
            RuleKind::Alias { .. } | RuleKind::NoEffect { .. } | RuleKind::Placeholders { .. } => Demand::UNSAID,
        }
    }

    /// The objects that have what a rule needs, and whether that is all that it needs.
    fn needed(&self, needs: &[u16], values: &[Literal]) -> Option<(Predicate, bool)> {
        if values.is_empty() {
            return Some((Predicate::all(self.all_present(needs)?), true));
        }
        let (mut keep, mut exact) = (Vec::new(), true);
        for slot in needs {
            let (has_value, one_of) = (self.valued(*slot), self.compare(*slot, Relation::In, values));
            exact &= has_value.1 && one_of.exact;
            keep.extend(has_value.1.then_some(has_value.0));
            keep.push(one_of.no.negated());
        }
        Some((Predicate::all(keep), exact))
    }

    /// A rule that counts which of its parameters are present.
    fn counted(&self, rule: &Rule, keep: impl FnOnce(Vec<Predicate>) -> Predicate) -> Demand {
        self.all_present(&rule.names).map_or(Demand::UNSAID, |sets| Demand::always(keep(sets)))
    }

    fn all_present(&self, slots: &[u16]) -> Option<Vec<Predicate>> {
        slots.iter().map(|slot| self.present(*slot)).collect()
    }

    fn dependent(&self, rule: &Rule, subject: u16, when: &[Op], allowed: &Allowed) -> Demand {
        let allowed = match allowed {
            Allowed::Values(values) => self.compare(subject, Relation::In, values),
            Allowed::Range { min, max } => {
                let bound = |relation, bound: &Option<_>| match bound {
                    Some(bound) => self.compare(subject, relation, &[Literal::Number(*bound)]),
                    None => Truth::of(true),
                };
                bound(Relation::Ge, min).and(bound(Relation::Le, max))
            }
        };
        let (when, exact) = self.surely(self.of(when).yes_only(), rule, &[subject]);
        Demand { when, exact: exact && allowed.exact, keep: allowed.no.negated() }
    }

    /// A set, cut to the objects in which everything that the rule reads has a value, for else it is not evaluated. `known`
    /// are slots whose values the rest of the rule looks at itself.
    fn surely(&self, (set, exact): (Predicate, bool), rule: &Rule, known: &[u16]) -> (Predicate, bool) {
        let unknown = rule.reads.iter().filter(|slot| !set.gives(**slot) && !known.contains(slot));
        let (valued, all): (Vec<_>, Vec<_>) = unknown.map(|slot| self.valued(*slot)).unzip();
        (Predicate::all(std::iter::once(set).chain(valued)), exact && !all.contains(&false))
    }
}

impl Truth {
    fn yes_only(self) -> (Predicate, bool) {
        (self.yes, self.exact)
    }

    fn no_only(self) -> (Predicate, bool) {
        (self.no, self.exact)
    }
}

fn at_most_one(mut sets: Vec<Predicate>) -> Predicate {
    sets.retain(|set| *set != Predicate::False);
    match sets.len() {
        0 | 1 => Predicate::True,
        2 => Predicate::Not(Box::new(Predicate::all(sets))),
        _ => {
            let none = Predicate::Not(Box::new(Predicate::any(sets.clone())));
            sets.push(none);
            Predicate::one(sets)
        }
    }
}
