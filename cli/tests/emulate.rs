//! `nameplate emulate`: the line that programs read, and how it ends.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use common::{command, run};
use serde_json::Value;

/// Starts it and reads the line.
fn start(arguments: &[&str]) -> (Child, Value) {
    let arguments = [&["emulate", "--port", "0", "--json"], arguments].concat();
    let mut child = command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    (child, serde_json::from_str(&line).unwrap())
}

fn stop(mut child: Child, signal: &str) -> (i32, String) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    let code = child.wait().unwrap().code().unwrap();
    let mut talk = String::new();
    child.stderr.take().unwrap().read_to_string(&mut talk).unwrap();
    (code, talk)
}

#[test]
fn one_line_says_where_everything_is_and_a_signal_ends_it() {
    for signal in ["-TERM", "-INT"] {
        let (child, line) = start(&[]);
        let url = line["url"].as_str().unwrap();
        assert_eq!(line["v"], 1);
        assert_eq!(line["providers"]["oxen"], format!("{url}/oxen"));
        assert_eq!(line["providers"]["reapi"], format!("{url}/reapi"));
        assert_eq!(line["origins"]["https://hub.oxen.ai"], format!("{url}/oxen"));
        assert_eq!(line["origins"]["https://api.reapi.ai"], format!("{url}/reapi@api.reapi.ai"));
        let mut stream =
            TcpStream::connect(url.strip_prefix("http://127.0.0.1").map(|port| format!("127.0.0.1{port}")).unwrap())
                .unwrap();
        stream.write_all(b"GET /oxen/api/ai/queue HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
        let (code, talk) = stop(child, signal);
        assert_eq!(code, 0, "{talk}");
        assert!(talk.contains(&format!("POST   {url}/oxen/api/ai/queue\n")), "{talk}");
        assert!(talk.contains("curl -X POST '") && talk.contains("GET /oxen/api/ai/queue 401 no_key\n"), "{talk}");
    }
}

#[test]
fn scenarios_are_listed_a_line_each() {
    let said = run(&["emulate", "scenarios"]);
    assert!(said.code == 0 && said.out.contains("\ncut-after "), "{said:?}");
    let rows = run(&["emulate", "scenarios", "--json"]).json();
    assert_eq!(rows["scenarios"].as_array().unwrap().len(), said.out.lines().count() - 1);
}

#[test]
fn what_cannot_be_used_is_refused_before_anything_starts() {
    for (arguments, says) in [
        (&["emulate", "--speed", "0"][..], "above zero"),
        (&["emulate", "--speed", "fast"], "above zero"),
        (&["emulate", "--balance=-1"], "not negative"),
        (&["emulate", "--scenario", "cut-befor"], "did you mean `cut-before`?"),
        (&["emulate", "--measures", "Cargo.toml"], "the table of measures"),
        (&["emulate", "--measures", "no such file"], "cannot read"),
        (&["emulate", "--specs", "no such folder"], "no such folder"),
        (&["emulate", "--port", "65536"], "65536"),
    ] {
        let said = run(arguments);
        assert!(said.code == 2 && said.out.is_empty() && said.err.contains(says), "{arguments:?}: {said:?}");
    }
}
