//! `nameplate check`: everything that is wrong with a request.

use nameplate::spec::ModelSpec;
use nameplate::{Options, Report};
use serde::Serialize;

use super::VERSION;
use super::request::{self, Body, Source};
use crate::args::CheckArgs;
use crate::catalogue::Catalogue;
use crate::failure::{Failure, Outcome};
use crate::measures::{self, Unusable};
use crate::render;
use crate::screen::{self, Screen};

/// An answer as the machine interface writes it.
#[derive(Serialize)]
struct Answer<'a> {
    v: u8,
    #[serde(flatten)]
    report: &'a Report,
}

pub(super) fn run(args: &CheckArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    let spec = catalogue.model(&args.request.model, screen)?;
    let measures = measures::collect(measures::arguments(&args.measures)?).map_err(|unusable| match unusable {
        Unusable::Bad => Failure::usage("a measure is negative, or its lower end is above its upper end"),
        Unusable::TooLarge => Failure::usage("a measure is too large to compute with"),
    })?;
    measures::known(spec, &measures)?;
    let options = Options {
        way: request::way(spec, args.request.way.as_deref())?,
        strict: args.request.strict,
        allow_unknown: args.request.allow_unknown,
        measures: &measures,
        ..Options::new()
    };
    match Source::open(&args.request, spec, &options)? {
        Source::One(body) => one(spec, &body, &options, screen),
        Source::Lines(reader) => request::answer_lines(reader, options.max_bytes, |line, out| {
            let report = spec.check(line, &options);
            screen::json_line(out, &Answer { v: VERSION, report: &report })?;
            Ok(Outcome::of(report.ok()))
        }),
    }
}

fn one(spec: &ModelSpec, body: &Body, options: &Options<'_>, screen: Screen) -> Result<Outcome, Failure> {
    let mut report = spec.check(&body.bytes, options);
    let outcome = Outcome::of(report.ok());
    if screen.wants_json() {
        if !body.has_places {
            report.violations.iter_mut().for_each(|violation| violation.span = None);
        }
        screen::print_json(&Answer { v: VERSION, report: &report })?;
    } else {
        screen::print(&render::report(&report, &body.name, &body.bytes, screen.style()))?;
    }
    Ok(outcome)
}
