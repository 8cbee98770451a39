//! `cargo xtask new-model` and `new-provider`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use nameplate_codegen::folder::read_document;
use nameplate_codegen::scaffold::{self, Origin};

/// What a spec is drafted from.
#[derive(Args)]
pub(crate) struct From {
    /// Draft it from a JSON Schema, an answer that holds one, or an `OpenAPI` document (JSON or YAML).
    #[arg(long, value_name = "FILE")]
    from_schema: Option<PathBuf>,
    /// Of an `OpenAPI` document, the operation: its id, or `POST /path`.
    #[arg(long, value_name = "NAME", requires = "from_schema")]
    operation: Option<String>,
}

/// Starts the spec of a model, as a draft.
pub(crate) fn model(root: &Path, provider: &str, id: &str, from: &From) -> anyhow::Result<ExitCode> {
    let begun = scaffold::model(provider, id)?;
    let folder = root.join("specs").join(provider);
    if !folder.join("provider.yaml").is_file() {
        bail!(
            "there is no `{}`: start with `cargo xtask new-provider {provider}`",
            folder.join("provider.yaml").display()
        );
    }
    let path = folder.join("models").join(format!("{id}.yaml"));
    let text = match &from.from_schema {
        None => begun,
        Some(document) => drafted(&folder.join("provider.yaml"), document, (provider, id), from.operation.as_deref())?,
    };
    write_new(&path, &text)?;
    println!(
        "next: edit it; `cargo xtask lint` says what is missing; `cargo xtask generate` when `draft: true` is gone"
    );
    Ok(ExitCode::SUCCESS)
}

/// The spec that a published document says.
fn drafted(
    provider_file: &Path,
    document: &Path,
    (provider, model): (&str, &str),
    operation: Option<&str>,
) -> anyhow::Result<String> {
    let read = |path: &Path| read_document(path).with_context(|| format!("`{}`", path.display()));
    let origin = Origin { provider, provider_yaml: &read(provider_file)?, model };
    let draft = scaffold::from_schema(&origin, &read(document)?, operation).map_err(|refused| match &refused.help {
        Some(help) => anyhow::anyhow!("`{}`: {refused}\nhelp: {help}", document.display()),
        None => anyhow::anyhow!("`{}`: {refused}", document.display()),
    })?;
    for remark in &draft.unsaid {
        println!("not said: {} (#{})", remark.text, remark.pointer);
    }
    Ok(draft.text)
}

/// Starts the spec of a provider.
pub(crate) fn provider(root: &Path, id: &str) -> anyhow::Result<ExitCode> {
    let path = root.join("specs").join(id).join("provider.yaml");
    write_new(&path, &scaffold::provider(id)?)?;
    println!("next: edit it; `cargo xtask lint` says what is missing; then `cargo xtask new-model {id} MODEL`");
    Ok(ExitCode::SUCCESS)
}

fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("`{}`", folder.display()))?;
    }
    let mut file = std::fs::File::create_new(path).with_context(|| format!("`{}` is not written", path.display()))?;
    std::io::Write::write_all(&mut file, text.as_bytes()).with_context(|| format!("`{}`", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}
