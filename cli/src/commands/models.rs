//! `nameplate models`: what there is.

use std::collections::BTreeSet;

use nameplate::spec::{Billing, Field, Literal, ModelSpec, Price};
use serde::Serialize;
use serde_json::value::RawValue;

use super::VERSION;
use crate::args::ModelsArgs;
use crate::catalogue::Catalogue;
use crate::failure::{Failure, Outcome};
use crate::render::Table;
use crate::screen::{self, Screen};

/// The answer as the machine interface writes it.
#[derive(Serialize)]
struct Answer<'a> {
    v: u8,
    models: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: String,
    model: &'a str,
    provider: &'a str,
    title: &'a str,
    output: &'a str,
    ways: &'a [std::borrow::Cow<'static, str>],
    parameters: Vec<Parameter<'a>>,
    price: &'static str,
    /// The members that ways add to the body.
    adds: Vec<Added<'a>>,
}

#[derive(Serialize)]
struct Parameter<'a> {
    name: &'a str,
    kind: &'static str,
    required: bool,
    default: Option<Box<RawValue>>,
    /// The actions that have it, of a model whose parameters follow from one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actions: Vec<&'a str>,
}

#[derive(Serialize)]
struct Added<'a> {
    #[serde(flatten)]
    parameter: Parameter<'a>,
    ways: Vec<&'a str>,
}

pub(super) fn run(args: &ModelsArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    catalogue.warn(screen);
    let all = catalogue.models();
    known("provider", args.provider.as_deref(), all.iter().map(|spec| &*spec.provider.id))?;
    known("kind of output", args.kind.as_deref(), ["audio", "image", "text", "video"].into_iter())?;
    let wanted = |spec: &&ModelSpec| {
        args.kind.as_deref().is_none_or(|kind| spec.output == kind)
            && args.provider.as_deref().is_none_or(|provider| spec.provider.id == provider)
    };
    let models: Vec<&ModelSpec> = all.into_iter().filter(wanted).collect();
    if screen.wants_json() {
        screen::print_json(&Answer { v: VERSION, models: models.into_iter().map(listed).collect() })?;
        return Ok(Outcome::Ok);
    }
    if models.is_empty() {
        screen.warn("no model fits");
    }
    let mut table = Table::new(["MODEL", "MAKES", "PRICE", "WAYS", "TITLE"]);
    for spec in models {
        table.row([
            spec.name(),
            spec.output.to_string(),
            price(spec).to_owned(),
            spec.ways.join(" "),
            spec.title.to_string(),
        ]);
    }
    screen::print_plain(&table.to_string())?;
    Ok(Outcome::Ok)
}

/// Refuses a filter that names what no model has: an empty list would hide the slip.
fn known<'a>(what: &str, asked: Option<&str>, there: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let there: BTreeSet<&str> = there.collect();
    match asked.filter(|asked| !there.contains(asked)) {
        None => Ok(()),
        Some(asked) => {
            let there: Vec<_> = there.into_iter().map(|name| format!("`{name}`")).collect();
            Err(Failure::usage(format!("there is no {what} `{asked}`")).help(format!("there are {}", there.join(", "))))
        }
    }
}

fn listed(spec: &ModelSpec) -> Listed<'_> {
    // The member that names the model is no parameter: whoever lists models knows it.
    let is_own = |field: &&Field| spec.model_member.is_empty() || field.name != spec.model_member;
    let (own, added): (Vec<_>, Vec<_>) =
        spec.body.fields.iter().filter(is_own).partition(|field| field.ways == u32::MAX);
    Listed {
        id: spec.name(),
        model: &spec.id,
        provider: &spec.provider.id,
        title: &spec.title,
        output: &spec.output,
        ways: &spec.ways,
        parameters: own.into_iter().map(parameter).chain(of_actions(spec)).collect(),
        price: price(spec),
        adds: added.into_iter().map(|field| add(spec, field)).collect(),
    }
}

fn parameter(field: &Field) -> Parameter<'_> {
    Parameter {
        name: &field.name,
        kind: field.kind.word(),
        required: field.required,
        default: field.default.as_ref().and_then(json),
        actions: Vec::new(),
    }
}

/// The parameter that says which action, and those of each action.
fn of_actions(spec: &ModelSpec) -> Vec<Parameter<'_>> {
    let Some((field, actions)) = spec.body.action.first().zip(spec.body.actions()) else { return Vec::new() };
    let default = actions.default.as_ref().and_then(json);
    let mut parameters = vec![Parameter { kind: "one_of", default, ..parameter(field) }];
    for action in actions.cases.iter() {
        for field in action.object.fields.iter() {
            let of_action = parameter(field);
            let same = |known: &&mut Parameter<'_>| known.name == of_action.name && known.kind == of_action.kind;
            match parameters.iter_mut().find(same) {
                Some(known) => known.actions.push(&action.value),
                None => parameters.push(Parameter { actions: vec![&action.value], required: false, ..of_action }),
            }
        }
    }
    parameters
}

fn add<'a>(spec: &'a ModelSpec, field: &'a Field) -> Added<'a> {
    let ways = spec.ways.iter().enumerate().filter(|(way, _)| field.taken_by(*way)).map(|(_, name)| name.as_ref());
    Added { parameter: parameter(field), ways: ways.collect() }
}

/// A value of a spec as JSON, its digits as the spec has them.
fn json(literal: &Literal) -> Option<Box<RawValue>> {
    let text = match literal {
        Literal::Bool(value) => value.to_string(),
        Literal::Number(value) => value.to_string(),
        Literal::Text(value) => serde_json::Value::from(value.as_ref()).to_string(),
        Literal::Json(value) => value.to_string(),
    };
    RawValue::from_string(text).ok()
}

/// How much of the price is published.
fn price(spec: &ModelSpec) -> &'static str {
    let Billing::Formula(formula) = &spec.billing else { return "unpublished" };
    let cells = formula.rates.iter().flat_map(|rate| rate.cells.iter()).map(|cell| cell.price == Price::Unpublished);
    let (any, all) = cells.fold((false, true), |(any, all), hole| (any || hole, all && hole));
    match (any, all) {
        (false, _) => "published",
        (true, false) => "partly",
        (true, true) => "unpublished",
    }
}
