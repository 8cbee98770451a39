//! Generation: a thousand specs in, Rust out. Each generator runs in a process of its own, which says what its phases cost.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use crate::measure::{self, cpu};
use crate::table::Table;
use crate::{compile, fleet};

/// A phase: its name, and the CPU seconds it took.
type Phase = (&'static str, f64);

/// The generators, by the word of the command line.
const GENERATORS: &[(&str, &str, fn(&Path, usize) -> anyhow::Result<Vec<Phase>>)] = &[
    ("ours", "**nameplate**", ours),
    ("typify", "typify 0.8 + prettyplease", typify),
    ("progenitor", "progenitor 0.15 + prettyplease", progenitor),
];

/// The table for so many models; a thousand unless said otherwise.
pub fn table(arguments: &[String]) -> anyhow::Result<String> {
    let models = arguments.first().map_or(Ok(1000), |text| text.parse())?;
    let mut table = Table::new(&[&format!("{models} models"), "CPU s", "peak MB", "phases (CPU s)"]);
    for (word, title, _) in GENERATORS {
        let folder = tempfile::tempdir()?;
        let said = folder.path().join("phases");
        let mut command = Command::new(std::env::current_exe()?);
        let cost = measure::run(command.args(["generate-with", word, &models.to_string()]).arg(folder.path()))?;
        let phases = std::fs::read_to_string(said)?;
        table.row(vec![(*title).to_owned(), format!("{:.2}", cost.seconds), format!("{:.0}", cost.megabytes), phases]);
    }
    Ok(table.to_string())
}

/// The process of one generator: `generate-with GENERATOR MODELS FOLDER`.
pub fn with(arguments: &[String]) -> anyhow::Result<()> {
    let [word, models, folder] = arguments else { bail!("generate-with GENERATOR MODELS FOLDER") };
    let generator = GENERATORS.iter().find(|generator| generator.0 == word).context("no such generator")?;
    let folder = Path::new(folder);
    let phases = generator.2(folder, models.parse()?)?;
    let phases: Vec<String> = phases.iter().map(|(name, seconds)| format!("{name} {seconds:.2}")).collect();
    Ok(std::fs::write(folder.join("phases"), phases.join(", "))?)
}

fn ours(folder: &Path, models: usize) -> anyhow::Result<Vec<Phase>> {
    let start = cpu();
    fleet::specs(&folder.join("specs"), models)?;
    let prepared = cpu();
    let specs = nameplate_codegen::load(folder.join("specs"))?;
    let loaded = cpu();
    let files = nameplate_codegen::emit::emit(&specs.catalogue, nameplate_codegen::emit::Layout::Crate);
    let emitted = cpu();
    let schemas: usize = specs.models().map(|model| model.json_schema(0, false).len()).sum();
    let printed = cpu();
    let written = nameplate_codegen::folder::write(&folder.join("out"), &files);
    anyhow::ensure!(written.is_ok() && schemas > 0, "the files were not written");
    let first = cpu();
    let again = nameplate_codegen::folder::write(&folder.join("out"), &files);
    anyhow::ensure!(again.is_ok_and(|outcome| outcome.written.is_empty()), "a second run rewrote files");
    let end = cpu();
    Ok(vec![
        ("prepare specs", prepared - start),
        ("load and check", loaded - prepared),
        ("emit Rust", emitted - loaded),
        ("schemas", printed - emitted),
        ("write", first - printed),
        ("compare on a second run", end - first),
    ])
}

fn typify(folder: &Path, models: usize) -> anyhow::Result<Vec<Phase>> {
    let start = cpu();
    let tokens = compile::typify_tokens(models)?;
    let generated = cpu();
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    let printed = cpu();
    std::fs::write(folder.join("lib.rs"), text)?;
    Ok(vec![("types", generated - start), ("parse and print tokens", printed - generated)])
}

fn progenitor(folder: &Path, models: usize) -> anyhow::Result<Vec<Phase>> {
    let start = cpu();
    let tokens = compile::progenitor_tokens(models)?;
    let generated = cpu();
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    let printed = cpu();
    std::fs::write(folder.join("lib.rs"), text)?;
    Ok(vec![("client", generated - start), ("parse and print tokens", printed - generated)])
}
