//! Generates Rust from the real specs, the invented ones and every fixture that is fine, as a user's build script would: the
//! library of this crate is the proof that all of it compiles, its tests are the proof that it does what the specs say.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use nameplate_codegen::{Builder, load_folders};

fn main() -> Result<(), Box<dyn Error>> {
    let out_dir = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("not a build script")?);
    let folders = [PathBuf::from("../specs"), with_fixtures(&out_dir.join("specs"))?];
    println!("cargo:rerun-if-changed=specs");
    println!("cargo:rerun-if-changed=fixtures/ok");
    let [real, invented] = &folders;
    Builder::new().specs(real).specs(invented).out_dir(out_dir.join("generated")).generate()?;
    fs::write(out_dir.join("types.rs"), types(&folders)?)?;
    Ok(())
}

/// The invented specs, and every fixture as one more model of theirs.
fn with_fixtures(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let models = folder.join("acme/models");
    fs::create_dir_all(&models)?;
    fs::copy("specs/acme/provider.yaml", folder.join("acme/provider.yaml"))?;
    for from in ["specs/acme/models", "fixtures/ok"] {
        for entry in fs::read_dir(from)? {
            let path = entry?.path();
            fs::copy(&path, models.join(path.file_name().ok_or("a file has a name")?))?;
        }
    }
    Ok(folder.to_owned())
}

/// A macro that calls a generic function with every generated request.
fn types(folders: &[PathBuf]) -> Result<String, Box<dyn Error>> {
    let specs = load_folders(folders)?;
    let mut calls = String::new();
    for model in specs.catalogue.models.iter().filter(|model| !model.draft) {
        let provider = specs.catalogue.providers.iter().find(|provider| provider.spec.id == model.spec.provider.id);
        let provider = &provider.ok_or("a model has a provider")?.names.module;
        let (module, name) = (&model.names.module, &model.names.body.type_name);
        writeln!(calls, "$function::<$crate::generated::{provider}::{module}::{name}>($($argument),*);")?;
    }
    Ok(format!(
        "/// Calls a generic function with every generated request.\n\
         #[macro_export]\n\
         macro_rules! for_every_request {{\n($function:ident($($argument:expr),*)) => {{\n{calls}}};\n}}\n"
    ))
}
