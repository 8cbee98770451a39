//! `nameplate completions`: what a shell needs to complete this command.

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::failure::{Failure, Outcome};
use crate::screen;

pub(super) fn run(args: &CompletionsArgs) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nameplate", &mut script);
    screen::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Ok)
}
