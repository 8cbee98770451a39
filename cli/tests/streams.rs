//! `--jsonl`: one request a line, one answer a line, each before the next request is waited for.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use common::{REAL, command, run, run_with, with};
use serde_json::{Value, json};

const GOOD: &str = r#"{"model":"topaz-video-upscaler","video_url":"https://a.example/x.mp4"}"#;

fn check(input: &[u8]) -> common::Said {
    run_with(&with(&["check", "topaz-video-upscaler", "--jsonl"], &REAL), input)
}

#[test]
fn each_answer_comes_before_the_next_line_is_sent() {
    for (verb, line) in [("check", GOOD.to_owned()), ("estimate", format!("{{\"request\":{GOOD}}}"))] {
        let mut child = command(&with(&[verb, "topaz-video-upscaler", "--jsonl"], &REAL))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        for _ in 0..3 {
            stdin.write_all(line.as_bytes()).unwrap();
            stdin.write_all(b"\n").unwrap();
            let mut answer = String::new();
            stdout.read_line(&mut answer).unwrap();
            assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["v"], 1);
        }
        drop(stdin);
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn nothing_is_skipped_and_the_order_is_kept() {
    let input = format!("{GOOD}\n\n{GOOD}\r\n[1]\n\u{0}\n{{\"model\":\"x\"}}\n{GOOD}");
    let said = check(input.as_bytes());
    assert_eq!(said.code, 3);
    let oks: Vec<_> = said.lines().iter().map(|answer| answer["ok"].as_bool().unwrap()).collect();
    assert_eq!(oks, [true, false, true, false, false, false, true]);
    assert_eq!(said.lines()[1]["violations"][0]["rule"], "not_json");
    assert_eq!(said.lines()[1]["violations"][0]["span"], json!([0, 0]));
    assert_eq!(said.lines()[5]["violations"][0]["span"], json!([9, 12]));
}

#[test]
fn no_lines_are_no_answers() {
    assert_eq!((check(b"").code, check(b"").out.as_str()), (0, ""));
}

#[test]
fn a_line_that_is_too_long_is_read_to_its_end() {
    let mut input = vec![b'x'; (16 << 20) + 5];
    input.extend_from_slice(b"\n");
    input.extend_from_slice(GOOD.as_bytes());
    let said = check(&input);
    assert_eq!(said.lines()[0]["violations"][0]["rule"], "too_large");
    assert_eq!(said.lines()[1]["ok"], true);
}

#[test]
fn bytes_that_are_not_utf8_are_one_answer() {
    let said = check(b"\xff\xfe\n{\"a\":\"\xc3\"}\n");
    let rules: Vec<_> = said.lines().iter().map(|answer| answer["violations"][0]["rule"].clone()).collect();
    assert_eq!(rules, ["not_json", "not_json"]);
}

#[test]
fn lines_can_come_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bodies.jsonl");
    std::fs::write(&path, format!("{GOOD}\n{GOOD}\n")).unwrap();
    let request = ["check", "topaz-video-upscaler", "--jsonl", "--request", path.to_str().unwrap()];
    let said = run(&with(&request, &REAL));
    assert_eq!((said.code, said.lines().len()), (0, 2));
}

#[test]
fn a_reader_that_goes_away_is_no_accident() {
    let mut child = command(&with(&["check", "topaz-video-upscaler", "--jsonl"], &REAL))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    let lines = format!("{GOOD}\n").repeat(20_000);
    let _ = stdin.write_all(lines.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(141));
}
