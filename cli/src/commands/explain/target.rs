//! What is to be explained: one word may be a rule, a code, a model, a parameter of a model, or a provider's code.

use nameplate::spec::{ErrorCode, ErrorPlace, Field, Kind, ModelSpec, Object, ProviderSpec, Rule};
use nameplate_codegen::explain::{Explanation, codes, explain};
use nameplate_codegen::suggest::{did_you_mean, listed};
use nameplate_codegen::{NoModel, find};

use crate::catalogue::Catalogue;
use crate::failure::Failure;
use crate::screen::Screen;

/// What is to be explained.
pub(super) enum Target<'a> {
    /// A rule of reports or a code of specs.
    Topic(Explanation),
    /// Codes of providers.
    Codes(Vec<(&'a ProviderSpec, &'a ErrorCode)>),
    /// A model.
    Model(&'a ModelSpec),
    /// A parameter of a model.
    Parameter(Found<'a>),
}

/// A parameter, and where it stands.
pub(super) struct Found<'a> {
    /// Its model.
    pub(super) spec: &'a ModelSpec,
    /// The way to it, with dots.
    pub(super) path: String,
    /// The parameter.
    pub(super) field: &'a Field,
    /// The objects around it, the outermost first, each with the part of the path from there on.
    around: Vec<(&'a Object, String)>,
}

impl<'a> Target<'a> {
    /// Finds what a word means.
    pub(super) fn find(word: &str, catalogue: &'a Catalogue, screen: Screen) -> Result<Self, Failure> {
        if let Some(entry) = explain(word) {
            return Ok(Self::Topic(entry));
        }
        let models = catalogue.models();
        if let Some((provider, code)) = word.split_once(':') {
            return provider_code(provider, code, &models);
        }
        match find(models.iter().copied(), word) {
            Ok(spec) => return Ok(Self::Model(spec)),
            Err(NoModel::Ambiguous { .. }) => return catalogue.model(word, screen).map(Self::Model),
            Err(NoModel::Unknown { .. }) => {}
        }
        // Ids of models may have dots too: the longest one that is a model counts.
        for (dot, _) in word.rmatch_indices('.') {
            let (model, path) = word.split_at_checked(dot).unwrap_or((word, "."));
            match find(models.iter().copied(), model) {
                Ok(spec) => return parameter(spec, path.get(1..).unwrap_or_default()).map(Self::Parameter),
                Err(NoModel::Ambiguous { .. }) => return catalogue.model(model, screen).map(Self::Model),
                Err(NoModel::Unknown { .. }) => {}
            }
        }
        let codes = with_code(word, &models);
        if codes.is_empty() { unknown(word, catalogue, screen) } else { Ok(Self::Codes(codes)) }
    }
}

fn unknown<'a>(word: &str, catalogue: &'a Catalogue, screen: Screen) -> Result<Target<'a>, Failure> {
    let codes: Vec<&str> = codes().collect();
    match did_you_mean(word, &codes) {
        Some(near) => {
            Err(Failure::usage(format!("`{word}` is no model and no code")).help(format!("did you mean `{near}`?")))
        }
        None => catalogue.model(word, screen).map(Target::Model),
    }
}

/// The providers of some models, each once.
fn providers<'a>(models: &[&'a ModelSpec]) -> Vec<&'a ProviderSpec> {
    let mut providers: Vec<&ProviderSpec> = models.iter().map(|spec| &*spec.provider).collect();
    providers.dedup_by(|a, b| a.id == b.id);
    providers
}

fn with_code<'a>(word: &str, models: &[&'a ModelSpec]) -> Vec<(&'a ProviderSpec, &'a ErrorCode)> {
    let codes =
        providers(models).into_iter().flat_map(|provider| provider.errors.iter().map(move |code| (provider, code)));
    codes.filter(|(_, code)| is_code(code, word)).collect()
}

fn is_code(code: &ErrorCode, word: &str) -> bool {
    let is_name = !word.is_empty() && code.name == word;
    is_name
        || match &code.code {
            ErrorPlace::Number(number) => number.to_string() == word,
            ErrorPlace::Text(text) => text == word,
        }
}

fn provider_code<'a>(provider: &str, word: &str, models: &[&'a ModelSpec]) -> Result<Target<'a>, Failure> {
    let known = providers(models);
    let Some(spec) = known.iter().find(|known| known.id == provider) else {
        let known: Vec<&str> = known.iter().map(|provider| provider.id.as_ref()).collect();
        return Err(Failure::usage(format!("no provider `{provider}`")).help(format!("there are {}", listed(&known))));
    };
    let found: Vec<_> = with_code(word, models).into_iter().filter(|(of, _)| of.id == spec.id).collect();
    if found.is_empty() {
        return Err(Failure::usage(format!("the spec of `{provider}` has no code `{word}`"))
            .help("a code that it does not have is not documented; match on codes that are, and show the rest"));
    }
    Ok(Target::Codes(found))
}

/// A parameter by its path.
fn parameter<'a>(spec: &'a ModelSpec, path: &str) -> Result<Found<'a>, Failure> {
    let mut around = Vec::new();
    if let Some(field) = inside(&spec.body, path, &mut around) {
        around.reverse();
        return Ok(Found { spec, path: path.to_owned(), field, around });
    }
    let fields = spec.body.fields.iter().chain(&*spec.body.action).chain(spec.body.of_actions());
    let known: Vec<&str> = fields.map(|field| field.name.as_ref()).collect();
    let help = match did_you_mean(path, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it has {}", listed(&known)),
    };
    Err(Failure::usage(format!("`{}` has no parameter `{path}`", spec.name())).help(help))
}

/// Looks for a path from an object on; its recursion ends with the path, and with the objects of the spec.
fn inside<'a>(object: &'a Object, path: &str, around: &mut Vec<(&'a Object, String)>) -> Option<&'a Field> {
    let fields = || object.fields.iter().chain(&*object.action).chain(object.of_actions());
    let exact = fields().find(|field| field.name == path);
    let found = exact.or_else(|| {
        fields().find_map(|field| {
            let rest = path.strip_prefix(field.name.as_ref())?.strip_prefix('.')?;
            objects(field).into_iter().find_map(|object| inside(object, rest, around))
        })
    })?;
    around.push((object, path.to_owned()));
    Some(found)
}

/// The objects in a parameter, or in the items of its list.
fn objects(field: &Field) -> Vec<&Object> {
    match &field.kind {
        Kind::List(list) => list.item.iter().flat_map(objects).collect(),
        Kind::AnyOf(alternatives) => alternatives.iter().flat_map(objects).collect(),
        Kind::Object(object) => vec![&**object],
        Kind::Choice(choice) => choice.cases.iter().map(|case| &case.object).collect(),
        _ => Vec::new(),
    }
}

impl<'a> Found<'a> {
    /// The rules that name this parameter, with the object that each belongs to.
    pub(super) fn rules(&self) -> impl Iterator<Item = (&'a Rule, &'a Object)> {
        self.around.iter().flat_map(|(object, path)| {
            let names = move |slots: &[u16]| {
                let mut slots = slots.iter().filter_map(|slot| object.slots.get(usize::from(*slot)));
                slots.any(|slot| slot.path == *path)
            };
            let object: &'a Object = object;
            let of_actions = object.actions().into_iter().flat_map(|actions| actions.cases.iter());
            let of_actions = of_actions.flat_map(|action| action.object.rules.iter());
            object
                .rules
                .iter()
                .chain(of_actions)
                .filter(move |rule| names(&rule.names) || names(&rule.reads))
                .map(move |rule| (rule, object))
        })
    }
}
