//! Every shape of price that providers have, a small spec each. What is expected was worked out by hand, in whole millionths of
//! a dollar.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate::{Estimate, Exact, Measures, Options, Rates, Total, Why};
use nameplate_codegen::Specs;
use nameplate_tests::{compile, root};
use serde_json::{Value, json};

/// A model with these parameters and this billing.
fn model(parameters: &str, billing: &str) -> Specs {
    let provider = std::fs::read_to_string(root().join("specs/acme/provider.yaml")).unwrap();
    let indent = |text: &str| format!("  {}\n", text.replace('\n', "\n  "));
    let text = format!(
        "model: priced\ntitle: Priced\nkind: image\npage: {{url: \"https://acme.example/p\", read: \"2026-01-15\"}}\n\
         endpoint: /p\nways: [job]\nparameters:\n{}billing:\n{}",
        indent(parameters),
        indent(billing)
    );
    compile(&provider, Some(("priced", &text))).unwrap_or_else(|faults| panic!("{faults}\n{text}"))
}

fn estimate(specs: &Specs, body: &Value, measures: &[(&str, &str)]) -> Estimate {
    let mut body = body.clone();
    body.as_object_mut().unwrap().insert("model".to_owned(), "priced".into());
    let mut given = Measures::new();
    for (name, value) in measures {
        given.number(*name, Exact::decimal(value).unwrap()).unwrap();
    }
    let spec = specs.model("priced").unwrap();
    let options = Options::new();
    let verdict = spec.judge_value(&body, &options);
    assert!(verdict.report.ok(), "{body}: {:#?}", verdict.report);
    spec.estimate(&verdict.resolved, &given, &Rates::published())
}

/// Millionths of a dollar.
fn micro(amount: i128) -> Exact {
    Exact::ratio(amount, 1_000_000).unwrap()
}

fn costs(specs: &Specs, body: &Value, measures: &[(&str, &str)], expected: i128) {
    assert_eq!(estimate(specs, body, measures).total, Total::Exact(micro(expected)), "{body} {measures:?}");
}

fn unknown(specs: &Specs, body: &Value, measures: &[(&str, &str)], why: Why) {
    assert_eq!(estimate(specs, body, measures).total, Total::Unknown(why), "{body} {measures:?}");
}

#[test]
fn a_table_with_a_dimension_that_a_request_may_leave_out() {
    let specs = model(
        "size: {one_of: [wide, tall], default: wide}\nquality: {one_of: [low, high]}",
        "rates: {each: {unit: USD, by: [size, quality], cells: {wide: {low: 0.0048, high: 0.1688}, tall: {low: 0.007, high: unpublished}}}}\n\
         steps: {bill: each}\ntotal: bill",
    );
    costs(&specs, &json!({"quality": "low"}), &[], 4_800);
    costs(&specs, &json!({"quality": "high"}), &[], 168_800);
    costs(&specs, &json!({"size": "tall", "quality": "low"}), &[], 7_000);
    unknown(&specs, &json!({"size": "tall", "quality": "high"}), &[], Why::Unpublished);
    unknown(&specs, &json!({}), &[], Why::OpenPrice);
}

#[test]
fn a_parameter_of_an_object_as_a_dimension() {
    let specs = model(
        "settings: {object: {parameters: {speed: {one_of: [fast, turbo], default: fast}, seed: {integer: {}}}}}",
        "rates: {each: {unit: USD, by: [settings.speed], cells: {fast: 0.087318, turbo: 0.174636}}}\n\
         steps: {bill: each}\ntotal: bill",
    );
    costs(&specs, &json!({"settings": {"speed": "turbo"}}), &[], 174_636);
    // The default of a member counts where its object was sent. What an absent object comes to, the spec does not say.
    costs(&specs, &json!({"settings": {"seed": 1}}), &[], 87_318);
    costs(&specs, &json!({"settings": {}}), &[], 87_318);
    unknown(&specs, &json!({}), &[], Why::OpenPrice);
}

