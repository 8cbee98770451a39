//! Submits: what is sent, how often, and what is on record.

use serde_json::json;

use super::fake::{Fake, Fault};
use super::specs::{body, copies, studio, works};
use crate::client::{ErrorKind, Job, Money, State};
use crate::spec::{ErrorPlace, ModelSpec, ProviderSpec, Shared};

/// Submits once to a queue that breaks so.
async fn submit(faults: &[Fault]) -> (Fake, Result<Job, crate::client::ClientError>, State) {
    let fake = Fake::with(faults);
    let client = fake.client();
    let outcome = client.submit(&body(&studio(), "queue", "x")).await;
    let state = client.ledger().latest(1).unwrap()[0].state;
    (fake, outcome, state)
}

#[tokio::test(start_paused = true)]
async fn a_job_is_taken_and_on_record() {
    let (fake, job, state) = submit(&[]).await;
    assert_eq!(job.unwrap().ids(), ["job-1"]);
    assert_eq!(state, State::Sent);
    assert_eq!(fake.log(), ["POST https://studio.example.com/queue"]);
    assert_eq!(fake.state().keys[0].1, "Bearer sk-1");
}

#[tokio::test(start_paused = true)]
async fn several_jobs_of_one_submit_are_all_known() {
    let fake = Fake::new();
    let client = fake.client();
    let job = client.submit(&copies(&studio(), "queue", 3)).await.unwrap();
    assert_eq!(job.ids(), ["job-1", "job-2", "job-3"]);
    assert_eq!(client.ledger().open().unwrap()[0].job_ids, job.ids());
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_not_reached_is_tried_again() {
    let (fake, job, state) = submit(&[Fault::Unreachable, Fault::Unreachable]).await;
    assert!(job.is_ok());
    assert_eq!((fake.submits(), state), (1, State::Sent));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_never_reached_got_nothing() {
    let (fake, job, state) = submit(&[Fault::Unreachable; 9]).await;
    let error = job.unwrap_err();
    assert_eq!((error.kind, error.money, error.retryable), (ErrorKind::Connection, Money::NotSent, true));
    assert_eq!((fake.submits(), state), (0, State::Refused));
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_taken_is_sent_once_and_on_record() {
    for fault in [
        Fault::CutBefore,
        Fault::CutAfter,
        Fault::HalfJson,
        Fault::Stall,
        Fault::Huge,
        Fault::Status(500),
        Fault::Status(408),
        Fault::Later(503, 1),
        Fault::HandledBut(502),
        Fault::HandledBut(200),
        Fault::Redirect,
    ] {
        let (fake, job, state) = submit(&[fault]).await;
        let error = job.unwrap_err();
        assert_eq!((error.money, error.retryable), (Money::MaybeSent, false), "{fault:?}: {error}");
        assert_eq!((fake.submits(), state), (1, State::MaybeSent), "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_key_goes_where_a_redirect_leads() {
    let (fake, job, _) = submit(&[Fault::Redirect]).await;
    assert!(job.unwrap_err().message.contains("redirect"));
    assert!(fake.log().iter().all(|line| line.contains("studio.example.com")), "{:?}", fake.log());
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_knows_doubles_is_asked_again_with_the_same_key() {
    let fake = Fake::with(&[Fault::CutAfter, Fault::Stall]);
    let studio = studio();
    let provider = ProviderSpec { idempotency: "Idempotency-Key".into(), ..(*studio.provider).clone() };
    let spec = Shared::new(ModelSpec { provider: Shared::new(provider), ..(*studio).clone() });
    let client = fake.client();
    let job = client.submit(&body(&spec, "queue", "x")).await.unwrap();
    let record = job.record().to_string();
    assert_eq!(fake.state().doubles, [record.clone(), record.clone(), record]);

    let fake = Fake::with(&[Fault::CutAfter, Fault::CutAfter, Fault::CutBefore]);
    let error = fake.client().submit(&body(&spec, "queue", "x")).await.unwrap_err();
    assert_eq!((error.money, fake.submits()), (Money::MaybeSent, 3));
}

#[tokio::test(start_paused = true)]
async fn too_many_calls_are_not_repeated_for_a_paid_one() {
    let (fake, job, state) = submit(&[Fault::Later(429, 7)]).await;
    let error = job.unwrap_err();
    assert_eq!((error.money, error.retryable), (Money::Refused, true));
    assert_eq!(error.retry_after.unwrap().as_secs(), 7);
    assert_eq!((fake.submits(), state), (1, State::Refused));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_says_what_its_code_costs() {
    for (code, money) in
        [(30002, Money::NotCharged), (80007, Money::Refunded), (20003, Money::Refused), (1, Money::Refused)]
    {
        let fake = Fake::new();
        let error = json!({"error": {"code": code, "message": "no", "request_id": "req_1"}});
        fake.state().refusal = Some((400, error));
        let client = fake.client();
        let error = client.submit(&body(&works(), "task", "x")).await.unwrap_err();
        assert_eq!((error.kind, error.money), (ErrorKind::Refused, money), "{code}");
        assert_eq!(error.code, Some(ErrorPlace::Number(code)));
        assert_eq!((error.http, error.request_id.as_deref()), (Some(400), Some("req_1")));
        let entry = client.ledger().latest(1).unwrap().remove(0);
        assert_eq!((entry.state, entry.money), (State::Refused, Some(money)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_servers_fault_whose_code_says_what_it_costs_is_a_refusal() {
    let fake = Fake::new();
    fake.state().refusal = Some((502, json!({"error": {"code": 80007, "message": "no"}})));
    let error = fake.client().submit(&body(&works(), "task", "x")).await.unwrap_err();
    assert_eq!((error.kind, error.money), (ErrorKind::Refused, Money::Refunded));
}

#[tokio::test(start_paused = true)]
async fn an_error_that_calls_itself_success_is_a_refusal_only_with_a_known_code() {
    for (code, money) in [(30002, Money::NotCharged), (4711, Money::MaybeSent)] {
        let fake = Fake::new();
        fake.state().refusal = Some((200, json!({"error": {"code": code, "message": "no"}})));
        let error = fake.client().submit(&body(&works(), "task", "x")).await.unwrap_err();
        assert_eq!(error.money, money, "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn ids_that_no_address_can_hold_are_not_used() {
    for id in [json!(".."), json!(""), json!("a\nb"), json!("x".repeat(600)), json!(1.5), json!(null)] {
        let fake = Fake::new();
        fake.state().refusal = Some((200, json!({"id": id, "status": "processing"})));
        let error = fake.client().submit(&body(&works(), "task", "x")).await.unwrap_err();
        assert_eq!(error.money, Money::MaybeSent, "{id}");
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_key_nothing_is_sent_or_recorded() {
    let fake = Fake::new();
    let client = fake.builder().keys(crate::client::Keys::new()).build().unwrap();
    let error = client.submit(&body(&studio(), "queue", "x")).await.unwrap_err();
    assert_eq!((error.kind, error.money), (ErrorKind::Key, Money::NotSent));
    assert!(fake.log().is_empty() && client.ledger().latest(9).unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_submit_whose_future_is_dropped_is_finished_and_recorded() {
    let fake = Fake::new();
    let client = fake.client();
    let request = body(&studio(), "queue", "x");
    {
        let mut submit = Box::pin(client.submit(&request));
        let now = std::task::Waker::noop();
        let mut context = std::task::Context::from_waker(now);
        assert!(submit.as_mut().poll(&mut context).is_pending());
    }
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(client.ledger().open().unwrap()[0].job_ids, ["job-1"]);
    assert_eq!(fake.submits(), 1);
}

#[tokio::test(start_paused = true)]
async fn nothing_secret_is_shown_written_down_or_told() {
    let fake = Fake::with(&[Fault::None, Fault::CutAfter]);
    let client = fake.client();
    let spec = studio();
    let job = client.submit(&body(&spec, "queue", "secret-prompt")).await.unwrap();
    let error = client.submit(&body(&spec, "queue", "secret-prompt")).await.unwrap_err();
    let handle = serde_json::to_string(&job).unwrap();
    let entries = client.ledger().latest(9).unwrap();
    let shown = format!(
        "{client:?} {job:?} {handle} {error} {error:?} {entries:?} {:?}",
        body(&spec, "queue", "secret-prompt")
    );
    assert!(!shown.contains("sk-1") && !shown.contains("secret-prompt"), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn a_body_goes_only_by_the_way_that_it_was_checked_for() {
    let fake = Fake::new();
    let client = fake.client();
    let request = body(&studio(), "queue", "x");
    let via = crate::client::Via::Way("sync");
    let error = client.submit_on(&request, via).await.unwrap_err();
    assert_eq!((error.kind, error.money), (ErrorKind::Unsupported, Money::NotSent));
    let error = client.submit_on(&request, crate::client::Via::Way("teleport")).await.unwrap_err();
    assert_eq!((error.kind, error.money), (ErrorKind::Invalid, Money::NotSent));
    assert_eq!(fake.submits(), 0);
}
