//! Developer commands of this repository: `cargo xtask`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a command line")]

mod demo;
mod drift;
mod generate;
mod scaffold;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Developer commands of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check the specs and write what is generated from them.
    Generate {
        /// Write nothing; fail when something would be written, and show what.
        #[arg(long)]
        check: bool,
    },
    /// Regenerate, check and price the documented examples, and show what a broken request is told.
    Demo,
    /// Check the specs without writing anything.
    Lint {
        /// `text`, or `json` for problem matchers.
        #[arg(long, default_value = "text", value_parser = ["text", "json"])]
        format: String,
    },
    /// Start the spec of a model.
    NewModel {
        /// The provider's id: the name of its folder.
        provider: String,
        /// The model's id, as requests send it.
        id: String,
        /// What to draft it from.
        #[command(flatten)]
        from: scaffold::From,
    },
    /// Compare what a provider publishes of a request with the model's spec.
    Drift(drift::Arguments),
    /// Start the spec of a provider.
    NewProvider {
        /// The provider's id: the name of its folder.
        id: String,
    },
    /// Measure, with peers beside it. Builds a crate outside this workspace.
    Bench {
        /// Passed on to the benchmark.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> anyhow::Result<ExitCode> {
    let root = root();
    match command {
        Command::Generate { check } => generate::generate(&root, *check),
        Command::Demo => demo::demo(&root),
        Command::Lint { format } => Ok(generate::lint(&root, format == "json")),
        Command::NewModel { provider, id, from } => scaffold::model(&root, provider, id, from),
        Command::Drift(arguments) => Ok(drift::run(&root, arguments)),
        Command::NewProvider { id } => scaffold::provider(&root, id),
        Command::Bench { arguments } => {
            demo::cargo(&root.join("bench"), &["run", "--release", "--quiet", "--"], arguments)
        }
    }
}

/// The folder of the repository.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.parent().unwrap_or(here);
    // Shorter paths read better; they are only right in the folder itself.
    let at_root = std::env::current_dir().is_ok_and(|current| current == root);
    if at_root { PathBuf::new() } else { root.to_path_buf() }
}
