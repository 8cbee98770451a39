//! `cargo xtask generate` and `cargo xtask lint`.

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::ExitCode;

use nameplate_codegen::diagnostic::{self, Style};
use nameplate_codegen::generate::{GenerateError, Job};
use nameplate_codegen::{Specs, load_folders};

/// Writes what the specs ask for, or says what is not.
pub(crate) fn generate(root: &Path, check: bool) -> anyhow::Result<ExitCode> {
    let job = Job {
        specs: vec![root.join("specs")],
        out: root.join("generated"),
        format: Some(root.join("specs").join("schema")),
    };
    let outcome = if check { compare(&job) } else { write(&job) };
    outcome.or_else(|error| match error {
        GenerateError::Specs(faults) => {
            eprint!("{}", faults.render(style()));
            Ok(ExitCode::FAILURE)
        }
        error @ GenerateError::Files(..) => Err(error.into()),
    })
}

fn write(job: &Job) -> Result<ExitCode, GenerateError> {
    let generated = job.write()?;
    warn(&generated.specs);
    advise(generated.advice.as_deref());
    for (folder, outcome) in &generated.outcomes {
        for (verb, paths) in [("wrote", &outcome.written), ("removed", &outcome.removed)] {
            for path in paths {
                println!("{verb:>8} {}", folder.join(path).display());
            }
        }
        if outcome.unchanged > 0 {
            println!("{:>8} {} files in {}", "fresh", outcome.unchanged, folder.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn compare(job: &Job) -> Result<ExitCode, GenerateError> {
    let compared = job.compare()?;
    warn(&compared.specs);
    advise(compared.advice.as_deref());
    if compared.stale.is_empty() {
        println!("everything that is generated is what the specs ask for");
        return Ok(ExitCode::SUCCESS);
    }
    eprint!("{compared}");
    eprintln!("help: run `cargo xtask generate` and commit the result");
    Ok(ExitCode::FAILURE)
}

fn warn(specs: &Specs) {
    if !specs.warnings.is_empty() {
        eprint!("{}", diagnostic::render(&specs.warnings, &specs.sources, style()));
    }
}

fn advise(advice: Option<&str>) {
    if let Some(advice) = advice {
        eprintln!("help: {advice}");
    }
}

/// Checks the specs and writes nothing.
pub(crate) fn lint(root: &Path, json: bool) -> ExitCode {
    let (diagnostics, sources, good) = match load_folders(&[root.join("specs")]) {
        Ok(specs) => {
            let count = specs.catalogue.models.len();
            (specs.warnings, specs.sources, Some(count))
        }
        Err(faults) => (faults.diagnostics, faults.sources, None),
    };
    if json {
        print!("{}", diagnostic::to_json(&diagnostics, &sources));
    } else {
        eprint!("{}", diagnostic::render(&diagnostics, &sources, style()));
    }
    match good {
        Some(count) => {
            eprintln!("{count} models are fine");
            ExitCode::SUCCESS
        }
        None => ExitCode::FAILURE,
    }
}

/// Colours where a person sees them.
fn style() -> Style {
    let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if coloured { Style::Coloured } else { Style::Plain }
}
