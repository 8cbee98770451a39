//! Facts about files in limits, rules and prices: checked as soon as somebody measured them, listed as unchecked until then.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate::{Exact, Measures, Options, Rates, Report, RuleId, Total};
use nameplate_codegen::Specs;
use nameplate_tests::{compile, root};
use serde_json::{Value, json};

const URL: &str = "https://cdn.acme.example/a.mp4";

/// A model with these parameters and whatever else is stated.
fn model(parameters: &str, rest: &str) -> Specs {
    let provider = std::fs::read_to_string(root().join("specs/acme/provider.yaml")).unwrap();
    let text = format!(
        "model: filed\ntitle: Filed\nkind: video\npage: {{url: \"https://acme.example/p\", read: \"2026-01-15\"}}\n\
         endpoint: /p\nways: [job]\nparameters:\n  {}\n{rest}\n",
        parameters.replace('\n', "\n  ")
    );
    compile(&provider, Some(("filed", &text))).unwrap_or_else(|faults| panic!("{faults}\n{text}"))
}

fn unpriced(parameters: &str, rules: &str) -> Specs {
    model(parameters, &format!("rules:\n  {}\nbilling: {{unpublished: Not stated.}}", rules.replace('\n', "\n  ")))
}

fn measured(given: &[(&str, &str)]) -> Measures {
    let mut measures = Measures::new();
    for (name, value) in given {
        match value.split_once("..") {
            Some((min, max)) => {
                measures.range(*name, Exact::decimal(min).unwrap(), Exact::decimal(max).unwrap()).unwrap();
            }
            None => match Exact::decimal(value) {
                Some(number) => measures.number(*name, number).unwrap(),
                None => measures.word(*name, *value),
            },
        }
    }
    measures
}

fn report(specs: &Specs, body: &Value, given: &[(&str, &str)]) -> Report {
    let mut body = body.clone();
    body.as_object_mut().unwrap().insert("model".to_owned(), "filed".into());
    let measures = measured(given);
    specs.model("filed").unwrap().check_value(&body, &Options { measures: &measures, ..Options::new() })
}

/// The rules that a request breaks, and what could not be judged.
fn verdict(specs: &Specs, body: &Value, given: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let report = report(specs, body, given);
    let broken =
        report.violations.iter().map(|found| found.name.clone().unwrap_or(found.rule.as_str().into()).into_owned());
    let open = report.unchecked.iter().map(|open| format!("{} {}", open.pointer, open.what));
    (broken.collect(), open.collect())
}

