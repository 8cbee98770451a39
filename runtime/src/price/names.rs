//! The names that measures of a model may have: those of its formula, and facts about the files that its parameters take.

use crate::spec::{Billing, FILE_NUMBERS, FILE_WORDS, Field, Formula, Kind, ModelSpec, Object};
use crate::{Measured, Measures};

impl ModelSpec {
    /// The names that a measure of this model may have, those of the formula first: `source_seconds`, `video_url.bytes`.
    #[must_use]
    pub fn measure_names(&self) -> Vec<String> {
        let mut names = match &self.billing {
            Billing::Formula(formula) => formula.measures.iter().map(|measure| measure.name.to_string()).collect(),
            Billing::Unpublished(_) => Vec::new(),
        };
        facts(&self.body, "", &mut names);
        names
    }
}

/// Collects the facts of an object's files. Recursion ends with the objects of the spec, whose depth is limited.
fn facts(object: &Object, before: &str, names: &mut Vec<String>) {
    for field in object.fields.iter().chain(object.of_actions()) {
        let path = format!("{before}{}", field.name);
        if takes_file(field) {
            names.extend(FILE_NUMBERS.iter().chain(&FILE_WORDS).map(|fact| format!("{path}.{fact}")));
        }
        let inner = format!("{path}.");
        for object in objects(field) {
            facts(object, &inner, names);
        }
    }
}

/// The first measure that the model lacks, or that is a word where a number belongs.
pub(super) fn bad_measure<'m>(spec: &ModelSpec, measures: &'m Measures) -> Option<&'m str> {
    let known = |name: &str| match measures.get(name) {
        Some(Measured::Number { .. }) => is_billed(spec, name) || is_fact(&spec.body, name, &FILE_NUMBERS),
        Some(Measured::Word(_)) => is_fact(&spec.body, name, &FILE_WORDS),
        None => false,
    };
    measures.names().find(|name| !known(name))
}

/// Whether the formula has a measure of this name.
fn is_billed(spec: &ModelSpec, name: &str) -> bool {
    let named = |formula: &Formula| formula.measures.iter().any(|measure| measure.name == name);
    matches!(&spec.billing, Billing::Formula(formula) if named(formula))
}

/// Whether a name is a parameter that takes a file, a dot and one of some facts: `video_url.bytes`.
fn is_fact(body: &Object, name: &str, facts: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(path, fact)| facts.contains(&fact) && is_file(body, path))
}

/// Whether a path names a parameter that takes a file. Descends one member a turn, so it ends with the path.
fn is_file(body: &Object, path: &str) -> bool {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let is_below = |field: &Field, rest: &str| objects(field).into_iter().any(|object| is_file(object, rest));
    let mut named = body.fields.iter().chain(body.of_actions()).filter(|field| field.name == name);
    named.any(|field| match rest {
        None => takes_file(field),
        Some(rest) => is_below(field, rest) || is_item(field, rest, is_below),
    })
}

/// Whether a path leads to one file of several: `0.seconds` behind `video_urls`.
fn is_item(field: &Field, path: &str, is_below: impl Fn(&Field, &str) -> bool) -> bool {
    let (item, rest) = path.split_once('.').map_or((path, None), |(item, rest)| (item, Some(rest)));
    let is_list = !parts(&field.kind).is_empty() && item.parse::<usize>().is_ok();
    is_list && rest.map_or_else(|| takes_file(field), |rest| is_below(field, rest))
}

/// Whether a value, or an item at any depth of a list, is an address or has facts about a file.
fn takes_file(field: &Field) -> bool {
    matches!(field.kind, Kind::Url(_)) || !field.media.is_empty() || parts(&field.kind).iter().any(takes_file)
}

/// The objects that a value, or an item at any depth of a list, may be.
fn objects(field: &Field) -> Vec<&Object> {
    match &field.kind {
        Kind::Object(object) => vec![object],
        Kind::Choice(choice) => choice.cases.iter().map(|case| &case.object).collect(),
        kind => parts(kind).iter().flat_map(objects).collect(),
    }
}

/// The item of a list, or the alternatives of a value of several kinds. How deep they nest is limited by the check of a spec.
fn parts(kind: &Kind) -> &[Field] {
    match kind {
        Kind::List(list) => &list.item,
        Kind::AnyOf(alternatives) => alternatives,
        _ => &[],
    }
}
