//! Prices: measures, groups, rates, cells, steps.

use super::{near, strs};
use crate::diagnostic::{Diagnostic, Place};
use crate::resolve::At;
use crate::suggest::listed;
use crate::yaml::Number;

pub(in crate::check) fn unpublished_and_priced(why: &At<String>) -> Diagnostic {
    Diagnostic::error("E0601", why.place.clone(), "a price is unpublished or it is stated, not both")
        .help("single combinations without a price are `unpublished` cells of a rate")
}

pub(in crate::check) fn fact_of_no_file(fact: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0632",
        fact.place.clone(),
        format!("`{}` is a fact of files, and this is measured of none", fact.value),
    )
    .help("let `of:` name a parameter that takes an address, or one whose `media:` the spec states")
}

pub(in crate::check) fn idle_beside_unpublished(stated: &At<String>, key: &str) -> Diagnostic {
    Diagnostic::error("E0601", stated.place.clone(), format!("`{key}` says nothing of a price that is unpublished"))
        .help("what the source says stands under `unpublished`")
}

pub(in crate::check) fn billing_without_total(place: Place) -> Diagnostic {
    Diagnostic::error("E0602", place, "the billing of this model has no total")
        .help("give `steps:` and `total:`, or `unpublished:` with what the source says")
}

pub(in crate::check) fn group_of_what(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0603", name.place.clone(), format!("the group `{}` does not say what it groups", name.value))
        .help("give `of:` and `into:` (sets of values), or `cases:` (conditions), not both")
}

pub(in crate::check) fn no_closed_values(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0604", name.place.clone(), format!("`{}` has no closed list of values", name.value)).help(
        "tables are looked up with `one_of`, `one_of_numbers`, `bool`, and groups; make a group with `cases:` of it",
    )
}

pub(in crate::check) fn grouped_twice(group: &At<String>, place: Place, value: &str) -> Diagnostic {
    Diagnostic::error("E0605", place, format!("`{value}` is in two sets of the group `{}`", group.value))
}

pub(in crate::check) fn grouped_unknown(of: &str, place: Place, value: &str, known: &[String]) -> Diagnostic {
    near(Diagnostic::error("E0606", place, format!("`{of}` never is `{value}`")), value, &strs(known))
}

pub(in crate::check) fn not_grouped(group: &At<String>, of: &str, left: &[&str]) -> Diagnostic {
    let message = format!("the group `{}` leaves out values of `{of}`: {}", group.value, listed(left));
    Diagnostic::error("E0607", group.place.clone(), message)
        .help("put every value into a set; its cells may be `unpublished`")
}

pub(in crate::check) fn otherwise_is_not_last(condition: &At<String>) -> Diagnostic {
    Diagnostic::error("E0608", condition.place.clone(), "what stands below `otherwise` is never reached")
        .help("put it last")
}

pub(in crate::check) fn no_otherwise(group: &At<String>, last: &At<String>) -> Diagnostic {
    let message = format!("the group `{}` does not say what holds when no condition does", group.value);
    Diagnostic::error("E0609", last.place.clone(), message)
        .help("let the last case be `otherwise`; its cells may be `unpublished`")
}

pub(in crate::check) fn too_many_steps(place: Place, found: usize, limit: usize) -> Diagnostic {
    Diagnostic::error("E0610", place, format!("the formula has {found} steps; at most {limit} are allowed"))
}

pub(in crate::check) fn unknown_step(name: &At<String>, known: &[&str]) -> Diagnostic {
    near(
        Diagnostic::error("E0611", name.place.clone(), format!("there is no step `{}`", name.value)),
        &name.value,
        known,
    )
}

pub(in crate::check) fn total_is_not_money(name: &At<String>, unit: &str, currency: &str) -> Diagnostic {
    let message = format!("the total `{}` is not money: it has {unit}, and the currency is `{currency}`", name.value);
    Diagnostic::error("E0612", name.place.clone(), message).help(
        "the units of a formula multiply out: `USD/s` times `s` is `USD`; give parameters their `unit:`, \
               and let a price for each thing that `count` or `words` counts be plain `USD`, since a count has no unit",
    )
}

pub(in crate::check) fn total_may_not_end(name: &At<String>, division: Place) -> Diagnostic {
    Diagnostic::error(
        "E0613",
        division,
        format!("the decimals of the total `{}` may not end, because of this division", name.value),
    )
    .other(name.place.clone(), "the total")
    .help("say how the provider rounds: `ceil(x)`, `ceil(x, 0.01)`, `round(x, 0.000001)`")
}

