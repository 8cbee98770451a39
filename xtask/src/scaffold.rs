//! `cargo xtask new-model` and `new-provider`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use nameplate_codegen::scaffold;

/// Starts the spec of a model, as a draft.
pub(crate) fn model(root: &Path, provider: &str, id: &str) -> anyhow::Result<ExitCode> {
    let folder = root.join("specs").join(provider);
    if !folder.join("provider.yaml").is_file() {
        bail!(
            "there is no `{}`: start with `cargo xtask new-provider {provider}`",
            folder.join("provider.yaml").display()
        );
    }
    let path = folder.join("models").join(format!("{id}.yaml"));
    write_new(&path, &scaffold::model(provider, id)?)?;
    println!(
        "next: edit it; `cargo xtask lint` says what is missing; `cargo xtask generate` when `draft: true` is gone"
    );
    Ok(ExitCode::SUCCESS)
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
