//! Numbers that providers round, parameters with two names, parameters that seem to be required, names in camelCase, deprecated
//! values and `null`: what is refused, what is warned of, what rules and prices see.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate::typed::Request;
use nameplate::{Exact, Measures, Options, Rates, Report, Severity, Total};
use nameplate_tests::generated::acme::a_number_that_is_rounded::ANumberThatIsRounded;
use nameplate_tests::generated::acme::a_parameter_that_seems_to_be_required::AParameterThatSeemsToBeRequired;
use nameplate_tests::generated::acme::a_parameter_with_another_name::{AParameterWithAnotherName, Size};
use nameplate_tests::generated::acme::names_in_camel_case::{NamesInCamelCase, OutputFormat, StyleWeight};
use nameplate_tests::generated::acme::what_is_deprecated_and_what_may_be_null::WhatIsDeprecatedAndWhatMayBeNull;

fn check<T: Request>(members: &str, strict: bool) -> Report {
    let comma = if members.is_empty() { "" } else { "," };
    let body = format!("{{\"model\":\"{}\"{comma}{members}}}", T::SPEC.id);
    T::SPEC.check(body.as_bytes(), &Options { strict, ..Options::new() })
}

fn price<T: Request>(members: &str) -> Total {
    let body = format!("{{\"model\":\"{}\",{members}}}", T::SPEC.id);
    let options = Options::new();
    let verdict = T::SPEC.judge(body.as_bytes(), &options);
    assert!(verdict.report.ok(), "{members}");
    T::SPEC.estimate(&verdict.resolved, &Measures::new(), &Rates::published()).total
}

fn exact(text: &str) -> Total {
    Total::Exact(Exact::decimal(text).unwrap())
}

/// Pointer and rule of everything that is said, with `~` before a warning.
fn said(report: &Report) -> Vec<String> {
    let mark = |severity| if severity == Severity::Warning { "~" } else { "" };
    report.violations.iter().map(|found| format!("{}{} {}", mark(found.severity), found.pointer, found.rule)).collect()
}

#[test]
fn a_number_that_is_rounded_is_accepted_and_formulas_see_the_multiple() {
    let of = |members| said(&check::<ANumberThatIsRounded>(members, true));
    for good in
        ["\"width\":1000", "\"width\":1031,\"height\":1039", "\"seconds\":0.1", "\"seconds\":29.75", "\"steps\":31"]
    {
        assert!(of(good).is_empty(), "{good}: {:?}", of(good));
    }
    assert_eq!(of("\"width\":1441"), ["/width out_of_range"]);
    assert_eq!(of("\"width\":1000.5"), ["/width wrong_type"]);
    // 1032 is half way between two multiples, and becomes the larger one.
    assert_eq!(of("\"width\":1032"), ["/width condition"]);
    assert_eq!(of("\"height\":1040"), ["/height condition"]);
    assert_eq!(of("\"width\":263,\"height\":272"), ["/width condition"]);
    assert!(of("\"width\":264,\"height\":272").is_empty());
    assert_eq!(of("\"steps\":41"), ["/steps condition"]);
    for (seconds, total) in [("5", "0.05"), ("5.01", "0.055"), ("5.5", "0.055"), ("0.0001", "0.005"), ("29.6", "0.3")] {
        assert_eq!(price::<ANumberThatIsRounded>(&format!("\"seconds\":{seconds}")), exact(total), "{seconds}");
    }
    assert_eq!(
        ANumberThatIsRounded::new().width(1000).to_json(),
        r#"{"model":"a_number_that_is_rounded","width":1000}"#
    );
}

