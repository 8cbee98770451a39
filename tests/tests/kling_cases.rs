//! What the walkthrough of Kling O3 Pro says is taken and refused, and the rules of its sibling at reAPI. The tables are
//! written by hand from the pages, not read from the specs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::sync::LazyLock;

use nameplate::{Options, Severity};
use nameplate_codegen::Specs;
use nameplate_tests::every_spec;
use serde_json::{Value, json};

static SPECS: LazyLock<Specs> = LazyLock::new(|| every_spec().unwrap_or_else(|faults| panic!("{faults}")));

const O3: &str = "kling-video-o3-pro-reference-to-video";
const IMAGE: &str = "https://example.com/a.png";

/// What refuses a body, as `POINTER RULE`, or `POINTER NAME` for a rule that has a name.
fn refused(model: &str, mut body: Value) -> Vec<String> {
    body.as_object_mut().unwrap().insert("model".to_owned(), model.into());
    let report = SPECS.model(model).unwrap().check(body.to_string().as_bytes(), &Options::new());
    let errors = report.violations.iter().filter(|violation| violation.severity == Severity::Error);
    errors
        .map(|violation| match &violation.name {
            Some(name) => format!("{} {name}", violation.pointer),
            None => format!("{} {}", violation.pointer, violation.rule),
        })
        .collect()
}

fn shots(durations: &[u32]) -> Value {
    let shots: Vec<Value> = durations.iter().map(|seconds| json!({"prompt": "a", "duration": seconds})).collect();
    json!({"multi_prompt": shots})
}

#[test]
fn the_shots_of_the_walkthrough_are_taken_and_refused_as_it_says() {
    for (durations, good) in [
        (&[1][..], false),
        (&[2], false),
        (&[3], true),
        (&[2, 1], true),
        (&[1, 1], false),
        (&[15], true),
        (&[5, 5, 5], true),
        (&[5, 5, 6], false),
    ] {
        let expected: &[&str] = if good { &[] } else { &["/multi_prompt total_length"] };
        assert_eq!(refused(O3, shots(durations)), expected, "{durations:?}");
    }
}

#[test]
fn a_shot_without_a_length_has_five_seconds() {
    for (count, good) in [(1, true), (3, true), (4, false)] {
        let body = json!({"multi_prompt": vec![json!({"prompt": "a"}); count]});
        assert_eq!(refused(O3, body).is_empty(), good, "{count} shots");
    }
}

#[test]
fn a_shot_has_one_to_fifteen_seconds() {
    for seconds in [0, 16] {
        assert_eq!(refused(O3, shots(&[seconds])), ["/multi_prompt/0/duration out_of_range"], "{seconds}");
    }
}

#[test]
fn exactly_one_of_prompt_and_shots_is_given() {
    let shot = json!([{"prompt": "a", "duration": 5}]);
    assert_eq!(refused(O3, json!({"prompt": "a", "multi_prompt": shot})), ["/prompt one_prompt"]);
    assert_eq!(refused(O3, json!({})), [" one_prompt"]);
    assert_eq!(refused(O3, json!({"multi_prompt": []})), [" one_prompt"]);
    assert!(refused(O3, json!({"prompt": "a", "multi_prompt": []})).is_empty(), "an empty list counts as absent");
}

#[test]
fn prompts_have_at_most_512_characters() {
    for (length, good) in [(511, true), (512, true), (513, false)] {
        let text = "é".repeat(length);
        let shot = json!({"multi_prompt": [{"prompt": text}]});
        let expected: &[&str] = if good { &[] } else { &["/multi_prompt/0/prompt too_long"] };
        assert_eq!(refused(O3, shot), expected, "{length}");
        assert_eq!(refused(O3, json!({"prompt": text})).is_empty(), good, "{length}");
    }
}

#[test]
fn images_and_elements_are_at_most_four() {
    let element = json!({"frontal_image_url": IMAGE});
    for images in 0..=5_usize {
        for elements in 0..=5_usize {
            let body =
                json!({"prompt": "a", "input_image": vec![IMAGE; images], "elements": vec![element.clone(); elements]});
            let found = refused(O3, body);
            let expected: &[&str] = if images + elements <= 4 { &[] } else { &["/input_image four_images"] };
            assert_eq!(found, expected, "{images} images, {elements} elements");
        }
    }
}

