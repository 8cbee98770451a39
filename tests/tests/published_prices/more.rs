//! The requests of further models: how their parameters make keys and quantities.

use nameplate::Why;
use serde_json::{Value, json};

use super::{Case, Key, case, set};

/// The requests of a model; none where this test has no row for it.
pub(super) fn cases(model: &str) -> Option<Vec<Case>> {
    let url = "https://example.com/a";
    let prompt = || json!({"prompt": "a"});
    let cases = match model {
        "veo3.1-quality" | "veo3.1-lite" => veo_generations(),
        "veo3.1-fast-official" => veo_seconds(),
        "gpt-image-2-official" => gpt_image_official(),
        "gpt-image-2-beta" => gpt_image_beta(),
        "gemini-3.1-flash-image-preview" => gemini(),
        "flux-2" => each("resolution", &[(None, "1K"), (Some("1K"), "1K"), (Some("2K"), "2K")], &prompt(), 1),
        "qwen-image-2" => one(prompt()),
        "seedance-2.0-mini" => seedance_inputs(&["480p", "720p"], Some(5)),
        "seedance-2.0-beta" => seedance_inputs(&["480p", "720p", "1080p", "4k"], None),
        "seedance-2.0-fast-beta" => seedance_inputs(&["480p", "720p"], None),
        "kling-3-0-turbo" => kling_turbo(),
        "kling-v3-motion-control" => motion_control(),
        "suno-replace-section" => one(json!({"prompt": "a", "tags": "a", "title": "a", "fullLyrics": "a",
            "infillStartS": 1, "infillEndS": 7.5})),
        "suno-voice-validate" => one(json!({"voiceUrl": url, "vocalStartS": 0, "vocalEndS": 9})),
        "ai-essay-writer" => essay(),
        "humanize" => humanize(),
        "mj-v7" => midjourney(&prompt(), &json!({}), &["draft", "fast", "turbo"]),
        "mj-v7-edit" => {
            let side = json!({"width": 9, "height": 9});
            let place = json!({"width": 9, "height": 9, "x": 0, "y": 0});
            let params = json!({"task_id": "t", "canvas": side, "img_pos": place});
            midjourney(&prompt(), &params, &["fast", "turbo"])
        }
        _ => return None,
    };
    Some(cases)
}

/// A request for each value of a parameter, absent ones too.
fn each(name: &str, values: &[(Option<&str>, &str)], base: &Value, quantity: u32) -> Vec<Case> {
    let with = |value: Option<&str>| {
        let mut body = base.clone();
        set(&mut body, name, value.map(Value::from));
        body
    };
    values.iter().map(|(value, key)| case(with(*value), *key, quantity)).collect()
}

/// One for each generation; 720p is the default.
fn veo_generations() -> Vec<Case> {
    let buckets =
        [(None, "720p_1080p"), (Some("720p"), "720p_1080p"), (Some("1080p"), "720p_1080p"), (Some("4k"), "4k")];
    each("resolution", &buckets, &json!({"prompt": "a"}), 1)
}

/// Seconds (8) times videos (1), with sound or (the default) without; 4k without sound has no price.
fn veo_seconds() -> Vec<Case> {
    let mut cases = Vec::new();
    for (resolution, bucket) in
        [(None, "720p_1080p"), (Some("720p"), "720p_1080p"), (Some("1080p"), "720p_1080p"), (Some("4k"), "4k")]
    {
        for sound in [None, Some(false), Some(true)] {
            for duration in [None, Some(4), Some(6), Some(8)] {
                for count in [None, Some(1), Some(2), Some(3), Some(4)] {
                    let mut body = json!({"prompt": "a"});
                    set(&mut body, "resolution", resolution.map(Value::from));
                    set(&mut body, "generate_audio", sound.map(Value::from));
                    set(&mut body, "duration", duration.map(Value::from));
                    set(&mut body, "sample_count", count.map(Value::from));
                    let key = match (bucket, sound.unwrap_or(false)) {
                        ("4k", false) => Key::Nothing(Why::Unpublished),
                        (bucket, sound) => Key::One(format!("{bucket}_{}", if sound { "audio" } else { "no_audio" })),
                    };
                    cases.push(Case { body, measure: None, key, quantity: duration.unwrap_or(8) * count.unwrap_or(1) });
                }
            }
        }
    }
    cases
}

