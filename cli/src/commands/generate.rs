//! `nameplate generate`: what `cargo xtask generate` does, for those without a Rust tool chain.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nameplate_codegen::Specs;
use nameplate_codegen::diagnostic;
use nameplate_codegen::generate::{GenerateError, Job};
use serde::Serialize;

use super::VERSION;
use crate::args::GenerateArgs;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};

/// The folder of specs, when none is named.
pub(super) const SPECS: &str = "specs";

/// The answer for programs: paths of files.
#[derive(Serialize)]
struct Answer {
    v: u8,
    written: Vec<String>,
    removed: Vec<String>,
    /// With `--check`: what is not what the specs ask for.
    stale: Vec<String>,
}

pub(super) fn run(args: &GenerateArgs, specs: &[PathBuf], screen: Screen) -> Result<Outcome, Failure> {
    let here = specs.is_empty();
    let job = Job {
        specs: if here { vec![SPECS.into()] } else { specs.to_vec() },
        out: args.out.clone(),
        format: args.format.clone().or_else(|| here.then(|| Path::new(SPECS).join("schema"))),
    };
    if args.check { compare(&job, screen) } else { write(&job, screen) }
}

fn write(job: &Job, screen: Screen) -> Result<Outcome, Failure> {
    let generated = job.write().map_err(|error| failure(error, screen))?;
    warn(&generated.specs, screen);
    advise(generated.advice.as_deref(), screen);
    let mut answer = Answer { v: VERSION, written: Vec::new(), removed: Vec::new(), stale: Vec::new() };
    for (folder, outcome) in &generated.outcomes {
        answer.written.extend(outcome.written.iter().map(|path| shown(folder, path)));
        answer.removed.extend(outcome.removed.iter().map(|path| shown(folder, path)));
    }
    if screen.wants_json() {
        screen::print_json(&answer)?;
    } else {
        let fresh: usize = generated.outcomes.iter().map(|(_, outcome)| outcome.unchanged).sum();
        let written = answer.written.iter().map(|path| ("wrote", path));
        let removed = answer.removed.iter().map(|path| ("removed", path));
        let mut text = String::new();
        for (verb, path) in written.chain(removed) {
            let _ = writeln!(text, "{verb} {path}");
        }
        screen::print_plain(&format!("{text}fresh {fresh} files\n"))?;
    }
    Ok(Outcome::Ok)
}

fn compare(job: &Job, screen: Screen) -> Result<Outcome, Failure> {
    let compared = job.compare().map_err(|error| failure(error, screen))?;
    warn(&compared.specs, screen);
    advise(compared.advice.as_deref(), screen);
    let stale =
        compared.stale.iter().flat_map(|(folder, files)| files.iter().map(move |file| shown(folder, &file.path)));
    let answer = Answer { v: VERSION, written: Vec::new(), removed: Vec::new(), stale: stale.collect() };
    if screen.wants_json() {
        screen::print_json(&answer)?;
    } else if answer.stale.is_empty() {
        screen::print("everything that is generated is what the specs ask for\n")?;
    } else {
        screen::print_plain(&format!("{compared}"))?;
        screen.help("run `nameplate generate` and commit the result");
    }
    Ok(Outcome::of(answer.stale.is_empty()))
}

fn shown(folder: &Path, path: &str) -> String {
    folder.join(path).display().to_string()
}

fn warn(specs: &Specs, screen: Screen) {
    if !specs.warnings.is_empty() {
        screen::talk(&diagnostic::render(&specs.warnings, &specs.sources, screen.talk_style()));
    }
}

fn advise(advice: Option<&str>, screen: Screen) {
    if let Some(advice) = advice {
        screen.help(advice);
    }
}

fn failure(error: GenerateError, screen: Screen) -> Failure {
    match error {
        GenerateError::Specs(faults) => Failure::Specs(faults.render(screen.talk_style())),
        files @ GenerateError::Files(..) => Failure::usage(files.to_string().trim_end()),
    }
}
