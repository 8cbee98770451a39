//! A spec, however hostile or broken, ends in diagnostics with a place, or is fine: never in a panic or an abort, and never
//! in a wait without end.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate_codegen::Level;
use nameplate_tests::requests::Random;
use nameplate_tests::{compile, root};

const ACME: &str = r#"
provider: acme
title: Acme
origin: https://api.acme.example
auth: {bearer: {env: ACME_API_KEY}}
ways:
  direct: {call: {post: "/v1{endpoint}", answers: result}, outputs: {image: /url}}
credit: {worth: 0.001}
errors: {at: {code: /error/code}}
"#;

/// A model with these lines in it.
fn model(lines: &str) -> String {
    format!(
        "model: m\ntitle: M\nkind: image\npage: {{url: \"https://acme.example/m\", read: \"2026-01-15\"}}\nendpoint: /m\nways: [direct]\n{lines}\n"
    )
}

const UNPUBLISHED: &str = "billing: {unpublished: Not stated.}";

/// The codes of what is wrong; empty when nothing is.
fn codes(text: &str) -> Vec<String> {
    match compile(ACME, Some(("m", text))) {
        Ok(specs) => specs.warnings.iter().map(|warning| warning.code.to_owned()).collect(),
        Err(faults) => {
            assert!(faults.diagnostics.iter().any(|fault| fault.level == Level::Error));
            // Rendering is a part of the promise: spans are clamped, counts bounded.
            assert!(!faults.to_string().is_empty());
            faults.diagnostics.iter().map(|fault| fault.code.to_owned()).collect()
        }
    }
}

#[track_caller]
fn refused(text: &str) {
    assert!(!codes(text).is_empty(), "nothing was said about {}…", text.chars().take(300).collect::<String>());
}

#[track_caller]
fn fine(text: &str) {
    assert_eq!(codes(text), Vec::<String>::new());
}

