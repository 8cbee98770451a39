//! What a job goes through, for one caller and for many.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::client::{Call, ended, fast, start};

#[test]
fn statuses_come_in_their_order_and_no_job_ends_before_two_seconds() {
    let emulator = start(fast());
    let answer = emulator.enqueue("").send();
    let answered = Instant::now();
    let id = answer.json()["generations"][0]["generation_id"].as_str().unwrap().to_owned();
    let mut seen = Vec::new();
    while seen.last().is_none_or(|last| last != "succeeded") {
        let status = emulator.queued(&id).send().json()["status"].as_str().unwrap().to_owned();
        if seen.last() != Some(&status) {
            seen.push(status);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(seen, ["queued", "processing", "succeeded"]);
    let took = answered.elapsed();
    assert!(took >= Duration::from_secs(2) && took < Duration::from_secs(4), "{took:?}");
}

#[test]
fn a_slower_clock_makes_jobs_last() {
    // 300 s of virtual time at 75 times the speed are 4 s.
    let emulator = start(fast().speed(75));
    let id = emulator.enqueue("").send().json()["generations"][0]["generation_id"].as_str().unwrap().to_owned();
    std::thread::sleep(Duration::from_millis(3_300));
    assert_eq!(emulator.queued(&id).send().json()["status"], "processing");
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(emulator.queued(&id).send().json()["status"], "succeeded");
}

#[test]
fn a_hundred_jobs_at_once_all_end_with_results_of_their_own() {
    let emulator = start(fast());
    let ids: Vec<String> = std::thread::scope(|scope| {
        let submits: Vec<_> = (0..100)
            .map(|number| {
                let call = emulator.upscale(&format!("https://example.com/{number}.mp4"));
                scope.spawn(move || call.send().json()["id"].as_str().unwrap().to_owned())
            })
            .collect();
        submits.into_iter().map(|submit| submit.join().unwrap()).collect()
    });
    let urls: BTreeSet<String> = ids
        .iter()
        .map(|id| ended(&emulator.task(id), &["completed"])["output"]["video_urls"][0].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(urls.len(), 100);
    let log = emulator.handle.log();
    assert_eq!(log.iter().filter(|entry| entry.submit && entry.status == 200).count(), 100);
    let started: BTreeSet<&String> = log.iter().filter(|entry| entry.submit).flat_map(|entry| &entry.jobs).collect();
    assert_eq!(started, ids.iter().collect());
}

#[test]
fn the_same_seed_gives_the_same_ids() {
    let ids = |seed| {
        let emulator = start(fast().seed(seed));
        let first = emulator.upscale("https://example.com/a.mp4").send().json()["id"].clone();
        let refused = emulator.post("reapi", "/api/v1/videos/generations", "{}").send().json();
        (first, refused["error"]["request_id"].clone(), emulator.balance())
    };
    assert_eq!(ids(7), ids(7));
    assert_ne!(ids(7).0, ids(8).0);
}

#[test]
fn a_job_belongs_to_the_key_that_submitted_it() {
    let emulator = start(fast());
    let id = emulator.upscale("https://example.com/a.mp4").send().json()["id"].as_str().unwrap().to_owned();
    let other = Call::new("GET", emulator.at("reapi", &format!("/api/v1/tasks/{id}"))).key("another").send();
    assert_eq!((other.status, other.verdict()), (404, "unknown_job"));
    assert_eq!(emulator.task(&id).send().status, 200);
}

#[test]
fn the_log_says_what_came_in_without_keys() {
    let emulator = start(fast());
    emulator.enqueue("").send();
    emulator.get("oxen", "/api/ai/queue?status=failed").send();
    Call::new("GET", emulator.at("oxen", "/api/events")).send();
    let log = emulator.handle.log();
    let lines: Vec<String> = log.iter().map(ToString::to_string).collect();
    assert_eq!(lines[0], format!("POST /oxen/api/ai/queue 200 ok {}", log[0].jobs[0]));
    assert_eq!(lines[1], "GET /oxen/api/ai/queue?status=failed 200 ok");
    assert_eq!(lines[2], "GET /oxen/api/events 401 no_key");
    assert!(lines.iter().all(|line| !line.contains("Bearer")));
}

#[test]
fn it_listens_on_the_loopback_interface_and_stops_when_it_is_told_to() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let emulator = runtime.block_on(fast().start()).unwrap();
    let url = emulator.url().to_owned();
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
    let events = Call::new("GET", format!("{}/api/events", emulator.provider("oxen").unwrap())).key("key");
    let mut stream = crate::client::Events::open(&events);
    let start = Instant::now();
    runtime.block_on(emulator.shutdown());
    assert!(start.elapsed() < Duration::from_secs(3));
    assert_eq!(stream.next_event(), None);
    assert!(std::net::TcpStream::connect(url.strip_prefix("http://").unwrap()).is_err());
}
