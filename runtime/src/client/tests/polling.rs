//! Waiting by polls: both life cycles, and everything that is no verdict.

use serde_json::json;
use tokio::time::Instant;

use super::fake::{End, Fake, Fault};
use super::specs::{body, copies, studio, works};
use crate::Exact;
use crate::client::{ClientError, Deadline, Done, ErrorKind, Money, Phase, State, Via};
use crate::spec::{ErrorPlace, ModelSpec, Shared};

const LONG: Deadline = Deadline::minutes(60);

/// Runs a job whose polls break so.
async fn run(spec: &str, fake: &Fake) -> (Result<Done, ClientError>, State) {
    let client = fake.client();
    let (spec, way) = if spec == "works" { (works(), "task") } else { (studio(), "queue") };
    let job = client.submit(&body(&spec, way, "x")).await.unwrap();
    let done = job.wait(&client, LONG).await;
    let state = client.ledger().latest(1).unwrap()[0].state;
    (done, state)
}

#[tokio::test(start_paused = true)]
async fn a_queue_is_polled_to_its_result_and_cost() {
    let fake = Fake::new();
    let (done, state) = run("studio", &fake).await;
    let done = done.unwrap();
    assert_eq!(done.media[0].url.as_deref(), Some("https://cdn.example.com/job-1.mp4"));
    assert_eq!((done.media[0].kind.as_str(), done.cost), ("video", Exact::decimal("0.25")));
    assert_eq!(state, State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_task_is_polled_to_its_result() {
    let (done, state) = run("works", &Fake::new()).await;
    let done = done.unwrap();
    assert_eq!(done.media.len(), 1);
    assert_eq!((done.cost, state), (None, State::Succeeded));
}

#[tokio::test(start_paused = true)]
async fn polls_keep_the_cadence_of_the_spec() {
    let fake = Fake::new();
    fake.state().runs_for = 100;
    let start = Instant::now();
    run("studio", &fake).await.0.unwrap();
    // 101 reads, 5 s apart on the average, after a first pause of 5 s.
    let seconds = start.elapsed().as_secs();
    assert!((400..=600).contains(&seconds), "{seconds}");
}

#[tokio::test(start_paused = true)]
async fn a_read_that_fails_is_no_verdict() {
    use Fault::{CutAfter, HalfJson, Later, None, Stall, Status, UnknownStatus, Unreachable};

    let faults =
        [None, CutAfter, HalfJson, Status(500), Status(503), Later(429, 90), Unreachable, Stall, UnknownStatus];
    let fake = Fake::with(&faults);
    let start = Instant::now();
    let (done, state) = run("studio", &fake).await;
    assert!(done.is_ok(), "{done:?}");
    assert_eq!((fake.submits(), state), (1, State::Succeeded));
    assert!(start.elapsed().as_secs() >= 90, "`Retry-After` was not honoured");
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_not_known_yet_is_looked_for_again_and_not_for_ever() {
    let missing = [Fault::None, Fault::Status(404), Fault::Status(404)];
    assert!(run("studio", &Fake::with(&missing)).await.0.is_ok());

    let gone: Vec<Fault> = std::iter::once(Fault::None).chain([Fault::Status(404); 20]).collect();
    let (done, state) = run("works", &Fake::with(&gone)).await;
    let error = done.unwrap_err();
    assert_eq!((error.http, error.money, state), (Some(404), Money::Charged, State::Sent));
    assert_eq!(error.job_ids, ["job-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_key_that_is_refused_while_waiting_ends_the_wait_and_not_the_job() {
    let (done, state) = run("studio", &Fake::with(&[Fault::None, Fault::Status(401)])).await;
    let error = done.unwrap_err();
    assert_eq!((error.kind, error.http, state), (ErrorKind::Refused, Some(401), State::Sent));
}

#[tokio::test(start_paused = true)]
async fn a_failed_job_says_why_and_what_it_costs() {
    let fake = Fake::new();
    fake.state().end = Some(End::Failed(json!({"code": 80007, "message": "too large"})));
    let (done, state) = run("works", &fake).await;
    let error = done.unwrap_err();
    assert_eq!((error.kind, error.money, state), (ErrorKind::Failed, Money::Refunded, State::Failed));
    assert_eq!(error.code, Some(ErrorPlace::Number(80007)));
    assert_eq!(error.provider_message.as_deref(), Some("too large"));

    let fake = Fake::new();
    fake.state().end = Some(End::Failed(json!(null)));
    let (done, _) = run("studio", &fake).await;
    let error = done.unwrap_err();
    assert_eq!((error.money, error.provider_message.as_deref()), (Money::Unknown, Some("no luck")));
}

#[tokio::test(start_paused = true)]
async fn a_success_without_a_result_is_looked_at_again_and_stays_on_record() {
    let fake = Fake::new();
    fake.state().end = Some(End::WithoutOutput);
    let (done, state) = run("works", &fake).await;
    let error = done.unwrap_err();
    assert_eq!((error.kind, error.money, error.retryable), (ErrorKind::NoOutput, Money::Charged, true));
    assert_eq!(state, State::Sent);
    assert!(fake.log().len() > 6, "{:?}", fake.log());
}

#[tokio::test(start_paused = true)]
async fn where_the_spec_does_not_say_where_results_are_the_answer_is_the_result() {
    let fake = Fake::new();
    fake.state().end = Some(End::WithoutOutput);
    let works = works();
    let spec = Shared::new(ModelSpec { output: "text".into(), ..(*works).clone() });
    let client = fake.client();
    let done = client.run(&body(&spec, "task", "x"), Via::Preferred, LONG).await.unwrap();
    assert_eq!((done.media.len(), done.raw().next().unwrap()), (0, &json!({"status": "completed"})));
}

#[tokio::test(start_paused = true)]
async fn an_unknown_status_keeps_the_job_running_until_the_deadline() {
    let faults: Vec<Fault> = std::iter::once(Fault::None).chain([Fault::UnknownStatus; 1000]).collect();
    let fake = Fake::with(&faults);
    let client = fake.client();
    let job = client.submit(&body(&studio(), "queue", "x")).await.unwrap();
    let start = Instant::now();
    let error = job.wait(&client, Deadline::minutes(10)).await.unwrap_err();
    assert_eq!((error.kind, error.retryable), (ErrorKind::Deadline, true));
    assert_eq!(start.elapsed().as_secs(), 600);
    assert_eq!(client.ledger().open().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_never_answers_cannot_hold_a_wait() {
    let faults: Vec<Fault> = std::iter::once(Fault::None).chain([Fault::Stall; 100]).collect();
    let fake = Fake::with(&faults);
    let client = fake.client();
    let job = client.submit(&body(&studio(), "queue", "x")).await.unwrap();
    assert_eq!(job.wait(&client, Deadline::minutes(3)).await.unwrap_err().kind, ErrorKind::Deadline);
}

#[tokio::test(start_paused = true)]
async fn a_job_is_resumed_in_another_process() {
    let fake = Fake::new();
    let handle = {
        let job = fake.client().submit(&copies(&studio(), "queue", 2)).await.unwrap();
        serde_json::to_string(&job).unwrap()
    };
    let job: crate::client::Job = serde_json::from_str(&handle).unwrap();
    let stranger = fake.client();
    assert_eq!(job.wait(&stranger, LONG).await.unwrap_err().kind, ErrorKind::UnknownModel);
    let client = fake.builder().models([studio()]).build().unwrap();
    assert_eq!(job.wait(&client, LONG).await.unwrap().media.len(), 2);
    assert_eq!(fake.submits(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_handle_that_was_tampered_with_leads_nowhere() {
    let fake = Fake::new();
    let client = fake.client();
    let job = client.submit(&body(&studio(), "queue", "x")).await.unwrap();
    let handle = serde_json::to_string(&job).unwrap();
    for (from, to) in [
        (r#"["job-1"]"#, "[]"),
        (r#"["job-1"]"#, r#"[".."]"#),
        (r#""queue""#, r#""teleport""#),
        ("studio.example.com", "evil.example.org"),
        (r#""clip-1""#, r#""clip-2""#),
    ] {
        let tampered: crate::client::Job = serde_json::from_str(&handle.replace(from, to)).unwrap();
        let error = tampered.wait(&client, LONG).await.unwrap_err();
        assert!(matches!(error.kind, ErrorKind::Unsupported | ErrorKind::Invalid | ErrorKind::UnknownModel), "{error}");
    }
    assert_eq!(fake.log().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_job_of_one_server_is_not_looked_for_at_another() {
    let fake = Fake::new();
    let job = fake.client().submit(&body(&studio(), "queue", "x")).await.unwrap();
    let elsewhere =
        fake.builder().models([studio()]).base("https://studio.example.com", "http://127.0.0.1:9/x").unwrap();
    let error = job.wait(&elsewhere.build().unwrap(), LONG).await.unwrap_err();
    assert!(error.message.contains("127.0.0.1:9"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn some_results_are_not_lost_when_other_jobs_of_the_submit_fail() {
    let fake = Fake::new();
    let client = fake.client();
    let job = client.submit(&copies(&studio(), "queue", 2)).await.unwrap();
    fake.state().jobs.get_mut("job-2").unwrap().cancelled = true;
    let done = job.wait(&client, LONG).await.unwrap();
    let phases: Vec<Phase> = done.jobs.iter().map(|job| job.phase).collect();
    assert_eq!((done.media.len(), phases), (1, vec![Phase::Succeeded, Phase::Cancelled]));
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_job_ends_as_cancelled() {
    let fake = Fake::new();
    let client = fake.client();
    let job = client.submit(&body(&studio(), "queue", "x")).await.unwrap();
    job.cancel(&client).await.unwrap();
    let error = job.wait(&client, LONG).await.unwrap_err();
    assert_eq!((error.kind, error.money), (ErrorKind::Cancelled, Money::Unknown));
    assert_eq!(client.ledger().latest(1).unwrap()[0].state, State::Cancelled);
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_cannot_cancel_says_so() {
    let fake = Fake::new();
    let client = fake.client();
    let job = client.submit(&body(&works(), "task", "x")).await.unwrap();
    assert_eq!(job.cancel(&client).await.unwrap_err().kind, ErrorKind::Unsupported);
}

#[tokio::test(start_paused = true)]
async fn progress_tells_every_change_once_and_then_the_end() {
    let fake = Fake::new();
    let client = fake.client();
    let job = client.submit(&body(&studio(), "queue", "x")).await.unwrap();
    let mut progress = job.progress(&client, LONG);
    let mut seen = Vec::new();
    while let Some(update) = progress.next().await {
        seen.push((update.status, update.phase));
    }
    assert_eq!(seen, [("processing".to_owned(), Phase::Running), ("succeeded".to_owned(), Phase::Succeeded)]);
    assert_eq!(progress.done().await.unwrap().media.len(), 1);
}