#[test]
fn a_dimension_that_a_formula_gives_a_value_where_the_request_has_none() {
    let specs = model(
        "sound: {bool: {}}\nseconds: {integer: {min: 1, max: 15}, unit: s}",
        "groups: {voice: {cases: {audio: \"default(sound, false)\", silent: otherwise}}}\n\
         rates: {per_second: {unit: USD/s, by: [voice], cells: {audio: 0.138, silent: 0.092}}}\n\
         steps: {bill: \"per_second * default(seconds, 8)\"}\ntotal: bill",
    );
    costs(&specs, &json!({}), &[], 736_000);
    costs(&specs, &json!({"sound": true}), &[], 1_104_000);
    costs(&specs, &json!({"sound": false, "seconds": 3}), &[], 276_000);
}

#[test]
fn buckets_of_a_number_and_of_a_computed_area() {
    let specs = model(
        "width: {integer: {min: 1, max: 9000}}\nheight: {integer: {min: 1, max: 9000}}\nfps: {integer: {min: 1, max: 120}, default: 24}",
        "groups:\n  area: {cases: {small: width * height <= 2250000, large: otherwise}}\n  rate: {cases: {le30: fps <= 30, gt30: otherwise}}\n\
         rates: {each: {unit: USD, by: [area, rate], cells: {small: {le30: 0.0572, gt30: 0.1}, large: {le30: 0.10725, gt30: 0.2}}}}\n\
         steps: {bill: each}\ntotal: bill",
    );
    costs(&specs, &json!({"width": 1500, "height": 1500}), &[], 57_200);
    costs(&specs, &json!({"width": 1501, "height": 1500}), &[], 107_250);
    costs(&specs, &json!({"width": 1501, "height": 1500, "fps": 31}), &[], 200_000);
    costs(&specs, &json!({"width": 9, "height": 9, "fps": 30}), &[], 57_200);
    unknown(&specs, &json!({"width": 9}), &[], Why::OpenPrice);
}

#[test]
fn a_key_from_the_presence_of_an_input() {
    let specs = model(
        "videos: {empty: absent, list: {of: {url: {schemes: [https]}}}}\nseconds: {integer: {min: 1, max: 15}, default: 5, unit: s}",
        "groups: {input: {cases: {with_video: present(videos), without: otherwise}}}\n\
         rates: {per_second: {unit: USD/s, by: [input], cells: {with_video: 0.113, without: 0.185}}}\n\
         steps: {bill: per_second * seconds}\ntotal: bill",
    );
    costs(&specs, &json!({}), &[], 925_000);
    costs(&specs, &json!({"videos": []}), &[], 925_000);
    costs(&specs, &json!({"videos": ["https://a.example/v"], "seconds": 4}), &[], 452_000);
}

#[test]
fn started_minutes_times_what_was_selected() {
    let specs = model(
        "stems: {list: {of: {text: {}}}}",
        "measures: {source_seconds: {unit: s, measured_by: provider}}\nrates: {per_minute: {unit: USD/min, flat: 0.2}}\n\
         steps: {bill: per_minute * ceil(minutes(source_seconds)) * count(stems)}\ntotal: bill",
    );
    for (seconds, minutes) in [("0.1", 1), ("60", 1), ("60.001", 2), ("3599.9", 60)] {
        costs(&specs, &json!({"stems": ["a", "b"]}), &[("source_seconds", seconds)], 400_000 * minutes);
    }
}

#[test]
fn started_blocks_of_ten_seconds() {
    let specs = model(
        "hd: {bool: {}}",
        "measures: {source_seconds: {unit: s}}\nrates: {block: {unit: USD/s, flat: 0.01}}\n\
         steps: {bill: \"block * ceil(source_seconds, 10)\"}\ntotal: bill",
    );
    for (seconds, blocks) in [("0.5", 1), ("10", 1), ("10.01", 2), ("99.99", 10)] {
        costs(&specs, &json!({}), &[("source_seconds", seconds)], 100_000 * blocks);
    }
}

