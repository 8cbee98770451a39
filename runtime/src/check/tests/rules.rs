//! Rules between parameters: what they see, when they are asked, where they point.

use super::fixture::{dec, feeding, model, one_of, rhea};
use super::{faults, show};
use crate::spec::{
    Allowed, Field, Kind, ListRange, Literal, ModelSpec, NumberRange, Object, Op, Rule, RuleKind, Shared, Slot,
    SlotUse, Take, TextRange, text,
};
use crate::{Exact, Options, RuleId, SlotContent};

fn rule(name: &'static str, kind: RuleKind, names: &[u16], reads: &[u16]) -> Rule {
    Rule { names: names.to_vec().into(), reads: reads.to_vec().into(), ..Rule::new(name, kind, &[], &[]) }
}

fn condition(holds: Vec<Op>, formula: &'static str) -> RuleKind {
    RuleKind::Condition { holds: holds.into(), text: text(formula) }
}

fn number(name: &'static str) -> Field {
    Field::new(name, Kind::Number(NumberRange::ANY))
}

/// Parameters `a`, `b` and `c`, each a number in a slot of its own, and one rule.
fn abc(rule: Rule) -> ModelSpec {
    let names = ["a", "b", "c"];
    let pointers = ["/a", "/b", "/c"];
    let fields: Vec<_> = (0..3).map(|slot| feeding(number(names[slot]), u16::try_from(slot).unwrap())).collect();
    let slots: Vec<_> = (0..3).map(|slot| Slot::new(names[slot], pointers[slot], Take::Value)).collect();
    model(Object { fields: fields.into(), slots: slots.into(), rules: vec![rule].into(), ..Object::new(&[]) })
}

#[track_caller]
fn broken(spec: &ModelSpec, body: &str, expected: &[(RuleId, &str)]) {
    assert_eq!(faults(&spec.check(body.as_bytes(), &Options::new())), expected, "{body}");
}

