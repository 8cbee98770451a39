//! Models with several actions: which members each takes, what rules and prices see of them, what a typed request can say.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate::typed::Request;
use nameplate::{Exact, Measures, Options, Rates, Report, Severity, Total};
use nameplate_tests::generated::acme::actions_with_a_default::{ActionsWithADefault, Mode, ModePlain, ModeTall};
use nameplate_tests::generated::acme::easel::{
    Action, ActionBlend, ActionImagine, ActionImagineSeed, ActionUpscale, ActionVariation, Easel, Speed,
};

fn check<T: Request>(members: &str) -> Report {
    let comma = if members.is_empty() { "" } else { "," };
    let body = format!("{{\"model\":\"{}\"{comma}{members}}}", T::SPEC.id);
    T::SPEC.check(body.as_bytes(), &Options::new())
}

/// Pointer and rule of every error.
fn errors(report: &Report) -> Vec<(&str, &str)> {
    let errors = report.violations.iter().filter(|violation| violation.severity == Severity::Error);
    errors.map(|found| (found.pointer.as_str(), found.rule.as_str())).collect()
}

#[test]
fn a_body_has_the_members_of_its_action_wherever_it_says_which() {
    for good in [
        r#""action":"imagine","prompt":"a""#,
        r#""prompt":"a","speed":"turbo","action":"imagine""#,
        r#""index":2,"job":"abcd1234","action":"upscale""#,
        r#""action":"vary","job":"abcd1234","index":0"#,
    ] {
        assert!(check::<Easel>(good).ok(), "{good}: {:?}", errors(&check::<Easel>(good)));
    }
    for (bad, expected) in [
        (r#""action":"imagine""#, vec![("/prompt", "missing")]),
        (r#""prompt":"a""#, vec![("/action", "missing")]),
        (r#""action":"paint","prompt":"a","nope":1"#, vec![("/action", "not_listed"), ("/nope", "unknown_parameter")]),
        (r#""action":5"#, vec![("/action", "wrong_type")]),
        (r#""action":"imagine","prompt":"a","index":1"#, vec![("/index", "unknown_parameter")]),
        (r#""action":"upscale","job":"abcd1234","index":0"#, vec![("/index", "out_of_range")]),
        (r#""action":"vary","job":"abcd1234","index":4"#, vec![("/index", "out_of_range")]),
        (
            r#""action":"blend","action":"blend","images":[]"#,
            vec![("/action", "duplicate_key"), ("/images", "too_few")],
        ),
        (r#""action":"imagine","prompt":"a","prompt":"b""#, vec![("/prompt", "duplicate_key")]),
        (r#""action":"paint","index":1,"index":2"#, vec![("/action", "not_listed"), ("/index", "duplicate_key")]),
    ] {
        assert_eq!(errors(&check::<Easel>(bad)), expected, "{bad}");
    }
}

#[test]
fn a_member_of_another_action_says_which_actions_have_it() {
    let report = check::<Easel>(r#""action":"imagine","prompt":"a","index":1"#);
    assert_eq!(report.violations[0].message, "`index` is taken only when `action` is \"upscale\" or \"vary\"");
    let misspelt = check::<Easel>(r#""action":"blend","imagse":[]"#);
    assert_eq!(misspelt.violations[0].suggestion.as_deref(), Some("images"));
}

#[test]
fn rules_of_an_action_hold_for_it_and_common_rules_for_all() {
    let of = |members| check::<Easel>(members);
    assert_eq!(errors(&of(r#""action":"imagine","prompt":"a","weight":1"#)), [("/weight", "allowed_only")]);
    let url = r#""https://a.example/1.png""#;
    let heavy = format!(r#""action":"imagine","prompt":"a","weight":1.5,"references":[{url},{url},{url}]"#);
    assert_eq!(errors(&of(&heavy)), [("/weight", "condition")]);
    // Without a weight the default of the action counts.
    let light = format!(r#""action":"imagine","prompt":"a","references":[{url},{url},{url},{url}]"#);
    assert!(of(&light).ok());
    assert_eq!(
        errors(&of(r#""action":"upscale","job":"abcd1234","index":1,"speed":"turbo""#)),
        [("/speed", "condition")]
    );
    assert_eq!(errors(&of(r#""action":"vary","job":"abcd1234","index":3,"speed":"turbo""#)), [("/speed", "condition")]);
    let inferred = of(r#""action":"upscale","job":"abcd1234","index":3,"size":"4x""#);
    assert!(inferred.ok() && inferred.violations[0].rule.as_str() == "dependent");
}

#[test]
fn an_absent_member_that_has_a_default_asks_for_that_action() {
    let of = |members| check::<ActionsWithADefault>(members);
    assert!(of("").ok() && of(r#""width":7"#).ok() && of(r#""mode":"none""#).ok());
    assert_eq!(errors(&of(r#""width":5"#)), [("/width", "condition")]);
    assert_eq!(errors(&of(r#""height":5"#)), [("/height", "unknown_parameter")]);
    assert_eq!(errors(&of(r#""mode":"tall","height":2,"width":3"#)), [("/height", "condition")]);
    assert!(of(r#""mode":"tall","height":2"#).ok(), "the default of the other action does not count");
}

#[test]
fn prices_read_the_action_and_its_members() {
    let total = |request: Easel| request.check().unwrap().estimate(&Measures::new(), &Rates::published()).total;
    let exact = |text| Total::Exact(Exact::decimal(text).unwrap());
    assert_eq!(total(Easel::new(ActionImagine::new("a")).speed(Speed::Turbo)), exact("0.08"));
    assert_eq!(total(Easel::new(ActionUpscale::new("abcd1234", 1))), exact("0.02"));
    let urls = ["https://a.example/1.png", "https://a.example/2.png", "https://a.example/3.png"];
    assert_eq!(total(Easel::new(ActionBlend::new(urls)).speed(Speed::Relaxed)), exact("0.023"));
}

#[test]
fn a_typed_request_can_only_say_what_its_action_takes() {
    let request = Easel::new(ActionImagine::new("A red fox").seed(ActionImagineSeed::Random)).speed(Speed::Relaxed);
    let body = r#"{"model":"easel","speed":"relaxed","action":"imagine","prompt":"A red fox","seed":-1}"#;
    assert_eq!(request.to_json(), body);
    let read = Easel::from_json(body.as_bytes()).unwrap();
    assert!(matches!(&read.action, Action::Imagine(imagine) if imagine.prompt == "A red fox"));
    let vary = Easel::new(Action::Variation(ActionVariation::new("abcd1234")));
    assert_eq!(vary.to_json(), r#"{"model":"easel","action":"vary","job":"abcd1234"}"#);
    let refused = Easel::new(ActionUpscale::new("abcd1234", 5)).check().unwrap_err();
    assert_eq!(errors(&refused), [("/index", "out_of_range")]);

    let plain = ActionsWithADefault::from_json(br#"{"model":"actions_with_a_default","width":2}"#).unwrap();
    assert!(matches!(&plain.mode, Mode::Plain(ModePlain { width: Some(2), .. })));
    let tall = ActionsWithADefault::new(ModeTall::new(4).width(2));
    assert_eq!(tall.to_json(), r#"{"model":"actions_with_a_default","mode":"tall","height":4,"width":2}"#);
}