/// A credit pays for so many frames: 300 frames are ceil(300 / 26.0417) = ceil(11.52) = 12 credits at 1080p and
/// ceil(300 / 11.9179) = ceil(25.17) = 26 at 4K, as Topaz publishes.
#[test]
fn frames_by_the_credit() {
    let specs = model(
        "resolution: {one_of: [1080p, 4k], default: 1080p}\nfps: {integer: {min: 1, max: 60}, default: 30, unit: frame/s}",
        "measures: {source_seconds: {unit: s, measured_by: provider}}\n\
         rates: {frames_a_credit: {unit: frame/credit, by: [resolution], cells: {1080p: 26.0417, 4k: 11.9179}}}\n\
         steps: {frames: ceil(source_seconds * fps), credits_: ceil(frames / frames_a_credit), bill: credits_ * credit}\n\
         total: bill\nalso: {credits: ceil(bill / credit)}",
    );
    for (resolution, seconds, credits) in [
        ("1080p", "10", 12),
        ("4k", "10", 26),
        // 26 frames fit into one credit, 27 do not.
        ("1080p", "0.866", 1),
        ("1080p", "0.867", 2),
        ("4k", "0.36", 1),
        ("4k", "0.367", 2),
    ] {
        let found = estimate(&specs, &json!({"resolution": resolution}), &[("source_seconds", seconds)]);
        assert_eq!(found.credits, Some((credits, credits)), "{resolution} {seconds}");
        assert_eq!(found.total, Total::Exact(micro(10_000 * credits)));
    }
}

#[test]
fn a_first_and_following_megapixels_with_inputs_counted_too() {
    let specs = model(
        "width: {integer: {min: 64, max: 9000}, default: 1000}\nheight: {integer: {min: 64, max: 9000}, default: 1000}\n\
         images: {list: {of: {url: {schemes: [https]}}}}",
        "rates: {first: {unit: USD/MP, flat: 0.03}, next: {unit: USD/MP, flat: 0.015}}\n\
         steps:\n  megapixels: \"max(unit(ceil(width * height / 1000000) + count(images), \\\"MP\\\"), 1)\"\n  \
         bill: \"first * unit(1, \\\"MP\\\") + next * (megapixels - 1)\"\ntotal: bill",
    );
    costs(&specs, &json!({}), &[], 30_000);
    costs(&specs, &json!({"images": ["https://a.example/i"]}), &[], 45_000);
    costs(&specs, &json!({"width": 64, "height": 64}), &[], 30_000);
    costs(&specs, &json!({"width": 2000, "height": 2000}), &[], 75_000);
    costs(&specs, &json!({"width": 1001}), &[], 45_000);
}

#[test]
fn tokens_in_out_and_cached_with_a_higher_price_above_a_threshold() {
    let specs = model(
        "effort: {one_of: [low, high], default: low}",
        "measures:\n  input_tokens: {unit: token}\n  cached_tokens: {unit: token}\n  output_tokens: {unit: token, known: after_run}\n\
         groups: {tier: {cases: {long: input_tokens > 200000, short: otherwise}}}\n\
         rates:\n  read: {unit: USD/token, by: [tier], cells: {short: 0.000003, long: 0.000006}}\n  \
         again: {unit: USD/token, flat: 0.0000003}\n  \
         write: {unit: USD/token, by: [tier], cells: {short: 0.000015, long: 0.0000225}}\n\
         steps: {bill: read * (input_tokens - cached_tokens) + again * cached_tokens + write * output_tokens}\ntotal: bill",
    );
    let tokens =
        |read, cached, written| [("input_tokens", read), ("cached_tokens", cached), ("output_tokens", written)];
    // 199000 * 3 + 1000 * 0.3 + 100 * 15 = 597000 + 300 + 1500 millionths
    costs(&specs, &json!({}), &tokens("200000", "1000", "100"), 598_800);
    // 200001 * 6 + 100 * 22.5 = 1200006 + 2250
    costs(&specs, &json!({}), &tokens("200001", "0", "100"), 1_202_256);
    unknown(&specs, &json!({}), &[("input_tokens", "5"), ("cached_tokens", "0")], Why::AfterRun);
    let whole = estimate(&specs, &json!({}), &tokens("200000", "1000", "100"));
    assert_eq!(whole.lines.iter().filter(|line| line.cell.as_deref() == Some("short")).count(), 2);
}

#[test]
fn a_quantity_from_a_table_of_words() {
    let specs = model(
        "length: {required: true, one_of: [Short, Medium, Long]}",
        "rates:\n  words_of: {unit: word, by: [length], cells: {Short: 500, Medium: 1000, Long: 1500}}\n  \
         per_word: {unit: USD/word, flat: 0.000894}\nsteps: {bill: per_word * words_of}\ntotal: bill",
    );
    for (length, expected) in [("Short", 447_000), ("Medium", 894_000), ("Long", 1_341_000)] {
        costs(&specs, &json!({"length": length}), &[], expected);
    }
}

