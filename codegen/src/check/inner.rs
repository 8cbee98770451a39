//! What stands within a parameter, and what it is to a formula: members of objects, items of lists, alternatives.

use nameplate::spec::{FILE_NUMBERS, FILE_WORDS};

use super::scope::{is_required, member};
use super::tree::{Path, Step};
use crate::expr::{Type, Unit};
use crate::resolve::{ChoiceDraft, FieldDraft, KindDraft};
use crate::spec::Listed;

/// What a name was found to mean.
#[derive(Clone)]
pub(super) enum What<'o> {
    Field(&'o FieldDraft),
    /// The tag of a choice, with its values.
    /// The value that its absence means stands behind them.
    Tag(Vec<String>, Option<String>),
    /// A fact of the file that the parameter refers to.
    Fact(&'static str),
}

/// What a member of an object within a parameter is.
pub(super) struct Inner<'o> {
    /// The step into it; none where a formula asks for the parameter's own file.
    pub(super) step: Option<Step>,
    pub(super) what: What<'o>,
    pub(super) required: bool,
    pub(super) through_list: bool,
}

impl<'o> Inner<'o> {
    /// `is_file` says whether the parameter refers to files.
    pub(super) fn of(kind: &'o KindDraft, part: &str, through_list: bool, is_file: bool) -> Option<Self> {
        let (step, what, required) = match kind {
            KindDraft::Url(_) | KindDraft::Text(_) if is_file => (None, What::Fact(fact_of(part)?), false),
            KindDraft::Object(object) => {
                let (index, field) = member(object, part)?;
                (Some(Step::Member(index)), What::Field(field), is_required(field))
            }
            KindDraft::Choice(choice) if choice.by.value == part => {
                (Some(Step::Tag), What::tag(choice), choice.default.is_none())
            }
            _ => return None,
        };
        Some(Self { step, what, required, through_list })
    }

    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            required: self.required && other.required,
            through_list: self.through_list || other.through_list,
            ..self
        }
    }
}

impl What<'_> {
    pub(super) fn tag(choice: &ChoiceDraft) -> Self {
        let values = choice.cases.iter().map(|case| case.value.value.clone()).collect();
        Self::Tag(values, choice.default.as_ref().map(|default| default.value.clone()))
    }

    pub(super) fn value_type(&self) -> Type {
        match self {
            What::Tag(values, _) => Type::Text(Some(values.clone())),
            What::Field(field) => value_type(field),
            What::Fact(fact) => fact_type(fact),
        }
    }
}

/// A fact of a file as formulas read it.
fn fact_type(fact: &str) -> Type {
    let unit = match fact {
        "seconds" => "s",
        "width" | "height" => "px",
        "pixels" => "px*px",
        "bytes" => "byte",
        "frames" => "frame",
        "fps" => "frame/s",
        "aspect" => "",
        _ => return Type::Text(None),
    };
    Type::Number(Unit::parse(unit).unwrap_or_default())
}

/// The fact of a file that a name stands for.
pub(super) fn fact_of(name: &str) -> Option<&'static str> {
    FILE_NUMBERS.iter().chain(&FILE_WORDS).find(|known| **known == name).copied()
}

/// Whether a parameter, or an item of its list, refers to a file: it is an address, or the spec states facts of its file.
pub(super) fn is_file(field: &FieldDraft) -> bool {
    let is_address = matches!(field.kind.value, KindDraft::Url(_));
    match &field.kind.value {
        _ if is_address || field.media.is_some() => true,
        KindDraft::List(item, _) => is_file(item),
        KindDraft::AnyOf(alternatives) => alternatives.iter().any(is_file),
        _ => false,
    }
}

/// The kinds that have members within a parameter: its own, that of its items, those of its alternatives; each with the steps
/// to it and whether they go through a list.
pub(super) fn ways_in(field: &FieldDraft, many: bool) -> Vec<(Path, bool, &KindDraft)> {
    match &field.kind.value {
        KindDraft::AnyOf(alternatives) => alternatives
            .iter()
            .enumerate()
            .map(|(index, alternative)| way_in(&[Step::Alternative(index)], &alternative.kind.value, many))
            .collect(),
        kind => vec![way_in(&[], kind, many)],
    }
}

fn way_in<'k>(start: &[Step], kind: &'k KindDraft, many: bool) -> (Path, bool, &'k KindDraft) {
    match kind {
        KindDraft::List(item, _) if !many => ([start, &[Step::Item]].concat(), true, &item.kind.value),
        kind => (start.to_vec(), false, kind),
    }
}

/// Where the numbers of a list are, or of a value that may be a list or one number.
pub(super) fn numbers_in(field: &FieldDraft, path: &[Step]) -> Vec<Path> {
    let items = |steps: &[Step]| [path, steps, &[Step::Item]].concat();
    match &field.kind.value {
        KindDraft::List(..) => vec![items(&[])],
        KindDraft::AnyOf(alternatives) => {
            let lists =
                alternatives.iter().enumerate().filter(|(_, part)| matches!(part.kind.value, KindDraft::List(..)));
            let lists = lists.map(|(index, _)| items(&[Step::Alternative(index)]));
            std::iter::once(path.to_vec()).chain(lists).collect()
        }
        _ => vec![path.to_vec()],
    }
}

pub(super) fn value_type(field: &FieldDraft) -> Type {
    match &field.kind.value {
        KindDraft::Bool => Type::Bool,
        KindDraft::Integer(_) | KindDraft::Number(_) | KindDraft::OneOfNumbers(_) => Type::Number(unit_of(field)),
        KindDraft::Text(_) | KindDraft::Url(_) => Type::Text(None),
        KindDraft::OneOf(listed) => Type::Text(Some(listed_texts(listed))),
        KindDraft::List(item, _) => match value_type(item) {
            Type::Number(unit) => Type::List(Some(unit)),
            _ => Type::List(None),
        },
        KindDraft::Object(_) | KindDraft::Choice(_) | KindDraft::AnyObject => Type::Object,
        KindDraft::AnyOf(alternatives) => mixed_type(field, alternatives),
    }
}

/// The type of a value of several kinds. One that may be a list is a list, of one item when it is none.
fn mixed_type(field: &FieldDraft, alternatives: &[FieldDraft]) -> Type {
    let mut types: Vec<Type> = Vec::new();
    for alternative in alternatives {
        let unit = alternative.unit.clone().or_else(|| field.unit.clone());
        let found = value_type(&FieldDraft { unit, ..alternative.clone() });
        match (types.iter_mut().find(|known| std::mem::discriminant(*known) == std::mem::discriminant(&found)), found) {
            (_, Type::List(of)) => return Type::List(of.map(|of| if of.is_none() { unit_of(field) } else { of })),
            // Listed texts and others.
            (Some(known @ Type::Text(_)), _) => *known = Type::Text(None),
            (Some(_), _) => {}
            (None, found) => types.push(found),
        }
    }
    match <[Type; 1]>::try_from(types) {
        Ok([only]) => only,
        Err(types) => Type::Mixed(types),
    }
}

/// The unit of a parameter. One that cannot be read is a fault of its own.
fn unit_of(field: &FieldDraft) -> Unit {
    field.unit.as_ref().and_then(|unit| Unit::parse(&unit.value)).unwrap_or(Unit::NONE)
}

pub(super) fn listed_texts(listed: &Listed) -> Vec<String> {
    match listed {
        Listed::List(values) => values.iter().map(|value| value.value.to_string()).collect(),
        Listed::Map(values) => values.keys().map(|value| value.value.to_string()).collect(),
    }
}
