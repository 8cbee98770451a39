//! `actions`: whether the members of each go together with those that every action has.

use super::errors;
use crate::diagnostic::Diagnostic;
use crate::resolve::ObjectDraft;

/// Judges the names of a body with actions: the body is flat, so an action has no member that is there already.
pub(super) fn judge(body: &ObjectDraft, model_member: Option<&str>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(actions) = body.actions() else { return };
    let common =
        |name: &str| body.fields.iter().find(|field| field.name.value == name).map(|field| field.name.place.clone());
    let is_model = |name: &str| model_member == Some(name);
    if is_model(&actions.by.value) {
        diagnostics.push(errors::parameter_names_the_model(&actions.by));
    } else if let Some(place) = common(&actions.by.value) {
        diagnostics.push(errors::action_is_a_parameter(&actions.by, place));
    }
    for field in actions.cases.iter().flat_map(|action| &action.object.fields) {
        if is_model(&field.name.value) {
            diagnostics.push(errors::parameter_names_the_model(&field.name));
        } else if let Some(place) = common(&field.name.value) {
            diagnostics.push(errors::member_of_every_action(&field.name, place));
        }
    }
}
