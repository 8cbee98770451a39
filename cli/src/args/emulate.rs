//! The arguments of `nameplate emulate`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use nameplate::Exact;
use nameplate_emulator::Scenario;

use super::Global;

/// How to stand in for the providers.
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  nameplate emulate\n  nameplate emulate --port 8080 --speed 600x\n  nameplate emulate --scenario fail-refund\n  nameplate emulate scenarios\n\nIt listens on 127.0.0.1 only and takes any key."
)]
pub(crate) struct EmulateArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) action: Option<EmulateAction>,
    /// The port of 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub(crate) port: u16,
    /// How many times as fast as real time jobs run; `60x` is the same as `60`. No job ends before two seconds
    #[arg(long, value_name = "N", default_value = "60", value_parser = speed)]
    pub(crate) speed: Exact,
    /// What ids and made-up quantities follow from
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Let something go wrong; `nameplate emulate scenarios` lists what
    #[arg(long, value_name = "NAME")]
    pub(crate) scenario: Option<Scenario>,
    /// Facts of input files by their addresses: `{"https://example.com/a.mp4": {"seconds": 5.01}}`
    #[arg(long, value_name = "FILE")]
    pub(crate) measures: Option<PathBuf>,
    /// What each account has at first, in credits where the provider has some, else in its currency
    #[arg(long, value_name = "AMOUNT", value_parser = amount)]
    pub(crate) balance: Option<Exact>,
}

/// What else `nameplate emulate` can do.
#[derive(Debug, Subcommand)]
pub(crate) enum EmulateAction {
    /// List what can go wrong on purpose
    Scenarios {
        #[command(flatten)]
        global: Global,
    },
}

fn speed(text: &str) -> Result<Exact, String> {
    let number = text.strip_suffix('x').unwrap_or(text);
    Exact::decimal(number)
        .filter(|speed| *speed > Exact::ZERO)
        .ok_or_else(|| "a number above zero is needed".to_owned())
}

fn amount(text: &str) -> Result<Exact, String> {
    Exact::decimal(text)
        .filter(|amount| !amount.is_negative())
        .ok_or_else(|| "a number is needed, not negative".to_owned())
}
