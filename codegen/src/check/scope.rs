//! What formulas may name: the parameters of an object.

use nameplate::Exact;
use nameplate::spec::{Literal, Rule, Slot, Take, Text};

use super::inner::{What, listed_texts, numbers_in};
use super::target::{Target, escape};
use super::tree::{Needs, Path, Step};
use super::{body, errors, json};
use crate::diagnostic::{Diagnostic, FileId, Sources};
use crate::expr::{Absent, Name, Parameter, ParameterRef, Scope, Source, Symbol, Type};
use crate::resolve::{At, FieldDraft, KindDraft, ObjectDraft};
use crate::yaml::Sp;

/// A formula with its place, ready to be compiled.
pub(super) fn text_source<'a>(files: &'a Sources, file: FileId, formula: &'a Sp<String>) -> Option<Source<'a>> {
    let yaml = &files.get(file)?.text;
    Some(Source { file, text: &formula.value, span: formula.span.clone(), yaml })
}

/// The parameters of one object, and the slots that its rules (and for the body its prices) keep them in.
pub(super) struct ObjectScope<'o> {
    object: &'o ObjectDraft,
    targets: Vec<Target<'o>>,
    /// Each slot with the values that feed it.
    slots: Vec<(Vec<Path>, Slot)>,
    /// The action whose rules are compiled: its members are the only ones of any action that they may name.
    action: Option<usize>,
}

impl<'o> ObjectScope<'o> {
    pub(super) fn new(object: &'o ObjectDraft) -> Self {
        Self { object, targets: Vec::new(), slots: Vec::new(), action: None }
    }

    /// From here on names stand for what they are in an action, or for all actions.
    pub(super) fn within(&mut self, action: Option<usize>) {
        self.action = action;
    }

    /// The slots, and which values of the object at `path` feed them.
    pub(super) fn finish(self, path: &[Step], needs: &mut Needs) -> Vec<Slot> {
        for (index, (paths, _)) in self.slots.iter().enumerate() {
            for relative in paths {
                needs.feed(path, relative, u16::try_from(index).unwrap_or(u16::MAX));
            }
        }
        self.slots.into_iter().map(|(_, slot)| slot).collect()
    }

