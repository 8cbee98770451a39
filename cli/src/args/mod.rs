//! The arguments: what can be asked, with the texts of `--help`.

mod emulate;
pub(crate) mod jobs;
mod request;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use emulate::{EmulateAction, EmulateArgs};
pub(crate) use jobs::{
    DoctorArgs, JobArgs, JobsAction, JobsArgs, RecoverArgs, RunArgs, SettleArgs, SpendArgs, SubmitArgs, TargetArgs,
    WaitArgs, WatchArgs,
};
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
        An emulator of the providers stands in for them: nothing is spent without `--live`, and then only after the price is \
        known and confirmed. Standard output is data, standard error is talk."
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
            Command::Explain(args) => &args.global,
            Command::Schema(args) => &args.global,
            Command::Emulate(args) => &args.global,
            Command::Run(args) => &args.submit.request.global,
            Command::Submit(args) => &args.request.global,
            Command::Watch(args) => &args.global,
            Command::Get(args) | Command::Cancel(args) => &args.global,
            Command::Jobs(JobsArgs { action: Some(JobsAction::Recover(args)), .. }) => &args.global,
            Command::Jobs(JobsArgs { action: Some(JobsAction::Settle(args)), .. }) => &args.global,
            Command::Jobs(args) => &args.global,
            Command::Doctor(args) => &args.global,
            Command::Generate(args) => &args.global,
            Command::Drift(args) => &args.global,
            Command::NewModel(args) => &args.global,
            Command::NewProvider(args) => &args.global,
            Command::Completions(args) => &args.global,
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
    /// Say what a model, a parameter, a rule or a code is
    Explain(ExplainArgs),
    /// Print the JSON Schema of a model's request
    Schema(SchemaArgs),
    /// Stand in for the providers on this machine: no key, no network, no cost
    Emulate(EmulateArgs),
    /// Send a request, wait for its job, fetch its results
    Run(Box<RunArgs>),
    /// Send a request and print the record of its job
    Submit(Box<SubmitArgs>),
    /// Wait for jobs that were sent before
    Watch(Box<WatchArgs>),
    /// Look at a job once
    Get(JobArgs),
    /// Ask the provider to stop a job
    Cancel(JobArgs),
    /// List what is known of jobs, find lost ones, settle those that nobody can find
    Jobs(JobsArgs),
    /// Look whether everything is there that a live call needs
    Doctor(DoctorArgs),
    /// Write the Rust and the JSON Schemas that specs ask for, as `cargo xtask generate` does
    Generate(GenerateArgs),
    /// Compare what a provider publishes of a request with the model's spec
    Drift(DriftArgs),
    /// Begin the spec of a model, as a draft
    NewModel(NewModelArgs),
    /// Begin the spec of a provider
    NewProvider(NewProviderArgs),
    /// Print what a shell needs to complete this command
    Completions(CompletionsArgs),
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

/// What to explain.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  nameplate explain topaz-video-upscaler\n  nameplate explain topazlabs-rhea-video.target_fps\n  nameplate explain out_of_range\n  nameplate explain E0613\n  nameplate explain reapi:20003"
)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// A model, `MODEL.PARAMETER`, a rule of a report, a code of a spec's diagnostic, or `PROVIDER:CODE`
    #[arg(value_name = "WHAT")]
    pub(crate) target: String,
    /// Of a model, show the error codes
    #[arg(long, conflicts_with_all = ["price", "expanded"])]
    pub(crate) errors: bool,
    /// Of a model, show what it costs and when money moves
    #[arg(long, conflicts_with = "expanded")]
    pub(crate) price: bool,
    /// Of a model, show the parameters with `like:` followed
    #[arg(long)]
    pub(crate) expanded: bool,
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

/// What to generate.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  nameplate generate\n  nameplate generate --check\n  nameplate generate --specs specs --specs private-specs --out crates/models"
)]
pub(crate) struct GenerateArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// The folder of the Rust crate that is written
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub(crate) out: PathBuf,
    /// The folder for the JSON Schema of the format of specs; not written without it, unless specs come from `specs`
    #[arg(long, value_name = "DIR")]
    pub(crate) format: Option<PathBuf>,
    /// Write nothing; end with 3 and show the difference when something would be written
    #[arg(long)]
    pub(crate) check: bool,
}

/// What to compare.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  nameplate drift --from answer.json\n  nameplate drift --from schema.json --model oxen/topazlabs-rhea-video --json"
)]
pub(crate) struct DriftArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// A JSON Schema, an answer that holds one, or an `OpenAPI` document (JSON or YAML)
    #[arg(long, value_name = "FILE")]
    pub(crate) from: PathBuf,
    /// `provider/id`, or the id alone; without it, the model that the document or its file is named after
    #[arg(long, value_name = "MODEL")]
    pub(crate) model: Option<String>,
    /// Of an `OpenAPI` document, the operation: its id, or `POST /path`
    #[arg(long, value_name = "NAME")]
    pub(crate) operation: Option<String>,
}

/// Which model to begin.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  nameplate new-model oxen my-model\n  nameplate new-model oxen my-model --from-schema model.json\n  nameplate new-model acme video-1 --from-schema openapi.yaml --operation 'POST /v1/videos'"
)]
pub(crate) struct NewModelArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// The provider: the name of its folder
    #[arg(value_name = "PROVIDER")]
    pub(crate) provider: String,
    /// The model's id, as requests send it
    #[arg(value_name = "MODEL")]
    pub(crate) model: String,
    /// Draft it from a JSON Schema, an answer that holds one, or an `OpenAPI` document (JSON or YAML)
    #[arg(long, value_name = "FILE")]
    pub(crate) from_schema: Option<PathBuf>,
    /// Of an `OpenAPI` document, the operation: its id, or `POST /path`
    #[arg(long, value_name = "NAME", requires = "from_schema")]
    pub(crate) operation: Option<String>,
}

/// Which provider to begin.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  nameplate new-provider my-provider")]
pub(crate) struct NewProviderArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// The provider: the name of its folder
    #[arg(value_name = "PROVIDER")]
    pub(crate) provider: String,
}

/// Which shell to complete for.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  nameplate completions bash > ~/.local/share/bash-completion/completions/nameplate")]
pub(crate) struct CompletionsArgs {
    #[command(flatten)]
    pub(crate) global: Global,
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}
