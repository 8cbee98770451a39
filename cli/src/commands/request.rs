//! Where a request comes from: one body, or a line for each of many.

use std::io::{Read, Write};

use nameplate::spec::ModelSpec;
use nameplate::{Options, Report};
use nameplate_codegen::suggest::{did_you_mean, listed};
use serde::Serialize;

use crate::args::RequestArgs;
use crate::failure::{Failure, Outcome};
use crate::input::{self, Lines};
use crate::params::{self, Param};
use crate::render;
use crate::screen::{self, Screen, Stdout};

/// A report as the machine interface writes it.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    pub(super) v: u8,
    #[serde(flatten)]
    pub(super) report: &'a Report,
}

/// One or many requests.
pub(super) enum Source {
    /// One body.
    One(Body),
    /// A request on each line.
    Lines(Box<dyn Read>),
}

/// The body of a request.
pub(super) struct Body {
    /// What people call it.
    pub(super) name: String,
    /// The body as it goes on the wire.
    pub(super) bytes: Vec<u8>,
    /// Whether the caller wrote these very bytes, so that places in them mean something.
    pub(super) has_places: bool,
}

/// The index of a way; the preferred one when none is named.
pub(super) fn way(spec: &ModelSpec, name: Option<&str>) -> Result<usize, Failure> {
    let Some(name) = name else { return Ok(0) };
    spec.way(name).ok_or_else(|| {
        let known: Vec<&str> = spec.ways.iter().map(AsRef::as_ref).collect();
        let help = match did_you_mean(name, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has {}", listed(&known)),
        };
        Failure::usage(format!("`{}` has no way `{name}`", spec.name())).help(help)
    })
}

impl Source {
    /// Reads what the arguments say: a request on each line for `lines`.
    pub(super) fn open(
        args: &RequestArgs,
        lines: bool,
        spec: &ModelSpec,
        options: &Options<'_>,
    ) -> Result<Self, Failure> {
        if lines {
            return Ok(Self::Lines(input::open(args.request.as_deref().unwrap_or("-".as_ref()))?));
        }
        Body::read(args, spec, options).map(Self::One)
    }
}

impl Body {
    /// Reads the one request that the arguments state, in the way of the options and up to their limits.
    pub(super) fn read(args: &RequestArgs, spec: &ModelSpec, options: &Options<'_>) -> Result<Self, Failure> {
        if let Some(path) = &args.request {
            let bytes = input::read(path, options.max_bytes)?;
            return Ok(Self { name: input::shown(path), bytes, has_places: true });
        }
        if args.params.is_empty() {
            let help = "give it with `-p name=value`, `--request FILE`, or `--request -`";
            return Err(Failure::usage("there is no request").help(help));
        }
        let params: Result<Vec<Param>, Failure> =
            args.params.iter().map(|argument| Param::read(argument, options.max_bytes)).collect();
        let bytes = params::body(spec, options.way, &params?).into_bytes();
        Ok(Self { name: "request".to_owned(), bytes, has_places: false })
    }
}

/// Shows what is wrong with a body.
pub(super) fn show(mut report: Report, body: &Body, screen: Screen) -> Result<(), Failure> {
    if !screen.wants_json() {
        return screen::print(&render::report(&report, &body.name, &body.bytes, screen.style()));
    }
    if !body.has_places {
        report.violations.iter_mut().for_each(|violation| violation.span = None);
    }
    screen::print_json(&Answer { v: super::VERSION, report: &report })
}

/// Answers every line in its order. Each answer is on its way before anybody waits for the next line.
pub(super) fn answer_lines(
    reader: impl Read,
    limit: usize,
    mut answer: impl FnMut(&[u8], &mut Stdout) -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    let mut lines = Lines::new(reader, limit);
    let mut out = screen::stdout();
    let mut worst = Outcome::Ok;
    loop {
        let line = lines.next_line().map_err(|error| Failure::usage(format!("cannot read the next line: {error}")))?;
        let Some(line) = line else { break };
        if answer(line, &mut out)? == Outcome::NotOk {
            worst = Outcome::NotOk;
        }
        if !lines.has_line() {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(worst)
}
