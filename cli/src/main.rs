//! The `nameplate` binary: reads its arguments, runs one command, and says by its exit code how that went.

mod args;
mod catalogue;
mod commands;
mod failure;
mod input;
mod measures;
mod params;
mod render;
mod screen;

use std::panic;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Color};
use screen::Screen;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|bug| screen::report_bug(&bug.to_string())));
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(stop) => return screen::stop(&stop),
    };
    let global = cli.global();
    let screen = Screen::new(global.color.unwrap_or(Color::Auto), global.json);
    // A panic has been reported by the hook; what is left to say is the exit code of an internal error.
    match panic::catch_unwind(|| commands::run(&cli.command, &global, screen)) {
        Ok(Ok(outcome)) => outcome.into(),
        Ok(Err(failure)) => screen.fail(&failure),
        Err(_) => ExitCode::from(failure::INTERNAL),
    }
}
