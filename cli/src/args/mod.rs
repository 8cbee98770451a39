//! The arguments: what can be asked, with the texts of `--help`.

mod request;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use request::{CheckArgs, EstimateArgs, RequestArgs};

use crate::failure;

/// Check and price requests to paid media models before anything is sent.
#[derive(Debug, Parser)]
#[command(
    name = "nameplate",
    version,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = failure::TABLE,
    long_about = "Check and price requests to paid media models before anything is sent.\n\n\
        No command here opens a connection or spends money. Standard output is data, standard error is talk."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes, before its name or after it. (A global argument of clap would forget those before when there are
/// some after, and folders of specs must not be forgotten.)
#[derive(Args, Clone, Debug)]
pub(crate) struct Global {
    /// Read this folder of specs instead of the models compiled in; in a later folder, a file replaces the one of the same path
    #[arg(long, value_name = "DIR", help_heading = "Options of every command")]
    pub(crate) specs: Vec<PathBuf>,
    /// Write JSON, one object on one line
    #[arg(long, help_heading = "Options of every command")]
    pub(crate) json: bool,
    /// When to use colours; `auto` obeys `NO_COLOR` and uses none where nobody looks
    #[arg(long, value_name = "WHEN", value_enum, help_heading = "Options of every command")]
    pub(crate) color: Option<Color>,
}

impl Cli {
    /// What was given before the command's name and after it.
    pub(crate) fn global(&self) -> Global {
        let after = match &self.command {
            Command::Models(args) => &args.global,
            Command::Check(args) => &args.request.global,
            Command::Estimate(args) => &args.request.global,
            Command::Schema(args) => &args.global,
        };
        Global {
            specs: self.global.specs.iter().chain(&after.specs).cloned().collect(),
            json: self.global.json || after.json,
            color: after.color.or(self.global.color),
        }
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List models
    Models(ModelsArgs),
    /// Find everything that is wrong with a request
    Check(CheckArgs),
    /// Say what a request costs
    Estimate(EstimateArgs),
    /// Print the JSON Schema of a model's request
    Schema(SchemaArgs),
}

/// Which models to list.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  nameplate models\n  nameplate models --kind video --json\n  nameplate models --specs specs --provider oxen"
)]
pub(crate) struct ModelsArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// Only models that make this: video, image, audio or text
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// Only models of this provider
    #[arg(long, value_name = "ID")]
    pub(crate) provider: Option<String>,
}

/// Which schema to print.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  nameplate schema topaz-video-upscaler\n  nameplate schema oxen/topazlabs-rhea-video --way sync --strict"
)]
pub(crate) struct SchemaArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// `provider/id`, or the id alone while one provider has it
    #[arg(value_name = "MODEL")]
    pub(crate) model: String,
    /// The way to call the model; the model's first one by default
    #[arg(long, value_name = "NAME")]
    pub(crate) way: Option<String>,
    /// Also refuse what no source states and only seems likely
    #[arg(long)]
    pub(crate) strict: bool,
}
