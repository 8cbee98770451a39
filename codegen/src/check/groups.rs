//! Groups of a billing: names for sets of values, or for conditions.

use nameplate::spec::{Group, GroupCase, List, Op};

use super::billing::Bills;
use super::errors;
use super::scope::text_source;
use crate::diagnostic::Place;
use crate::expr::{self, Want};
use crate::resolve::At;
use crate::spec;
use crate::yaml::{Scalar, Sp};

impl Bills<'_, '_, '_> {
    pub(super) fn group(&mut self, name: &Sp<String>, group: &spec::Group) -> Option<Group> {
        self.name_is_free(name)?;
        let at = At::from_sp(self.file, name);
        let sets = group.into.iter().flat_map(|into| into.keys());
        let keys = sets.chain(group.cases.iter().flat_map(|cases| cases.keys())).map(|key| key.value.clone()).collect();
        let lowered = self.group_cases(&at, group);
        // A group with a fault keeps its name and keys, so that tables that use it are not faults of their own.
        self.scope.groups.push((name.value.clone(), keys));
        Some(Group { name: name.value.clone().into(), cases: lowered?.into() })
    }

    fn group_cases(&mut self, at: &At<String>, group: &spec::Group) -> Option<Vec<GroupCase>> {
        match (&group.of, &group.into, &group.cases) {
            (Some(of), Some(into), None) => self.sets(at, of, into),
            (None, None, Some(cases)) => self.cases(at, cases),
            _ => {
                self.diagnostics.push(errors::group_of_what(at));
                None
            }
        }
    }

    /// Sets of the values of a parameter: every value in exactly one of them.
    fn sets(
        &mut self,
        name: &At<String>,
        of: &Sp<String>,
        into: &spec::Map<Vec<Sp<Scalar>>>,
    ) -> Option<Vec<GroupCase>> {
        let of = At::from_sp(self.file, of);
        let slot = self.scope.object.value_slot(&of, self.diagnostics)?;
        let Some(values) = self.scope.object.values(&of.value) else {
            self.diagnostics.push(errors::no_closed_values(&of));
            return None;
        };
        let mut left: Vec<&String> = values.iter().collect();
        let mut cases = Vec::new();
        for (key, set) in into {
            let mut program = vec![Op::Slot(slot)];
            for value in set {
                let (text, op) = match &value.value {
                    Scalar::Text(text) => (text.clone(), Op::Text(text.clone().into())),
                    Scalar::Number(number) => (number.exact().to_string(), Op::Number(number.exact())),
                    Scalar::Bool(flag) => (flag.to_string(), Op::Bool(*flag)),
                };
                match left.iter().position(|left| **left == text) {
                    Some(at) => {
                        left.remove(at);
                    }
                    None if values.contains(&text) => {
                        let place = Place { file: self.file, span: value.span.clone() };
                        self.diagnostics.push(errors::grouped_twice(name, place, &text));
                    }
                    None => {
                        let place = Place { file: self.file, span: value.span.clone() };
                        self.diagnostics.push(errors::grouped_unknown(&of.value, place, &text, &values));
                    }
                }
                program.push(op);
            }
            program.push(Op::In(u16::try_from(set.len()).unwrap_or(u16::MAX)));
            cases.push(GroupCase { key: key.value.clone().into(), when: program.into() });
        }
        if !left.is_empty() {
            let left: Vec<&str> = left.into_iter().map(String::as_str).collect();
            self.diagnostics.push(errors::not_grouped(name, &of.value, &left));
        }
        Some(cases)
    }

    /// Conditions in order; the last one is `otherwise`, so that every request has a key.
    fn cases(&mut self, name: &At<String>, stated: &spec::Map<Sp<String>>) -> Option<Vec<GroupCase>> {
        let mut cases = Vec::new();
        for (at, (key, condition)) in stated.iter().enumerate() {
            let last = at + 1 == stated.len();
            let when = if condition.value.trim() == "otherwise" {
                if !last {
                    self.diagnostics.push(errors::otherwise_is_not_last(&At::from_sp(self.file, condition)));
                }
                List::from(vec![Op::Bool(true)])
            } else {
                if last {
                    self.diagnostics.push(errors::no_otherwise(name, &At::from_sp(self.file, condition)));
                }
                let source = text_source(self.files, self.file, condition)?;
                expr::compile(&source, &mut self.scope, &Want::Bool, self.diagnostics)?.program
            };
            cases.push(GroupCase { key: key.value.clone().into(), when });
        }
        Some(cases)
    }
}
