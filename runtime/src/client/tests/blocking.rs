//! Calls whose answer is the result.

use serde_json::json;

use super::fake::{Fake, Fault};
use super::specs::{body, studio, works};
use crate::client::{Deadline, ErrorKind, Money, State, Via};
use crate::spec::{ModelSpec, Output, Shared};

const LONG: Deadline = Deadline::minutes(20);

#[tokio::test(start_paused = true)]
async fn the_answer_is_the_result() {
    let fake = Fake::new();
    let client = fake.client();
    let done = client.call(&body(&studio(), "sync", "x"), Via::Preferred, LONG).await.unwrap();
    assert_eq!(done.media[0].url.as_deref(), Some("https://cdn.example.com/1.mp4"));
    let entry = client.ledger().latest(1).unwrap().remove(0);
    assert_eq!((entry.state, entry.note.as_str()), (State::Succeeded, "https://cdn.example.com/1.mp4"));
}

#[tokio::test(start_paused = true)]
async fn a_result_may_stand_in_the_answer() {
    let fake = Fake::new();
    fake.state().result = Some(json!({"videos": [{"b64_json": "Zm9v"}, {"b64_json": "Zm9vYmFy"}]}));
    let done = fake.client().call(&body(&studio(), "sync", "x"), Via::Preferred, LONG).await.unwrap();
    let bytes: Vec<_> = done.media.iter().map(|media| media.bytes.as_deref().unwrap()).collect();
    assert_eq!(bytes, [b"foo".as_slice(), b"foobar"]);
}

#[tokio::test(start_paused = true)]
async fn a_text_may_be_the_result_itself() {
    let studio = studio();
    let mut provider = (*studio.provider).clone();
    let sync = provider.ways.to_mut().iter_mut().find(|way| way.name == "sync").unwrap();
    sync.outputs = vec![Output { media: "text".into(), at: "/text".into() }].into();
    let provider = Shared::new(provider);
    let spec = Shared::new(ModelSpec { provider, output: "text".into(), ..(*studio).clone() });
    let fake = Fake::new();
    fake.state().result = Some(json!({"text": "Once upon a time"}));
    let client = fake.client();
    let done = client.call(&body(&spec, "sync", "x"), Via::Preferred, LONG).await.unwrap();
    assert_eq!(done.media[0].bytes.as_deref(), Some(b"Once upon a time".as_slice()));
    let folder = tempfile::tempdir().unwrap();
    let file = done.media[0].download(&client, folder.path()).await.unwrap();
    assert_eq!(std::fs::read_to_string(file).unwrap(), "Once upon a time");
}

#[tokio::test(start_paused = true)]
async fn a_deadline_leaves_the_call_on_record() {
    let fake = Fake::with(&[Fault::Stall]);
    let client = fake.client();
    let error = client.call(&body(&studio(), "sync", "x"), Via::Preferred, LONG).await.unwrap_err();
    assert_eq!((error.money, error.retryable), (Money::MaybeSent, false));
    assert_eq!(client.ledger().open().unwrap()[0].state, State::MaybeSent);
    assert_eq!(fake.submits(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_a_result_may_have_been_charged() {
    for answer in [json!({}), json!({"videos": []}), json!({"videos": [{"url": ""}]}), json!([1]), json!(null)] {
        let fake = Fake::new();
        fake.state().result = Some(answer.clone());
        let error = fake.client().call(&body(&studio(), "sync", "x"), Via::Preferred, LONG).await.unwrap_err();
        assert_eq!((error.kind, error.money), (ErrorKind::NoOutput, Money::MaybeSent), "{answer}");
    }
}

#[tokio::test(start_paused = true)]
async fn run_serves_every_way() {
    for (spec, way) in [(studio(), "sync"), (studio(), "queue"), (works(), "task")] {
        let done = Fake::new().client().run(&body(&spec, way, "x"), Via::Preferred, LONG).await.unwrap();
        assert_eq!(done.media.len(), 1, "{way}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_way_is_called_as_what_it_is() {
    let client = Fake::new().client();
    let error = client.submit(&body(&studio(), "sync", "x")).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unsupported);
    let error = client.call(&body(&studio(), "queue", "x"), Via::Preferred, LONG).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unsupported);
}
