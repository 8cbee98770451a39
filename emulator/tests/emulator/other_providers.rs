//! Providers that nobody here knows: everything follows from their specs.

use serde_json::{Value, json};

use crate::client::{Call, Events, Running, repository, start, wait_for};

fn acme() -> Running {
    start(nameplate_emulator::Emulator::builder().specs(repository("tests/specs")).speed(1_000_000))
}

fn call(emulator: &Running, method: &'static str, path: &str) -> Call {
    Call::new(method, emulator.at("acme", path)).header("X-Acme-Key", "Key secret")
}

fn submit(emulator: &Running) -> String {
    let body = r#"{"model":"poster","prompt":"an ox"}"#;
    let answer = call(emulator, "POST", "/v1/posters").body(body).send();
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["job"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_address_of_the_emulator_itself_counts_as_public() {
    let emulator = acme();
    assert_eq!(emulator.handle.providers().len(), 1);
    assert_eq!(emulator.handle.origins()["https://api.acme.example"], emulator.handle.provider("acme").unwrap());
}

#[test]
fn jobs_go_through_the_words_of_their_provider() {
    let emulator = acme();
    let id = submit(&emulator);
    let poll = call(&emulator, "GET", &format!("/v1/jobs/{id}"));
    assert_eq!(poll.send().json()["job"]["state"], "waiting");
    let done = wait_for(|| Some(poll.send().json()).filter(|answer| answer["job"]["state"] == "done"));
    assert!(done["job"]["files"][0]["href"].as_str().unwrap().ends_with("/0.png"), "{done}");
    let listed = call(&emulator, "GET", "/v1/jobs").send().json();
    assert_eq!(listed["jobs"][0]["id"], json!(id), "without a query member for the status all jobs are listed");
}

#[test]
fn a_cancel_is_what_its_spec_says() {
    let emulator = acme();
    let id = submit(&emulator);
    assert_eq!(call(&emulator, "PUT", &format!("/v1/jobs/{id}/cancel")).send().status, 200);
    let stopped = call(&emulator, "GET", &format!("/v1/jobs/{id}")).send().json();
    assert_eq!(stopped["job"]["state"], "stopped");
}

#[test]
fn a_stream_that_replays_tells_those_who_come_late() {
    let emulator = acme();
    let id = submit(&emulator);
    let poll = call(&emulator, "GET", &format!("/v1/jobs/{id}"));
    wait_for(|| Some(poll.send().json()).filter(|answer| answer["job"]["state"] == "done"));
    let mut late = Events::open(&call(&emulator, "GET", "/v1/stream"));
    assert!(late.next_event().unwrap().starts_with(&format!("event: job\ndata: {{\"id\":\"{id}\",\"state\":\"done\"")));
}

#[test]
fn refusals_have_the_codes_and_places_of_the_provider() {
    let emulator = acme();
    let missing = call(&emulator, "POST", "/v1/posters").body(r#"{"model":"poster"}"#).send();
    assert_eq!((missing.status, &missing.json()["error"]["code"]), (422, &json!("missing_value")));
    assert_eq!(missing.json()["error"]["text"], "prompt is needed by poster");
    assert!(missing.json()["error"]["request"].is_string());
    let no_key = Call::new("GET", emulator.at("acme", "/v1/jobs")).key("bearer is not asked for").send();
    assert_eq!((no_key.status, &no_key.json()["error"]["code"]), (401, &Value::Null));
}
