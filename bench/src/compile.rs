//! What generated code costs its users to compile: crates of many models of Rhea's shape, dependencies built before.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use proc_macro2::TokenStream;

use crate::fleet;
use crate::measure::{self, Cost};
use crate::table::{Table, thousands};

/// A way to write the crate.
struct Writer {
    word: &'static str,
    title: &'static str,
    dependencies: &'static str,
    /// Writes `src/lib.rs` and what belongs to it.
    library: fn(&Path, usize) -> anyhow::Result<()>,
    /// The expression that reads and prints one model; `None` when that is not measured.
    used: Option<fn(usize) -> String>,
}

const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";

const WRITERS: &[Writer] = &[
    Writer { word: "ours", title: "**nameplate**", dependencies: "", library: ours, used: Some(use_ours) },
    Writer {
        word: "derive",
        title: "serde derive, by hand",
        dependencies: SERDE,
        library: derived,
        used: Some(use_derived),
    },
    Writer { word: "typify", title: "typify 0.8", dependencies: SERDE, library: typify, used: Some(use_typify) },
    Writer {
        word: "progenitor",
        title: "progenitor 0.15",
        dependencies: "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\nprogenitor-client = \"0.15\"\n\
                       reqwest = { version = \"0.13\", default-features = false, features = [\"json\", \"query\", \"stream\"] }\n",
        library: progenitor,
        used: None,
    },
];

const SMALL: usize = 20;
const LARGE: usize = 120;

/// The table: `cargo check` and a release build that uses every model, as the slope between 20 and 120 models. Words of
/// writers leave out the others; `peak N` measures the memory of `rustc` over N models of ours instead.
pub fn table(arguments: &[String]) -> anyhow::Result<String> {
    if let [word, models] = arguments
        && word == "peak"
    {
        return peak(models.parse()?);
    }
    let mut table = Table::new(&["CPU ms a model", "`cargo check`", "release, each used", "source bytes a model"]);
    for writer in
        WRITERS.iter().filter(|writer| arguments.is_empty() || arguments.iter().any(|word| word == writer.word))
    {
        let (small, large) = (measured(writer, SMALL)?, measured(writer, LARGE)?);
        let slope = |small: f64, large: f64| format!("{:.1}", (large - small) / (LARGE - SMALL) as f64 * 1000.0);
        table.row(vec![
            writer.title.to_owned(),
            slope(small.check, large.check),
            small.release.zip(large.release).map_or("-".to_owned(), |(small, large)| slope(small, large)),
            thousands((large.bytes - small.bytes) / (LARGE - SMALL) as u64),
        ]);
    }
    Ok(table.to_string())
}

struct Measured {
    check: f64,
    release: Option<f64>,
    bytes: u64,
}

fn measured(writer: &Writer, models: usize) -> anyhow::Result<Measured> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    package(writer, folder)?;
    let check = cost(folder, writer, models, &["check"])?.seconds;
    let bytes = size(&folder.join("src"))?;
    let release = match writer.used {
        Some(used) => {
            std::fs::write(folder.join("src/main.rs"), main(models, used))?;
            Some(cost(folder, writer, models, &["build", "--release"])?.seconds)
        }
        None => None,
    };
    Ok(Measured { check, release, bytes })
}

/// What cargo costs for the package alone: its dependencies are built first, over an empty library.
fn cost(folder: &Path, writer: &Writer, models: usize, command: &[&str]) -> anyhow::Result<Cost> {
    let main = folder.join("src/main.rs");
    let kept = std::fs::read(&main).ok();
    let _ = std::fs::remove_dir_all(folder.join("src"));
    std::fs::create_dir_all(folder.join("src"))?;
    std::fs::write(folder.join("src/lib.rs"), "")?;
    cargo(folder, command)?;
    (writer.library)(folder, models)?;
    if let Some(kept) = kept {
        std::fs::write(main, kept)?;
    }
    cargo(folder, command)
}

fn cargo(folder: &Path, command: &[&str]) -> anyhow::Result<Cost> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fleet");
    measure::run(
        Command::new("cargo").args(command).current_dir(folder).env("CARGO_TARGET_DIR", target).env_remove("RUSTFLAGS"),
    )
}

