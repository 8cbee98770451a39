//! Every code has an explanation, and every example does what it says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use nameplate::{Options, RuleId};

use super::{Explanation, codes, explain};
use crate::diagnostic::{Diagnostic, Level, Sources};
use crate::folder::SpecFile;
use crate::{Specs, compile};

const PROVIDER: &str = "\
provider: base
title: Base
origin: https://api.example.com
auth: {bearer: {env: BASE_API_KEY}}
credit: {worth: 0.001}
ways: {sync: {call: {post: \"/v1{endpoint}\", answers: result}, outputs: {any: /url}}}
errors: {at: {code: /code}}
";

const MODEL: &str = "\
model: example
title: Example
kind: video
page: {url: \"https://example.com/page\", read: \"2026-01-15\"}
endpoint: /videos
ways: [sync]
parameters:
  prompt: {text: {}}
  size: {one_of: [small, large], default: small}
  hd: {bool: {}, default: false}
  width: {integer: {min: 1, max: 9}, default: 1, unit: px}
  clip: {url: {}}
billing: {unpublished: Not stated.}
";

/// A spec with some of its keys replaced by those of a part, which come where the first of them was.
fn with(base: &str, part: &str) -> String {
    let key = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let replaced: BTreeSet<String> = part.lines().filter(|line| !line.starts_with(' ')).map(key).collect();
    let mut text = String::new();
    let mut keep = true;
    for line in base.lines() {
        if !line.starts_with(' ') {
            keep = !replaced.contains(&key(line));
        }
        if keep {
            text.push_str(line);
            text.push('\n');
        }
    }
    text + part
}

fn specs(provider: &str, model: &str) -> (Option<Specs>, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut file = |model: Option<&str>, text: &str| SpecFile {
        provider: "base".to_owned(),
        model: model.map(str::to_owned),
        file: sources.add("spec.yaml", text),
    };
    let files = [file(None, provider), file(Some("example"), model)];
    match compile(sources, &files) {
        Ok(specs) => {
            let warnings = specs.warnings.clone();
            (Some(specs), warnings)
        }
        Err(faults) => (None, faults.diagnostics),
    }
}

fn of_part(entry: &Explanation, part: &str) -> Vec<Diagnostic> {
    let (provider, model) =
        if entry.of_provider { (with(PROVIDER, part), MODEL.into()) } else { (PROVIDER.into(), with(MODEL, part)) };
    specs(&provider, &model).1
}

#[test]
fn no_code_is_explained_twice() {
    let mut seen = BTreeSet::new();
    for code in codes() {
        assert!(seen.insert(code), "{code} has two explanations");
    }
}

#[test]
fn every_example_of_a_spec_fails_with_its_code_and_passes_when_it_is_mended() {
    let mut wrong = Vec::new();
    for entry in codes().filter_map(explain).filter(|entry| is_diagnostic(entry.code) && !entry.fails.is_empty()) {
        let (failed, passed) = (of_part(&entry, &entry.fails), of_part(&entry, &entry.passes));
        if !failed.iter().any(|found| found.code == entry.code) {
            wrong.push((entry.code, "does not fail with its code", failed));
        }
        if passed.iter().any(|found| found.level == Level::Error || found.code == entry.code) {
            wrong.push((entry.code, "does not pass", passed));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_example_of_a_request_breaks_its_rule_and_none_when_it_is_mended() {
    for rule in RuleId::ALL {
        let entry = explain(rule.as_str()).unwrap_or_else(|| panic!("{rule} has no explanation"));
        if entry.fails.is_empty() {
            continue;
        }
        let (specs, found) = specs(PROVIDER, &with(MODEL, &entry.spec));
        let specs = specs.unwrap_or_else(|| panic!("{rule}: {found:#?}"));
        let check =
            |body: &str| specs.model("example").unwrap().check(named(body).as_bytes(), &Options::new()).violations;
        let failed = check(&entry.fails);
        assert!(!failed.is_empty() && failed.iter().all(|violation| violation.rule == *rule), "{rule}: {failed:#?}");
        assert_eq!(check(&entry.passes), [], "{rule}");
    }
}

/// A body that also names the model.
fn named(body: &str) -> String {
    let members = body.trim().strip_prefix('{').unwrap();
    let comma = if members == "}" { "" } else { ", " };
    format!("{{\"model\": \"example\"{comma}{members}")
}

#[test]
fn meanings_of_rules_are_those_of_the_runtime() {
    for rule in RuleId::ALL {
        assert_eq!(explain(rule.as_str()).map(|entry| entry.meaning), Some(rule.meaning()), "{rule}");
    }
}

#[test]
fn every_code_in_the_source_is_explained_and_every_explained_code_is_in_the_source() {
    let mut found = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let explained: BTreeSet<String> = codes().filter(|code| is_diagnostic(code)).map(str::to_owned).collect();
    let missing: Vec<_> = found.difference(&explained).collect();
    assert!(missing.is_empty(), "not explained: {missing:?}");
    let gone: Vec<_> = explained.difference(&found).filter(|code| code.starts_with(['E', 'W'])).collect();
    assert!(gone.is_empty(), "explained and not used: {gone:?}");
}

#[test]
fn no_code_is_explained_twice_and_every_example_has_both_sides() {
    let all: Vec<_> = codes().collect();
    let once: BTreeSet<_> = all.iter().collect();
    assert_eq!(all.len(), once.len());
    for entry in codes().filter_map(explain) {
        assert_eq!(entry.fails.is_empty(), entry.passes.is_empty(), "{}", entry.code);
        assert!(entry.meaning.ends_with('.'), "{}", entry.code);
        assert!(
            RuleId::ALL.iter().any(|rule| rule.as_str() == entry.code) || is_diagnostic(entry.code),
            "{}",
            entry.code
        );
    }
    assert_eq!(explain("E9999"), None);
    assert_eq!(explain(""), None);
}

fn is_diagnostic(code: &str) -> bool {
    let digits = code.strip_prefix(['E', 'W', 'G']);
    digits.is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The codes in quotes in the sources of a folder.
fn collect(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, codes);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && path.file_stem().is_some_and(|stem| stem != "tests")
        {
            let text = std::fs::read_to_string(&path).unwrap();
            codes.extend(text.split('"').filter(|part| is_diagnostic(part)).map(str::to_owned));
        }
    }
}