/// `n` images (1), by size, resolution and quality. `auto`, which is the default quality, and free sizes have no price.
fn gpt_image_official() -> Vec<Case> {
    let long = ["16:9", "9:16", "2:1", "1:2", "21:9", "9:21"];
    let other = ["1:1", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5"];
    let free = ["auto", "1024x1024", "640x480"];
    let mut cases = Vec::new();
    for resolution in ["1k", "2k", "4k"] {
        let short = other.iter().chain(&free).filter(|_| resolution != "4k");
        for size in long.iter().chain(short) {
            for quality in [None, Some("auto"), Some("low"), Some("medium"), Some("high")] {
                for count in 1..=4 {
                    let mut body = json!({"prompt": "a", "resolution": resolution, "size": size, "n": count});
                    set(&mut body, "quality", quality.map(Value::from));
                    let key = match quality {
                        Some(quality) if quality != "auto" && !free.contains(size) => {
                            Key::One(format!("{size}@{resolution}_{quality}"))
                        }
                        _ => Key::Nothing(Why::Unpublished),
                    };
                    cases.push(Case { body, measure: None, key, quantity: count });
                }
            }
        }
    }
    cases.push(case(json!({"prompt": "a", "quality": "low"}), "1:1@1k_low", 1));
    cases
}

/// One image; without `resolution`, which has no default, there is no price.
fn gpt_image_beta() -> Vec<Case> {
    let mut cases = each(
        "resolution",
        &[(Some("1k"), "1k"), (Some("2k"), "2k"), (Some("4k"), "4k")],
        &json!({"prompt": "a", "size": "16:9"}),
        1,
    );
    let body = json!({"prompt": "a"});
    cases.push(Case { body, measure: None, key: Key::Nothing(Why::OpenPrice), quantity: 0 });
    cases
}

/// `n` images (1); 1k is the default.
fn gemini() -> Vec<Case> {
    let sizes = [(None, "1k"), (Some("0.5k"), "0.5k"), (Some("1k"), "1k"), (Some("2k"), "2k"), (Some("4k"), "4k")];
    let mut cases = each("resolution", &sizes, &json!({"prompt": "a"}), 1);
    for count in 1..=4 {
        cases.extend(each("resolution", &sizes, &json!({"prompt": "a", "n": count}), count));
    }
    cases
}

/// Seconds of `duration`; with videos one price, without them another. Fast ones have no large ones.
fn seedance_inputs(tiers: &[&str], default: Option<u32>) -> Vec<Case> {
    let url = "https://example.com/a";
    let mut cases = Vec::new();
    for resolution in std::iter::once(None).chain(tiers.iter().copied().map(Some)) {
        for (input, kind) in [
            (json!({}), "noVideo"),
            (json!({"reference_video_urls": []}), "noVideo"),
            (json!({"reference_image_urls": [url], "reference_audio_urls": [url]}), "noVideo"),
            (json!({"first_frame_url": url}), "noVideo"),
            (json!({"reference_video_urls": [url], "reference_image_urls": [url]}), "withVideo"),
        ] {
            for duration in std::iter::once(None).chain((4..=15).map(Some)) {
                let mut body = input.clone();
                set(&mut body, "prompt", Some("a fox".into()));
                set(&mut body, "resolution", resolution.map(Value::from));
                set(&mut body, "duration", duration.map(Value::from));
                let key = match duration.or(default) {
                    Some(_) => Key::One(format!("{}:{kind}", resolution.unwrap_or("720p"))),
                    None => Key::Nothing(Why::OpenPrice),
                };
                cases.push(Case { body, measure: None, key, quantity: duration.or(default).unwrap_or(0) });
            }
        }
    }
    cases
}

/// Seconds of `duration` (5); 720p is the default.
fn kling_turbo() -> Vec<Case> {
    let tiers = [(None, "720p"), (Some("720p"), "720p"), (Some("1080p"), "1080p")];
    let mut cases = each("resolution", &tiers, &json!({"prompt": "a"}), 5);
    for seconds in 3..=15 {
        cases.extend(each("resolution", &tiers, &json!({"prompt": "a", "duration": seconds}), seconds));
    }
    cases
}

/// Started seconds of the video.
fn motion_control() -> Vec<Case> {
    let url = "https://example.com/a";
    let mut cases = Vec::new();
    for mode in ["std", "pro"] {
        for quantity in 1..=60_u32 {
            for seconds in [format!("{}.25", quantity - 1), quantity.to_string()] {
                let body = json!({"prompt": "a", "image_url": url, "video_url": url, "mode": mode,
                    "character_orientation": "image"});
                // The measure of the price and the fact of the file are one.
                let name = if quantity % 2 == 0 { "source_seconds" } else { "video_url.seconds" };
                cases.push(Case { measure: Some((name, seconds)), ..case(body, mode, quantity) });
            }
        }
    }
    cases
}

/// Words between white space, at least 50; a text has at least 50 characters.
fn humanize() -> Vec<Case> {
    let texts = (10..=60_u32).chain([999]);
    texts
        .map(|words| {
            let body = json!({"content": "words ".repeat(words as usize), "readability": "University",
                "purpose": "Essay"});
            case(body, "flat", words.max(50))
        })
        .collect()
}

/// 500, 1000 or 1500 words.
fn essay() -> Vec<Case> {
    let lengths = [("Short", 500), ("Medium", 1000), ("Long", 1500)];
    let body = |length| json!({"input": "a", "type": "Persuasive", "academic_level": "Doctorate", "length": length});
    lengths.into_iter().map(|(length, words)| case(body(length), "flat", words)).collect()
}

/// One for each request, by the speed that it asks for, which has no published default.
fn midjourney(base: &Value, params: &Value, speeds: &[&str]) -> Vec<Case> {
    let mut cases = Vec::new();
    for speed in std::iter::once(None).chain(speeds.iter().copied().map(Some)) {
        let (mut body, mut params) = (base.clone(), params.clone());
        set(&mut params, "speed", speed.map(Value::from));
        set(&mut body, "model_params", Some(params));
        let key = speed.map_or(Key::Nothing(Why::OpenPrice), |speed| Key::One(speed.to_owned()));
        cases.push(Case { body, measure: None, key, quantity: 1 });
    }
    cases
}

/// One for each request.
fn one(body: Value) -> Vec<Case> {
    vec![case(body, "flat", 1)]
}
