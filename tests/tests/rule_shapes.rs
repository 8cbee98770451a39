//! Every shape of rule that providers have, on a model that has them all: what it refuses, what it accepts, and what it leaves
//! alone because the request does not say enough.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::sync::LazyLock;

use nameplate::spec::ErrorPlace;
use nameplate::{Options, Report, Severity};
use nameplate_codegen::Specs;
use nameplate_tests::every_spec;
use serde_json::{Value, json};

static SPECS: LazyLock<Specs> = LazyLock::new(|| every_spec().unwrap_or_else(|faults| panic!("{faults}")));

/// The report on a body of the editor, to which `model` and (unless it says so itself) `prompt` are added.
fn report(body: &Value) -> Report {
    let mut body = body.clone();
    let members = body.as_object_mut().unwrap();
    members.insert("model".to_owned(), "editor".into());
    members.entry("prompt").or_insert_with(|| "Snow".into());
    SPECS.model("editor").unwrap().check_value(&body, &Options::new())
}

/// The names of the rules that a body breaks.
fn broken(body: &Value) -> Vec<String> {
    let report = report(body);
    report.violations.iter().map(|found| found.name.as_deref().unwrap_or(found.rule.as_str()).to_owned()).collect()
}

/// That a body breaks this rule and no other, and that another one breaks none.
fn judged(rule: &str, refused: &[Value], accepted: &[Value]) {
    for body in refused {
        assert_eq!(broken(body), [rule], "{body}");
    }
    for body in accepted {
        assert_eq!(broken(body), [""; 0], "{body}");
    }
}

fn images(count: usize) -> Value {
    (0..count).map(|at| format!("https://cdn.acme.example/{at}.png")).collect()
}

fn boxes(count: usize) -> Value {
    (0..count).map(|_| json!([0, 0, 8, 8])).collect()
}

fn elements(count: usize) -> Value {
    (0..count).map(|at| format!("element {at}")).collect()
}

#[test]
fn lists_of_equal_length() {
    judged(
        "boxes_of_images",
        &[json!({"boxes": boxes(1)}), json!({"images": images(2)}), json!({"images": images(2), "boxes": boxes(3)})],
        &[json!({}), json!({"images": images(2), "boxes": boxes(2)}), json!({"images": [], "boxes": []})],
    );
}

#[test]
fn order_and_distance() {
    judged(
        "long_enough",
        &[json!({"start": 1, "end": 6.999}), json!({"start": 0, "end": 60.001})],
        &[
            json!({"start": 1, "end": 7}),
            json!({"start": 0.5, "end": 60.5}),
            // One end alone is judged by nothing: where the other one is, the source does not say.
            json!({"start": 9}),
        ],
    );
    for body in [json!({"start": 7, "end": 7}), json!({"start": 9, "end": 1})] {
        let report = report(&body);
        assert_eq!(report.violations.len(), 1, "two conditions at one place are one violation: {report:#?}");
        let message = &report.violations[0].message;
        assert!(message.contains("`end > start`") && message.contains("`end - start >= 6"), "{message}");
    }
}

#[test]
fn totals_across_lists() {
    let both = |several: usize, others: usize| json!({"images": images(several), "boxes": boxes(several), "elements": elements(others)});
    judged("references", &[both(4, 4), both(8, 0), both(0, 8)], &[both(4, 3), both(7, 0), both(0, 7)]);
    let masked = |mut body: Value| {
        body["mask"] = json!({"url": "https://cdn.acme.example/m.png"});
        body
    };
    judged(
        "references_beside_a_mask",
        &[masked(both(2, 3)), masked(both(5, 0))],
        &[masked(both(2, 2)), masked(both(0, 4))],
    );
}

#[test]
fn products_of_two_parameters() {
    // 4096 * 2160 = 8847360; the default height is 720, the default width 1280.
    judged(
        "area",
        &[json!({"width": 4096, "height": 2161}), json!({"width": 4097, "height": 2160})],
        &[json!({"width": 4096, "height": 2160}), json!({"width": 1800}), json!({"height": 3200})],
    );
}

#[test]
fn a_ratio_between_two_bounds_only_warns_when_no_source_states_it() {
    for (body, warns) in [
        (json!({"width": 2500, "height": 1000}), false),
        (json!({"width": 2501, "height": 1000}), true),
        (json!({"width": 1000, "height": 2501}), true),
    ] {
        let report = report(&body);
        assert!(report.ok(), "{body}");
        assert_eq!(report.violations.iter().any(|found| found.severity == Severity::Warning), warns, "{body}");
    }
}