#[test]
fn a_minimum_and_words_in_their_own_unit() {
    let specs = model(
        "text: {required: true, text: {}}",
        "rates: {per_word: {unit: USD/word, flat: 0.000089}}\n\
         steps: {bill: \"per_word * max(unit(words(text), \\\"word\\\"), 50)\"}\ntotal: bill",
    );
    costs(&specs, &json!({"text": "one two"}), &[], 4_450);
    costs(&specs, &json!({"text": "w ".repeat(50)}), &[], 4_450);
    costs(&specs, &json!({"text": "w ".repeat(51)}), &[], 4_539);
}

#[test]
fn a_base_with_extras_and_a_multiplier() {
    let specs = model(
        "quality: {one_of: [low, high], default: low}\ntextured: {bool: {}, default: false}\nrigged: {bool: {}, default: false}\n\
         resolution: {one_of: [480p, 1080p], default: 480p}\n\"n\": {integer: {min: 1, max: 4}, default: 1}",
        "rates:\n  base: {unit: USD, by: [quality], cells: {low: 0.3, high: 0.5}}\n  extra: {unit: USD, flat: 0.2}\n  \
         factor: {unit: \"1\", by: [resolution], cells: {480p: 0.45, 1080p: 2.25}}\n\
         steps:\n  one: \"base + if textured { extra } else { 0 } + if rigged { extra } else { 0 }\"\n  bill: one * factor * n\ntotal: bill",
    );
    costs(&specs, &json!({}), &[], 135_000);
    costs(&specs, &json!({"textured": true, "resolution": "1080p"}), &[], 1_125_000);
    costs(&specs, &json!({"quality": "high", "textured": true, "rigged": true, "n": 3}), &[], 1_215_000);
}

#[test]
fn flat_prices_that_are_open_or_not_published() {
    let specs = model(
        "hd: {bool: {}, default: false}\n\"n\": {integer: {min: 1, max: 4}, default: 1}",
        "rates: {plain: {unit: USD, flat: {between: [0.04, 0.05]}}, large: {unit: USD, flat: unpublished}}\n\
         steps: {bill: \"n * if hd { large } else { plain }\"}\ntotal: bill\nalso: {credits: ceil(bill / credit)}",
    );
    let found = estimate(&specs, &json!({"n": 3}), &[]);
    assert_eq!(found.total, Total::Range(micro(120_000), micro(150_000)));
    assert_eq!(found.credits, Some((12, 15)));
    unknown(&specs, &json!({"hd": true}), &[], Why::Unpublished);
}

#[test]
fn gigapixels_with_a_factor_of_the_frame_rate() {
    let specs = model(
        "target: {one_of_numbers: [24, 48], default: 24, unit: frame/s}",
        "measures: {width: {unit: px}, height: {unit: px}, frames: {unit: frame}, rate: {unit: frame/s}}\n\
         rates: {per_gigapixel: {unit: USD/GP, flat: 0.5}}\n\
         steps:\n  gigapixels: 'unit(width * height * frames / 1000000000, \"GP\")'\n  bill: round(per_gigapixel * gigapixels * max(target / rate, 1), 0.000001)\ntotal: bill",
    );
    let clip = [("width", "1920"), ("height", "1080"), ("frames", "240"), ("rate", "24")];
    // 1920 * 1080 * 240 = 497664000 pixels, 0.497664 * 0.5 = 0.248832
    costs(&specs, &json!({}), &clip, 248_832);
    costs(&specs, &json!({"target": 48}), &clip, 497_664);
}

#[test]
fn what_the_source_says_of_a_price_is_kept() {
    let specs = model(
        "hd: {bool: {}}",
        "doc: Each image has one price.\nrates: {each: {unit: USD, flat: 0.04}}\nsteps: {bill: each}\ntotal: bill",
    );
    let nameplate::spec::Billing::Formula(formula) = &specs.model("priced").unwrap().billing else { panic!("a price") };
    assert_eq!(formula.doc, "Each image has one price.");
}
