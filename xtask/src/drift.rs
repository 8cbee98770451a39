//! `cargo xtask drift`: where a published schema and a spec have drifted apart.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use nameplate_codegen::drift::{Drift, drift, named_models};
use nameplate_codegen::folder::read_document;

/// What is compared.
#[derive(Args)]
pub(crate) struct Arguments {
    /// A JSON Schema, an answer that holds one, or an `OpenAPI` document (JSON or YAML).
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// `provider/id`, or the id alone; without it, the model that the document or its file is named after.
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,
    /// Of an `OpenAPI` document, the operation: its id, or `POST /path`.
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
    /// Write JSON, one object on one line.
    #[arg(long)]
    json: bool,
}

/// Ends with 0 without a difference, with 3 with one, and with 2 when there is nothing to compare.
pub(crate) fn run(root: &Path, arguments: &Arguments) -> ExitCode {
    match compare(root, arguments) {
        Ok(found) => {
            if arguments.json {
                println!("{}", found.to_json());
            } else {
                print!("{found}");
            }
            ExitCode::from(if found.differences.is_empty() { 0 } else { 3 })
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn compare(root: &Path, arguments: &Arguments) -> anyhow::Result<Drift> {
    let Arguments { from, model, operation, json: _ } = arguments;
    let read = |path: &Path| read_document(path).with_context(|| format!("`{}`", path.display()));
    let specs = nameplate_codegen::load(root.join("specs"))?;
    let document = read(from)?;
    let names = model.as_ref().map_or_else(|| named_models(&document, from), |model| vec![model.clone()]);
    let mut found = names.iter().map(|name| specs.model(name));
    let spec = match found.find_map(Result::ok) {
        Some(spec) => spec,
        None => match model {
            Some(model) => specs.model(model)?,
            None => anyhow::bail!("the document names no model that is known: give `--model`"),
        },
    };
    let provider = read(&root.join("specs").join(&*spec.provider.id).join("provider.yaml"))?;
    let found = drift(spec, &provider, &document, operation.as_deref());
    found.map_err(|refused| anyhow::anyhow!("`{}`: {refused}", from.display()))
}