fn package(writer: &Writer, folder: &Path) -> anyhow::Result<()> {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let manifest = format!(
        "[package]\nname = \"fleet-{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\ndefault = [\"fleet\"]\nfleet = []\n\n\
         [workspace]\n\n[dependencies]\nnameplate = {{ path = {runtime:?} }}\n{}",
        writer.word, writer.dependencies,
    );
    Ok(std::fs::write(folder.join("Cargo.toml"), manifest)?)
}

fn main(models: usize, used: fn(usize) -> String) -> String {
    let mut text = String::from("fn main() {\n    let body = std::env::args().nth(1).unwrap_or_default();\n");
    for index in 0..models {
        writeln!(text, "    println!(\"{{:?}}\", {});", used(index)).expect("a string takes everything");
    }
    text + "}\n"
}

fn size(folder: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}

/// The memory of `rustc` over one crate of ours with so many models.
fn peak(models: usize) -> anyhow::Result<String> {
    let folder = tempfile::tempdir()?;
    let writer = WRITERS.first().context("a writer")?;
    package(writer, folder.path())?;
    let cost = cost(folder.path(), writer, models, &["check"])?;
    Ok(format!("`cargo check` of {models} models: {:.1} CPU s, {:.0} MB at most", cost.seconds, cost.megabytes))
}

fn ours(folder: &Path, models: usize) -> anyhow::Result<()> {
    let specs = tempfile::tempdir()?;
    fleet::specs(specs.path(), models)?;
    let specs = nameplate_codegen::load(specs.path())?;
    for (path, artefact) in nameplate_codegen::emit::emit(&specs.catalogue, nameplate_codegen::emit::Layout::Crate) {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().context("a file stands in a folder")?)?;
        std::fs::write(path, artefact.text)?;
    }
    Ok(())
}

fn use_ours(index: usize) -> String {
    format!(
        "fleet_ours::fleet::rhea_{index:04}::Rhea{index:04}::from_json(body.as_bytes()).map(|request| request.to_json())"
    )
}

fn derived(folder: &Path, models: usize) -> anyhow::Result<()> {
    Ok(std::fs::write(folder.join("src/lib.rs"), fleet::derived(models))?)
}

fn use_derived(index: usize) -> String {
    format!(
        "serde_json::from_str::<fleet_derive::Rhea{index:04}>(&body).map(|request| serde_json::to_string(&request))"
    )
}

fn typify(folder: &Path, models: usize) -> anyhow::Result<()> {
    write(folder, typify_tokens(models)?)
}

fn use_typify(index: usize) -> String {
    format!(
        "serde_json::from_str::<fleet_typify::Rhea{index:04}>(&body).map(|request| serde_json::to_string(&request))"
    )
}

fn progenitor(folder: &Path, models: usize) -> anyhow::Result<()> {
    write(folder, progenitor_tokens(models)?)
}

fn write(folder: &Path, tokens: TokenStream) -> anyhow::Result<()> {
    Ok(std::fs::write(folder.join("src/lib.rs"), prettyplease::unparse(&syn::parse2(tokens)?))?)
}

/// What typify makes of so many models.
pub fn typify_tokens(models: usize) -> anyhow::Result<TokenStream> {
    let mut space = typify::TypeSpace::new(&typify::TypeSpaceSettings::default());
    let schemas = fleet::schemas(models).into_iter().map(|(name, schema)| Ok((name, serde_json::from_value(schema)?)));
    let schemas: Vec<(String, schemars::schema::Schema)> = schemas.collect::<anyhow::Result<_>>()?;
    space.add_ref_types(schemas)?;
    Ok(space.to_stream())
}

/// What progenitor makes of so many models.
pub fn progenitor_tokens(models: usize) -> anyhow::Result<TokenStream> {
    let document: openapiv3::OpenAPI = serde_json::from_value(fleet::openapi(models))?;
    Ok(progenitor_impl::Generator::default().generate_tokens(&document)?)
}
