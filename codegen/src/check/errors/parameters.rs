//! Parameters: bounds, listed values, defaults, units, names.

use nameplate::Exact;
use nameplate::spec::JsonType;

use super::near;
use crate::diagnostic::{Diagnostic, Place};
use crate::resolve::At;
use crate::suggest::listed;
use crate::yaml::{Number, Scalar};

pub(in crate::check) fn not_a_word(word: &At<String>, words: &[&str]) -> Diagnostic {
    Diagnostic::error("E0401", word.place.clone(), format!("`{}` is not one of {}", word.value, listed(words)))
}

pub(in crate::check) fn unknown_parameter(name: &At<String>, known: &[&str]) -> Diagnostic {
    near(
        Diagnostic::error("E0402", name.place.clone(), format!("there is no parameter `{}`", name.value)),
        &name.value,
        known,
    )
}

pub(in crate::check) fn bound_outside_carrier(place: Place, value: i128, low: i128, high: i128) -> Diagnostic {
    Diagnostic::error("E0403", place, format!("{value} does not fit: an integer here is {low} to {high}"))
        .help("`carrier: u64` takes 0 to 18446744073709551615")
}

pub(in crate::check) fn bound_stated_twice(place: Place) -> Diagnostic {
    Diagnostic::error("E0404", place, "the same end has two bounds")
        .help("`min` and `max` belong to the range, `above` and `below` do not: keep one of each pair")
}

pub(in crate::check) fn nothing_between(place: Place) -> Diagnostic {
    Diagnostic::error("E0405", place, "no number is between these bounds").help("one of them has to be `min` or `max`")
}

pub(in crate::check) fn bounds_reversed(low: (Place, &Number), high: (Place, &Number)) -> Diagnostic {
    Diagnostic::error("E0406", high.0, format!("the upper bound {} is below the lower bound {}", high.1, low.1))
        .other(low.0, "the lower bound")
        .help("swap them")
}

pub(in crate::check) fn does_not_survive(place: Place, number: &Number) -> Diagnostic {
    Diagnostic::error("E0407", place, format!("{number} is another number as an IEEE double, which is what requests carry"))
        .label(format!("the nearest double is {}", number.to_f64()))
        .help("state the number that the double prints as; for the whole range of 64 bits state no bound and `carrier: u64` (or `i64`)")
}

pub(in crate::check) fn not_whole(place: Place, number: &Number) -> Diagnostic {
    Diagnostic::error("E0408", place, format!("{number} is not a whole number")).help("use `number:` for fractions")
}

pub(in crate::check) fn not_a_length(place: Place, number: &Number) -> Diagnostic {
    Diagnostic::error("E0409", place, format!("{number} is no length: a whole number, not negative, at most 2^53"))
}

pub(in crate::check) fn step_is_not_positive(place: Place, number: &Number) -> Diagnostic {
    Diagnostic::error("E0410", place, format!("nothing is a multiple of {number}")).help("give a number above zero")
}

pub(in crate::check) fn bad_pattern(pattern: &At<String>, fault: &str) -> Diagnostic {
    Diagnostic::error("E0411", pattern.place.clone(), format!("the pattern cannot be used: {fault}")).help(
        "patterns are literals, ASCII classes, groups, `|`, `?`, `*`, `+`, and `{m,n}`, so that every engine reads them alike",
    )
}

pub(in crate::check) fn bad_scheme(scheme: &At<String>) -> Diagnostic {
    Diagnostic::error("E0412", scheme.place.clone(), format!("`{}` is no scheme", scheme.value))
        .help("write it in lower case and without `://`: `[http, https]`")
}

pub(in crate::check) fn listed_value_is_no_text(place: Place, value: &Scalar) -> Diagnostic {
    Diagnostic::error("E0413", place, format!("`{value}` is no text, and `one_of` lists texts"))
        .help(format!("quote it (\"{value}\") if the provider takes a text, or use `one_of_numbers`"))
}

pub(in crate::check) fn listed_value_is_no_number(place: Place, value: &Scalar) -> Diagnostic {
    Diagnostic::error("E0414", place, format!("`{value}` is no number, and `one_of_numbers` lists numbers"))
        .help("take the quotes away if the provider takes a number, or use `one_of`")
}

pub(in crate::check) fn listed_twice(place: Place, value: &str) -> Diagnostic {
    Diagnostic::error("E0415", place, format!("`{value}` is listed twice"))
}

pub(in crate::check) fn nothing_listed(place: Place) -> Diagnostic {
    Diagnostic::error("E0416", place, "no value is listed, so none is allowed").help("list at least one")
}

pub(in crate::check) fn too_many_listed(place: Place, found: usize, limit: usize) -> Diagnostic {
    Diagnostic::error("E0417", place, format!("{found} values are listed; at most {limit} are allowed"))
        .help("use `text` with a pattern, and put the values into `inferred:`")
}

