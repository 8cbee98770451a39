//! Rules between parameters.

use crate::diagnostic::{Diagnostic, Place};
use crate::resolve::At;

const ASKS: &str = "`exactly_one`, `at_most_one`, `at_least_one`, `together`, `requires`, `allowed_only`, `dependent`, `no_effect`, `placeholders`, or `condition`";

pub(in crate::check) fn rule_asks_nothing(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0501", name.place.clone(), format!("the rule `{}` asks nothing", name.value))
        .help(format!("give it one of {ASKS}"))
}

pub(in crate::check) fn rule_asks_twice(name: &At<String>, first: &str, second: &str) -> Diagnostic {
    Diagnostic::error(
        "E0502",
        name.place.clone(),
        format!("the rule `{}` asks two things: `{first}` and `{second}`", name.value),
    )
    .help("make two rules of it: each has a name of its own in reports")
}

pub(in crate::check) fn rule_of_one(name: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0503",
        name.place.clone(),
        format!("the rule `{}` is between fewer than two parameters", name.value),
    )
    .help("`required: true` on a parameter asks for it alone")
}

pub(in crate::check) fn named_twice(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0504", name.place.clone(), format!("`{}` is named twice", name.value))
}

pub(in crate::check) fn when_and_unless(place: &At<String>) -> Diagnostic {
    Diagnostic::error("E0505", place.place.clone(), "a rule has `when` or `unless`, not both")
        .help("join them: `when: a && !b`")
}

pub(in crate::check) fn key_not_used(name: &At<String>, key: &str, place: Place) -> Diagnostic {
    Diagnostic::error("E0506", place, format!("`{key}` does nothing in the rule `{}`", name.value)).help(match key {
        "when" | "unless" => {
            "it belongs to `requires`, `allowed_only`, `dependent`, and `no_effect`; for others write a `condition`"
        }
        _ => "it belongs to `dependent`",
    })
}

pub(in crate::check) fn not_a_placeholder(form: &At<String>) -> Diagnostic {
    Diagnostic::error("E0514", form.place.clone(), format!("`{}` is no form of a placeholder", form.value))
        .help("a text with `{n}` once, where the number stands, behind what it begins with: `@Image{n}`")
}

pub(in crate::check) fn no_text_for_placeholders(name: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0515",
        name.place.clone(),
        format!("`{}` is no text, so no placeholder stands in it", name.value),
    )
    .help("name a text, or a text in every item of a list: `shots.prompt`")
}

pub(in crate::check) fn no_list_for_placeholders(name: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0515",
        name.place.clone(),
        format!("`{}` is no list whose items a placeholder counts", name.value),
    )
    .help("name a list of the same object")
}

pub(in crate::check) fn fact_is_no_parameter(name: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0513",
        name.place.clone(),
        format!("`{}` is a fact of a file, which no request has", name.value),
    )
    .help("name the parameter; facts of its file stand in formulas, and under `dependent:`")
}

pub(in crate::check) fn requires_no_value(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0512", name.place.clone(), format!("the rule `{}` needs one of no values", name.value))
        .help("list the values under `in:`, or leave the key out: then being present is enough")
}

pub(in crate::check) fn rule_without_condition(name: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0507",
        name.place.clone(),
        format!("the rule `{}` has no condition, so it would always hold", name.value),
    )
    .help("add `when:` or `unless:`")
}

pub(in crate::check) fn named_through_a_list(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0508", name.place.clone(), format!("`{}` has as many values as its list has items", name.value))
        .help("name the list itself, or put the rule under the `rules:` of its items")
}

pub(in crate::check) fn dependent_without_values(name: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0509",
        name.place.clone(),
        format!("the rule `{}` does not say which values it allows", name.value),
    )
    .help("give `in: [...]`, or `min:` and `max:`, but not both")
}

pub(in crate::check) fn bounds_of_no_number(name: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0510",
        name.place.clone(),
        format!("`{}` is no number, so `min` and `max` say nothing about it", name.value),
    )
    .help("list the values: `in: [...]`")
}

pub(in crate::check) fn value_never_allowed(parameter: &str, place: Place, fault: &str) -> Diagnostic {
    Diagnostic::error("E0511", place, format!("`{parameter}` never has this value")).label(fault)
}
