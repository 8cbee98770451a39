//! `run`, `submit`, `watch`, `get`, `cancel`, `jobs` and `doctor`, against the emulator.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::{Said, command, with};
use serde_json::Value;

const TOPAZ: [&str; 3] = ["topaz-video-upscaler", "-p", "video_url=https://example.com/a.mp4?seconds=6.2"];
const RHEA: [&str; 3] = ["topazlabs-rhea-video", "-p", "input_video=https://example.com/a.mp4"];

/// A folder with a record of jobs of its own.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command
            .env("NAMEPLATE_LEDGER", self.path("jobs.sqlite"))
            .env_remove("NAMEPLATE_EMULATOR")
            .env_remove("REAPI_API_KEY")
            .env_remove("OXEN_API_KEY");
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        Said::new(self.command(arguments).output().unwrap())
    }

    /// Runs a request; results go to `out`.
    fn request(&self, words: &[&str], more: &[&str]) -> Said {
        let out = self.path("out");
        self.run(&[words, &["--out", out.to_str().unwrap()], more].concat())
    }

    fn results(&self) -> usize {
        std::fs::read_dir(self.path("out"))
            .map_or(0, |folder| folder.flatten().filter(|file| is_result(&file.path())).count())
    }

    fn jobs(&self) -> Vec<Value> {
        self.run(&["jobs", "--json"]).json()["jobs"].as_array().unwrap().clone()
    }
}

fn is_result(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "mp4")
}

/// An emulator in a process of its own, as somebody starts it who wants jobs to outlive a command.
struct Stand {
    child: Child,
    url: String,
    log: Option<thread::JoinHandle<Vec<String>>>,
}

/// Nothing is left running by a test that fails.
impl Drop for Stand {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Stand {
    fn start(more: &[&str]) -> Self {
        let mut child = command(&with(&["emulate", "--port", "0", "--json"], more))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let greeting: Value = serde_json::from_str(&line).unwrap();
        let talk = BufReader::new(child.stderr.take().unwrap());
        let log = Some(thread::spawn(move || talk.lines().map_while(Result::ok).collect()));
        Self { child, url: greeting["url"].as_str().unwrap().to_owned(), log }
    }