pub(in crate::check) fn not_a_size(size: &At<String>) -> Diagnostic {
    Diagnostic::error("E0418", size.place.clone(), format!("`{}` is no size", size.value))
        .help("a whole number and B, KB, MB, GB (powers of 1000), or KiB, MiB, GiB (powers of 1024): `50MB`")
}

pub(in crate::check) fn not_a_shape(place: Place) -> Diagnostic {
    Diagnostic::error("E0464", place, "this is no shape")
        .help("the width to the height, as a quoted pair or a number: `\"16:9\"`, `\"1:2.5\"`, `1.778`")
}

pub(in crate::check) fn not_a_duration(duration: &At<String>) -> Diagnostic {
    Diagnostic::error("E0419", duration.place.clone(), format!("`{}` is no duration", duration.value))
        .help("a whole number and `ms`, `s`, `m`, or `h`, at most 30 days: `5m`")
}

pub(in crate::check) fn default_not_allowed(name: &str, place: Place, fault: &str) -> Diagnostic {
    Diagnostic::error("E0420", place, format!("the default of `{name}` is not allowed by the parameter itself"))
        .label(fault)
        .help("mend the default or the limits; where two sources differ, state the milder limit and `disputed:`")
}

pub(in crate::check) fn item_with_default(place: Place) -> Diagnostic {
    Diagnostic::error("E0421", place, "the item of a list cannot have a default: an item is there or it is not")
}

pub(in crate::check) fn item_required(place: Place) -> Diagnostic {
    Diagnostic::error("E0422", place, "the item of a list cannot be required").help("`min_items: 1` asks for an item")
}

pub(in crate::check) fn member_is_the_tag(name: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0423",
        name.place.clone(),
        format!("`{}` is the tag of the choice, so no case can have it", name.value),
    )
    .help("leave it out: `by:` already states it")
}

pub(in crate::check) fn two_inferred(place: Place, first: &str, second: &str) -> Diagnostic {
    Diagnostic::error("E0424", place, format!("`inferred` has two kinds: `{first}` and `{second}`")).help("keep one")
}

pub(in crate::check) fn inferred_does_not_fit(place: Place, inferred: &str, base: &str) -> Diagnostic {
    Diagnostic::error("E0425", place, format!("limits of `{inferred}` cannot narrow a parameter that is `{base}`"))
}

pub(in crate::check) fn media_of_no_file(place: Place, kind: &str) -> Diagnostic {
    Diagnostic::error("E0426", place, format!("`media` states facts about a file, and a `{kind}` refers to none"))
        .help("it belongs to a `url` or a `text`; for a list of files to its `of`")
}

pub(in crate::check) fn unit_of_no_number(unit: &At<String>, kind: &str) -> Diagnostic {
    Diagnostic::error("E0427", unit.place.clone(), format!("a `{kind}` counts nothing, so it has no unit"))
}

pub(in crate::check) fn not_a_unit(unit: &At<String>) -> Diagnostic {
    Diagnostic::error("E0428", unit.place.clone(), format!("`{}` is no unit", unit.value))
        .help("names with `*` and `/` between them: `s`, `USD/s`")
}

pub(in crate::check) fn not_a_field_name(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0429", name.place.clone(), format!("`{}` cannot be the name of a field in Rust", name.value))
        .help("lower-case words with `_` between them, and no word that Rust keeps for itself: `target_fps`")
}

pub(in crate::check) fn not_a_variant_name(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0430", name.place.clone(), format!("`{}` cannot be the name of a variant in Rust", name.value))
        .help("start with a capital letter and use letters and digits: `X2`, `Fps23_976`")
}

pub(in crate::check) fn parameter_names_the_model(name: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0431",
        name.place.clone(),
        format!("`{}` names the model and is in every body already", name.value),
    )
    .help("leave it out, or give `model_member:` of provider.yaml another name")
}

pub(in crate::check) fn ways_add_different(name: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0432",
        name.place.clone(),
        format!("two ways of this model add `{}`, and they say different things", name.value),
    )
    .help("let both say the same (with `like:` of one type), or state the parameter in the model")
}

pub(in crate::check) fn way_adds_it_already(name: &At<String>, way: &str) -> Diagnostic {
    let message = format!("the way `{way}` adds a member `{}` of its own", name.value);
    Diagnostic::error("E0433", name.place.clone(), message)
        .help("leave it out here, or use a way that does not add it: the body has one member of a name")
}

pub(in crate::check) fn counts_beside_bounds(place: Place) -> Diagnostic {
    Diagnostic::error("E0434", place, "`counts` already says how many items a list has")
        .help("keep `counts`, or `min_items` and `max_items`")
}

pub(in crate::check) fn inferred_never_warns(place: Place) -> Diagnostic {
    Diagnostic::error("E0435", place, "every value that is allowed is inside these limits, so they would never warn")
        .help("limits under `inferred:` are narrower than those stated beside it")
}

