//! `nameplate check`: everything that is wrong with a request.

use nameplate::Options;
use nameplate::spec::ModelSpec;

use super::VERSION;
use super::request::{self, Answer, Body, Source};
use crate::args::CheckArgs;
use crate::catalogue::Catalogue;
use crate::failure::{Failure, Outcome};
use crate::measures;
use crate::screen::{self, Screen};

pub(super) fn run(args: &CheckArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    let spec = catalogue.model(&args.request.model, screen)?;
    let measures = measures::all(spec, &args.measures)?;
    let options = Options {
        way: request::way(spec, args.request.way.as_deref())?,
        strict: args.request.strict,
        allow_unknown: args.request.allow_unknown,
        measures: &measures,
        ..Options::new()
    };
    match Source::open(&args.request, args.jsonl, spec, &options)? {
        Source::One(body) => one(spec, &body, &options, screen),
        Source::Lines(reader) => request::answer_lines(reader, options.max_bytes, |line, out| {
            let report = spec.check(line, &options);
            screen::json_line(out, &Answer { v: VERSION, report: &report })?;
            Ok(Outcome::of(report.ok()))
        }),
    }
}

fn one(spec: &ModelSpec, body: &Body, options: &Options<'_>, screen: Screen) -> Result<Outcome, Failure> {
    let report = spec.check(&body.bytes, options);
    let outcome = Outcome::of(report.ok());
    request::show(report, body, screen)?;
    Ok(outcome)
}