#[test]
fn limits_of_the_format_hold_at_and_beyond_the_limit() {
    let parameters = |count: usize| {
        let list: Vec<String> = (0..count).map(|at| format!("  p{at}: {{bool: {{}}}}\n")).collect();
        model(&format!("parameters:\n{}{UNPUBLISHED}", list.concat()))
    };
    fine(&parameters(256));
    refused(&parameters(257));
    let full = compile(ACME, Some(("m", &parameters(256)))).unwrap_or_else(|faults| panic!("{faults}"));
    let report =
        full.model("m").unwrap().check(br#"{"model":"m","p255":true,"p255":false}"#, &nameplate::Options::new());
    let rules: Vec<_> = report.violations.iter().map(|violation| violation.rule.as_str()).collect();
    assert_eq!(rules, ["duplicate_key"], "the last member is seen like any other");

    let values = |count: usize| {
        let list: Vec<String> = (0..count).map(|at| format!("v{at}")).collect();
        model(&format!("parameters: {{a: {{one_of: [{}]}}}}\n{UNPUBLISHED}", list.join(", ")))
    };
    fine(&values(1024));
    refused(&values(1025));

    let steps = |count: usize| {
        let list: Vec<String> = (1..count).map(|at| format!("    s{at}: s{} * 1\n", at - 1)).collect();
        model(&format!(
            "parameters: {{}}\nbilling:\n  rates: {{r: {{unit: USD, flat: 0.1}}}}\n  steps:\n    s0: r\n{}  total: s{}",
            list.concat(),
            count - 1
        ))
    };
    fine(&steps(200));
    refused(&steps(201));

    let rates = |count: usize| {
        let list: Vec<String> = (0..count).map(|at| format!("r{at}: {{unit: USD, flat: 0.1}}")).collect();
        let sum: Vec<String> = (0..count).map(|at| format!("r{at}")).collect();
        model(&format!(
            "parameters: {{}}\nbilling: {{rates: {{{}}}, steps: {{s: {}}}, total: s}}",
            list.join(", "),
            sum.join(" + ")
        ))
    };
    fine(&rates(64));
    refused(&rates(65));

    let levels = |count: usize| {
        let (open, close) = ("{object: {parameters: {a: ".repeat(count), "}}}".repeat(count));
        model(&format!("parameters: {{a: {open}{{bool: {{}}}}{close}}}\n{UNPUBLISHED}"))
    };
    fine(&levels(7));
    refused(&levels(9));
    refused(&levels(1000));

    fine(&model(&format!("parameters: {{}}\nabout: \"{}\"\n{UNPUBLISHED}", "a".repeat(60_000))));
    refused(&model(&format!("parameters: {{}}\nabout: \"{}\"\n{UNPUBLISHED}", "a".repeat(66_000))));
}

#[test]
fn nesting_without_end_is_refused() {
    for nested in [
        "[".repeat(60_000),
        "{a: ".repeat(15_000),
        "- ".repeat(30_000),
        format!("a: {}1{}", "(".repeat(30_000), ")".repeat(30_000)),
        format!("x: &a [{}]\ny: [*a, *a, *a]", "1,".repeat(1000)),
    ] {
        refused(&nested);
    }
    let bomb: String = std::iter::once("a0: &a0 [1, 1]\n".to_owned())
        .chain((1..30).map(|at| format!("a{at}: &a{at} [*a{}, *a{}]\n", at - 1, at - 1)))
        .collect();
    refused(&bomb);
}

#[test]
fn formulas_nested_without_end_are_refused() {
    for formula in [
        format!("{}a{}", "(".repeat(25_000), ")".repeat(25_000)),
        format!("{}a", "!".repeat(50_000)),
        vec!["a"; 20_000].join(" && "),
        format!("{}a", "if a { a } else ".repeat(3000)),
        format!("{}a{}", "ceil(".repeat(8000), ")".repeat(8000)),
        "a implies ".repeat(5000),
    ] {
        refused(&model(&format!(
            "parameters: {{a: {{bool: {{}}}}}}\nrules: {{r: {{condition: \"{formula}\"}}}}\n{UNPUBLISHED}"
        )));
    }
}

#[test]
fn numbers_that_overflow_are_refused_or_exact() {
    for (rate, formula) in
        [("999999999999999999999999999999", "r * r * r"), ("0.000000000000000000000000000001", "r / r * r * r")]
    {
        let text = model(&format!(
            "parameters: {{}}\nbilling: {{rates: {{r: {{unit: USD, flat: {rate}}}}}, steps: {{s: \"{formula}\"}}, total: s}}"
        ));
        // Units or decimals are wrong here as well; what matters is that it ends.
        let _ = codes(&text);
    }
    refused(&model(&format!("parameters: {{a: {{integer: {{max: {}}}}}}}\n{UNPUBLISHED}", "9".repeat(400))));
    refused(&model(&format!("parameters: {{a: {{number: {{max: 1.{}1}}}}}}\n{UNPUBLISHED}", "0".repeat(40))));
}

/// Texts of real and invented specs, changed at random places: cut, doubled, with odd characters put in.
#[test]
fn specs_with_random_changes_never_panic() {
    let provider = std::fs::read_to_string(root().join("specs/acme/provider.yaml")).unwrap();
    let models = ["storyboard", "studio", "poster"]
        .map(|stem| (stem, std::fs::read_to_string(root().join(format!("specs/acme/models/{stem}.yaml"))).unwrap()));
    let odd = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "'",
        "#",
        "&a",
        "*a",
        "!",
        "|",
        ">",
        "\n",
        "  ",
        "\t",
        "null",
        "~",
        "1e9",
        "é",
        "🎬",
        "\u{feff}",
        "\u{0}",
        "-",
        "- ",
        "? ",
        "---\n",
        "${",
        "(",
        ")",
        "*",
        "/",
        "0x10",
        "2026-01-01",
        "like: ",
        "min: 5",
        "\u{202e}",
    ];
    let mut random = Random::new(7);
    let (mut good, mut bad) = (0, 0);
    for round in 0..600 {
        let (stem, text) = &models[round % models.len()];
        let mut letters: Vec<char> = text.chars().collect();
        for _ in 0..=random.below(3) {
            let at = random.below(letters.len());
            match random.below(4) {
                0 => drop(letters.drain(at..(at + 1 + random.below(30)).min(letters.len()))),
                1 => {
                    let again: Vec<char> = letters[at..(at + random.below(40)).min(letters.len())].to_vec();
                    letters.splice(at..at, again);
                }
                2 => drop(letters.splice(at..at, random.pick(&odd).chars().collect::<Vec<_>>())),
                _ => {
                    let other = random.below(letters.len());
                    letters.swap(at, other);
                }
            }
        }
        let changed: String = letters.into_iter().collect();
        match compile(&provider, Some((stem, &changed))) {
            Ok(_) => good += 1,
            Err(faults) => {
                assert!(!faults.to_string().is_empty());
                bad += 1;
            }
        }
    }
    assert!(good > 20 && bad > 200, "{good} good, {bad} bad: the changes are too mild or too wild to show anything");
}
