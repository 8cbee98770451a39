//! The conformance corpus, run through this project's checker. What the files mean is in `conformance/README.md`; every
//! expectation in them was thought out by hand, so a line that fails here is a fault of the checker until shown otherwise.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use nameplate::spec::{Kind, ModelSpec, Object};
use nameplate::{Estimate, Exact, Measures, Options, Rates, Report, RuleId, Why};
use nameplate_codegen::Specs;
use nameplate_tests::root;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    root().join("conformance")
}

fn specs() -> Specs {
    let specs = nameplate_codegen::load(folder().join("specs")).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(specs.warnings, []);
    specs
}

/// Every line of the corpus, with the file and the number of the line.
fn lines() -> Vec<(String, Value)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    let mut lines = Vec::new();
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        for (at, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
            let place = format!("{name}:{}", at + 1);
            lines.push((place.clone(), serde_json::from_str(line).unwrap_or_else(|error| panic!("{place}: {error}"))));
        }
    }
    lines
}

/// The body as bytes: a text, or bytes in hexadecimal where it is none.
fn body(line: &Value) -> Vec<u8> {
    match (line["request"].as_str(), line["request_hex"].as_str()) {
        (Some(text), None) => text.as_bytes().to_vec(),
        (None, Some(hex)) => {
            let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
            (0..hex.len()).step_by(2).map(byte).collect()
        }
        _ => panic!("one of `request` and `request_hex`"),
    }
}

fn measures(line: &Value) -> Measures {
    let mut measures = Measures::new();
    for (name, value) in line["measures"].as_object().into_iter().flatten() {
        let number = |value: &Value| Exact::decimal(value.as_str().expect("a decimal in quotes")).expect("a decimal");
        match value {
            Value::Object(range) => measures.range(name, number(&range["min"]), number(&range["max"])).unwrap(),
            Value::String(word) if Exact::decimal(word).is_none() => measures.word(name, word),
            value => measures.number(name, number(value)).unwrap(),
        }
    }
    measures
}

fn options<'a>(line: &Value, spec: &ModelSpec, measures: &'a Measures) -> Options<'a> {
    let limit = |name: &str, otherwise: usize| {
        line["limits"][name].as_u64().map_or(otherwise, |limit| usize::try_from(limit).unwrap())
    };
    let standard = Options::new();
    Options {
        way: line["way"].as_str().map_or(0, |way| spec.ways.iter().position(|known| *known == way).expect("a way")),
        strict: line["strict"].as_bool().unwrap_or(false),
        max_bytes: limit("max_bytes", standard.max_bytes),
        max_depth: limit("max_depth", standard.max_depth),
        measures,
        ..standard
    }
}

fn violations(report: &Report) -> Value {
    let of = |violation: &nameplate::Violation| {
        let whole = serde_json::to_value(violation).unwrap();
        let members = ["pointer", "rule", "name", "code", "http", "severity"];
        Value::Object(members.iter().map(|member| ((*member).to_owned(), whole[*member].clone())).collect())
    };
    report.violations.iter().map(of).collect()
}

/// The members of an estimate that a line states.
fn estimate(estimate: &Estimate, expected: &Value) -> Value {
    let whole = serde_json::to_value(estimate).unwrap();
    Value::Object(
        expected
            .as_object()
            .unwrap()
            .keys()
            .map(|name| (name.clone(), of_member(&whole[name], &expected[name])))
            .collect(),
    )
}

/// Of a rate, too, what the line states.
fn of_member(found: &Value, expected: &Value) -> Value {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            expected.keys().map(|name| (name.clone(), found.get(name).cloned().unwrap_or_default())).collect()
        }
        _ => found.clone(),
    }
}