pub(in crate::check) fn no_credit(credits: &At<String>) -> Diagnostic {
    Diagnostic::error("E0614", credits.place.clone(), "the provider has no credits")
        .help("state in provider.yaml what one is worth: `credit: {worth: 0.001}`")
}

pub(in crate::check) fn credits_are_not_credits(credits: &At<String>, unit: &str) -> Diagnostic {
    Diagnostic::error("E0615", credits.place.clone(), format!("this is no number of credits: it has {unit}"))
        .help("divide an amount by what one credit is worth: `ceil(bill / credit)`")
}

pub(in crate::check) fn credits_are_not_whole(credits: &At<String>) -> Diagnostic {
    Diagnostic::error("E0616", credits.place.clone(), "credits are whole, and this number may not be")
        .help("say how the provider rounds: `ceil(bill / credit)`")
}

pub(in crate::check) fn unused(what: &str, name: &At<String>) -> Diagnostic {
    Diagnostic::warning("W0617", name.place.clone(), format!("no formula reads the {what} `{}`", name.value))
        .help("use it in a step, or take it away")
}

pub(in crate::check) fn name_is_taken(name: &At<String>, what: &str) -> Diagnostic {
    Diagnostic::error("E0618", name.place.clone(), format!("`{}` is {what} already", name.value))
        .help("formulas could not tell them apart: rename this one")
}

pub(in crate::check) fn not_a_currency(code: &At<String>) -> Diagnostic {
    Diagnostic::error("E0619", code.place.clone(), format!("`{}` is no currency", code.value))
        .help("three capital letters as ISO 4217 writes them: `USD`")
}

pub(in crate::check) fn too_many_cells(name: &At<String>, found: usize, limit: usize) -> Diagnostic {
    Diagnostic::error(
        "E0620",
        name.place.clone(),
        format!("the rate `{}` has {found} cells; at most {limit} are allowed", name.value),
    )
    .help("make groups of values that cost the same")
}

pub(in crate::check) fn cells_or_flat(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0621", name.place.clone(), format!("the rate `{}` has no price", name.value))
        .help("give `by:` and `cells:` (a table), or `flat:` (one price), not both")
}

pub(in crate::check) fn cells_are_no_map(place: Place, dimension: &str, known: &[String]) -> Diagnostic {
    Diagnostic::error(
        "E0622",
        place,
        format!("a price stands here, and the table still has the dimension `{dimension}`"),
    )
    .help(format!("give a price for each of {}", listed(&strs(known))))
}

pub(in crate::check) fn unknown_cell(place: Place, key: &str, dimension: &str, known: &[String]) -> Diagnostic {
    near(Diagnostic::error("E0623", place, format!("`{dimension}` never is `{key}`")), key, &strs(known))
}

pub(in crate::check) fn missing_cell(place: Place, key: &str, dimension: &str) -> Diagnostic {
    Diagnostic::error("E0624", place, format!("the price for `{dimension}` = `{key}` is missing"))
        .help(format!("state it, or say that there is none: `{key}: unpublished`"))
}

pub(in crate::check) fn cell_twice(place: Place, key: &str) -> Diagnostic {
    Diagnostic::error("E0625", place, format!("`{key}` has a price already"))
}

pub(in crate::check) fn between_reversed(place: Place) -> Diagnostic {
    Diagnostic::error("E0626", place, "the lower price stands first: `{between: [LOW, HIGH]}`")
}

pub(in crate::check) fn negative_price(place: Place, price: &Number) -> Diagnostic {
    Diagnostic::error("E0627", place, format!("{price} is below zero, and no provider pays for a request"))
}

pub(in crate::check) fn not_a_price(place: Place) -> Diagnostic {
    Diagnostic::error("E0628", place, "this is no price").help(
        "a decimal (`0.044`), the word `unpublished`, or `{between: [LOW, HIGH]}` where the source leaves it open",
    )
}

pub(in crate::check) fn unknown_measure(name: &At<String>, known: &[&str]) -> Diagnostic {
    near(
        Diagnostic::error("E0629", name.place.clone(), format!("the billing has no measure `{}`", name.value)),
        &name.value,
        known,
    )
}

pub(in crate::check) fn not_a_measure(place: Place) -> Diagnostic {
    Diagnostic::error("E0630", place, "a measure is a decimal that is not negative")
}

pub(in crate::check) fn too_many_tables(name: &At<String>, limit: usize) -> Diagnostic {
    Diagnostic::error("E0631", name.place.clone(), format!("at most {limit} measures, groups, or rates are allowed"))
        .help("give a table of prices more dimensions instead of more tables")
}