#[test]
fn exactly_at_most_and_at_least_one() {
    let exactly = abc(rule("r", RuleKind::ExactlyOne, &[0, 1], &[]));
    broken(&exactly, "{}", &[(RuleId::ExactlyOne, "")]);
    broken(&exactly, r#"{"b":1}"#, &[]);
    broken(&exactly, r#"{"b":1,"a":1}"#, &[(RuleId::ExactlyOne, "/a")]);
    let most = abc(rule("r", RuleKind::AtMostOne, &[0, 1], &[]));
    broken(&most, "{}", &[]);
    broken(&most, r#"{"a":1}"#, &[]);
    broken(&most, r#"{"a":1,"b":1}"#, &[(RuleId::AtMostOne, "/a")]);
    let least = abc(rule("r", RuleKind::AtLeastOne, &[0, 1], &[]));
    broken(&least, r#"{"c":1}"#, &[(RuleId::AtLeastOne, "")]);
    broken(&least, r#"{"b":1}"#, &[]);
    let together = abc(rule("r", RuleKind::Together, &[0, 1, 2], &[]));
    broken(&together, "{}", &[]);
    broken(&together, r#"{"a":1,"b":1,"c":1}"#, &[]);
    broken(&together, r#"{"c":1,"b":1}"#, &[(RuleId::Together, "/b")]);
}

#[test]
fn a_rule_points_at_the_first_named_parameter_and_names_the_others() {
    let spec = abc(rule("one", RuleKind::AtMostOne, &[1, 0, 2], &[]));
    let body = br#"{"a":1, "b" : 22}"#;
    let violation = &spec.check(body, &Options::new()).violations[0];
    assert_eq!((&*violation.pointer, &violation.also[..]), ("/b", &["/a".to_owned()][..]));
    assert_eq!(violation.span, Some(14..16));
    assert_eq!(violation.name.as_deref(), Some("one"));
    // Of a repeated member, the last one counts.
    let body = br#"{"b":1,"a":1,"b":333}"#;
    let report = spec.check(body, &Options::new());
    assert_eq!(show(&report, body), ["duplicate_key /b \"b\"", "at_most_one /b 333"]);
}

#[test]
fn requires_asks_only_when_its_condition_holds() {
    let when = vec![Op::Slot(0), Op::Number(Exact::ZERO), Op::Gt];
    let kind =
        RuleKind::Requires { when: when.into(), text: text("a > 0"), needs: vec![1].into(), values: Vec::new().into() };
    let spec = abc(rule("r", kind, &[0, 1], &[0]));
    broken(&spec, r#"{"a":1}"#, &[(RuleId::Requires, "/a")]);
    broken(&spec, r#"{"a":1,"b":1}"#, &[]);
    broken(&spec, r#"{"a":0}"#, &[]);
    broken(&spec, "{}", &[]);
    let message = &spec.check(br#"{"a":1}"#, &Options::new()).violations[0].message;
    assert_eq!(message, "`b` is needed when `a > 0`");
}

#[test]
fn allowed_only_and_no_effect_ask_about_a_present_parameter() {
    let when = || vec![Op::Slot(0), Op::Number(Exact::ZERO), Op::Gt].into();
    let only = RuleKind::AllowedOnly { subject: 1, when: when(), text: text("a > 0") };
    let only = abc(rule("r", only, &[1, 0], &[0]));
    broken(&only, r#"{"a":0,"b":1}"#, &[(RuleId::AllowedOnly, "/b")]);
    broken(&only, r#"{"a":1,"b":1}"#, &[]);
    broken(&only, r#"{"a":0}"#, &[]);
    // Absent without a default: not evaluated.
    broken(&only, r#"{"b":1}"#, &[]);
    let none = RuleKind::NoEffect { subject: 1, when: when(), text: text("a > 0") };
    let none = abc(rule("r", none, &[1, 0], &[0]));
    broken(&none, r#"{"a":1,"b":1}"#, &[(RuleId::NoEffect, "/b")]);
    assert!(none.check(br#"{"a":1,"b":1}"#, &Options { strict: true, ..Options::new() }).ok());
    broken(&none, r#"{"a":0,"b":1}"#, &[]);
}

#[test]
fn dependent_limits_are_values_or_a_range() {
    let when = || vec![Op::Slot(0), Op::Number(Exact::ONE), Op::Eq].into();
    let kind = |allowed| RuleKind::Dependent { subject: 1, when: when(), text: text("a == 1"), allowed };
    let range = Allowed::Range { min: Some(dec("0.5")), max: Some(dec("2")) };
    let spec = abc(rule("r", kind(range), &[1, 0], &[0, 1]));
    for (value, ok) in [("0.4", false), ("0.5", true), ("2", true), ("2.1", false), ("1e300", false), ("1e-300", false)]
    {
        let expected: &[_] = if ok { &[] } else { &[(RuleId::Dependent, "/b")] };
        broken(&spec, &format!("{{\"a\":1,\"b\":{value}}}"), expected);
        broken(&spec, &format!("{{\"a\":2,\"b\":{value}}}"), &[]);
    }
    let values = Allowed::Values(vec![Literal::Number(dec("5")), Literal::Number(dec("10"))].into());
    let spec = abc(rule("r", kind(values), &[1, 0], &[0, 1]));
    broken(&spec, r#"{"a":1,"b":5.0}"#, &[]);
    broken(&spec, r#"{"a":1,"b":6}"#, &[(RuleId::Dependent, "/b")]);
    broken(&spec, r#"{"a":1}"#, &[]);
}

#[test]
fn a_rule_that_reads_a_broken_or_absent_parameter_is_not_asked() {
    let spec = abc(rule("r", condition(vec![Op::Slot(0), Op::Slot(1), Op::Lt], "a < b"), &[0, 1], &[0, 1]));
    broken(&spec, r#"{"a":2,"b":1}"#, &[(RuleId::Condition, "/a")]);
    broken(&spec, r#"{"a":1,"b":2}"#, &[]);
    broken(&spec, r#"{"a":2}"#, &[]);
    broken(&spec, r#"{"a":"2","b":1}"#, &[(RuleId::WrongType, "/a")]);
    broken(&spec, r#"{"a":2,"b":null}"#, &[(RuleId::WrongType, "/b")]);
}

#[test]
fn rules_see_the_last_of_repeated_members() {
    let spec = abc(rule("r", condition(vec![Op::Slot(0), Op::Slot(1), Op::Lt], "a < b"), &[0, 1], &[0, 1]));
    broken(&spec, r#"{"a":1,"b":2,"a":3}"#, &[(RuleId::DuplicateKey, "/a"), (RuleId::Condition, "/a")]);
    broken(&spec, r#"{"a":3,"b":2,"a":1}"#, &[(RuleId::DuplicateKey, "/a")]);
    broken(
        &spec,
        r#"{"a":"x","b":2,"a":3}"#,
        &[(RuleId::WrongType, "/a"), (RuleId::DuplicateKey, "/a"), (RuleId::Condition, "/a")],
    );
}

#[test]
fn an_inferred_rule_warns_and_refuses_when_strict() {
    let spec = abc(rule("r", RuleKind::ExactlyOne, &[0, 1], &[]).inferred());
    assert!(spec.check(b"{}", &Options::new()).ok());
    assert!(!spec.check(b"{}", &Options { strict: true, ..Options::new() }).ok());
}

#[test]
fn defaults_stand_in_for_absent_parameters() {
    let warnings = |body: &str| {
        let report = rhea().check(body.as_bytes(), &Options::new());
        let of_rules = report.violations.iter().filter(|violation| violation.rule == RuleId::NoEffect);
        of_rules.map(|violation| violation.pointer.clone()).collect::<Vec<_>>()
    };
    // `interpolate_frames` is false and `grain` 0.05 unless something else is sent.
    assert_eq!(warnings(r#"{"target_fps":60}"#), ["/target_fps"]);
    assert_eq!(warnings(r#"{"target_fps":60,"interpolate_frames":true}"#), [""; 0]);
    assert_eq!(warnings(r#"{"grain_type":"grey"}"#), [""; 0]);
    assert_eq!(warnings(r#"{"grain_type":"grey","grain":0.0}"#), ["/grain_type"]);
    assert_eq!(warnings(r#"{"grain_type":"grey","grain":"0"}"#), [""; 0]);
}

#[test]
fn presence_of_null_and_of_empty_values_is_what_the_spec_says() {
    let mut fields = vec![
        feeding(Field::new("text", Kind::Text(TextRange::ANY)).nullable(), 0),
        feeding(Field::new("other", Kind::Bool), 1),
    ];
    let slots = vec![
        Slot::new("text", "/text", Take::Value).default(Literal::Text(text("x"))),
        Slot::new("other", "/other", Take::Value),
    ];
    let spec = |fields: &[Field]| {
        model(Object {
            fields: fields.to_vec().into(),
            slots: slots.clone().into(),
            rules: vec![rule("r", RuleKind::AtLeastOne, &[0, 1], &[])].into(),
            ..Object::new(&[])
        })
    };
    let sent = |spec: &ModelSpec, body: &str| {
        let options = Options::new();
        let verdict = spec.judge(body.as_bytes(), &options);
        (verdict.report.ok(), verdict.resolved.slots[0].value.clone() == SlotContent::Text("x".into()))
    };
    let present = spec(&fields);
    assert_eq!(sent(&present, "{}"), (false, true));
    assert_eq!(sent(&present, r#"{"text":""}"#), (true, false));
    assert_eq!(sent(&present, r#"{"text":null}"#), (true, false));
    fields[0].empty_is_absent = true;
    let absent = spec(&fields);
    assert_eq!(sent(&absent, r#"{"text":""}"#), (false, true));
    assert_eq!(sent(&absent, r#"{"text":null}"#), (false, true));
    assert_eq!(sent(&absent, r#"{"text":" "}"#), (true, false));
}

/// A list of shots, each of some seconds (5 unless given); their number, sum and extremes, and the length of a text.
fn film(rules: Vec<Rule>) -> ModelSpec {
    let up = |slots: &[u16]| slots.iter().map(|slot| SlotUse::new(1, *slot)).collect::<Vec<_>>();
    let seconds = Kind::integer(1, 60);
    let shot = vec![
        Field { feeds: up(&[1, 2, 3]).into(), ..Field::new("s", seconds).default(Literal::Number(dec("5"))) },
        Field::new("loop", Kind::Bool),
    ];
    let shot = Object { fields: shot.into(), ..Object::new(&[]) };
    let item = Field::new("", Kind::Object(Shared::new(shot)));
    let film = Field::new("shots", Kind::List(ListRange { item: vec![item].into(), ..ListRange::new(&[]) }));
    let prompt = Field::new("prompt", Kind::Text(TextRange::ANY));
    let fields = vec![
        feeding(film, 0),
        Field { feeds: vec![SlotUse::new(0, 4), SlotUse::new(0, 5)].into(), ..prompt },
        feeding(number("total"), 6),
    ];
    let slots = vec![
        Slot::new("count(shots)", "/shots", Take::Count),
        Slot::new("sum(shots.s)", "/shots", Take::Sum),
        Slot::new("min(shots.s)", "/shots", Take::Min),
        Slot::new("max(shots.s)", "/shots", Take::Max),
        Slot::new("chars(prompt)", "/prompt", Take::Chars),
        Slot::new("words(prompt)", "/prompt", Take::Words),
        Slot::new("total", "/total", Take::Value),
    ];
    model(Object { fields: fields.into(), slots: slots.into(), rules: rules.into(), ..Object::new(&[]) })
}

#[test]
fn a_count_can_be_computed_with_though_nobody_has_to_send_the_list() {
    let twice = [Op::Slot(0), Op::Slot(0), Op::Add, Op::Number(dec("2")), Op::Le];
    let spec = film(vec![rule("few", condition(twice.to_vec(), "count(shots) + count(shots) <= 2"), &[0], &[])]);
    broken(&spec, "{}", &[]);
    broken(&spec, r#"{"shots":[]}"#, &[]);
    broken(&spec, r#"{"shots":[{}]}"#, &[]);
    broken(&spec, r#"{"shots":[{},{}]}"#, &[(RuleId::Condition, "/shots")]);
}

fn resolved(body: &str) -> Vec<Option<i128>> {
    let (spec, options) = (film(Vec::new()), Options::new());
    let verdict = spec.judge(body.as_bytes(), &options);
    let number = |slot: &crate::SlotValue<'_>| match &slot.value {
        SlotContent::Number(number) => number.to_integer(),
        _ => None,
    };
    verdict.resolved.slots.iter().map(number).collect()
}

#[test]
fn slots_count_add_and_compare() {
    assert_eq!(
        resolved(r#"{"shots":[{"s":2},{},{"s":9,"loop":true}],"prompt":" zwei Wörter\n","total":16}"#),
        [Some(3), Some(16), Some(2), Some(9), Some(13), Some(2), Some(16)]
    );
    // The count of an absent list is 0; nothing else is known of what is absent.
    assert_eq!(resolved("{}"), [Some(0), None, None, None, None, None, None]);
    assert_eq!(resolved(r#"{"shots":[]}"#)[..2], [Some(0), None]);
    // Of a list with a fault nothing is known.
    assert_eq!(resolved(r#"{"shots":[{"s":0},{"s":1}]}"#)[..4], [None; 4]);
    assert_eq!(resolved(r#"{"shots":[{"s":1}],"shots":[{"s":2},{"s":3}]}"#)[..4], [Some(2), Some(5), Some(2), Some(3)]);
}

#[test]
fn rules_compare_a_sum_over_a_list() {
    let sum = vec![Op::Slot(1), Op::Slot(6), Op::Eq];
    let spec = film(vec![rule("sum", condition(sum, "sum(shots.s) == total"), &[1, 6], &[1, 6])]);
    let body = r#"{"shots":[{"s":2},{}],"total":8}"#;
    let report = spec.check(body.as_bytes(), &Options::new());
    assert_eq!(show(&report, body.as_bytes()), ["condition /shots [{\"s\":2},{}]"]);
    assert_eq!(report.violations[0].also, ["/total"]);
    broken(&spec, r#"{"shots":[{"s":2},{}],"total":7}"#, &[]);
    // The list is there, even if no object of it says how long it is.
    broken(&spec, r#"{"total":8,"shots":[{},{}]}"#, &[(RuleId::Condition, "/shots")]);
    broken(&spec, r#"{"shots":[],"total":7}"#, &[]);
}

#[test]
fn a_nested_object_has_rules_of_its_own() {
    let fields =
        vec![feeding(Field::new("from", Kind::integer(0, 9)), 0), feeding(Field::new("to", Kind::integer(0, 9)), 1)];
    let clip = Object {
        fields: fields.into(),
        slots: vec![Slot::new("from", "/from", Take::Value), Slot::new("to", "/to", Take::Value)].into(),
        rules: vec![rule("order", condition(vec![Op::Slot(0), Op::Slot(1), Op::Lt], "from < to"), &[1, 0], &[0, 1])]
            .into(),
        ..Object::new(&[])
    };
    let clip = Field::new("", Kind::Object(Shared::new(clip)));
    let clips = Field::new("clips", Kind::List(ListRange { item: vec![clip].into(), ..ListRange::new(&[]) }));
    let spec = model(Object { fields: vec![clips].into(), ..Object::new(&[]) });
    let body = br#"{"clips":[{"from":1,"to":2},{"from":5,"to":3},{"to":0}]}"#;
    let report = spec.check(body, &Options::new());
    assert_eq!(show(&report, body), ["condition /clips/1/to 3"]);
    assert_eq!(report.violations[0].also, ["/clips/1/from"]);
}

#[test]
fn two_broken_rules_at_one_place_are_one_violation_with_both_sentences() {
    let greater = |limit: &str| condition(vec![Op::Slot(0), Op::Number(dec(limit)), Op::Gt], "…");
    let mut first = rule("first", greater("5"), &[0], &[0]).inferred();
    first.message = text("first sentence");
    let mut second = rule("second", greater("7"), &[0], &[0]);
    second.message = text("second sentence");
    let mut spec = abc(first);
    spec.body.rules.to_mut().push(second);
    let report = spec.check(br#"{"a":1}"#, &Options::new());
    assert_eq!(faults(&report), [(RuleId::Condition, "/a")]);
    assert_eq!(report.violations[0].message, "first sentence; second sentence");
    assert!(!report.ok(), "the graver one counts");
}

#[test]
fn a_rule_may_read_a_text() {
    let fields = vec![feeding(Field::new("mode", one_of(&["a", "b"])), 0)];
    let holds = vec![Op::Slot(0), Op::Text(text("a")), Op::Eq];
    let spec = model(Object {
        fields: fields.into(),
        slots: vec![Slot::new("mode", "/mode", Take::Value)].into(),
        rules: vec![rule("r", condition(holds, "mode == \"a\""), &[0], &[0])].into(),
        ..Object::new(&[])
    });
    broken(&spec, r#"{"mode":"\u0061"}"#, &[]);
    broken(&spec, r#"{"mode":"b"}"#, &[(RuleId::Condition, "/mode")]);
}
