//! The samples of both providers' pages run as they are printed, with host and key replaced, and end as the page says. The
//! code is taken from copies of the pages' code blocks under `tests/fixtures/pages`.
//!
//! The samples need curl, jq, gawk, Python with requests, Node and Go. `tests/tools.sh` installs what is missing where it may;
//! where it may not, these tests fail and say so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

use crate::client::{Running, fast, repository, start};

/// A block of code and the tabs it stands in.
struct Sample {
    language: String,
    /// `Async with SSE / Minimal`.
    tabs: String,
    code: String,
}

fn page(name: &str) -> String {
    fs::read_to_string(repository("tests/fixtures/pages").join(name)).unwrap()
}

/// The blocks of Oxen's page: between marks, indented as deep as their mark.
fn oxen() -> Vec<Sample> {
    let (mut samples, mut tabs) = (Vec::new(), Vec::new());
    let mut open: Option<(usize, Sample)> = None;
    for line in page("topazlabs-rhea-video.md").lines() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        match (&mut open, text.strip_prefix("```")) {
            (None, Some(mark)) => {
                let language = mark.split(' ').next().unwrap().to_owned();
                open = Some((indent, Sample { language, tabs: tabs.join(" / "), code: String::new() }));
            }
            (Some(_), Some(_)) => samples.extend(open.take().map(|(_, sample)| sample)),
            (Some((indent, sample)), None) => {
                sample.code.push_str(line.get(*indent..).unwrap_or_default());
                sample.code.push('\n');
            }
            (None, None) if text.starts_with("<Tab ") => tabs.push(text.split('"').nth(1).unwrap().to_owned()),
            (None, None) if text == "</Tab>" => drop(tabs.pop()),
            (None, None) => {}
        }
    }
    samples
}

/// The blocks of reAPI's page, which follow each other without marks: each begins with a line that no other has.
fn reapi() -> Vec<Sample> {
    let page = page("topaz-video-upscaler.md");
    let (_, rest) = page.split_once("## Quick example\n\n").unwrap();
    let (code, _) = rest.split_once("\n## ").unwrap();
    let starts =
        [("bash", "curl "), ("python", "import requests"), ("javascript", "const r = "), ("go", "package main")];
    let at = starts.map(|(_, start)| code.find(start).unwrap());
    let ends = at.into_iter().skip(1).chain([code.len()]);
    let blocks = starts.into_iter().zip(at.into_iter().zip(ends));
    blocks
        .map(|((language, _), (from, to))| Sample {
            language: language.to_owned(),
            tabs: String::new(),
            code: code[from..to].to_owned(),
        })
        .collect()
}

/// Folders in front of the search path: `python3` is one that has requests, `awk` is gawk.
fn tools() -> &'static Path {
    static TOOLS: OnceLock<PathBuf> = OnceLock::new();
    TOOLS.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("tools");
        let done = Command::new("bash").arg(repository("tests/tools.sh")).arg(&folder).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        folder
    })
}

