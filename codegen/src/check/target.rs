//! What a name in a formula means: the values that it stands for, where a violation points, what stands in for them.

use nameplate::Exact;
use nameplate::spec::{Literal, Take};

use super::inner::{Inner, What, is_file, ways_in};
use super::json;
use super::tree::{Path, Step};
use crate::yaml::NodeKind;

/// What a name was found to mean.
#[derive(Clone)]
pub(super) struct Target<'o> {
    /// The ways from the object to the value; several when it stands in alternatives.
    pub(super) paths: Vec<Path>,
    /// The name as formulas write it.
    pub(super) name: String,
    /// Where a violation points, from the object.
    pub(super) pointer: String,
    pub(super) what: What<'o>,
    /// Whether the path goes through a list.
    pub(super) many: bool,
    /// Whether every valid request has it.
    pub(super) always: bool,
}

impl Target<'_> {
    /// The fact of a file that it is.
    pub(super) fn fact(&self) -> Option<&'static str> {
        match self.what {
            What::Fact(fact) => Some(fact),
            What::Field(_) | What::Tag(..) => None,
        }
    }

    /// Whether it refers to a file.
    pub(super) fn is_file(&self) -> bool {
        matches!(self.what, What::Field(field) if is_file(field))
    }

    /// Goes on to a member.
    pub(super) fn descend(&mut self, part: &str) -> Option<()> {
        let What::Field(field) = self.what else { return None };
        let mut found: Option<Inner<'_>> = None;
        let mut paths = Vec::new();
        for (way, through_list, kind) in ways_in(field, self.many) {
            let Some(inner) = Inner::of(kind, part, through_list, is_file(field)) else { continue };
            // In another alternative the name means something else: formulas cannot read both.
            if found.as_ref().is_some_and(|found| found.what.value_type() != inner.what.value_type()) {
                return None;
            }
            paths.extend(self.paths.iter().map(|path| [path, way.as_slice(), inner.step.as_slice()].concat()));
            found = Some(match found {
                Some(first) => first.or(&inner),
                None => inner,
            });
        }
        let Inner { what, required, through_list, .. } = found?;
        // A fact of a file is told at the parameter: it is in no body.
        if !through_list && !self.many && !matches!(what, What::Fact(_)) {
            self.pointer = format!("{}/{}", self.pointer, escape(part));
        }
        self.always &= required && !through_list && paths.len() == self.paths.len();
        self.many |= through_list;
        self.paths = paths;
        self.what = what;
        Some(())
    }

    /// What stands in for an absent value: only the default of the parameter itself, in the object itself. Defaults of inner
    /// objects count where those objects were sent.
    pub(super) fn default(&self, take: Take) -> Option<Literal> {
        let field = match &self.what {
            What::Field(field) => field,
            What::Fact(_) => return None,
            What::Tag(_, default) => {
                return default
                    .clone()
                    .filter(|_| self.paths == [[Step::Tag]] && take == Take::Value)
                    .map(|text| Literal::Text(text.into()));
            }
        };
        let ([path], Some(default)) = (self.paths.as_slice(), &field.default) else { return None };
        if path.len() != 1 {
            return None;
        }
        let number = |count: usize| Literal::Number(Exact::integer(i128::try_from(count).unwrap_or(i128::MAX)));
        match (take, &default.value.kind) {
            (Take::Value, _) => Some(json::to_literal(&default.value)),
            (Take::Count, NodeKind::List(items)) => Some(number(items.len())),
            (Take::Count, _) => Some(number(1)),
            (Take::Chars, NodeKind::Text(text, _)) => Some(number(text.chars().count())),
            (Take::Utf16, NodeKind::Text(text, _)) => Some(number(text.encode_utf16().count())),
            (Take::Bytes, NodeKind::Text(text, _)) => Some(number(text.len())),
            (Take::Words, NodeKind::Text(text, _)) => Some(number(text.split_whitespace().count())),
            (Take::Sum | Take::Min | Take::Max, NodeKind::Number(number)) => Some(Literal::Number(number.exact())),
            (Take::Sum | Take::Min | Take::Max, NodeKind::List(items)) => {
                let numbers: Option<Vec<Exact>> = items.iter().map(|item| Some(item.as_number()?.exact())).collect();
                let numbers = numbers?;
                let total = match take {
                    Take::Min => numbers.into_iter().min()?,
                    Take::Max => numbers.into_iter().max()?,
                    _ => numbers.into_iter().try_fold(Exact::ZERO, Exact::add)?,
                };
                Some(Literal::Number(total))
            }
            _ => None,
        }
    }
}

/// A name as a JSON Pointer writes it.
pub(super) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