#[test]
fn either_name_of_a_parameter_speaks_for_it() {
    let of = |members| said(&check::<AParameterWithAnotherName>(members, false));
    assert_eq!(of(""), ["/size missing"]);
    assert_eq!(of("\"aspect\":\"small\""), ["~/aspect deprecated"]);
    assert_eq!(of("\"size\":\"small\",\"aspect\":\"small\""), ["~/aspect deprecated"]);
    assert_eq!(of("\"size\":\"small\",\"aspect\":\"large\""), ["~/aspect deprecated", "/aspect alias_conflict"]);
    assert_eq!(of("\"aspect\":\"tiny\""), ["/aspect not_listed", "~/aspect deprecated"]);
    assert_eq!(of("\"aspect\":\"large\""), ["~/aspect deprecated", "/aspect requires"]);
    assert_eq!(of("\"size\":\"small\",\"duration\":9"), ["/duration condition"]);
    assert_eq!(of("\"size\":\"small\",\"seconds\":5,\"duration\":5.0"), [""; 0]);
    assert_eq!(of("\"size\":\"small\",\"seconds\":5,\"duration\":6"), ["/duration alias_conflict"]);
    for (members, total) in [
        ("\"aspect\":\"small\",\"duration\":7", "0.07"),
        ("\"aspect\":\"small\"", "0.05"),
        ("\"size\":\"small\",\"seconds\":2", "0.02"),
        ("\"size\":\"small\",\"seconds\":2,\"duration\":2", "0.02"),
    ] {
        assert_eq!(price::<AParameterWithAnotherName>(members), exact(total), "{members}");
    }
    let conflict = check::<AParameterWithAnotherName>("\"size\":\"small\",\"seconds\":5,\"duration\":6", false);
    assert_eq!(conflict.violations[0].name, None);
    assert_eq!(conflict.violations[0].also, ["/seconds"]);
    let request = AParameterWithAnotherName::new().size(Size::Small).length(3);
    assert_eq!(request.to_json(), r#"{"model":"a_parameter_with_another_name","size":"small","duration":3}"#);
}

#[test]
fn what_seems_to_be_required_warns_and_refuses_only_when_strict() {
    let of = |members, strict| said(&check::<AParameterThatSeemsToBeRequired>(members, strict));
    assert_eq!(of("\"seed\":1", false), ["~/prompt missing"]);
    assert_eq!(of("\"seed\":1", true), ["/prompt missing"]);
    assert_eq!(of("\"prompt\":\"a\",\"seed\":7", false), ["~/seed out_of_range"]);
    assert!(AParameterThatSeemsToBeRequired::new().check().is_ok());
}

#[test]
fn names_in_camel_case_become_those_of_rust_and_seeds_keep_every_digit() {
    let request = NamesInCamelCase::new()
        .vocal_start_s(1.5)
        .vocal_end_s(2.0)
        .style_weight(StyleWeight::N3)
        .output_format(OutputFormat::AacPlus)
        .seed(u64::MAX);
    let body = r#"{"model":"names_in_camel_case","vocalStartS":1.5,"vocalEndS":2,"styleWeight":3,"outputFormat":"aacPlus","seed":18446744073709551615}"#;
    assert_eq!(request.to_json(), body);
    assert_eq!(NamesInCamelCase::from_json(body.as_bytes()).unwrap().seed, Some(u64::MAX));
    let of = |members| said(&check::<NamesInCamelCase>(members, false));
    assert_eq!(of("\"seed\":18446744073709551616"), ["/seed out_of_range"]);
    assert_eq!(of("\"vocalStartS\":2,\"vocalEndS\":2"), ["/vocalStartS condition"]);
    assert_eq!(of("\"styleWeight\":2.5"), ["/styleWeight not_listed"]);
    assert!(of("\"styleWeight\":2.0").is_empty());
}

#[test]
fn what_is_deprecated_warns_and_null_is_a_value_where_the_spec_says_so() {
    let of = |members| said(&check::<WhatIsDeprecatedAndWhatMayBeNull>(members, true));
    assert_eq!(
        of("\"old\":true,\"mode\":\"slow\",\"fps\":23"),
        ["~/old deprecated", "~/mode deprecated", "~/fps deprecated"]
    );
    assert!(of("\"mode\":\"fast\",\"fps\":24").is_empty());
    assert!(of("\"note\":null,\"list\":[1,null],\"pick\":null").is_empty());
    assert_eq!(of("\"mode\":null,\"list\":[\"a\"]"), ["/mode wrong_type", "/list/0 wrong_type"]);
    assert_eq!(of("\"note\":\"a\",\"list\":null"), ["/note at_most_one"]);
}