/// Runs code with a program, in a folder of its own.
fn run(name: &str, program: &[&str], file: &str, code: &str) -> Output {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("samples").join(name.replace([' ', '/'], "_"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(file), code).unwrap();
    let path = format!("{}:{}", tools().display(), std::env::var("PATH").unwrap());
    Command::new(program[0])
        .args(&program[1..])
        .arg(file)
        .current_dir(&folder)
        .env("PATH", path)
        .env("OXEN_API_KEY", "key")
        .env("GOFLAGS", "-mod=mod")
        .env("GOCACHE", folder.join("../gocache"))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn run_sample(name: &str, language: &str, code: &str) -> String {
    let output = match language {
        "bash" => run(name, &["bash"], "sample.sh", code),
        "python" => run(name, &["python3"], "sample.py", code),
        "javascript" => run(name, &["node"], "sample.mjs", code),
        "go" => run(name, &["go", "run"], "sample.go", code),
        other => panic!("{other}"),
    };
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name}: {out}\n{err}");
    out.into_owned()
}

/// A result's address can be fetched and is a film.
fn is_film(url: &str) {
    let film = crate::client::Call::new("GET", url).send();
    assert_eq!((film.status, film.header("content-type")), (200, Some("video/mp4")), "{url}");
}

/// What a sample prints in Python is a literal of that language.
fn as_json(python: &str) -> Value {
    let json =
        python.trim().replace("None", "null").replace("False", "false").replace("True", "true").replace('\'', "\"");
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {python}"))
}

/// What a sample of Oxen's page ends with.
fn ends_well(emulator: &Running, sample: &Sample, printed: &str) {
    let mode = sample.tabs.split(" / ").next().unwrap();
    match (mode, sample.language.as_str()) {
        ("Sync", language) => {
            let answer = if language == "bash" { serde_json::from_str(printed).unwrap() } else { as_json(printed) };
            assert_eq!(answer["model"], "topazlabs-rhea-video");
            is_film(answer["videos"][0]["url"].as_str().unwrap());
        }
        ("Async", "bash") => {
            let (statuses, result) = printed.split_once('{').unwrap();
            let last = statuses.lines().last().unwrap();
            assert_eq!(last, "Status: succeeded", "{printed}");
            let result: Value = serde_json::from_str(&format!("{{{result}")).unwrap();
            assert_eq!(result["status"], "succeeded");
            is_film(result["result_url"].as_str().unwrap());
        }
        ("Async", _) => is_film(printed.trim().strip_prefix("Result: ").unwrap_or_else(|| panic!("{printed}"))),
        ("Async with SSE", language) => {
            let event = if language == "bash" { serde_json::from_str(printed).unwrap() } else { as_json(printed) };
            assert_eq!((&event["status"], &event["model"]), (&"succeeded".into(), &"topazlabs-rhea-video".into()));
            let row = emulator.queued(event["generation_id"].as_str().unwrap()).send();
            assert_eq!(row.json()["result_url"], event["url"]);
            is_film(event["url"].as_str().unwrap());
        }
        _ => {
            let details: Value = serde_json::from_str(printed).unwrap();
            assert_eq!(details["id"], "topazlabs-rhea-video");
            assert_eq!(details["json_request_schema"]["required"], serde_json::json!(["model", "input_video"]));
        }
    }
}

#[test]
fn every_sample_of_oxens_page_runs_and_ends_as_the_page_says() {
    let samples = oxen();
    assert_eq!(samples.len(), 13);
    let emulator = start(fast());
    std::thread::scope(|scope| {
        for sample in &samples {
            let emulator = &emulator;
            scope.spawn(move || {
                let mut code = sample.code.replace("https://hub.oxen.ai", &emulator.at("oxen", ""));
                assert_ne!(code, sample.code);
                // Three samples in Python have JSON's `false`, which Python does not know: this one word is replaced.
                if sample.language == "python" {
                    code = code.replace("\"interpolate_frames\": false", "\"interpolate_frames\": False");
                }
                let name = format!("{} {}", sample.tabs, sample.language);
                ends_well(emulator, sample, &run_sample(&name, &sample.language, &code));
            });
        }
    });
    assert_eq!(emulator.handle.log().iter().filter(|entry| entry.submit && entry.status == 200).count(), 12);
}

#[test]
fn three_samples_in_python_end_in_a_name_error_as_they_are_printed() {
    let broken = oxen().into_iter().filter(|sample| sample.language == "python" && sample.code.contains(": false"));
    let broken: Vec<Sample> = broken.collect();
    assert_eq!(broken.len(), 3);
    for sample in broken {
        let output = run(
            &format!("printed {}", sample.tabs),
            &["python3"],
            "sample.py",
            &sample.code.replace("https://hub.oxen.ai", "http://127.0.0.1:9"),
        );
        assert!(String::from_utf8_lossy(&output.stderr).contains("NameError: name 'false' is not defined"));
    }
}

#[test]
fn every_sample_of_reapis_page_runs_and_prints_the_submits_answer() {
    let samples = reapi();
    assert_eq!(samples.len(), 4);
    let emulator = start(fast());
    std::thread::scope(|scope| {
        for sample in &samples {
            let emulator = &emulator;
            scope.spawn(move || {
                let code = sample.code.replace("https://reapi.ai", &emulator.at("reapi", ""));
                let code = code.replace("YOUR_API_KEY", "key");
                assert_ne!(code, sample.code);
                let printed = run_sample(&format!("reapi {}", sample.language), &sample.language, &code);
                let id = printed.split("task_").nth(1).unwrap_or_else(|| panic!("{printed}"));
                let id = format!("task_{}", id.get(..32).unwrap());
                let answer = crate::client::ended(&emulator.task(&id), &["completed"]);
                assert_eq!(answer["model"], "topaz-video-upscaler");
                is_film(answer["output"]["video_urls"][0].as_str().unwrap());
            });
        }
    });
}

/// The members that an example of a page has, in its order, with the kinds of their values.
fn shape(value: &Value) -> Value {
    match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), shape(value))).collect(),
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::Null => Value::Null,
        Value::Bool(_) => "truth".into(),
        Value::Number(_) => "number".into(),
        Value::String(_) => "text".into(),
    }
}

#[test]
fn answers_have_the_shapes_of_reapis_page() {
    let page = page("topaz-video-upscaler.md");
    let printed = |title: &str| {
        let (_, rest) = page.split_once(&format!("## {title}\n\n")).unwrap();
        let json = rest.split("\n## ").next().unwrap();
        serde_json::from_str::<Value>(json).unwrap()
    };
    let emulator = start(fast());
    let submitted = emulator.upscale("https://your-cdn.com/source-480p.mp4").send().json();
    assert_eq!(shape(&submitted), shape(&printed("Submit response")));
    let completed = crate::client::ended(&emulator.task(submitted["id"].as_str().unwrap()), &["completed"]);
    assert_eq!(shape(&completed), shape(&printed("Response envelope")));
}
