//! What rules become, and that what cannot be said is listed.

use super::fixture::{entries, number, object, one_of, word};
use crate::spec::{Allowed, Field, Kind, ListRange, NumberRange, Op, Rule, RuleKind, TextRange, text};

fn flag(name: &'static str) -> Field {
    Field::new(name, Kind::Bool)
}

fn quality() -> Field {
    Field::new("quality", one_of(&["sd", "hd", "4k"])).default(word("hd"))
}

fn rule(kind: RuleKind, names: &[u16], reads: &[u16]) -> Rule {
    Rule { names: names.to_vec().into(), reads: reads.to_vec().into(), ..Rule::new("r", kind, &[], &[]) }
}

fn says(fields: Vec<Field>, rule: Rule, expected: &[&str]) {
    let (entries, beyond) = entries(&object(fields, vec![rule]));
    assert_eq!(entries, expected);
    assert!(beyond.is_empty(), "{beyond:?}");
}

fn condition(program: Vec<Op>, reads: &[u16]) -> Rule {
    rule(RuleKind::Condition { holds: program.into(), text: text("a formula") }, reads, reads)
}

#[test]
fn counts_of_present_members() {
    let two = || vec![flag("a"), flag("b")];
    let three = || vec![flag("a"), flag("b"), flag("c")];
    let exactly = r#"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}"#;
    says(two(), rule(RuleKind::ExactlyOne, &[0, 1], &[]), &[exactly]);
    says(two(), rule(RuleKind::AtMostOne, &[0, 1], &[]), &[r#"{"not": {"required": ["a", "b"]}}"#]);
    let at_most = r#"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}, {"not": {"anyOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}]}}]}"#;
    says(three(), rule(RuleKind::AtMostOne, &[0, 1, 2], &[]), &[at_most]);
    let at_least = r#"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#;
    says(two(), rule(RuleKind::AtLeastOne, &[0, 1], &[]), &[at_least]);
    let together =
        r#"{"anyOf": [{"required": ["a", "b"]}, {"not": {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}}]}"#;
    says(two(), rule(RuleKind::Together, &[0, 1], &[]), &[together]);
}

#[test]
fn null_and_empty_values_are_absent_where_the_spec_says_so() {
    let prompt = || Field::new("a", Kind::Text(TextRange::ANY)).nullable();
    let kept = r#"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#;
    says(vec![prompt(), flag("b")], rule(RuleKind::AtLeastOne, &[0, 1], &[]), &[kept]);
    let absent =
        r#"{"anyOf": [{"required": ["a"], "properties": {"a": {"not": {"enum": [null, ""]}}}}, {"required": ["b"]}]}"#;
    says(vec![prompt().empty_is_absent(), flag("b")], rule(RuleKind::AtLeastOne, &[0, 1], &[]), &[absent]);
}

#[test]
fn a_need_follows_from_presence_or_from_a_value() {
    let needs = |when: Vec<Op>| RuleKind::Requires {
        when: when.into(),
        text: text(""),
        needs: vec![0].into(),
        values: Vec::new().into(),
    };
    let expected = r#"{"if": {"required": ["b"]}, "then": {"required": ["a"]}}"#;
    says(vec![flag("a"), flag("b")], rule(needs(vec![Op::Present(1)]), &[1, 0], &[]), &[expected]);
    let is = |value| vec![Op::Slot(1), Op::Text(text(value)), Op::Eq];
    let sent =
        r#"{"if": {"required": ["quality"], "properties": {"quality": {"const": "4k"}}}, "then": {"required": ["a"]}}"#;
    says(vec![flag("a"), quality()], rule(needs(is("4k")), &[1, 0], &[1]), &[sent]);
    let default = r#"{"if": {"properties": {"quality": {"const": "hd"}}}, "then": {"required": ["a"]}}"#;
    says(vec![flag("a"), quality()], rule(needs(is("hd")), &[1, 0], &[1]), &[default]);
    says(vec![flag("a")], rule(needs(vec![]), &[0], &[]), &[r#"{"required": ["a"]}"#]);
}

#[test]
fn a_member_is_allowed_only_where_the_condition_holds() {
    let only = |when: Vec<Op>| RuleKind::AllowedOnly { subject: 0, when: when.into(), text: text("") };
    let expected = r#"{"if": {"required": ["a"]}, "then": {"not": {"required": ["b"]}}}"#;
    says(vec![flag("a"), flag("b")], rule(only(vec![Op::Present(1), Op::Not]), &[0, 1], &[]), &[expected]);
    // Without `b` its value is unknown, and the rule is not evaluated.
    let expected = r#"{"if": {"required": ["a"]}, "then": {"properties": {"b": {"const": true}}}}"#;
    says(vec![flag("a"), flag("b")], rule(only(vec![Op::Slot(1)]), &[0, 1], &[1]), &[expected]);
    let in_list = vec![Op::Slot(1), Op::Text(text("sd")), Op::Text(text("4k")), Op::In(2)];
    let expected = r#"{"if": {"required": ["a"]}, "then": {"required": ["quality"], "properties": {"quality": {"enum": ["sd", "4k"]}}}}"#;
    says(vec![flag("a"), quality()], rule(only(in_list), &[0, 1], &[1]), &[expected]);
}

#[test]
fn a_dependent_limit_holds_for_defaults_too() {
    let seconds = || Field::new("seconds", Kind::integer(1, 60)).default(number("8"));
    let limit = |allowed| RuleKind::Dependent {
        subject: 0,
        when: vec![Op::Slot(1), Op::Text(text("4k")), Op::Eq].into(),
        text: text(""),
        allowed,
    };
    let range = Allowed::Range { min: None, max: Some(crate::Exact::integer(10)) };
    let when = r#"{"if": {"required": ["quality"], "properties": {"quality": {"const": "4k"}}}, "then": "#;
    let expected = format!(r#"{when}{{"properties": {{"seconds": {{"not": {{"exclusiveMinimum": 10}}}}}}}}}}"#);
    let reads = [0, 1];
    says(vec![seconds(), quality()], rule(limit(range), &[0, 1], &reads), &[&expected]);
    // The default is not allowed, so the member has to be sent.
    let values = Allowed::Values(vec![number("4"), number("6")].into());
    let expected = format!(r#"{when}{{"required": ["seconds"], "properties": {{"seconds": {{"enum": [4, 6]}}}}}}}}"#);
    says(vec![seconds(), quality()], rule(limit(values), &[0, 1], &reads), &[&expected]);
}

#[test]
fn conditions_of_counts_and_numbers() {
    let items = ListRange { item: vec![Field::new("", Kind::Bool)].into(), ..ListRange::new(&[]) };
    let images = || Field::new("images", Kind::List(items.clone()));
    let at_most = vec![Op::Slot(0), Op::Number(crate::Exact::integer(4)), Op::Le];
    says(vec![images()], condition(at_most, &[0]), &[r#"{"properties": {"images": {"not": {"minItems": 5}}}}"#]);
    // No list has no items, so one is needed.
    let some = vec![Op::Number(crate::Exact::ZERO), Op::Slot(0), Op::Lt];
    let expected = r#"{"required": ["images"], "properties": {"images": {"not": {"maxItems": 0}}}}"#;
    says(vec![images()], condition(some, &[0]), &[expected]);
    let scale = Field::new("scale", Kind::Number(NumberRange::ANY)).nullable();
    let above = vec![Op::Slot(0), Op::Number(crate::Exact::ZERO), Op::Gt];
    let expected = r#"{"properties": {"scale": {"not": {"allOf": [{"maximum": 0}, {"not": {"const": null}}]}}}}"#;
    says(vec![scale], condition(above, &[0]), &[expected]);
}

#[test]
fn what_has_no_words_is_listed_and_never_refuses() {
    let two = || vec![Field::new("a", Kind::integer(0, 9)), Field::new("b", Kind::integer(0, 9))];
    for program in [
        vec![Op::Slot(0), Op::Slot(1), Op::Lt],
        vec![Op::Slot(0), Op::Slot(1), Op::Mul, Op::Number(crate::Exact::ONE), Op::Le],
        vec![Op::Slot(0), Op::Text(text("x")), Op::Eq],
        vec![Op::Slot(0), Op::Number(crate::Exact::integer(1 << 60)), Op::Lt],
        vec![Op::Lt],
        vec![Op::Slot(7)],
        vec![Op::Present(7)],
    ] {
        let (entries, beyond) = entries(&object(two(), vec![condition(program, &[0, 1])]));
        assert_eq!((entries.len(), beyond.as_slice()), (0, ["condition /a `r`: a formula".to_owned()].as_slice()));
    }
}

#[test]
fn what_can_be_said_of_a_condition_in_part_is_said() {
    // a is sent, and (a == 0 or a < b): only `a == 0` has words, so nothing is refused.
    let two = || vec![Field::new("a", Kind::integer(0, 9)), Field::new("b", Kind::integer(0, 9))];
    let is_zero = || vec![Op::Slot(0), Op::Number(crate::Exact::ZERO), Op::Eq];
    let less = || vec![Op::Slot(0), Op::Slot(1), Op::Lt];
    let either = [is_zero(), less(), vec![Op::Or]].concat();
    let (said, beyond) = entries(&object(two(), vec![condition(either, &[0, 1])]));
    assert_eq!((said.len(), beyond.len()), (0, 1));
    let both = [is_zero(), less(), vec![Op::And]].concat();
    let (said, beyond) = entries(&object(two(), vec![condition(both, &[0, 1])]));
    assert_eq!(said, [r#"{"anyOf": [{"properties": {"a": {"const": 0}}}, {"not": {"required": ["b"]}}]}"#]);
    assert_eq!(beyond.len(), 1);
}

#[test]
fn rules_that_only_warn_are_left_out() {
    let nothing = RuleKind::NoEffect { subject: 0, when: vec![].into(), text: text("") };
    says(vec![flag("a")], rule(nothing, &[0], &[]), &[]);
    says(vec![flag("a"), flag("b")], rule(RuleKind::ExactlyOne, &[0, 1], &[]).inferred(), &[]);
}

#[test]
fn a_deep_formula_is_left_out_instead_of_printed_for_ever() {
    let mut program = vec![Op::Slot(0)];
    for _ in 0..64 {
        program.extend([Op::Slot(0), Op::Slot(0), Op::If]);
    }
    let (entries, beyond) = entries(&object(vec![flag("a")], vec![condition(program, &[0])]));
    assert!(entries.iter().map(String::len).sum::<usize>() < 20_000);
    assert_eq!(beyond, ["condition /a `r`: a formula"]);
    let constant =
        vec![Op::Bool(true), Op::Number(crate::Exact::ONE), Op::Neg, Op::Number(crate::Exact::ZERO), Op::Lt, Op::And];
    says(vec![flag("a")], condition(constant, &[]), &[]);
    let refused = condition(vec![Op::Bool(false)], &[]);
    says(vec![flag("a")], refused, &[r#"{"not": {}}"#]);
}
