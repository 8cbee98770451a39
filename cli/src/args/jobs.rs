//! The arguments of the commands that send requests and follow jobs.

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgGroup, Args, Subcommand};
use nameplate::Exact;
use nameplate_emulator::Scenario;

use super::{Global, RequestArgs};
use crate::failure;

/// Where calls go, and what is remembered of them.
#[derive(Args, Clone, Debug)]
pub(crate) struct TargetArgs {
    /// Call the provider itself, which costs money; without it an emulator stands in
    #[arg(long, help_heading = "Where calls go")]
    pub(crate) live: bool,
    /// Use an emulator that runs already, in place of one that starts and ends with this command
    #[arg(
        long,
        value_name = "URL",
        env = "NAMEPLATE_EMULATOR",
        conflicts_with = "live",
        help_heading = "Where calls go"
    )]
    pub(crate) emulator: Option<String>,
    /// How many times as fast as real time the emulator's jobs run
    #[arg(long, value_name = "N", default_value_t = 60, help_heading = "Where calls go")]
    pub(crate) speed: u32,
    /// Let something go wrong in the emulator; `nameplate emulate scenarios` lists what
    #[arg(long, value_name = "NAME", conflicts_with_all = ["live", "emulator"], help_heading = "Where calls go")]
    pub(crate) scenario: Option<Scenario>,
    /// Read the key from this file, which nobody else may read, in place of the environment
    #[arg(long, value_name = "FILE", help_heading = "Where calls go")]
    pub(crate) key_file: Option<PathBuf>,
    /// The record of jobs
    #[arg(long, value_name = "FILE", env = "NAMEPLATE_LEDGER", help_heading = "Where calls go")]
    pub(crate) ledger: Option<PathBuf>,
}

/// How much a request may cost.
#[derive(Args, Clone, Debug)]
pub(crate) struct SpendArgs {
    /// Refuse to send what may cost more than this (`1.50`, `1.50USD`), in the currency of the model's price
    #[arg(long, value_name = "AMOUNT", value_parser = ceiling, help_heading = "Money")]
    pub(crate) max_cost: Option<Ceiling>,
    /// Send it although nobody knows what it costs
    #[arg(long, help_heading = "Money")]
    pub(crate) accept_unknown_price: bool,
    /// Do not ask before spending; with `--live` it needs `--max-cost`, or `--accept-unknown-price`
    #[arg(long, help_heading = "Money")]
    pub(crate) yes: bool,
}

/// A request that is sent.
#[derive(Args, Debug)]
pub(crate) struct SubmitArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    /// Give a quantity that no request states, such as the length of a clip; may be repeated
    #[arg(long = "measure", value_name = "NAME=VALUE|NAME=MIN..MAX")]
    pub(crate) measures: Vec<String>,
    /// Use the rates of this JSON file in place of the published ones
    #[arg(long, value_name = "FILE")]
    pub(crate) rates: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) target: TargetArgs,
    #[command(flatten)]
    pub(crate) spend: SpendArgs,
}

/// A request that is sent and waited for.
#[derive(Args, Debug)]
#[command(after_help = format!("{RUN_EXAMPLES}\n\n{}", failure::TABLE))]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) submit: SubmitArgs,
    #[command(flatten)]
    pub(crate) wait: WaitArgs,
}

/// How long jobs are waited for, and where results go.
#[derive(Args, Clone, Debug)]
pub(crate) struct WaitArgs {
    /// Put results into this folder
    #[arg(short, long, value_name = "DIR", default_value = ".")]
    pub(crate) out: PathBuf,
    /// Stop waiting for a job after this time (`90s`, `20m`, `2h`); the job goes on. Submitting it has a minute of its own
    #[arg(long, value_name = "TIME", default_value = "30m", value_parser = duration)]
    pub(crate) timeout: Duration,
}

/// Which jobs to wait for.
#[derive(Args, Debug)]
#[command(after_help = format!("Example:\n  nameplate watch 01KAHX3V7Q2M4N8PRTZ5C6D9EF -o out\n\n{}", failure::TABLE))]
pub(crate) struct WatchArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// Records of jobs, as `run`, `submit` and `jobs` print them
    #[arg(value_name = "JOB", required = true)]
    pub(crate) jobs: Vec<String>,
    #[command(flatten)]
    pub(crate) wait: WaitArgs,
    #[command(flatten)]
    pub(crate) target: TargetArgs,
}