pub(in crate::check) fn default_is_null(name: &str, place: Place) -> Diagnostic {
    Diagnostic::error("E0436", place, format!("the default of `{name}` is null"))
        .help("leave `default:` out: a parameter without one is simply absent")
}

pub(in crate::check) fn too_many_fields(place: Place, found: usize, limit: usize) -> Diagnostic {
    let message = format!("the body has {found} members with those that ways add; at most {limit} are allowed");
    Diagnostic::error("E0437", place, message).help("take parameters or ways away")
}

pub(in crate::check) fn alternatives_of_wrong_number(place: Place, found: usize, limit: usize) -> Diagnostic {
    let message = format!("an `any_of` has 2 to {limit} alternatives, this one has {found}");
    Diagnostic::error("E0450", place, message).help("a parameter of one kind states it without `any_of`")
}

pub(in crate::check) fn key_of_the_parameter(place: Place, key: &str) -> Diagnostic {
    let message = format!("`{key}` says something of the parameter, and this is one of its alternatives");
    Diagnostic::error("E0451", place, message).help("write it beside `any_of`")
}

pub(in crate::check) fn alternatives_in_alternatives(place: Place) -> Diagnostic {
    Diagnostic::error("E0452", place, "an alternative of an `any_of` cannot be an `any_of`")
        .help("list its alternatives among the others")
}

pub(in crate::check) fn alternatives_alike(
    first: (Place, &str),
    second: (Place, &str),
    of: Option<JsonType>,
) -> Diagnostic {
    let help = match of {
        Some(JsonType::Text) => {
            "of several texts one may be a `one_of`, which comes first, and only the last one a `text` without a pattern"
        }
        Some(JsonType::Number) => {
            "of two numbers the first one is a `one_of_numbers`, for values with a meaning of their own"
        }
        _ => "values are told apart by their JSON type: make one alternative of both",
    };
    let message = format!("`{}` and `{}` cannot be told apart", first.1, second.1);
    Diagnostic::error("E0453", second.0, message).other(first.0, "the other alternative of this JSON type").help(help)
}

pub(in crate::check) fn inferred_of_one_of_several(place: Place) -> Diagnostic {
    Diagnostic::error("E0454", place, "another alternative has the same JSON type, and would take what this refuses")
        .help("leave `inferred` to alternatives that are the only ones of their type")
}

pub(in crate::check) fn no_such_number_of_items(place: Place, step: u64) -> Diagnostic {
    Diagnostic::error("E0455", place, format!("no number of items that is allowed is a multiple of {step}"))
        .help("mend `items_multiple_of`, or `min_items` and `max_items`")
}

pub(in crate::check) fn step_beside_counts(place: Place) -> Diagnostic {
    Diagnostic::error("E0456", place, "`counts` already says how many items a list has")
        .help("keep `counts`, or `items_multiple_of`")
}

pub(in crate::check) fn action_is_a_parameter(by: &At<String>, parameter: Place) -> Diagnostic {
    Diagnostic::error("E0457", by.place.clone(), format!("`{}` says which action, and is a parameter too", by.value))
        .other(parameter, "the parameter")
        .help("leave the parameter out: `by:` states it")
}

pub(in crate::check) fn member_of_every_action(name: &At<String>, common: Place) -> Diagnostic {
    Diagnostic::error("E0458", name.place.clone(), format!("every action has `{}` already", name.value))
        .other(common, "stated for every action")
        .help("state it here or there: the body has one member of a name")
}

pub(in crate::check) fn needless_inferred_required(place: Place) -> Diagnostic {
    Diagnostic::error("E0459", place, "this would never warn")
        .help("`inferred: {required: true}` belongs to a parameter that no source calls required")
}

pub(in crate::check) fn rounds_to_nothing(place: Place) -> Diagnostic {
    Diagnostic::error("E0460", place, "`rounds` says how a multiple is made, and `multiple_of` is not stated")
        .help("add `multiple_of:`")
}

pub(in crate::check) fn bound_is_rounded(place: Place, bound: &Number, step: Exact) -> Diagnostic {
    Diagnostic::error("E0461", place, format!("{bound} is no multiple of {step}, so it would be rounded itself"))
        .help("state the multiple that is the smallest or the largest one")
}

pub(in crate::check) fn alias_of_no_scalar(alias: &At<String>, kind: &str) -> Diagnostic {
    let message = format!("`{}` is a `{kind}`, and only numbers, texts and truth values have two names", alias.value);
    Diagnostic::error("E0462", alias.place.clone(), message).help("state both parameters, and a rule between them")
}

pub(in crate::check) fn alias_within(alias: &At<String>) -> Diagnostic {
    Diagnostic::error("E0463", alias.place.clone(), "only parameters of the model itself have two names")
        .help("state both parameters, and a rule between them")
}
