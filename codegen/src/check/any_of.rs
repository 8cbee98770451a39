//! `any_of`: whether its alternatives can be told apart.

use nameplate::spec::{Field, JsonType, Kind};

use super::errors;
use crate::diagnostic::{Diagnostic, Place};
use crate::resolve::FieldDraft;

/// An `any_of` may have so many alternatives.
const MOST: usize = 8;

/// Judges the alternatives of an `any_of`, beside those limits that each has for itself.
pub(super) fn judge(place: &Place, drafts: &[FieldDraft], lowered: &[Field], diagnostics: &mut Vec<Diagnostic>) {
    if !(2..=MOST).contains(&drafts.len()) {
        diagnostics.push(errors::alternatives_of_wrong_number(place.clone(), drafts.len(), MOST));
    }
    for (draft, field) in drafts.iter().zip(lowered) {
        if matches!(field.kind, Kind::AnyOf(_)) {
            diagnostics.push(errors::alternatives_in_alternatives(draft.kind.place.clone()));
        }
        if let Some((key, place)) = key_of_the_parameter(draft) {
            diagnostics.push(errors::key_of_the_parameter(place, key));
        }
    }
    for (at, (draft, field)) in drafts.iter().zip(lowered).enumerate() {
        let mut later = drafts.iter().zip(lowered).skip(at + 1);
        let of_type = |field: &Field| field.kind.json_type();
        let Some((next, after)) = later.find(|(_, later)| of_type(field).is_some() && of_type(later) == of_type(field))
        else {
            continue;
        };
        if !goes_before(&field.kind, &after.kind) {
            let (first, second) = (draft.kind.place.clone(), next.kind.place.clone());
            let of = field.kind.json_type();
            diagnostics.push(errors::alternatives_alike((first, field.kind.word()), (second, after.kind.word()), of));
        }
        if let Some(inferred) = draft.inferred.as_ref().or(next.inferred.as_ref()) {
            diagnostics.push(errors::inferred_of_one_of_several(inferred.place.clone()));
        }
    }
}

/// Whether an alternative leaves values to another one of its type that follows.
fn goes_before(kind: &Kind, next: &Kind) -> bool {
    match kind.json_type() {
        Some(JsonType::Text) => {
            let narrow = match kind {
                Kind::Text(range) => !range.pattern.is_empty(),
                _ => true,
            };
            narrow && !matches!(next, Kind::OneOf(_))
        }
        Some(JsonType::Number) => {
            matches!(kind, Kind::OneOfNumbers(_)) && matches!(next, Kind::Integer(_) | Kind::Number(_))
        }
        _ => false,
    }
}

/// A key that says something of the parameter as a whole.
fn key_of_the_parameter(draft: &FieldDraft) -> Option<(&'static str, Place)> {
    let stated = |key, place: Option<&Place>| place.map(|place| (key, place.clone()));
    stated("required", draft.required.as_ref().map(|at| &at.place))
        .or_else(|| stated("default", draft.default.as_ref().map(|at| &at.place)))
        .or_else(|| stated("nullable", draft.nullable.as_ref().map(|at| &at.place)))
        .or_else(|| stated("empty", draft.empty.as_ref().map(|at| &at.place)))
        .or_else(|| stated("price_effect", draft.price_effect.as_ref().map(|at| &at.place)))
}
