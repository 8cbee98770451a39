//! Streams of events, byte for byte.

use std::time::{Duration, Instant};

use crate::client::{Call, Events, Running, fast, start};

fn listen(emulator: &Running) -> Events {
    Events::open(&emulator.get("oxen", "/api/events"))
}

fn enqueue(emulator: &Running, members: &str) -> String {
    emulator.enqueue(members).send().json()["generations"][0]["generation_id"].as_str().unwrap().to_owned()
}

#[test]
fn a_success_is_told_as_the_page_prints_it() {
    let emulator = start(fast());
    let mut events = listen(&emulator);
    assert!(events.headers.contains(&("content-type".to_owned(), "text/event-stream".to_owned())));
    let id = enqueue(&emulator, "");
    let event = events.next_event().unwrap();
    let url = emulator.queued(&id).send().json()["result_url"].as_str().unwrap().to_owned();
    let data = format!(
        r#"{{"generation_id":"{id}","status":"succeeded","media_type":"video","model":"topazlabs-rhea-video","url":"{url}"}}"#
    );
    assert_eq!(event, format!("event: media_generation_completed\ndata: {data}\n\n"));
}

#[test]
fn a_failure_is_told_without_model_and_address() {
    let emulator = start(fast());
    let mut events = listen(&emulator);
    let id = enqueue(&emulator, r#","grain":2"#);
    let data = format!(
        r#"{{"generation_id":"{id}","status":"failed","media_type":"video","error":"`grain` takes 0..=0.1, found `2`"}}"#
    );
    assert_eq!(events.next_event().unwrap(), format!("event: media_generation_completed\ndata: {data}\n\n"));
}

#[test]
fn comments_keep_an_idle_stream_open() {
    let emulator = start(fast().speed(60));
    let mut events = listen(&emulator);
    let start = Instant::now();
    for _ in 0..4 {
        assert_eq!(events.next().unwrap(), ": keep-alive\n\n");
    }
    // 15 s of virtual time are a quarter of a second.
    let took = start.elapsed();
    assert!(took > Duration::from_millis(800) && took < Duration::from_millis(1_800), "{took:?}");
}

#[test]
fn every_stream_of_the_account_is_told_and_no_other() {
    let emulator = start(fast());
    let (mut one, mut two) = (listen(&emulator), listen(&emulator));
    let mut other = Events::open(&Call::new("GET", emulator.at("oxen", "/api/events")).key("another"));
    let id = enqueue(&emulator, r#","num_generations":2"#);
    assert!(one.next_event().unwrap().contains(&id));
    assert!(two.next_event().unwrap().contains(&id));
    assert!(!two.next_event().unwrap().contains(&id), "each generation has an event of its own");
    assert_eq!(other.until(Instant::now() + Duration::from_millis(300)), Vec::<String>::new());
}

#[test]
fn nothing_is_replayed_and_a_cancel_is_not_told() {
    let emulator = start(fast());
    let mut early = listen(&emulator);
    let id = enqueue(&emulator, "");
    Call::new("DELETE", emulator.at("oxen", &format!("/api/ai/queue/{id}"))).key("key").send();
    let told = enqueue(&emulator, "");
    assert!(early.next_event().unwrap().contains(&told));
    let mut late = listen(&emulator);
    assert_eq!(late.until(Instant::now() + Duration::from_millis(400)), Vec::<String>::new());
}
