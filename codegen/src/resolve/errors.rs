//! What can be wrong when specs are put together: one function for each sentence.

use super::draft::At;
use crate::diagnostic::{Diagnostic, Place};
use crate::suggest::{did_you_mean, listed};

pub(super) fn unknown_type(like: &At<String>, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::error("E0201", like.place.clone(), format!("there is no type `{}`", like.value));
    match did_you_mean(&like.value, known) {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => found.help("state it under `types:` in this file or in provider.yaml"),
        None => found.help(format!("the types are {}", listed(known))),
    }
}

pub(super) fn like_cycle(like: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0202",
        like.place.clone(),
        format!("`like: {}` leads back to itself, or is longer than 8 steps", like.value),
    )
    .help("let the last one state its keys itself")
}

pub(super) fn unknown_way_like(like: &At<String>, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::error("E0203", like.place.clone(), format!("there is no way `{}`", like.value));
    found.help(match did_you_mean(&like.value, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the ways are {}", listed(known)),
    })
}

pub(super) fn no_kind(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0204", name.place.clone(), format!("{} says no kind", subject(name)))
        .label("which values does it take?")
        .help("add one of `bool`, `integer`, `number`, `text`, `one_of`, `one_of_numbers`, `url`, `list`, `object`, `choice`, `any_object`, `any_of`, or `like` a type")
}

pub(super) fn two_kinds(name: &At<String>, one: (&str, Place), two: (&str, Place)) -> Diagnostic {
    Diagnostic::error("E0205", two.1, format!("{} has two kinds: `{}` and `{}`", subject(name), one.0, two.0))
        .other(one.1, "the first one")
        .help("keep one of them; limits that only warn go under `inferred:`")
}

pub(super) fn too_deep(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::error("E0206", place, format!("objects and lists nest deeper than {limit} levels"))
        .help("no known provider does; state the inner part as a `text` if it is free")
}

pub(super) fn too_much(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::error("E0213", place, format!("with `like` followed, this file has more than {limit} parameters"))
        .help("a type that has another one several times grows with every level, and one that has itself never ends")
}

pub(super) fn too_many_parameters(place: Place, found: usize, limit: usize) -> Diagnostic {
    Diagnostic::error("E0207", place, format!("an object has {found} parameters; at most {limit} are allowed"))
}

pub(super) fn name_is_not_the_path(name: &At<String>, path: &str) -> Diagnostic {
    Diagnostic::error("E0208", name.place.clone(), format!("this is `{}`, but the path says `{path}`", name.value))
        .help("give the file (of a model) or the folder (of a provider) the name that stands here")
}

pub(super) fn no_provider(model: &At<String>, folder: &str) -> Diagnostic {
    Diagnostic::error("E0209", model.place.clone(), format!("the provider `{folder}` of this model has no spec"))
        .help(format!("add `{folder}/provider.yaml` beside `models`, or mend the faults in it first"))
}

pub(super) fn unknown_original(original: &At<String>, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::error(
        "E0210",
        original.place.clone(),
        format!("there is no parameter `{}` beside it", original.value),
    );
    match did_you_mean(&original.value, known) {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found.help("`alias_of` names a parameter of the same object that is no other name itself"),
    }
}

pub(super) fn third_name(original: &At<String>) -> Diagnostic {
    Diagnostic::error("E0211", original.place.clone(), format!("`{}` has another name already", original.value))
        .help("a parameter has two names at most")
}

pub(super) fn key_beside_alias(name: &At<String>, key: &str) -> Diagnostic {
    let message = format!("`{}` is another name of a parameter, and `{key}` is that parameter's", name.value);
    Diagnostic::error("E0212", name.place.clone(), message).help(format!("leave `{key}` out here"))
}

fn subject(name: &At<String>) -> String {
    if name.value.is_empty() { "a value without a name".to_owned() } else { format!("`{}`", name.value) }
}
