//! Every numbered statement of the two pages that the project started from has a home in a spec.
//!
//! `facts/*.tsv` has a line for each statement: its number, the statement in a few words, and its homes. A home is
//! `FILE:PATH=TEXT` (the value there is that text), `FILE:PATH~TEXT` (it contains the text) or `FILE:PATH!` (nothing stands
//! there); `FILE` is `model` or `provider`. A list reads as its items joined by `, `, a map as its keys, and a text that
//! could be taken for a number stands in quotes.
//!
//! The YAML is read with a parser that the product does not use, so that the test does not trust what it judges.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::path::{Path, PathBuf};

use serde_yaml::Value;

#[test]
fn every_statement_of_the_oxen_page_has_a_home() {
    check("oxen", "topazlabs-rhea-video", 39);
}

#[test]
fn every_statement_of_the_reapi_page_has_a_home() {
    check("reapi", "topaz-video-upscaler", 54);
}

/// Reads the statements about a provider's model and looks each of them up.
fn check(provider: &str, model: &str, statements: usize) {
    let specs = root().join("../specs").join(provider);
    let specs = Specs {
        provider: yaml(&specs.join("provider.yaml")),
        model: yaml(&specs.join("models").join(format!("{model}.yaml"))),
    };
    let text = read(&root().join("facts").join(format!("{provider}.tsv")));
    let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();

    let faults: Vec<String> =
        rows.iter().enumerate().flat_map(|(index, row)| faults_of(&specs, index + 1, row)).collect();

    assert!(faults.is_empty(), "{provider}:\n{}", faults.join("\n"));
    assert_eq!(rows.len(), statements, "the number of statements about {provider}/{model}");
}

struct Specs {
    provider: Value,
    model: Value,
}

/// What is wrong with a row.
fn faults_of(specs: &Specs, number: usize, row: &str) -> Vec<String> {
    let mut columns = row.split('\t');
    let stated = columns.next().and_then(|column| column.parse().ok());
    let statement = columns.next().unwrap_or_default();
    let homes: Vec<&str> = columns.collect();
    let mut faults = Vec::new();
    if stated != Some(number) {
        faults.push(format!("{number}: the row is numbered {stated:?}"));
    }
    if statement.is_empty() || homes.is_empty() {
        faults.push(format!("{number}: a statement and at least one home are needed"));
    }
    faults.extend(homes.iter().filter_map(|home| fault_of(specs, home)).map(|fault| format!("{number}: {fault}")));
    faults
}

/// What is wrong with a home.
fn fault_of(specs: &Specs, home: &str) -> Option<String> {
    let Some((file, rest)) = home.split_once(':') else { return Some(format!("`{home}` names no file")) };
    let Some(at) = rest.find(['=', '~', '!']) else { return Some(format!("`{home}` says nothing")) };
    let (path, said) = (&rest[..at], &rest[at + 1..]);
    let spec = match file {
        "provider" => &specs.provider,
        "model" => &specs.model,
        _ => return Some(format!("`{file}` is no file")),
    };
    let found = find(spec, path).map(words);
    match (&rest[at..=at], found) {
        ("!", None) => None,
        ("!", Some(found)) => Some(format!("nothing should stand at `{path}`; it is `{found}`")),
        (_, None) => Some(format!("nothing stands at `{path}`")),
        ("=", Some(found)) if found == said => None,
        ("~", Some(found)) if !said.is_empty() && found.contains(said) => None,
        (_, Some(found)) => Some(format!("`{path}` should say `{said}`; it says `{found}`")),
    }
}

/// The value at a path of keys with dots between them.
fn find<'a>(spec: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(spec, |value, key| {
        value.as_mapping()?.iter().find(|(name, _)| words(name).trim_matches('"') == key).map(|(_, value)| value)
    })
}

/// A value as a line of text.
fn words(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::String(text) if text.parse::<f64>().is_ok() => format!("\"{text}\""),
        Value::String(text) => text.clone(),
        Value::Sequence(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Mapping(map) => map.keys().map(words).collect::<Vec<_>>().join(", "),
        Value::Tagged(tagged) => words(&tagged.value),
    }
}

fn yaml(path: &Path) -> Value {
    serde_yaml::from_str(&read(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