    /// The slot of a parameter that a rule names, as itself.
    pub(super) fn value_slot(&mut self, name: &At<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<u16> {
        if self.find_text(&name.value).is_some_and(|target| target.fact().is_some()) {
            diagnostics.push(errors::fact_is_no_parameter(name));
            return None;
        }
        self.limited_slot(name, diagnostics)
    }

    /// The slot of a parameter, or of a fact of its file, that a rule limits.
    pub(super) fn limited_slot(&mut self, name: &At<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<u16> {
        let target = self.known(name, diagnostics)?;
        if target.many {
            diagnostics.push(errors::named_through_a_list(name));
            return None;
        }
        let reference = self.remember(target);
        Some(self.slot(reference, Take::Value, None))
    }

    /// The slot that keeps the largest number in the placeholders of a text, or of one in every item of a list.
    pub(super) fn placeholder_slot(
        &mut self,
        name: &At<String>,
        form: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<u16> {
        let target = self.known(name, diagnostics)?;
        if !matches!(target.what.value_type(), Type::Text(_)) || target.fact().is_some() {
            diagnostics.push(errors::no_text_for_placeholders(name));
            return None;
        }
        let slot = Slot {
            path: target.name.into(),
            pointer: target.pointer.into(),
            take: Take::Placeholder,
            fact: Text::default(),
            form: form.to_owned().into(),
            default: None,
            alias: None,
        };
        Some(self.keep(target.paths, slot))
    }

    /// The slot that keeps how many items a list has.
    pub(super) fn count_slot(&mut self, name: &At<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<u16> {
        let target = self.known(name, diagnostics)?;
        if !matches!(target.what.value_type(), Type::List(_)) || target.many {
            diagnostics.push(errors::no_list_for_placeholders(name));
            return None;
        }
        let reference = self.remember(target);
        Some(self.slot(reference, Take::Count, None))
    }

    /// The index of a slot, which is new when there is no such one.
    fn keep(&mut self, paths: Vec<Path>, slot: Slot) -> u16 {
        let known = self.slots.iter().position(|(kept, known)| *kept == paths && *known == slot);
        let index = known.unwrap_or_else(|| {
            self.slots.push((paths, slot));
            self.slots.len() - 1
        });
        u16::try_from(index).unwrap_or(u16::MAX)
    }

    /// That a name is one of a parameter.
    pub(super) fn known(&self, name: &At<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<Target<'o>> {
        let found = self.find_text(&name.value);
        if found.is_none() {
            let names = self.candidates();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            diagnostics.push(errors::unknown_parameter(name, &names));
        }
        found
    }

    /// The closed list of values of a parameter, as the keys of tables write them.
    pub(super) fn values(&self, name: &str) -> Option<Vec<String>> {
        match self.find_text(name)?.what {
            What::Tag(values, _) => Some(values),
            What::Fact(_) => None,
            What::Field(field) => match &field.kind.value {
                KindDraft::Bool => Some(vec!["true".to_owned(), "false".to_owned()]),
                KindDraft::OneOf(listed) => Some(listed_texts(listed)),
                KindDraft::OneOfNumbers(listed) => Some(
                    listed_texts(listed)
                        .iter()
                        .map(|text| Exact::decimal(text).map_or_else(|| text.clone(), |number| number.to_string()))
                        .collect(),
                ),
                _ => None,
            },
        }
    }

    /// Whether a parameter is a number.
    pub(super) fn is_number(&self, name: &str) -> bool {
        matches!(self.find_text(name).map(|target| target.what.value_type()), Some(Type::Number(_)))
    }

    /// Why a value can never be that of a parameter; `None` when it can.
    pub(super) fn value_fault(&self, name: &str, value: &Literal) -> Option<String> {
        let What::Field(field) = self.find_text(name)?.what else { return None };
        let json = match value {
            Literal::Bool(flag) => flag.to_string(),
            Literal::Number(number) => number.to_string(),
            Literal::Text(text) => json::quoted(text),
            Literal::Json(json) => json.to_string(),
        };
        body::value_fault(field, &json)
    }

    pub(super) fn find_text(&self, name: &str) -> Option<Target<'o>> {
        // A wire name may have a dot of its own.
        self.find(&[name.to_owned()]).or_else(|| self.find(&name.split('.').map(str::to_owned).collect::<Vec<_>>()))
    }

    pub(super) fn find(&self, parts: &[String]) -> Option<Target<'o>> {
        let (first, rest) = parts.split_first()?;
        let (paths, what, always) = self.first(first)?;
        let (name, pointer) = (parts.join("."), format!("/{}", escape(first)));
        let mut target = Target { paths, name, pointer, always, what, many: false };
        for part in rest {
            target.descend(part)?;
        }
        Some(target)
    }

    /// A member of the object, the member that says which action, or a member of the actions that have it.
    fn first(&self, name: &str) -> Option<(Vec<Path>, What<'o>, bool)> {
        if let Some((index, field)) = member(self.object, name) {
            let always = is_required(field) && alias_of(self.object, field).is_none();
            return Some((vec![vec![Step::Member(index)]], What::Field(field), always));
        }
        let actions = self.object.actions()?;
        if actions.by.value == name {
            return Some((vec![vec![Step::Tag]], What::tag(actions), actions.default.is_none()));
        }
        let mut found: Option<What<'o>> = None;
        let mut paths = Vec::new();
        let asked = self.action;
        let cases = actions.cases.iter().enumerate().filter(|(index, _)| asked.is_none_or(|asked| asked == *index));
        for (index, action) in cases {
            let Some((at, field)) = member(&action.object, name) else { continue };
            let what = What::Field(field);
            // In another action the name means something else: formulas cannot read both.
            if found.as_ref().is_some_and(|found| found.value_type() != what.value_type()) {
                return None;
            }
            paths.push(vec![Step::Case(index), Step::Member(at)]);
            found.get_or_insert(what);
        }
        let what = found?;
        let always = asked.is_some() && matches!(&what, What::Field(field) if is_required(field));
        Some((paths, what, always))
    }

    /// What speaks for a parameter under its other name. Only parameters of the object itself have one.
    fn other_name(&self, target: &Target<'o>) -> Option<Target<'o>> {
        let [path] = target.paths.as_slice() else { return None };
        let [Step::Member(index)] = path.as_slice() else { return None };
        let other = alias_of(self.object, self.object.fields.get(*index)?)?.name.value.clone();
        let fact = target.fact().map(str::to_owned);
        self.find(&std::iter::once(other).chain(fact).collect::<Vec<_>>())
    }

    /// The rules that two names of one parameter are not given different values.
    pub(super) fn alias_rules(&mut self) -> Vec<Rule> {
        let object = self.object;
        let mut rules = Vec::new();
        for field in &object.fields {
            let Some(original) = &field.alias_of else { continue };
            let found = self
                .find(std::slice::from_ref(&original.value))
                .zip(self.find(std::slice::from_ref(&field.name.value)));
            let Some((of, alias)) = found else { continue };
            let (of, alias) = (self.remember(of), self.remember(alias));
            let (of, alias) = (self.slot(of, Take::Value, None), self.slot(alias, Take::Value, None));
            rules.push(Rule::other_name(of, alias));
        }
        rules
    }

    fn remember(&mut self, target: Target<'o>) -> ParameterRef {
        let known = self.targets.iter().position(|known| known.paths == target.paths && known.name == target.name);
        ParameterRef(known.unwrap_or_else(|| {
            self.targets.push(target);
            self.targets.len() - 1
        }))
    }
}

impl Scope for ObjectScope<'_> {
    fn resolve(&mut self, name: &Name) -> Option<Symbol> {
        let target = self.find(name.parts())?;
        let (value, many, of_file) = (target.what.value_type(), target.many, target.fact().is_some());
        let absent = match target.default(Take::Value) {
            _ if target.always => Absent::Never,
            Some(_) => Absent::Default,
            None => Absent::Nothing,
        };
        let reference = self.remember(target);
        Some(Symbol::Parameter(Parameter { reference, value, many, absent, of_file }))
    }

    fn candidates(&self) -> Vec<String> {
        let mut names = Vec::new();
        let actions = self.object.actions().into_iter();
        names.extend(actions.clone().map(|actions| actions.by.value.clone()));
        let of_actions = actions.flat_map(|actions| &actions.cases).flat_map(|action| &action.object.fields);
        let of_actions = of_actions.filter(|field| self.first(&field.name.value).is_some());
        for field in self.object.fields.iter().chain(of_actions) {
            names.push(field.name.value.clone());
            let inner = match &field.kind.value {
                KindDraft::List(item, _) => &item.kind.value,
                kind => kind,
            };
            match inner {
                KindDraft::Object(object) => {
                    names
                        .extend(object.fields.iter().map(|inner| format!("{}.{}", field.name.value, inner.name.value)));
                }
                KindDraft::Choice(choice) => names.push(format!("{}.{}", field.name.value, choice.by.value)),
                _ => {}
            }
        }
        names
    }

    fn slot(&mut self, parameter: ParameterRef, take: Take, fallback: Option<Literal>) -> u16 {
        let Some(target) = self.targets.get(parameter.0).cloned() else { return u16::MAX };
        let mut paths = target.paths.clone();
        if let What::Field(field) = &target.what
            && matches!(take, Take::Sum | Take::Min | Take::Max)
        {
            paths = paths.iter().flat_map(|path| numbers_in(field, path)).collect();
        }
        let alias = self.other_name(&target).map(|other| {
            let other = self.remember(other);
            self.slot(other, take, None)
        });
        let slot = Slot {
            fact: target.fact().unwrap_or_default().into(),
            form: Text::default(),
            default: fallback.or_else(|| target.default(take)),
            path: target.name.into(),
            pointer: target.pointer.into(),
            take,
            alias,
        };
        self.keep(paths, slot)
    }
}

/// The other name of a parameter.
fn alias_of<'o>(object: &'o ObjectDraft, field: &FieldDraft) -> Option<&'o FieldDraft> {
    let original = &field.name.value;
    object.fields.iter().find(|other| other.alias_of.as_ref().is_some_and(|of| of.value == *original))
}

pub(super) fn member<'o>(object: &'o ObjectDraft, name: &str) -> Option<(usize, &'o FieldDraft)> {
    object.fields.iter().enumerate().find(|(_, field)| field.name.value == name)
}

pub(super) fn is_required(field: &FieldDraft) -> bool {
    field.required.as_ref().is_some_and(|required| required.value)
        && field.nullable.as_ref().is_none_or(|nullable| !nullable.value)
        && field.empty.is_none()
}
