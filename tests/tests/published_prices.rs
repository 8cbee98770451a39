//! Every published price that belongs to a spec, with every quantity up to 60 that a request or a measure can give.
//!
//! `facts/reapi-prices.csv` is the provider's price list. How parameters make its keys and quantities is written down here a
//! second time, by hand and without the specs; amounts are computed in whole millionths of a dollar. What the library says of
//! a price therefore rests on nothing that this test rests on.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use nameplate::{Estimate, Exact, Measures, Options, Rates, Total, Why};
use nameplate_codegen::Specs;
use nameplate_tests::{every_spec, root};
use serde_json::{Value, json};

static SPECS: LazyLock<Specs> = LazyLock::new(|| every_spec().unwrap_or_else(|faults| panic!("{faults}")));

#[path = "published_prices/more.rs"]
mod more;

/// A request, and the key and the quantity that the provider bills it by.
struct Case {
    body: Value,
    measure: Option<(&'static str, String)>,
    key: Key,
    quantity: u32,
}

/// Which price holds.
enum Key {
    /// The one of this key.
    One(String),
    /// One of two: which of them, the source leaves open.
    Between(String, String),
    /// None is published.
    Nothing(Why),
}

fn case(body: Value, key: impl Into<String>, quantity: u32) -> Case {
    Case { body, measure: None, key: Key::One(key.into()), quantity }
}

#[test]
fn every_published_price_is_computed_to_the_last_digit() {
    let mut judged = 0;
    for (model, prices) in price_list() {
        if SPECS.model(&model).is_err() {
            continue;
        }
        let cases = cases(&model).unwrap_or_else(|| panic!("{model} has a spec and prices, but no row in this test"));
        let mut reached = BTreeSet::new();
        for case in &cases {
            judge(&model, case, &prices, &mut reached);
        }
        judged += cases.len();
        let missed: Vec<_> = prices.keys().filter(|key| !reached.contains(*key)).collect();
        assert!(missed.is_empty(), "{model}: no request reaches {missed:?}");
    }
    assert!(judged > 2000, "{judged} requests");
}

#[test]
fn every_model_in_this_test_has_a_spec_and_prices() {
    let prices = price_list();
    for model in [
        "ai-essay-writer",
        "ai-text-detector",
        "audio-multistem",
        "doubao-seedance-2.0",
        "flux-2",
        "gemini-3.1-flash-image-preview",
        "gpt-image-2",
        "gpt-image-2-beta",
        "gpt-image-2-official",
        "humanize",
        "kling-3-0",
        "kling-3-0-turbo",
        "kling-v3-motion-control",
        "mj-v7",
        "mj-v7-edit",
        "mureka-v9-song",
        "qwen-image-2",
        "seedance-2.0-beta",
        "seedance-2.0-fast-beta",
        "seedance-2.0-mini",
        "suno-replace-section",
        "suno-voice-validate",
        "topaz-video-upscaler",
        "veo3.1-fast",
        "veo3.1-fast-official",
        "veo3.1-lite",
        "veo3.1-quality",
    ] {
        assert!(prices.contains_key(model) && SPECS.model(model).is_ok(), "{model}");
    }
}

#[test]
fn oxen_bills_seconds_of_the_output() {
    let starlight = |resolution: &str, interpolate: bool, seconds: u32| {
        let body = json!({"model": "topazlabs-upscale-starlight-2-5-video", "input_video": "https://example.com/a.mp4",
            "resolution": resolution, "interpolate_frames": interpolate});
        estimate("topazlabs-upscale-starlight-2-5-video", &body, Some(&("output_seconds", seconds.to_string()))).total
    };
    for (resolution, micro) in [("1080p", 37_400), ("2k", 149_400), ("4k", 149_400)] {
        for seconds in 1..=60 {
            assert_eq!(starlight(resolution, false, seconds), Total::Exact(dollars(micro * u128::from(seconds))));
            assert_eq!(starlight(resolution, true, seconds), Total::Unknown(Why::Unpublished));
        }
    }
    for seconds in 3..=15_u32 {
        let kling = "kling-video-o3-pro-reference-to-video";
        let one = json!({"model": kling, "prompt": "a", "duration": seconds});
        let shots = json!({"model": kling, "multi_prompt": shots(seconds, 15)});
        let expected = Total::Exact(dollars(3 * 224_000 * u128::from(seconds)));
        let three = json!({"model": kling, "prompt": "a", "duration": seconds, "num_generations": 3});
        assert_eq!(estimate(kling, &three, None).total, expected, "each generation is billed");
        for body in [one, shots] {
            let expected = Total::Exact(dollars(224_000 * u128::from(seconds)));
            assert_eq!(estimate(kling, &body, None).total, expected, "{body}");
        }
    }
}

/// The requests of a model: how its parameters make the key and the quantity.
fn cases(model: &str) -> Option<Vec<Case>> {
    let cases = match model {
        "topaz-video-upscaler" => topaz(),
        "kling-3-0" => kling(),
        "veo3.1-fast" => veo(),
        "mureka-v9-song" => mureka(),
        "audio-multistem" => multistem(),
        "ai-text-detector" => detector(),
        "doubao-seedance-2.0" => seedance(),
        "gpt-image-2" => gpt_image(),
        other => return more::cases(other),
    };
    Some(cases)
}

/// Started seconds of the source; `1` and `2` have one price, and `2` is the default.
fn topaz() -> Vec<Case> {
    let mut cases = Vec::new();
    for (factor, key) in [(None, "1x2x"), (Some("1"), "1x2x"), (Some("2"), "1x2x"), (Some("4"), "4x")] {
        for quantity in 1..=60_u32 {
            let before = quantity - 1;
            for seconds in [format!("{before}.000001"), format!("{before}.5"), quantity.to_string()] {
                let mut body = json!({"video_url": "https://example.com/a.mp4"});
                set(&mut body, "upscale_factor", factor.map(Value::from));
                cases.push(Case { measure: Some(("source_seconds", seconds)), ..case(body, key, quantity) });
            }
        }
    }
    cases
}

/// Seconds of `duration` (5), or of all shots; `pro` and silence are the defaults.
fn kling() -> Vec<Case> {
    let mut cases = Vec::new();
    for mode in [None, Some("std"), Some("pro"), Some("4K")] {
        for sound in [None, Some(false), Some(true)] {
            let voice = if sound == Some(true) { "audio" } else { "noaudio" };
            let key = format!("{}:{voice}", mode.unwrap_or("pro"));
            let mut push = |mut body: Value, seconds: u32| {
                set(&mut body, "mode", mode.map(Value::from));
                set(&mut body, "sound", sound.map(Value::from));
                cases.push(case(body, key.clone(), seconds));
            };
            push(json!({"prompt": "a"}), 5);
            for seconds in 3..=15 {
                push(json!({"prompt": "a", "duration": seconds}), seconds);
                // The shots are ignored as long as the request does not say that there are several.
                push(json!({"prompt": "a", "duration": seconds, "multi_prompt": shots(7, 12)}), seconds);
            }
            for seconds in 1..=60 {
                push(json!({"multi_shots": true, "multi_prompt": shots(seconds, 12)}), seconds);
            }
        }
    }
    cases
}

/// One for each generation; 720p is the default.
fn veo() -> Vec<Case> {
    let resolutions =
        [(None, "720p_1080p"), (Some("720p"), "720p_1080p"), (Some("1080p"), "720p_1080p"), (Some("4k"), "4k")];
    let mut cases = Vec::new();
    for (resolution, key) in resolutions {
        for duration in [None, Some(8)] {
            let mut body = json!({"prompt": "a"});
            set(&mut body, "resolution", resolution.map(Value::from));
            set(&mut body, "duration", duration.map(Value::from));
            cases.push(case(body, key, 1));
        }
    }
    cases.push(case(json!({"prompt": "a", "enable_gif": true}), "720p_1080p", 1));
    cases
}

/// `number_of_songs` (1).
fn mureka() -> Vec<Case> {
    let mut cases: Vec<Case> =
        (1..=3).map(|songs| case(json!({"lyrics": "la", "number_of_songs": songs}), "flat", songs)).collect();
    cases.push(case(json!({"lyrics": "la"}), "flat", 1));
    cases
}

/// Started minutes, times the stems. Without stems there is nothing to bill by.
fn multistem() -> Vec<Case> {
    let mut cases = Vec::new();
    for stems in 1..=60_u32 {
        for minutes in 1..=60 / stems {
            let before = 60 * (minutes - 1);
            for seconds in [format!("{before}.001"), format!("{}.5", before + 59), (60 * minutes).to_string()] {
                let list: Vec<String> = (0..stems).map(|stem| format!("stem {stem}")).collect();
                let body = json!({"audio_url": "https://example.com/a.mp3", "stem_list": list});
                let measure = Some(("source_seconds", seconds));
                cases.push(Case { measure, ..case(body, "flat", minutes * stems) });
            }
        }
    }
    for body in [
        json!({"audio_url": "https://example.com/a.mp3"}),
        json!({"audio_url": "https://example.com/a.mp3", "stem_list": []}),
    ] {
        let measure = Some(("source_seconds", "60".to_owned()));
        cases.push(Case { body, measure, key: Key::Nothing(Why::Unpublished), quantity: 0 });
    }
    cases
}

/// Words between white space, at least 50.
fn detector() -> Vec<Case> {
    let texts = (1..=60_u32).chain([999, 1000, 30_000]);
    texts
        .map(|words| {
            let text: String = (0..words).map(|word| ["one ", "two\n", "é\t\u{2003}"][word as usize % 3]).collect();
            case(json!({"text": format!("  {text}")}), "flat", words.max(50))
        })
        .collect()
}

/// Seconds of `duration`, which has no default. With videos one price, without any media another, and else one of the two.
fn seedance() -> Vec<Case> {
    let url = "https://example.com/a";
    let frames = json!([{"url": url, "role": "first_frame"}]);
    let inputs = [
        (json!({}), Some("text")),
        (json!({"video_urls": [], "image_urls": []}), Some("text")),
        (json!({"video_urls": [url]}), Some("ref")),
        (json!({"video_urls": [url], "image_urls": [url]}), Some("ref")),
        (json!({"video_urls": [url], "audio_urls": [url]}), Some("ref")),
        (json!({"image_urls": [url]}), None),
        (json!({"image_urls": [url], "audio_urls": [url]}), None),
        (json!({"image_with_roles": frames}), None),
    ];
    let mut cases = Vec::new();
    for resolution in [None, Some("480p"), Some("720p"), Some("1080p"), Some("4k")] {
        let tier = resolution.unwrap_or("720p");
        for (input, kind) in &inputs {
            for duration in std::iter::once(None).chain((4..=15).map(Some)) {
                let mut body = input.clone();
                set(&mut body, "prompt", Some("a fox".into()));
                set(&mut body, "resolution", resolution.map(Value::from));
                set(&mut body, "duration", duration.map(Value::from));
                let key = match (duration, kind) {
                    (None, _) => Key::Nothing(Why::OpenPrice),
                    (_, Some(kind)) => Key::One(format!("{tier}:{kind}")),
                    (_, None) => Key::Between(format!("{tier}:ref"), format!("{tier}:text")),
                };
                cases.push(Case { body, measure: None, key, quantity: duration.unwrap_or(0) });
            }
        }
    }
    cases
}

/// One image; 1k and the size 1:1 are the defaults, and 4k is for long sizes.
fn gpt_image() -> Vec<Case> {
    let long = ["16:9", "9:16", "2:1", "1:2", "21:9", "9:21"];
    let other = ["auto", "1:1", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5"];
    let mut cases = vec![case(json!({"prompt": "a"}), "1k", 1), case(json!({"prompt": "a", "n": 1}), "1k", 1)];
    for resolution in ["1k", "2k", "4k"] {
        let sizes = long.iter().chain(other.iter().filter(|_| resolution != "4k"));
        for size in sizes {
            cases.push(case(json!({"prompt": "a", "resolution": resolution, "size": size}), resolution, 1));
        }
    }
    cases
}

/// Compares what the library says of a case with the price list.
fn judge(model: &str, case: &Case, prices: &BTreeMap<String, u128>, reached: &mut BTreeSet<String>) {
    let mut body = case.body.clone();
    set(&mut body, "model", Some(model.into()));
    let estimate = estimate(model, &body, case.measure.as_ref());
    let bill =
        |key: &str| prices.get(key).unwrap_or_else(|| panic!("{model} has no price {key}")) * u128::from(case.quantity);
    let (total, credits) = match &case.key {
        Key::One(key) => {
            reached.insert(key.clone());
            (Total::Exact(dollars(bill(key))), Some((credits(bill(key)), credits(bill(key)))))
        }
        Key::Between(low, high) => {
            (Total::Range(dollars(bill(low)), dollars(bill(high))), Some((credits(bill(low)), credits(bill(high)))))
        }
        Key::Nothing(why) => (Total::Unknown(*why), None),
    };
    assert_eq!(estimate.total, total, "{model} {body} {:?}", case.measure);
    assert_eq!(estimate.credits, credits, "{model} {body} {:?}", case.measure);
}

/// What the library says of a request, which has to be a good one.
fn estimate(model: &str, body: &Value, measure: Option<&(&str, String)>) -> Estimate {
    let spec = SPECS.model(model).unwrap();
    let options = Options::new();
    let verdict = spec.judge_value(body, &options);
    assert!(verdict.report.ok(), "{body}: {:?}", verdict.report);
    let mut measures = Measures::new();
    if let Some((name, value)) = measure {
        measures.number(*name, Exact::decimal(value).unwrap()).unwrap();
    }
    spec.estimate(&verdict.resolved, &measures, &Rates::default())
}

/// Shots of at most `longest` seconds that are so long together.
fn shots(seconds: u32, longest: u32) -> Value {
    let mut left = seconds;
    let mut shots = Vec::new();
    while left > 0 {
        let next = left.min(longest);
        shots.push(json!({"prompt": "a", "duration": next}));
        left -= next;
    }
    shots.into()
}

fn set(body: &mut Value, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        body.as_object_mut().unwrap().insert(name.to_owned(), value);
    }
}

/// The number of so many millionths of a dollar.
fn dollars(micro: u128) -> Exact {
    Exact::decimal(&format!("{}.{:06}", micro / 1_000_000, micro % 1_000_000)).unwrap()
}

/// A credit is worth a thousandth of a dollar, and a started one counts.
fn credits(micro: u128) -> i128 {
    i128::try_from(micro.div_ceil(1000)).unwrap()
}

/// The price list: for each model its keys, with the price in millionths of a dollar.
fn price_list() -> BTreeMap<String, BTreeMap<String, u128>> {
    let text = std::fs::read_to_string(root().join("facts/reapi-prices.csv")).unwrap();
    let mut list: BTreeMap<String, BTreeMap<String, u128>> = BTreeMap::new();
    for row in text.lines().skip(1) {
        let columns: Vec<&str> = row.split(',').collect();
        let [model, _unit, key, price] = columns[..] else { panic!("{row}") };
        let (whole, fraction) = price.split_once('.').unwrap();
        let micro = format!("{whole}{fraction:0<6}").parse().unwrap();
        assert!(fraction.len() <= 6, "{row} has more than six digits");
        assert_eq!(list.entry(model.to_owned()).or_default().insert(key.to_owned(), micro), None, "{row} stands twice");
    }
    list
}
