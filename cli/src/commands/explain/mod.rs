//! `nameplate explain`: the documentation at the prompt, of a model, a parameter, a rule, or a code.

mod codes;
mod expanded;
mod json;
mod model;
mod page;
mod parameter;
mod target;

use nameplate_codegen::explain::Explanation;
use serde::Serialize;
use serde_json::{Value, json};

use super::VERSION;
use crate::args::ExplainArgs;
use crate::catalogue::Catalogue;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};

use target::{Found, Target};

pub(super) fn run(args: &ExplainArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    let target = Target::find(&args.target, catalogue, screen)?;
    if screen.wants_json() {
        screen::print_json(&answer(&target, args))?;
    } else {
        screen::print_plain(&text(&target, args, catalogue))?;
    }
    Ok(Outcome::Ok)
}

fn text(target: &Target<'_>, args: &ExplainArgs, catalogue: &Catalogue) -> String {
    match target {
        Target::Topic(entry) => entry.to_string(),
        Target::Codes(codes) => codes.iter().map(|(provider, code)| codes::page(provider, code)).collect(),
        Target::Parameter(found) => parameter::page(found, catalogue),
        Target::Model(spec) if args.expanded => expanded::spec(spec),
        Target::Model(spec) if args.errors => codes::of_model(spec),
        Target::Model(spec) if args.price => model::price_page(spec),
        Target::Model(spec) => model::page(spec),
    }
}

/// The same for programs. What a target has beside these members may grow.
#[derive(Serialize)]
struct Answer {
    v: u8,
    /// `model`, `parameter`, `codes` or `topic`.
    explains: &'static str,
    #[serde(flatten)]
    members: Value,
}

fn answer(target: &Target<'_>, args: &ExplainArgs) -> Answer {
    let (explains, members) = match target {
        Target::Topic(entry) => ("topic", topic(entry)),
        Target::Codes(codes) => {
            let codes = codes.iter().map(|(provider, code)| json::code(&provider.id, code));
            ("codes", json!({"codes": codes.collect::<Vec<_>>()}))
        }
        Target::Parameter(found) => ("parameter", parameter_of(found)),
        Target::Model(spec) => ("model", json::model(spec, args.errors)),
    };
    Answer { v: VERSION, explains, members }
}

fn parameter_of(found: &Found<'_>) -> Value {
    json!({
        "model": found.spec.name(),
        "path": found.path,
        "parameter": json::parameter(found.field, found.spec),
        "rules": found.rules().map(|(rule, object)| json::rule(rule, object)).collect::<Vec<_>>(),
    })
}

fn topic(entry: &Explanation) -> Value {
    json!({
        "code": entry.code,
        "meaning": entry.meaning,
        "advice": entry.advice,
        "spec": entry.spec,
        "fails": entry.fails,
        "passes": entry.passes,
    })
}
