//! The arguments that state a request.

use std::path::PathBuf;

use clap::Args;

use super::Global;
use crate::failure;

/// A request, and how to judge it.
#[derive(Args, Debug)]
pub(crate) struct RequestArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// `provider/id`, or the id alone while one provider has it
    #[arg(value_name = "MODEL")]
    pub(crate) model: String,
    /// The way to call the model; the model's first one by default
    #[arg(long, value_name = "NAME")]
    pub(crate) way: Option<String>,
    /// Read the request's JSON body from a file, or from standard input with `-`
    #[arg(long, value_name = "FILE|-", conflicts_with = "params")]
    pub(crate) request: Option<PathBuf>,
    /// Give a parameter, typed by the spec; may be repeated
    ///
    /// `name=value` is a text, number or truth value as the spec asks; repeat it for the items of a list. `name=@file` reads
    /// the text from a file. `name:=json` and `name:=@file` give JSON as it is. `a.b=value` gives a member of an object. The
    /// member that names the model is put in by itself.
    #[arg(short, long = "param", value_name = "NAME=VALUE")]
    pub(crate) params: Vec<String>,
    /// Also refuse what no source states and only seems likely
    #[arg(long)]
    pub(crate) strict: bool,
    /// Only warn about members that the spec does not have
    #[arg(long)]
    pub(crate) allow_unknown: bool,
}

/// What to check.
#[derive(Args, Debug)]
#[command(after_help = format!("{CHECK_EXAMPLES}\n\n{}", failure::TABLE))]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    /// Read one request a line from standard input (or from `--request FILE`), and write one answer a line
    #[arg(long, conflicts_with = "params")]
    pub(crate) jsonl: bool,
    /// State a fact about a file, so that its limits are checked; may be repeated
    ///
    /// The name is the parameter, a dot and the fact: `video_url.bytes=1000`, `video_url.seconds=6.2`,
    /// `video_url.container=mp4`. Facts are bytes, seconds, width, height, fps, container and kind.
    #[arg(long = "measure", value_name = "NAME=VALUE")]
    pub(crate) measures: Vec<String>,
}

/// What to price.
#[derive(Args, Debug)]
#[command(after_help = format!("{ESTIMATE_EXAMPLES}\n\n{}", failure::TABLE))]
pub(crate) struct EstimateArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    /// Read one request a line from standard input (or from `--request FILE`), and write one answer a line
    #[arg(long, conflicts_with = "params")]
    pub(crate) jsonl: bool,
    /// Give a quantity that no request states, such as the length of a clip; may be repeated
    #[arg(long = "measure", value_name = "NAME=VALUE|NAME=MIN..MAX")]
    pub(crate) measures: Vec<String>,
    /// Use the rates of this JSON file in place of the published ones
    #[arg(long, value_name = "FILE")]
    pub(crate) rates: Option<PathBuf>,
    /// Say how much of the one measure that is not given an amount buys: `5USD`
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub(crate) budget: Option<String>,
    /// Warn when prices were read more than so many days ago
    #[arg(long, value_name = "DAYS")]
    pub(crate) max_price_age: Option<u32>,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  nameplate check topaz-video-upscaler -p video_url=https://example.com/a.mp4 -p upscale_factor=4
  nameplate check topaz-video-upscaler --request body.json --json
  nameplate check topaz-video-upscaler --jsonl < bodies.jsonl > answers.jsonl";

const ESTIMATE_EXAMPLES: &str = "\
Examples:
  nameplate estimate topaz-video-upscaler -p video_url=https://example.com/a.mp4 --measure source_seconds=6.2
  nameplate estimate topaz-video-upscaler --request body.json --measure source_seconds=5..10 --json
  nameplate estimate topaz-video-upscaler -p video_url=https://example.com/a.mp4 --budget 5USD
  nameplate estimate topaz-video-upscaler --jsonl < lines.jsonl

A line of --jsonl is {\"request\": {…}, \"measures\": {\"source_seconds\": 6.2}}; a measure may also be a decimal in quotes, or
{\"min\": 5, \"max\": 10}.";