    /// Ends it and says how many submits it has taken.
    fn submits(mut self) -> usize {
        self.child.kill().unwrap();
        // The list of routes at the start names addresses; requests are logged with a status.
        let is_submit = |line: &&String| line.contains("POST ") && line.contains(" 200 ");
        self.log.take().unwrap().join().unwrap().iter().filter(is_submit).count()
    }
}

#[test]
fn a_job_runs_to_its_result_and_its_charge_is_the_estimate() {
    let desk = Desk::new();
    let said = desk.request(&with(&["run"], &TOPAZ), &["--measure", "source_seconds=6.2", "--json"]);
    assert_eq!(said.code, 0, "{said:?}");
    let events = said.lines();
    let of = |name: &str| events.iter().find(|event| event["event"] == name).unwrap();
    assert_eq!(of("price")["estimate"]["total"], "0.308");
    assert_eq!(of("done")["cost"], "0.308");
    assert_eq!(desk.results(), 1);
    assert_eq!(desk.jobs()[0]["state"], "succeeded");
    assert!(events.iter().all(|event| event["v"] == 1));
}

#[test]
fn a_job_of_a_price_that_nobody_publishes_costs_null_and_not_zero() {
    let desk = Desk::new();
    let said = desk.request(&with(&["run"], &RHEA), &["--json"]);
    assert_eq!(said.code, 0, "{said:?}");
    let done = said.lines().pop().unwrap();
    assert_eq!((&done["event"], &done["cost"]), (&Value::from("done"), &Value::Null));
    assert_eq!(desk.results(), 1);
}

#[test]
fn a_call_that_blocks_runs_too() {
    let desk = Desk::new();
    let said = desk.request(&with(&["run"], &RHEA), &["--way", "sync"]);
    assert_eq!((said.code, desk.results()), (0, 1), "{said:?}");
}

#[test]
fn how_a_run_ended_is_its_exit_code() {
    for (scenario, code, says) in [
        ("fail-refund", 7, "the charge was given back"),
        ("402", 6, "HTTP 402"),
        ("401", 4, "HTTP 401"),
        ("cut-after", 9, "jobs recover"),
        ("5xx-submit", 9, "it may have been sent"),
        ("result-expired", 9, "nameplate watch"),
        ("slow", 8, "nameplate watch"),
    ] {
        let desk = Desk::new();
        let said = desk.request(&with(&["run"], &TOPAZ), &["--scenario", scenario, "--timeout", "6s"]);
        assert_eq!(said.code, code, "{scenario}: {said:?}");
        assert!(said.err.contains(says), "{scenario}: {said:?}");
        assert_eq!(desk.results(), 0, "{scenario}");
    }
}

#[test]
fn a_request_that_is_not_ok_is_not_sent() {
    let desk = Desk::new();
    let said = desk.request(&["run", "topaz-video-upscaler", "-p", "upscale_factor=3"], &["--json"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert_eq!(said.json()["ok"], false);
    assert!(desk.jobs().is_empty());
}

#[test]
fn one_request_is_sent_at_a_time() {
    Desk::new().run(&with(&["run", "--jsonl"], &TOPAZ)).is_usage_error("--jsonl");
}

#[test]
fn money_is_spent_under_a_ceiling_and_after_a_question_only() {
    let desk = Desk::new();
    for (words, says) in [
        (with(&TOPAZ, &["--live"]), "nobody knows what it costs"),
        (with(&TOPAZ, &["--live", "--measure", "source_seconds=6.2"]), "nobody can be asked"),
        (with(&TOPAZ, &["--live", "--measure", "source_seconds=6.2", "--yes"]), "--max-cost"),
        (
            with(&TOPAZ, &["--live", "--measure", "source_seconds=6.2", "--yes", "--max-cost", "0.3"]),
            "`--max-cost` is 0.3",
        ),
        (with(&RHEA, &["--live", "--yes", "--max-cost", "5"]), "--accept-unknown-price"),
    ] {
        let said = desk.request(&with(&["run"], &words), &[]);
        assert_eq!(said.code, 5, "{words:?}: {said:?}");
        assert!(said.err.contains(says) && said.err.contains("nothing was sent"), "{words:?}: {said:?}");
    }
    let said = desk.request(
        &with(&["run"], &with(&TOPAZ, &["--live", "--measure", "source_seconds=6.2", "--yes", "--max-cost", "1"])),
        &[],
    );
    assert_eq!(said.code, 4, "without a key nothing is sent: {said:?}");
    assert!(said.err.contains("REAPI_API_KEY"), "{said:?}");
    assert!(desk.jobs().iter().all(|job| job["state"] == "refused"), "{:?}", desk.jobs());
}

#[test]
fn a_key_file_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let key = desk.path("key");
    std::fs::write(&key, "sk-secret").unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let more =
        ["--live", "--measure", "source_seconds=6.2", "--yes", "--max-cost", "1", "--key-file", key.to_str().unwrap()];
    let said = desk.request(&with(&["run"], &TOPAZ), &more);
    said.is_usage_error("others may read the key");
    assert!(!said.err.contains("sk-secret"), "{said:?}");
}

#[test]
fn a_job_that_was_submitted_is_waited_for_by_another_process() {
    let (desk, stand) = (Desk::new(), Stand::start(&[]));
    let said = desk.run(&[&["submit"], &RHEA[..], &["--emulator", &stand.url]].concat());
    assert_eq!(said.code, 0, "{said:?}");
    let record = said.out.trim().to_owned();
    let looked = desk.run(&["get", &record, "--json"]).json();
    assert_eq!(looked["jobs"][0]["phase"], "running", "{looked}");
    let said = desk.request(&["watch", &record], &[]);
    assert_eq!((said.code, desk.results()), (0, 1), "{said:?}");
    assert_eq!(stand.submits(), 1);
}

#[test]
fn a_job_is_cancelled_where_the_provider_can() {
    let (desk, stand) = (Desk::new(), Stand::start(&["--speed", "1"]));
    let record = desk.run(&[&["submit"], &RHEA[..], &["--emulator", &stand.url]].concat()).out.trim().to_owned();
    let said = desk.run(&["cancel", &record]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("cancelled"), "{said:?}");
    assert_eq!(desk.jobs()[0]["state"], "cancelled", "the record knows it too");
    assert_eq!(desk.run(&["get", &record]).code, 7);
    let record = desk.run(&[&["submit"], &TOPAZ[..], &["--emulator", &stand.url]].concat()).out.trim().to_owned();
    assert_eq!(desk.run(&["cancel", &record]).code, 2, "this provider cannot");
}

#[test]
fn without_an_emulator_that_outlives_the_command_nothing_is_submitted() {
    Desk::new().run(&with(&["submit"], &RHEA)).is_usage_error("nameplate emulate");
}

#[test]
fn a_submit_without_an_answer_is_found_in_the_list_or_left_to_a_person() {
    let (desk, stand) = (Desk::new(), Stand::start(&["--scenario", "cut-after", "--speed", "1"]));
    for request in [&RHEA, &TOPAZ] {
        let said = desk.run(&[&["submit"], &request[..], &["--emulator", &stand.url]].concat());
        assert_eq!(said.code, 9, "{said:?}");
    }
    assert!(desk.jobs().iter().all(|job| job["state"] == "maybe_sent"), "{:?}", desk.jobs());
    assert_eq!(desk.run(&["jobs", "recover"]).code, 0);
    let state = |jobs: &[Value], provider: &str| -> (String, String) {
        let job = jobs.iter().find(|job| job["model"].as_str().unwrap().starts_with(provider)).unwrap();
        (job["state"].as_str().unwrap().to_owned(), job["job"].as_str().unwrap().to_owned())
    };
    let jobs = desk.jobs();
    assert_eq!(state(&jobs, "oxen").0, "sent", "it is in the provider's list");
    let (still, record) = state(&jobs, "reapi");
    assert_eq!(still, "maybe_sent", "this provider has no list");
    assert_eq!(desk.run(&["watch", &record]).code, 2);
    assert_eq!(desk.run(&["jobs", "settle", &record, "--charged", "--cost", "0.308"]).code, 0);
    assert_eq!(state(&desk.jobs(), "reapi").0, "settled");
    assert_eq!(desk.run(&["jobs", "settle", &record, "--not-sent"]).code, 2, "it is settled already");
}

#[test]
fn a_run_that_is_killed_between_any_two_steps_loses_nothing_and_sends_nothing_twice() {
    let (desk, stand) = (Desk::new(), Stand::start(&[]));
    let (rounds, out) = (16, desk.path("out"));
    for round in 0..rounds {
        let arguments = [&["run"], &RHEA[..], &["--emulator", &stand.url, "--out", out.to_str().unwrap()]].concat();
        let mut child = desk.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(25) * round);
        child.kill().unwrap();
        child.wait().unwrap();
    }
    // No record is younger than what `recover` leaves to a process that may still be sending, so each is looked up by hand.
    let jobs = desk.jobs();
    for job in jobs.iter().filter(|job| !job["job_ids"].as_array().unwrap().is_empty()) {
        let said = desk.request(&["watch", job["job"].as_str().unwrap()], &[]);
        assert_eq!(said.code, 0, "{said:?}");
    }
    let after = desk.jobs();
    let ended = after.iter().filter(|job| job["state"] == "succeeded").count();
    let open = after.iter().filter(|job| matches!(job["state"].as_str(), Some("sending" | "maybe_sent"))).count();
    assert_eq!(ended + open, after.len(), "{after:?}");
    let submits = stand.submits();
    assert!(ended <= submits && submits <= ended + open, "{ended} ended, {open} open, {submits} submits");
}

#[test]
fn ctrl_c_leaves_the_job_running_and_says_how_to_come_back() {
    let (desk, stand) = (Desk::new(), Stand::start(&["--speed", "1"]));
    let child = desk
        .command(&[&["run"], &RHEA[..], &["--emulator", &stand.url]].concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let since = Instant::now();
    while desk.jobs().first().is_none_or(|job| job["state"] != "sent") {
        assert!(since.elapsed() < Duration::from_secs(30), "the job was not sent");
    }
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let said = Said::new(child.wait_with_output().unwrap());
    assert_eq!(said.code, 130, "{said:?}");
    let record = desk.jobs()[0]["job"].as_str().unwrap().to_owned();
    assert!(said.err.contains(&format!("nameplate watch {record}")), "{said:?}");
    assert_eq!(desk.run(&["get", &record, "--json"]).json()["jobs"][0]["phase"], "running");
}

#[test]
fn the_doctor_says_which_keys_are_there_and_shows_none() {
    let desk = Desk::new();
    let output = desk.command(&["doctor", "--json"]).env("OXEN_API_KEY", "sk-very-secret").output().unwrap();
    let said = Said::new(output);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(!said.out.contains("secret") && said.out.contains("14 characters"), "{said:?}");
    assert!(said.out.contains("`REAPI_API_KEY` is not set"), "{said:?}");
}

#[test]
fn a_record_that_cannot_be_used_stops_a_request_before_it_is_sent() {
    let desk = Desk::new();
    std::fs::write(desk.path("jobs.sqlite"), "this is no database").unwrap();
    let said = desk.request(&with(&["run"], &TOPAZ), &[]);
    said.is_usage_error("the record of jobs");
}