fn judged(specs: &Specs, body: &Value, given: &[(&str, &str)], broken: &[&str], open: &[&str]) {
    let (found, left) = verdict(specs, body, given);
    assert_eq!(
        (found.as_slice(), left.as_slice()),
        (strings(broken).as_slice(), strings(open).as_slice()),
        "{body} {given:?}"
    );
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn shape_area_frames_and_least_size() {
    let specs = unpriced(
        "clip: {url: {schemes: [https]}, media: {min_bytes: 1KB, max_frames: 450, max_pixels: 8847360, min_aspect: \"1:2.5\", max_aspect: \"2.5:1\"}}\nx: {bool: {}}",
        "r: {no_effect: x, when: x}",
    );
    let body = json!({"clip": URL});
    let all = ["/clip min_bytes", "/clip min_aspect", "/clip max_aspect", "/clip max_frames", "/clip max_pixels"];
    judged(&specs, &body, &[], &[], &all);
    let fits = [("clip.width", "4096"), ("clip.height", "2160"), ("clip.bytes", "1000"), ("clip.frames", "450")];
    judged(&specs, &body, &fits, &[], &[]);
    for (name, value) in
        [("clip.bytes", "999"), ("clip.frames", "451"), ("clip.height", "2161"), ("clip.height", "1638")]
    {
        let mut given = fits.to_vec();
        given.retain(|(known, _)| *known != name);
        given.push((name, value));
        judged(&specs, &body, &given, &["media"], &[]);
    }
    // 1000 x 2500 is the narrowest shape and 2500 x 1000 the widest one; a third has no finite decimal.
    let sides =
        |width, height| [("clip.width", width), ("clip.height", height), ("clip.bytes", "1000"), ("clip.frames", "1")];
    judged(&specs, &body, &sides("1000", "2500"), &[], &[]);
    judged(&specs, &body, &sides("2500", "1000"), &[], &[]);
    judged(&specs, &body, &sides("1000", "3000"), &["media"], &[]);
    // Ranges decide when they can.
    judged(&specs, &body, &sides("100..110", "1000"), &["media"], &[]);
    judged(&specs, &body, &sides("300..500", "1000"), &[], &["/clip min_aspect"]);
}

#[test]
fn a_rule_over_a_clip_waits_until_the_clip_was_measured() {
    let specs = unpriced(
        "clip: {url: {schemes: [https]}}\nstart: {number: {min: 0}, default: 0, unit: s}\nlength: {number: {min: 0}, unit: s}",
        "within: {condition: start + length <= clip.seconds}",
    );
    let body = json!({"clip": URL, "start": 2, "length": 10.5});
    judged(&specs, &body, &[], &[], &["/clip within"]);
    judged(&specs, &body, &[("clip.seconds", "12.5")], &[], &[]);
    judged(&specs, &body, &[("clip.seconds", "12.499")], &["within"], &[]);
    judged(&specs, &body, &[("clip.seconds", "10..20")], &[], &["/clip within"]);
    // Without the clip, or without the length, there is nothing to judge.
    judged(&specs, &json!({"start": 2, "length": 1}), &[], &[], &[]);
    judged(&specs, &json!({"clip": URL}), &[], &[], &[]);
    judged(&specs, &json!({"clip": "nowhere", "length": 1}), &[("clip.seconds", "0")], &["not_a_url"], &[]);
    let report = report(&specs, &body, &[("clip.seconds", "1")]);
    assert_eq!((report.violations[0].rule, report.violations[0].pointer.as_str()), (RuleId::Condition, "/start"));
}

#[test]
fn what_the_rest_of_a_request_decides_waits_for_no_measure() {
    let specs = unpriced(
        "clip: {url: {schemes: [https]}}\nmode: {one_of: [image, video], default: image}\nhd: {bool: {}, default: false}",
        "short: {dependent: clip.seconds, max: 10, unless: mode == \"video\"}\n\
         long: {dependent: clip.seconds, max: 30, when: mode == \"video\"}\n\
         never: {condition: \"!hd && clip.seconds < 100\"}",
    );
    judged(&specs, &json!({"clip": URL}), &[], &[], &["/clip short", "/clip never"]);
    judged(&specs, &json!({"clip": URL, "mode": "video"}), &[], &[], &["/clip long", "/clip never"]);
    judged(&specs, &json!({"clip": URL, "hd": true}), &[], &["never"], &["/clip short"]);
    judged(&specs, &json!({"clip": URL}), &[("clip.seconds", "10.01")], &["short"], &[]);
    judged(&specs, &json!({"clip": URL, "mode": "video"}), &[("clip.seconds", "30")], &[], &[]);
    judged(&specs, &json!({"clip": URL, "mode": "video"}), &[("clip.seconds", "30.1")], &["long"], &[]);
}

#[test]
fn facts_of_all_files_in_a_list_and_of_each() {
    let specs = unpriced(
        "clips: {list: {of: {url: {schemes: [https]}, media: {min_seconds: 2}}, max_items: 3}}",
        "together: {condition: sum(clips.seconds) <= 15}",
    );
    let body = json!({"clips": [URL, URL]});
    judged(&specs, &body, &[("clips.0.seconds", "5"), ("clips.1.seconds", "10")], &[], &[]);
    judged(&specs, &body, &[("clips.0.seconds", "5"), ("clips.1.seconds", "10.5")], &["together"], &[]);
    judged(&specs, &body, &[("clips.0.seconds", "1"), ("clips.1.seconds", "3")], &["media"], &[]);
    judged(&specs, &body, &[("clips.seconds", "7.5")], &[], &[]);
    judged(&specs, &body, &[("clips.seconds", "8")], &["together"], &[]);
    judged(&specs, &body, &[("clips.0.seconds", "5")], &[], &["/clips/1 min_seconds", "/clips together"]);
    judged(&specs, &json!({"clips": []}), &[], &[], &[]);
}

#[test]
fn an_input_that_has_to_match_the_size_of_the_output() {
    let specs = unpriced(
        "image: {url: {schemes: [https]}}\nsize: {one_of: [\"1280x720\", \"720x1280\"], default: \"1280x720\"}",
        "wide: {condition: size == \"1280x720\" implies image.width == 1280 && image.height == 720}\n\
         tall: {condition: size == \"720x1280\" implies image.width == 720 && image.height == 1280}",
    );
    let wide = [("image.width", "1280"), ("image.height", "720")];
    judged(&specs, &json!({"image": URL}), &wide, &[], &[]);
    judged(&specs, &json!({"image": URL, "size": "720x1280"}), &wide, &["tall"], &[]);
    judged(&specs, &json!({"image": URL}), &[("image.width", "1281")], &["wide"], &[]);
    judged(&specs, &json!({"image": URL}), &[("image.width", "1280")], &[], &["/image wide"]);
}

#[test]
fn words_about_files_are_compared_like_texts() {
    let specs = unpriced(
        "clip: {url: {schemes: [https]}}\nalpha: {bool: {}, default: false}",
        "alpha_is_of_mov: {condition: 'alpha implies clip.container in [\"mov\", \"webm\"]'}",
    );
    let body = json!({"clip": URL, "alpha": true});
    judged(&specs, &body, &[], &[], &["/clip alpha_is_of_mov"]);
    judged(&specs, &body, &[("clip.container", "mov")], &[], &[]);
    judged(&specs, &body, &[("clip.container", "mp4")], &["alpha_is_of_mov"], &[]);
}

#[test]
fn a_measure_of_a_price_and_the_fact_that_it_is_are_one() {
    let specs = model(
        "clip: {url: {schemes: [https]}, media: {max_seconds: 60}}",
        "billing:\n  measures: {source_seconds: {unit: s, of: clip, fact: seconds, measured_by: provider}}\n  \
         rates: {per_second: {unit: USD/s, flat: 0.044}}\n  steps: {bill: per_second * ceil(source_seconds)}\n  total: bill",
    );
    for name in ["source_seconds", "clip.seconds"] {
        judged(&specs, &json!({"clip": URL}), &[(name, "60.5")], &["media"], &[]);
        let spec = specs.model("filed").unwrap();
        let (body, options) = (json!({"model": "filed", "clip": URL}), Options::new());
        let verdict = spec.judge_value(&body, &options);
        let estimate = spec.estimate(&verdict.resolved, &measured(&[(name, "5.01")]), &Rates::published());
        assert_eq!(estimate.total, Total::Exact(Exact::decimal("0.264").unwrap()), "{name}");
        assert_eq!((estimate.needs.len(), estimate.assumes.as_slice()), (0, ["source_seconds".into()].as_slice()));
    }
}

#[test]
fn placeholders_stand_for_items_that_there_are() {
    let specs = unpriced(
        "prompt: {text: {}}\nshots: {list: {of: {object: {parameters: {prompt: {text: {}}}}}}}\nimages: {list: {of: {url: {schemes: [https]}}}}",
        "shown: {placeholders: {form: \"@Image{n}\", in: [prompt, shots.prompt], of: images}}",
    );
    let two = json!([URL, URL]);
    judged(&specs, &json!({"prompt": "@Image1 and @Image2", "images": two}), &[], &[], &[]);
    judged(&specs, &json!({"prompt": "no @Image here, no @image9"}), &[], &[], &[]);
    judged(&specs, &json!({"shots": [{"prompt": "@Image2"}, {"prompt": "@Image1"}], "images": two}), &[], &[], &[]);
    for (body, found) in [
        (json!({"prompt": "@Image3", "images": two}), "@Image3"),
        (json!({"prompt": "@Image1"}), "@Image1"),
        (json!({"prompt": "@Image0 @Image9", "images": two}), "@Image0"),
        (json!({"shots": [{"prompt": "@Image1"}, {"prompt": "@Image12"}], "images": two}), "@Image12"),
    ] {
        let report = report(&specs, &body, &[]);
        let violation = &report.violations[0];
        assert_eq!((violation.rule, violation.name.as_deref()), (RuleId::Placeholder, Some("shown")), "{body}");
        assert_eq!(violation.found.as_deref(), Some(found), "{body}");
        assert!(violation.message.contains("stands for no item of `images`"), "{}", violation.message);
    }
    // A list with an error of its own is left alone.
    judged(&specs, &json!({"prompt": "@Image3", "images": "x"}), &[], &["wrong_type"], &[]);
}