/// Which job to look at, or to stop.
#[derive(Args, Debug)]
pub(crate) struct JobArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// The record of a job, as `run`, `submit` and `jobs` print it
    #[arg(value_name = "JOB")]
    pub(crate) job: String,
    #[command(flatten)]
    pub(crate) target: TargetArgs,
}

/// What to do with the record of jobs.
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  nameplate jobs\n  nameplate jobs --open --json\n  nameplate jobs recover\n  nameplate jobs settle 01KAHX3V7Q2M4N8PRTZ5C6D9EF --not-sent"
)]
pub(crate) struct JobsArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) action: Option<JobsAction>,
    /// Only those of which the end is not known
    #[arg(long)]
    pub(crate) open: bool,
    /// At most so many, the newest first
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) most: usize,
    /// The record of jobs
    #[arg(long, value_name = "FILE", env = "NAMEPLATE_LEDGER")]
    pub(crate) ledger: Option<PathBuf>,
}

/// What else `nameplate jobs` can do.
#[derive(Debug, Subcommand)]
pub(crate) enum JobsAction {
    /// Look for jobs that may have been sent in the providers' lists
    Recover(RecoverArgs),
    /// Say what came of a job that may have been sent, where no list can tell
    Settle(SettleArgs),
}

/// Where to look.
#[derive(Args, Debug)]
pub(crate) struct RecoverArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(flatten)]
    pub(crate) target: TargetArgs,
}

/// What came of a job.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("decision").required(true))]
pub(crate) struct SettleArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// The record
    #[arg(value_name = "JOB")]
    pub(crate) job: String,
    /// It was not sent, or nothing was charged
    #[arg(long, group = "decision")]
    pub(crate) not_sent: bool,
    /// It was charged, and nothing more is to come
    #[arg(long, group = "decision")]
    pub(crate) charged: bool,
    /// How much was charged, in the currency of the model's price
    #[arg(long, value_name = "AMOUNT", value_parser = amount, conflicts_with_all = ["not_sent", "sent"])]
    pub(crate) cost: Option<Exact>,
    /// It was sent, and this is the provider's id of its job; may be repeated
    #[arg(long, value_name = "ID", group = "decision")]
    pub(crate) sent: Vec<String>,
    /// The record of jobs
    #[arg(long, value_name = "FILE", env = "NAMEPLATE_LEDGER")]
    pub(crate) ledger: Option<PathBuf>,
}

/// What to look at.
#[derive(Args, Debug)]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// Also try whether the providers can be reached; nothing is spent
    #[arg(long)]
    pub(crate) live: bool,
    /// The record of jobs
    #[arg(long, value_name = "FILE", env = "NAMEPLATE_LEDGER")]
    pub(crate) ledger: Option<PathBuf>,
}

const RUN_EXAMPLES: &str = "\
Examples:
  nameplate run topazlabs-rhea-video -p input_video=https://example.com/a.mp4 -o out
  nameplate run topaz-video-upscaler --request body.json --measure source_seconds=6.2 --json
  nameplate run topaz-video-upscaler -p video_url=https://example.com/a.mp4 --measure source_seconds=6.2 --live --max-cost 1";

/// The most that may be spent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ceiling {
    pub(crate) amount: Exact,
    /// The currency, if one was named.
    pub(crate) currency: Option<String>,
}

fn ceiling(text: &str) -> Result<Ceiling, String> {
    let number = text.trim_end_matches(|letter: char| letter.is_ascii_uppercase());
    let currency = text.get(number.len()..).unwrap_or_default();
    if !matches!(currency.len(), 0 | 3) {
        return Err("an amount is needed, as in `1.50` or `1.50USD`".to_owned());
    }
    let currency = Some(currency.to_owned()).filter(|currency| !currency.is_empty());
    Ok(Ceiling { amount: amount(number)?, currency })
}

fn amount(text: &str) -> Result<Exact, String> {
    Exact::decimal(text)
        .filter(|amount| !amount.is_negative())
        .ok_or_else(|| "an amount is needed, as in `1.50`".to_owned())
}

fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || "a time is needed, as in `90s`, `20m` or `2h`".to_owned();
    let (number, seconds) = match text.chars().last() {
        Some('s') => (text.trim_end_matches('s'), 1),
        Some('m') => (text.trim_end_matches('m'), 60),
        Some('h') => (text.trim_end_matches('h'), 3600),
        _ => return Err(wrong()),
    };
    let number: u64 = number.parse().map_err(|_| wrong())?;
    number.checked_mul(seconds).filter(|time| *time <= 31_536_000).map(Duration::from_secs).ok_or_else(wrong)
}