/// What is otherwise than a line says; `None` when nothing is.
fn difference(specs: &Specs, line: &Value) -> Option<String> {
    let spec = specs.model(line["spec"].as_str().expect("a spec")).unwrap();
    let (body, measures) = (body(line), measures(line));
    let options = options(line, spec, &measures);
    let verdict = spec.judge(&body, &options);
    let found = violations(&verdict.report);
    if found != line["violations"] {
        return Some(format!("violations\n    expected {}\n    found    {found}", line["violations"]));
    }
    let accepts = verdict.report.ok();
    if spec.accepts(&body, &options) != accepts || spec.check(&body, &options) != verdict.report {
        return Some("the three ways to check a body differ".to_owned());
    }
    let expected = line.get("estimate")?;
    let price = if accepts {
        spec.estimate(&verdict.resolved, &measures, &Rates::published())
    } else {
        Estimate::invalid(verdict.report)
    };
    let found = estimate(&price, expected);
    (found != *expected).then(|| format!("estimate\n    expected {expected}\n    found    {found}"))
}

#[test]
fn the_checker_conforms() {
    let specs = specs();
    let lines = lines();
    assert!(lines.len() >= 400, "{} lines", lines.len());
    let failed: Vec<String> = lines
        .iter()
        .filter_map(|(place, line)| Some(format!("{place}: {}: {}", line["case"], difference(&specs, line)?)))
        .collect();
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), lines.len(), failed.join("\n"));
}

#[test]
fn every_line_is_of_the_documented_form() {
    const MEMBERS: [&str; 10] =
        ["case", "spec", "request", "request_hex", "way", "strict", "measures", "limits", "violations", "estimate"];
    let mut seen = BTreeSet::new();
    for (place, line) in lines() {
        let members = line.as_object().unwrap();
        assert!(members.keys().all(|name| MEMBERS.contains(&name.as_str())), "{place}");
        assert!(members["violations"].is_array() && members["case"].is_string(), "{place}");
        let question =
            ["spec", "request", "request_hex", "way", "strict", "measures", "limits"].map(|name| line[name].clone());
        assert!(seen.insert(json!(question).to_string()), "{place}: the same is asked twice");
    }
}

/// A rule that no spec can ask for, since no key of the language says it.
const NOT_YET: [&str; 1] = ["alias_conflict"];

#[test]
fn every_rule_every_kind_and_every_estimate_is_covered() {
    let lines = lines();
    let violations = lines.iter().flat_map(|(_, line)| line["violations"].as_array().unwrap());
    let rules: BTreeSet<&str> = violations.map(|violation| violation["rule"].as_str().unwrap()).collect();
    let missing: Vec<_> = RuleId::ALL.iter().map(|rule| rule.as_str()).filter(|rule| !rules.contains(rule)).collect();
    assert_eq!(missing, NOT_YET);
    let estimates: Vec<&Value> = lines.iter().filter_map(|(_, line)| line.get("estimate")).collect();
    let words =
        |member: &str| estimates.iter().filter_map(|estimate| estimate[member].as_str()).collect::<BTreeSet<_>>();
    assert_eq!(words("kind"), BTreeSet::from(["exact", "range", "rate", "unknown"]));
    let whys = [
        Why::Unpublished,
        Why::NeedsMeasure,
        Why::AfterRun,
        Why::OpenPrice,
        Why::Overflow,
        Why::InvalidRequest,
        Why::BadMeasure,
    ];
    assert_eq!(words("why"), whys.iter().map(|why| why.as_str()).collect());
    let specs = specs();
    let mut kinds = BTreeSet::new();
    specs.models().for_each(|model| collect(&model.body, &mut kinds));
    assert_eq!(kinds.len(), 12, "{kinds:?}");
}

fn collect(object: &Object, kinds: &mut BTreeSet<&'static str>) {
    object.fields.iter().for_each(|field| of_kind(&field.kind, kinds));
}

fn of_kind(kind: &Kind, kinds: &mut BTreeSet<&'static str>) {
    kinds.insert(kind.word());
    match kind {
        Kind::List(range) => range.item.iter().for_each(|item| of_kind(&item.kind, kinds)),
        Kind::AnyOf(alternatives) => alternatives.iter().for_each(|field| of_kind(&field.kind, kinds)),
        Kind::Object(object) => collect(object, kinds),
        Kind::Choice(choice) => choice.cases.iter().for_each(|case| collect(&case.object, kinds)),
        _ => {}
    }
}
