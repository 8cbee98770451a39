//! `nameplate new-model` and `new-provider`: the beginning of a spec. No file is ever written over.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use nameplate_codegen::folder::read_document;
use nameplate_codegen::scaffold::{self, Draft, Origin};

use super::generate::SPECS;
use crate::args::{NewModelArgs, NewProviderArgs};
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};

/// So many statements that a draft cannot make are told; the draft has all of them.
const MOST_REMARKS: usize = 20;

/// Begins the spec of a model.
pub(super) fn model(args: &NewModelArgs, specs: &[PathBuf], screen: Screen) -> Result<Outcome, Failure> {
    let begun = scaffold::model(&args.provider, &args.model).map_err(|error| Failure::usage(error.to_string()))?;
    let folder = folder(specs)?.join(&args.provider);
    let provider = folder.join("provider.yaml");
    if !provider.is_file() {
        return Err(Failure::usage(format!("there is no `{}`", provider.display()))
            .help(format!("begin with `nameplate new-provider {}`", args.provider)));
    }
    let path = folder.join("models").join(format!("{}.yaml", args.model));
    let Some(document) = &args.from_schema else { return write(&path, &begun, screen) };
    let draft = drafted(args, &provider, document)?;
    let written = write(&path, &draft.text, screen)?;
    for remark in draft.unsaid.iter().take(MOST_REMARKS) {
        screen.warn(&format!("not said: {} (#{})", remark.text, remark.pointer));
    }
    if draft.unsaid.len() > MOST_REMARKS {
        let more = draft.unsaid.len() - MOST_REMARKS;
        screen.warn(&format!("{more} more statements are not said: the draft lists them"));
    }
    Ok(written)
}

/// The spec that a published document says.
fn drafted(args: &NewModelArgs, provider: &Path, document: &Path) -> Result<Draft, Failure> {
    let read = |path| read_document(path).map_err(|error| Failure::unreadable(path, &error));
    let provider_yaml = read(provider)?;
    let origin = Origin { provider: &args.provider, provider_yaml: &provider_yaml, model: &args.model };
    let draft = scaffold::from_schema(&origin, &read(document)?, args.operation.as_deref());
    draft.map_err(|refused| super::refused(document, refused))
}

/// Begins the spec of a provider.
pub(super) fn provider(args: &NewProviderArgs, specs: &[PathBuf], screen: Screen) -> Result<Outcome, Failure> {
    let text = scaffold::provider(&args.provider).map_err(|error| Failure::usage(error.to_string()))?;
    write(&folder(specs)?.join(&args.provider).join("provider.yaml"), &text, screen)
}

/// The folder that the file belongs into.
fn folder(specs: &[PathBuf]) -> Result<&Path, Failure> {
    match specs {
        [] => Ok(Path::new(SPECS)),
        [folder] => Ok(folder),
        _ => Err(Failure::usage("a new spec belongs into one folder").help("give `--specs` once")),
    }
}

fn write(path: &Path, text: &str, screen: Screen) -> Result<Outcome, Failure> {
    let cannot = |error: std::io::Error| Failure::usage(format!("`{}` is not written: {error}", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let mut file = fs::File::create_new(path).map_err(cannot)?;
    file.write_all(text.as_bytes()).map_err(cannot)?;
    if screen.wants_json() {
        screen::print_json(&serde_json::json!({"v": super::VERSION, "written": path.display().to_string()}))?;
    } else {
        screen::print_plain(&format!("wrote {}\n", path.display()))?;
        screen.help("edit it; `nameplate models --specs DIR` says what is missing");
    }
    Ok(Outcome::Ok)
}