#[test]
fn one_more_than_a_multiple() {
    judged(
        "whole_blocks",
        &[json!({"frames": 80}), json!({"frames": 2})],
        &[json!({}), json!({"frames": 1}), json!({"frames": 5}), json!({"frames": 161})],
    );
}

#[test]
fn lengths_of_several_texts_together_of_which_any_may_be_absent() {
    let words = |count: usize| "la ".repeat(count);
    judged(
        "texts",
        &[json!({"prompt": words(1), "lyrics": words(100)}), json!({"prompt": words(101)})],
        &[json!({"prompt": words(1), "lyrics": words(99)}), json!({"prompt": "", "lyrics": words(100)})],
    );
}

#[test]
fn exactly_one_of_several_inside_an_object() {
    let areas = json!([[0, 0, 0, 8, 8, 8]]);
    let url = "https://cdn.acme.example/m.png";
    judged(
        "one_mask",
        &[json!({"mask": {}}), json!({"mask": {"areas": areas, "url": url}}), json!({"mask": {"feather": 1}})],
        &[json!({"mask": {"areas": areas}}), json!({"mask": {"url": url, "feather": 1}})],
    );
    let report = report(&json!({"mask": {"areas": areas, "url": url}}));
    assert_eq!(report.violations[0].pointer, "/mask/areas");
    assert_eq!(report.violations[0].also, ["/mask/url"]);
}

#[test]
fn dependent_limits_with_several_conditions() {
    judged(
        "best_is_short",
        &[json!({"mode": "best"}), json!({"mode": "best", "seconds": 5})],
        &[json!({"mode": "best", "seconds": 4}), json!({"mode": "normal", "seconds": 15})],
    );
    judged(
        "best_and_fast_is_shorter",
        &[json!({"mode": "best", "fps": 50, "seconds": 3})],
        &[json!({"mode": "best", "fps": 50, "seconds": 2}), json!({"mode": "best", "fps": 25, "seconds": 3})],
    );
    let both = report(&json!({"mode": "best", "fps": 50, "seconds": 9}));
    assert_eq!(both.violations.len(), 1, "two limits of one value are one violation: {both:#?}");
    assert!(both.violations[0].message.contains("at most 4") && both.violations[0].message.contains("at most 2"));
    judged("drafts_are_slow", &[json!({"mode": "draft", "fps": 50})], &[json!({"mode": "draft"}), json!({"fps": 50})]);
}

#[test]
fn a_parameter_that_needs_a_value_of_another_one() {
    judged(
        "searched_images",
        &[json!({"image_search": true}), json!({"image_search": true, "search": false})],
        &[
            json!({"image_search": true, "search": true}),
            json!({"image_search": false}),
            json!({"search": false}),
            json!({}),
        ],
    );
    judged(
        "series_of_several",
        &[json!({"n": 5}), json!({"n": 12, "series": "single"})],
        &[json!({"n": 5, "series": "series"}), json!({"n": 4})],
    );
    // A value with an error of its own has one message.
    assert_eq!(broken(&json!({"image_search": true, "search": "yes"})), ["wrong_type"]);
    let message = &report(&json!({"image_search": true})).violations[0].message;
    assert_eq!(message, "`search` has to be true when `default(image_search, false)`");
}

#[test]
fn what_follows_from_the_inputs_that_are_present() {
    judged(
        "ratio_of_masks",
        &[json!({"ratio": "wide", "mask": {"url": "https://cdn.acme.example/m.png"}})],
        &[json!({"ratio": "wide"})],
    );
    let ignored = report(&json!({"ratio": "wide", "images": images(1), "boxes": boxes(1)}));
    assert!(ignored.ok() && ignored.violations[0].name.as_deref() == Some("ratio_is_that_of_the_image"));
    judged(
        "something_to_say",
        &[json!({"prompt": ""})],
        &[
            json!({"prompt": "", "lyrics": "la"}),
            json!({"prompt": "", "mask": {"url": "https://cdn.acme.example/m.png"}}),
        ],
    );
    judged(
        "several_of_one_image",
        &[json!({"n": 2, "images": images(2), "boxes": boxes(2)})],
        &[
            json!({"n": 2, "images": images(1), "boxes": boxes(1)}),
            json!({"n": 1, "images": images(2), "boxes": boxes(2)}),
        ],
    );
}

#[test]
fn a_broken_rule_answers_with_the_code_and_the_sentence_that_the_model_documents_for_it() {
    let report = report(&json!({"width": 8192, "height": 4096}));
    let found = &report.violations[0];
    assert_eq!(found.code, Some(ErrorPlace::Text("too_many_pixels".into())));
    assert_eq!(found.http, Some(413));
    assert_eq!((found.pointer.as_str(), found.also.as_slice()), ("/width", ["/height".to_owned()].as_slice()));
}
