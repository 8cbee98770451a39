//! Objects from JSON values: what stands in a list within a list reaches a typed request as a tree.

use serde_json::Value as Json;

use crate::record::{Member, Record};
use crate::spec::{Choice, Object};

/// Sets the members of an object that a JSON object has. Says whether all of them fit.
pub fn fill_object(object: &Object, record: &mut dyn Record, json: &Json) -> bool {
    let Some(members) = json.as_object() else { return false };
    object.fields.iter().enumerate().all(|(index, field)| match (members.get(&*field.name), record.member(index)) {
        (Some(json), Some(member)) => member.fill(json),
        (None, _) | (_, None) => true,
    })
}

/// Makes a choice the case that a JSON object's tag names, and sets the members of that case. Says whether all of them fit.
pub fn fill_choice(choice: &Choice, member: &mut dyn Member, json: &Json) -> bool {
    let default = choice.default.as_ref().and_then(|default| match default {
        crate::spec::Literal::Text(text) => Some(&**text),
        _ => None,
    });
    let tag = json.get(&*choice.tag).and_then(Json::as_str).or(default);
    let Some(case) = choice.cases.iter().position(|case| Some(&*case.value) == tag) else { return false };
    member.open(case).is_some_and(|record| fill_object(&choice.cases[case].object, record, json))
}
