//! What is wrong with what a formula means: `E0320` and up.

use crate::diagnostic::{Diagnostic, Place};
use crate::expr::functions::Function;
use crate::expr::units::Unit;
use crate::suggest::{did_you_mean, listed};

/// What to do about a name that stands for nothing.
pub(in crate::expr) enum NameHelp<'a> {
    /// It is one of the values that it is compared with.
    Quote,
    /// It is compared with a text; these names stand for something.
    QuoteOr(&'a [String]),
    /// It is a part of `per-second`, and this name exists with underscores.
    Underscores(&'a str),
    /// It is a part of `per-second`, and this is a name.
    Backticks(&'a str),
    /// These names stand for something.
    Known(&'a [String]),
}

pub(in crate::expr) fn unknown_name(place: Place, name: &str, help: &NameHelp<'_>) -> Diagnostic {
    let near = |known: &[String]| {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        did_you_mean(name, &known).map(|meant| format!("did you mean `{meant}`?")).ok_or_else(|| listed(&known))
    };
    let quote = format!("quote it if a text is meant: `\"{name}\"`");
    let help = match help {
        NameHelp::Quote => quote,
        NameHelp::QuoteOr(known) => near(known).map_or(quote.clone(), |meant| format!("{quote}; otherwise, {meant}")),
        NameHelp::Underscores(meant) => format!("`-` subtracts: did you mean `{meant}`?"),
        NameHelp::Backticks(meant) => format!("`-` subtracts: write the name in backticks: `` `{meant}` ``"),
        NameHelp::Known(known) => near(known).unwrap_or_else(|names| format!("known here: {names}")),
    };
    Diagnostic::error("E0320", place, format!("`{name}` stands for nothing here")).help(help)
}

/// `found` is what stands where a condition, a number or a value is expected.
pub(in crate::expr) fn expected(place: Place, wanted: &str, found: &str, help: &str) -> Diagnostic {
    Diagnostic::error("E0321", place, format!("{wanted} is expected, found {found}")).help(help)
}

/// A call that asks something of a parameter was given something else.
pub(in crate::expr) fn not_for_call(place: Place, function: &Function, wanted: &str, found: &str) -> Diagnostic {
    Diagnostic::error("E0322", place, format!("`{}` takes {wanted}, found {found}", function.name)).help(format!(
        "{}: {}",
        function.written(),
        function.help
    ))
}

pub(in crate::expr) fn not_comparable(place: Place, left: &str, right: &str) -> Diagnostic {
    Diagnostic::error("E0323", place, format!("{left} and {right} are never equal"))
        .help("compare values of the same type")
}

/// `number == "5"`, `condition == "true"`: `kind` is what the other side is.
pub(in crate::expr) fn needless_quotes(place: Place, other: &str, kind: &str, literal: &str) -> Diagnostic {
    Diagnostic::error("E0323", place, format!("`{other}` is {kind}, and `\"{literal}\"` is a text"))
        .help(format!("remove the quotes: `{literal}`"))
}

/// `text == 2`
pub(in crate::expr) fn missing_quotes(place: Place, text: &str, literal: &str) -> Diagnostic {
    Diagnostic::error("E0323", place, format!("`{text}` is a text, and `{literal}` is a number"))
        .help(format!("quote it: `\"{literal}\"`"))
}

pub(in crate::expr) fn no_order(place: Place, sign: &str, found: &str) -> Diagnostic {
    Diagnostic::error("E0323", place, format!("`{sign}` compares numbers, found {found}"))
        .help("compare with `==`, `!=` or `in`")
}

pub(in crate::expr) fn not_listed(place: Place, text: &str, of: &str, listed_values: &[String]) -> Diagnostic {
    let values: Vec<&str> = listed_values.iter().map(String::as_str).collect();
    let help = match did_you_mean(text, &values) {
        Some(meant) => format!("did you mean `\"{meant}\"`? its values are {}", listed(&values)),
        None => format!("its values are {}", listed(&values)),
    };
    Diagnostic::error("E0324", place, format!("`{text}` is no value of `{of}`")).help(help)
}

pub(in crate::expr) fn nothing_in_common(place: Place, left: &str, right: &str) -> Diagnostic {
    Diagnostic::error("E0324", place, format!("`{left}` and `{right}` have no value in common"))
        .help("compare with one of its values, in quotes")
}

/// Two quantities with their places.
pub(in crate::expr) fn units_differ(place: Place, left: (Place, &Unit), right: (Place, &Unit)) -> Diagnostic {
    let message = format!("the units differ: {} and {}", left.1.in_words(), right.1.in_words());
    Diagnostic::error("E0325", place, message)
        .other(left.0, format!("has {}", left.1.in_words()))
        .other(right.0, format!("has {}", right.1.in_words()))
        .help("units are not converted: multiply or divide by a rate, or correct the unit of one of them")
}

pub(in crate::expr) fn unit_too_large(place: Place) -> Diagnostic {
    Diagnostic::error("E0325", place, "the unit of this product has too many factors")
        .help("state the units of its parts so that they cancel")
}

pub(in crate::expr) fn not_seconds(place: Place, unit: &Unit) -> Diagnostic {
    Diagnostic::error("E0325", place, format!("`minutes` takes seconds (`s`), found {}", unit.in_words()))
        .help("correct the unit, or divide by a rate of your own")
}

pub(in crate::expr) fn branches_differ(place: Place, yes: (Place, &str), no: (Place, &str)) -> Diagnostic {
    Diagnostic::error("E0326", place, "the branches have different types")
        .other(yes.0, yes.1)
        .other(no.0, no.1)
        .help("give both the same type")
}

pub(in crate::expr) fn division_by_zero(place: Place) -> Diagnostic {
    Diagnostic::error("E0327", place, "this divides by zero").help("a formula that divides by zero has no value")
}

pub(in crate::expr) fn bad_step(place: Place) -> Diagnostic {
    Diagnostic::error("E0327", place, "the step of a rounding is above zero")
        .help("write the width of a step: `ceil(x, 0.5)`")
}

pub(in crate::expr) fn always_present(place: Place, name: &str) -> Diagnostic {
    Diagnostic::warning("W0328", place, format!("`{name}` is required, so this always holds"))
        .help("leave it out, or make the parameter optional")
}

pub(in crate::expr) fn needless_default(place: Place, name: &str, required: bool) -> Diagnostic {
    let why = if required { "is required" } else { "has a default" };
    Diagnostic::error("E0330", place, format!("`{name}` {why}, so `default` never comes into it"))
        .help(format!("write `{name}`"))
}

pub(in crate::expr) fn price_in_condition(place: Place) -> Diagnostic {
    Diagnostic::error("E0329", place, "`between` leaves a price open; a condition holds or does not")
        .help("use it in the steps of a price only")
}