#[test]
fn an_element_has_its_front_and_at_most_three_images_beside_it() {
    for (count, good) in [(0, true), (3, true), (4, false)] {
        let element = json!({"frontal_image_url": IMAGE, "reference_image_urls": vec![IMAGE; count]});
        let expected: &[&str] = if good { &[] } else { &["/elements/0/reference_image_urls too_many"] };
        assert_eq!(refused(O3, json!({"prompt": "a", "elements": [element]})), expected, "{count}");
    }
    let body = json!({"prompt": "a", "elements": [{"reference_image_urls": [IMAGE]}]});
    assert_eq!(refused(O3, body), ["/elements/0/frontal_image_url missing"]);
}

#[test]
fn a_last_frame_needs_a_first_one() {
    let last = json!({"prompt": "a", "tail_image_url": IMAGE});
    assert_eq!(refused(O3, last), ["/tail_image_url tail_needs_start"]);
    assert!(refused(O3, json!({"prompt": "a", "tail_image_url": IMAGE, "start_image_url": IMAGE})).is_empty());
    assert!(refused(O3, json!({"prompt": "a", "start_image_url": IMAGE})).is_empty());
}

#[test]
fn kling_3_at_reapi_wants_the_prompt_or_the_shots_that_it_says() {
    let shot = json!([{"prompt": "a", "duration": 1}]);
    for (body, expected) in [
        (json!({"prompt": "a"}), None),
        (json!({}), Some("one_shot_needs_prompt")),
        (json!({"multi_prompt": shot}), Some("one_shot_needs_prompt")),
        (json!({"multi_shots": false, "multi_prompt": shot}), Some("one_shot_needs_prompt")),
        (json!({"multi_shots": true, "multi_prompt": shot}), None),
        (json!({"multi_shots": true, "prompt": "a"}), Some("shots_need_multi_prompt")),
        (json!({"multi_shots": true, "multi_prompt": []}), Some("shots_need_multi_prompt")),
    ] {
        let found = refused("kling-3-0", body.clone());
        let names: Vec<&str> = found.iter().filter_map(|fault| fault.split(' ').nth(1)).collect();
        assert_eq!(names, expected.into_iter().collect::<Vec<_>>(), "{body}");
    }
}

#[test]
fn kling_3_at_reapi_takes_every_count_and_length_to_its_end() {
    let shot = |seconds: u32| json!({"prompt": "a", "duration": seconds});
    let element = |urls: usize| json!({"name": "a", "element_input_urls": vec![IMAGE; urls]});
    for (member, value, expected) in [
        ("duration", json!(2), Some("/duration out_of_range")),
        ("duration", json!(3), None),
        ("duration", json!(15), None),
        ("duration", json!(16), Some("/duration out_of_range")),
        ("duration", json!(5.5), Some("/duration wrong_type")),
        ("mode", json!("4K"), None),
        ("mode", json!("4k"), Some("/mode not_listed")),
        ("image_urls", json!(vec![IMAGE; 2]), None),
        ("image_urls", json!(vec![IMAGE; 3]), Some("/image_urls too_many")),
        ("image_urls", json!(["https://localhost/a.png"]), Some("/image_urls/0 not_public_url")),
        ("multi_prompt", json!(vec![shot(12); 5]), None),
        ("multi_prompt", json!(vec![shot(1); 6]), Some("/multi_prompt too_many")),
        ("multi_prompt", json!([shot(13)]), Some("/multi_prompt/0/duration out_of_range")),
        ("multi_prompt", json!([shot(0)]), Some("/multi_prompt/0/duration out_of_range")),
        ("multi_prompt", json!([{"prompt": "a"}]), Some("/multi_prompt/0/duration missing")),
        ("multi_prompt", json!([{"prompt": "", "duration": 1}]), Some("/multi_prompt/0/prompt too_short")),
        ("kling_elements", json!([element(2), element(3), element(4)]), None),
        ("kling_elements", json!([element(1)]), Some("/kling_elements/0/element_input_urls too_few")),
        ("kling_elements", json!([element(5)]), Some("/kling_elements/0/element_input_urls too_many")),
        ("kling_elements", json!(vec![element(2); 4]), Some("/kling_elements too_many")),
    ] {
        let mut body = json!({"prompt": "a"});
        body.as_object_mut().unwrap().insert(member.to_owned(), value);
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(refused("kling-3-0", body.clone()), expected, "{body}");
    }
}
