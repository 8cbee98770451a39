//! Generates Rust from the real specs, the invented ones and every fixture that is fine, as a user's build script would: the
//! library of this crate is the proof that all of it compiles, its tests are the proof that it does what the specs say.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use nameplate_codegen::{Builder, load_folders};

#[expect(dead_code, unreachable_pub, reason = "the tests of this crate use the rest of it")]
#[path = "src/manual.rs"]
mod manual;

fn main() -> Result<(), Box<dyn Error>> {
    let out_dir = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("not a build script")?);
    let folders = [PathBuf::from("../specs"), with_fixtures(&out_dir.join("specs"))?];
    let examples = manual::examples();
    with_manual(&folders[1], &examples)?;
    fs::write(out_dir.join("manual.rs"), rust_of(&examples)?)?;
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

/// The models of the manual. Those that show a provider of their own are checked by a test, and not compiled.
fn with_manual(folder: &Path, examples: &[manual::Example]) -> Result<(), Box<dyn Error>> {
    let provider = &examples.first().ok_or("the manual has examples")?.provider;
    let models = folder.join("pixelmill/models");
    fs::create_dir_all(&models)?;
    fs::write(folder.join("pixelmill/provider.yaml"), provider)?;
    for example in examples.iter().filter(|example| example.provider == *provider) {
        fs::write(models.join(format!("{}.yaml", example.id)), &example.model)?;
    }
    Ok(())
}

/// A test for each block of Rust in the manual.
fn rust_of(examples: &[manual::Example]) -> Result<String, Box<dyn Error>> {
    let mut tests = String::from("use nameplate::{Exact, Rates, Total};\n");
    for example in examples {
        for (at, code) in example.rust.iter().enumerate() {
            let module = example.id.replace('-', "_");
            writeln!(tests, "#[test]\nfn the_rust_of_{module}_{at}() {{")?;
            writeln!(tests, "#[allow(unused_imports, reason = \"not every example needs all of it\")]")?;
            writeln!(tests, "use nameplate_tests::generated::pixelmill::{module}::*;\n{code}}}")?;
        }
    }
    Ok(tests)
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
