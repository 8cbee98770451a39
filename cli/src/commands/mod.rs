//! The commands, a file each, and what those that take requests share.

mod check;
mod completions;
mod drift;
mod emulate;
mod estimate;
mod explain;
mod generate;
mod jobs;
mod models;
mod new;
mod request;
mod schema;

use std::path::Path;

use nameplate_codegen::published::Refused;

use crate::args::{Command, Global};
use crate::catalogue::Catalogue;
use crate::failure::{Failure, Outcome};
use crate::screen::Screen;

/// The version of the machine interface: `"v"` in every answer.
const VERSION: u8 = 1;

/// Runs the command that was asked for.
pub(crate) fn run(command: &Command, global: &Global, screen: Screen) -> Result<Outcome, Failure> {
    let catalogue = || Catalogue::load(&global.specs, screen);
    match command {
        Command::Models(args) => models::run(args, &catalogue()?, screen),
        Command::Check(args) => check::run(args, &catalogue()?, screen),
        Command::Estimate(args) => estimate::run(args, &catalogue()?, screen),
        Command::Explain(args) => explain::run(args, &catalogue()?, screen),
        Command::Schema(args) => schema::run(args, &catalogue()?, screen),
        Command::Emulate(args) => emulate::run(args, &global.specs, screen),
        Command::Run(args) => jobs::run(args, &catalogue()?, screen),
        Command::Submit(args) => jobs::submit(args, &catalogue()?, screen),
        Command::Watch(args) => jobs::watch(args, &catalogue()?, screen),
        Command::Get(args) => jobs::get(args, &catalogue()?, screen),
        Command::Cancel(args) => jobs::cancel(args, &catalogue()?, screen),
        Command::Jobs(args) => jobs::jobs(args, &catalogue()?, screen),
        Command::Doctor(args) => jobs::doctor(args, &catalogue()?, screen),
        Command::Generate(args) => generate::run(args, &global.specs, screen),
        Command::Drift(args) => drift::run(args, &global.specs, screen),
        Command::NewModel(args) => new::model(args, &global.specs, screen),
        Command::NewProvider(args) => new::provider(args, &global.specs, screen),
        Command::Completions(args) => completions::run(args),
    }
}

/// A published document that cannot be used.
fn refused(document: &Path, refused: Refused) -> Failure {
    let failure = Failure::usage(format!("`{}`: {refused}", document.display()));
    match refused.help {
        Some(help) => failure.help(help),
        None => failure,
    }
}
