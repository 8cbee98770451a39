//! `spec::*` to [`Draft`]: files belong together, `like` is followed, every parameter has exactly one kind.

mod draft;
mod errors;
mod fields;
mod types;
mod ways;

pub use draft::{
    At, CaseDraft, ChoiceDraft, Draft, FieldDraft, KindDraft, ModelDraft, ObjectDraft, ProviderDraft, WayDraft,
};

use fields::Fields;
use types::Types;

use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Loaded, LoadedModel, LoadedProvider};

/// Resolves every spec. What has a fault is left out, and the fault is in the diagnostics.
#[must_use]
pub fn resolve(loaded: Loaded) -> (Draft, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut models = Vec::new();
    for model in loaded.models {
        models.extend(resolve_model(model, &loaded.providers, &mut diagnostics));
    }
    let providers = loaded.providers.into_iter().map(|provider| resolve_provider(provider, &mut diagnostics)).collect();
    (Draft { providers, models }, diagnostics)
}

fn resolve_provider(loaded: LoadedProvider, diagnostics: &mut Vec<Diagnostic>) -> ProviderDraft {
    let file = loaded.file;
    if loaded.spec.provider.value != loaded.folder {
        diagnostics.push(errors::name_is_not_the_path(&At::from_sp(file, &loaded.spec.provider), &loaded.folder));
    }
    let types = Types::new([(file, loaded.spec.types.as_ref())]);
    // A type that no model uses is judged as well: somebody will.
    if let Some(unused) = &loaded.spec.types {
        Fields::new(&types, diagnostics).members(file, unused);
    }
    let ways = ways::ways(file, &loaded.spec.ways, &types, diagnostics);
    ProviderDraft { loaded, ways }
}

fn resolve_model(
    loaded: LoadedModel,
    providers: &[LoadedProvider],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ModelDraft> {
    let (file, spec, before) = (loaded.file, &loaded.spec, diagnostics.len());
    if spec.model.value != loaded.stem {
        diagnostics.push(errors::name_is_not_the_path(&At::from_sp(file, &spec.model), &loaded.stem));
    }
    let Some(provider) = providers.iter().position(|provider| provider.folder == loaded.folder) else {
        diagnostics.push(errors::no_provider(&At::from_sp(file, &spec.model), &loaded.folder));
        return None;
    };
    let own = providers.get(provider)?;
    let types = Types::new([(file, spec.types.as_ref()), (own.file, own.spec.types.as_ref())]);
    let mut fields = Fields::new(&types, diagnostics);
    if let Some(unused) = &spec.types {
        fields.members(file, unused);
    }
    let place = Place { file, span: spec.model.span.clone() };
    let mut body = fields.object(place, &spec.parameters, spec.rules.as_ref());
    body.action = spec.actions.as_ref().map(|actions| Box::new(fields.actions(file, actions)));
    // A parameter that was left out would make every rule that names it look wrong: one cause, one message.
    (diagnostics.len() == before).then_some(ModelDraft { loaded, provider, body })
}
