//! What a report says of a fault: codes, words, JSON.

use super::faults;
use super::fixture::{model, one_of, topaz, with_fields};
use crate::spec::{
    Chars, ErrorCode, ErrorPlace, Field, Kind, ModelSpec, Object, ProviderSpec, Shared, TextRange, text,
};
use crate::{Options, Report, RuleId};

fn code(code: ErrorPlace, answers: &[&'static str], http: u16) -> ErrorCode {
    ErrorCode {
        code,
        name: text(""),
        http,
        doc: text(""),
        message: text(""),
        answers: answers.iter().map(|rule| text(rule)).collect(),
        at_submit: true,
        at_job: false,
        charge: text(""),
        retry: None,
    }
}

/// The second model at a provider with two codes of its own.
fn coded() -> ModelSpec {
    let spec = topaz();
    let errors = vec![
        code(ErrorPlace::Text(text("invalid_params")), &["not_listed", "wrong_type"], 0),
        code(ErrorPlace::Number(7), &["missing"], 422),
    ];
    let provider = ProviderSpec { errors: errors.into(), ..(*spec.provider).clone() };
    ModelSpec { provider: Shared::new(provider), ..spec }
}

fn codes(report: &Report) -> Vec<(String, serde_json::Value, serde_json::Value)> {
    let json = serde_json::to_value(report).unwrap();
    let violations = json["violations"].as_array().unwrap().clone();
    violations
        .into_iter()
        .map(|v| (v["pointer"].as_str().unwrap().to_owned(), v["code"].clone(), v["http"].clone()))
        .collect()
}

#[test]
fn codes_are_the_models_then_the_providers_in_the_type_they_are_sent_in() {
    let body = br#"{"model":"x","upscale_factor":"3","novel":1}"#;
    assert_eq!(
        codes(&coded().check(body, &Options::new())),
        [
            ("/model".to_owned(), "invalid_params".into(), serde_json::Value::Null),
            ("/upscale_factor".to_owned(), 20003.into(), 400.into()),
            ("/novel".to_owned(), serde_json::Value::Null, serde_json::Value::Null),
            ("/video_url".to_owned(), 20002.into(), 400.into()),
        ]
    );
    assert_eq!(codes(&coded().check(br#"{"video_url":"https://a.example/b"}"#, &Options::new()))[0].1, 7);
}

#[test]
fn a_way_that_judges_later_answers_with_a_code_only_what_it_judges_at_once() {
    let mut spec = coded();
    spec.body.fields.to_mut().push(Field::new("count", one_of(&["1"])).ways(0b10));
    let body = br#"{"model":"x","upscale_factor":"3","count":"2","video_url":7}"#;
    let report = spec.check(body, &Options { way: 1, ..Options::new() });
    let mapped: Vec<_> = codes(&report).into_iter().map(|(pointer, code, _)| (pointer, !code.is_null())).collect();
    assert_eq!(
        mapped,
        [
            ("/model".to_owned(), true),
            ("/upscale_factor".to_owned(), false),
            ("/count".to_owned(), true),
            ("/video_url".to_owned(), false)
        ]
    );
}

#[test]
fn the_json_form_has_every_member() {
    let spec = with_fields(vec![Field::new("blur", Kind::number(-1.0, 1.0))]);
    let report = spec.check(br#"{"blur":1.2}"#, &Options::new());
    assert_eq!(
        serde_json::to_string(&report).unwrap(),
        r#"{"ok":false,"violations":[{"pointer":"/blur","rule":"out_of_range","name":null,"code":null,"http":null,"severity":"error","waived":false,"message":"`blur` takes -1..=1, found `1.2`","span":[8,11],"also":[],"found":"1.2","allowed":"-1..=1","suggestion":null}],"unchecked":[]}"#
    );
}

#[test]
fn texts_for_people_are_cut() {
    let many: Vec<&'static str> = (0..100).map(|_| "some long word").collect();
    let spec = with_fields(vec![
        Field::new("mode", one_of(&many)),
        Field::new("text", Kind::Text(TextRange::ANY.chars(Chars::new(None, Some(3))))),
    ]);
    let long = "é".repeat(5_000);
    let body = format!("{{\"mode\":\"{long}\",\"text\":\"{long}\",\"{long}\":1}}");
    let report = spec.check(body.as_bytes(), &Options::new());
    assert_eq!(report.violations.len(), 3);
    for violation in &report.violations {
        let texts = [&violation.found, &violation.allowed, &violation.suggestion];
        assert!(texts.into_iter().flatten().all(|text| text.chars().count() <= 200), "{violation}");
        assert!(violation.message.chars().count() < 600);
    }
    // A pointer is exact, whatever its length.
    assert_eq!(report.violations[2].pointer.chars().count(), 5_001);
}

#[test]
fn a_value_of_the_wrong_type_is_suggested_in_the_right_one() {
    let spec = with_fields(vec![
        Field::new("factor", one_of(&["1", "2"])),
        Field::new("count", Kind::integer(0, 9)),
        Field::new("flag", Kind::Bool),
        Field::new("mode", one_of(&["silver_rich", "grey"])),
    ]);
    let report = spec.check(br#"{"factor":2,"count":"5","flag":"true","mode":"gray"}"#, &Options::new());
    let suggestions: Vec<_> = report.violations.iter().map(|violation| violation.suggestion.as_deref()).collect();
    assert_eq!(suggestions, [Some("\"2\""), Some("5"), Some("true"), Some("\"grey\"")]);
}

#[test]
fn every_sentence_names_the_parameter_and_what_it_takes() {
    let spec = model(Object::new(&[]));
    let spec = ModelSpec {
        body: Object {
            fields: vec![
                Field::new("text", Kind::Text(TextRange::ANY.chars(Chars::new(Some(2), Some(3))))),
                Field::new("url", super::fixture::url(true)),
                Field::new(
                    "list",
                    Kind::List(crate::spec::ListRange {
                        item: vec![Field::new("", Kind::Bool)].into(),
                        ..crate::spec::ListRange::new(&[]).max(Some(1))
                    }),
                ),
                Field::new("need", Kind::Bool).required(),
            ]
            .into(),
            ..Object::new(&[])
        },
        ..spec
    };
    let body = br#"{"text":"abcd","url":"http://localhost/a","list":[true,true],"txet":1,"text":1}"#;
    let report = spec.check(body, &Options::new());
    let messages: Vec<_> = report.violations.iter().map(|violation| &*violation.message).collect();
    assert_eq!(
        messages,
        [
            "`text` has 4 characters, allowed: at most 3 characters",
            "`url` takes a public http or https address, but the address has the host `localhost`, which is the machine that asks",
            "`list` has 2 items, allowed: at most 1 item",
            "unknown parameter `txet`; there is `text`",
            "`text` is given more than once; the last one counts",
            "`text` takes a text, found `1`",
            "`need` is required",
        ]
    );
    assert_eq!(faults(&report)[6], (RuleId::Missing, "/need"));
    assert!(report.to_string().starts_with("error[too_long] at /text: `text` has"));
}
