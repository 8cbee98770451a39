//! Every fault of a spec comes in one run: who edits a spec mends all of them at once.
#![allow(clippy::unwrap_used, reason = "tests")]

use nameplate_codegen::diagnostic::{FileId, Sources};
use nameplate_codegen::spec::{Model, Parameter};
use nameplate_codegen::yaml::read;

const SPEC: &str = r#"model: m
titel: A model
kind: ~
page: {url: "https://a.example", read: "2026-08-08"}
draft: yes
ways: queue
parameters:
  size: {one_of: [720p, 16:9], default: 0x5}
  grain: {number: {min: 1_0, max: '12'}, colour: red}
  seed: {integer: {min: [1]}}
  seed: {integer: {}}
  frames: {list: {min_items: 1}}
rules:
  one: {exactly_one: [size, 5]}
billing: &b {unpublished: null}
"#;

/// The faults of a text as `line:column code message`.
fn faults(text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let file = sources.add("m.yaml", text);
    let faults = read::<Model>(file, text).err().unwrap_or_default();
    let shown = faults.iter().map(|fault| {
        let at = sources.position(&fault.place);
        format!("{}:{} {} {}", at.line, at.column, fault.code, fault.message)
    });
    shown.collect()
}

#[test]
fn all_faults_come_at_once_each_with_its_place_and_in_order() {
    assert_eq!(
        faults(SPEC),
        [
            "2:1 E0120 unknown key `titel`",
            "3:7 E0124 some versions of YAML read the text `~` as null",
            "5:8 E0122 expected `true` or `false`, found the text `yes`",
            "6:7 E0122 expected a list, found the text `queue`",
            "8:25 E0124 some versions of YAML read the text `16:9` as a number to the base 60",
            "8:41 E0124 some versions of YAML read the text `0x5` as a number",
            "9:25 E0122 expected a number, found the text `1_0`",
            "9:35 E0122 expected a number, found the text `\"12\"`",
            "9:42 E0120 unknown key `colour`",
            "10:25 E0122 expected a number, found a list",
            "11:3 E0111 the key `seed` stands twice",
            "12:18 E0121 missing key `of`",
            "14:29 E0122 expected a text, found the number `5`",
            "15:10 E0108 anchors are not used in specs",
            "15:27 E0123 expected a text, found null",
        ]
    );
}

#[test]
fn without_one_of_its_faults_a_spec_has_one_fault_less() {
    let repairs = [
        ("titel", "title"),
        ("kind: ~", "kind: video"),
        ("draft: yes", "draft: true"),
        ("ways: queue", "ways: [queue]"),
        ("16:9", "\"16:9\""),
        ("0x5", "5"),
        ("1_0", "10"),
        ("'12'", "12"),
        (", colour: red", ""),
        ("[1]", "1"),
        ("  seed: {integer: {}}\n", ""),
        ("{min_items: 1}", "{of: {text: {}}, min_items: 1}"),
        ("[size, 5]", "[size, grain]"),
        ("&b ", ""),
        ("unpublished: null", "unpublished: why"),
    ];
    let all = faults(SPEC).len();
    assert_eq!(all, repairs.len());
    for (fault, repair) in repairs {
        assert_eq!(faults(&SPEC.replacen(fault, repair, 1)).len(), all - 1, "{fault}");
    }
    let mended = repairs.iter().fold(SPEC.to_owned(), |text, (fault, repair)| text.replacen(fault, repair, 1));
    assert_eq!(faults(&mended), [""; 0]);
}

#[test]
fn a_model_that_lacks_everything_is_told_everything_it_lacks() {
    let found = faults("draft: true\n");
    let missing: Vec<_> = found.iter().filter_map(|fault| fault.strip_prefix("1:1 E0121 missing key ")).collect();
    assert_eq!(missing, ["`model`", "`title`", "`kind`", "`page`", "`ways`", "`parameters`", "`billing`"]);
}

#[test]
fn two_hundred_faults_are_enough() {
    let text = (0..5_000).map(|i| format!("key_{i}: 1")).collect::<Vec<_>>().join("\n");
    let found = read::<Parameter>(FileId(0), &text).unwrap_err();
    assert_eq!(found.len(), 200);
}
