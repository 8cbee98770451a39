//! What the workspace depends on: one direct version of each crate, and only licences that we may pass on. Advisories need a
//! network and are `cargo deny`'s to check.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use nameplate_tests::root;
use serde_json::Value;

/// What this machine builds: a fresh clone has fetched no more.
fn metadata() -> Value {
    let rustc = Command::new("rustc").arg("-vV").current_dir(root()).output().unwrap();
    let about = String::from_utf8(rustc.stdout).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--all-features"])
        .args(["--filter-platform", host])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_direct_dependency_has_one_version() {
    let metadata = metadata();
    let members: BTreeSet<&str> =
        metadata["workspace_members"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let names: BTreeMap<&str, (&str, &str)> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let text = |key: &str| package[key].as_str().unwrap();
            (text("id"), (text("name"), text("version")))
        })
        .collect();
    for node in metadata["resolve"]["nodes"].as_array().unwrap() {
        if !members.contains(node["id"].as_str().unwrap()) {
            continue;
        }
        for dependency in node["dependencies"].as_array().unwrap() {
            let (name, version) = names[dependency.as_str().unwrap()];
            versions.entry(name.to_owned()).or_default().insert(version.to_owned());
        }
    }
    let doubles: Vec<_> = versions.iter().filter(|(_, versions)| versions.len() > 1).collect();
    assert!(doubles.is_empty(), "{doubles:?}");
    assert!(versions.len() > 15, "the dependencies were not found: {versions:?}");
}

#[test]
fn who_only_checks_and_prices_builds_no_network() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "nameplate", "--edges", "normal", "--prefix", "none", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    assert!(tree.contains("hifijson"), "{tree}");
    for heavy in ["tokio", "reqwest", "hyper", "rustls", "ring", "rusqlite", "tracing", "url "] {
        assert!(!tree.lines().any(|line| line.starts_with(heavy)), "{heavy}: {tree}");
    }
}

#[test]
fn every_licence_may_be_passed_on() {
    const ALLOWED: &[&str] = &[
        "MIT",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "Unicode-3.0",
        "Zlib",
        "Unlicense",
        "BSL-1.0",
        "CC0-1.0",
        // Root certificates, which are data.
        "CDLA-Permissive-2.0",
        "MIT-0",
    ];
    for package in metadata()["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or_else(|| panic!("{name} states no licence"));
        // `A OR B` may be used under A; `A AND B` needs both.
        let free = |term: &str| ALLOWED.contains(&term.trim().trim_matches(['(', ')']));
        let fine = licence.replace('/', " OR ").split(" AND ").all(|part| part.split(" OR ").any(free));
        assert!(fine, "{name}: {licence}");
    }
}
