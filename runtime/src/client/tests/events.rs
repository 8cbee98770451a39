//! The stream of events: joined before the submit, shared by all jobs, mended when it breaks, done without when it is not there.

use std::time::Duration;

use tokio::time::Instant;

use super::fake::{End, Fake, Fault};
use super::specs::{body, copies, studio};
use crate::client::{Client, Deadline, ErrorKind, Job, Money, Phase};

const LONG: Deadline = Deadline::minutes(60);

fn done(id: &str) -> String {
    format!(
        "event: completed\ndata: {{\"generation_id\":\"{id}\",\"status\":\"succeeded\",\"url\":\"https://cdn.example.com/e-{id}.mp4\"}}\n\n"
    )
}

fn failed(id: &str) -> String {
    format!(
        "event: completed\ndata: {{\"generation_id\":\"{id}\",\"status\":\"failed\",\"error\":\"Insufficient credits\"}}\n\n"
    )
}

/// A job by the way with events, at a provider that never ends a job by itself.
async fn job(fake: &Fake) -> (Client, Job) {
    fake.state().runs_for = 1_000_000;
    let client = fake.client();
    let job = client.submit(&body(&studio(), "events", "x")).await.unwrap();
    (client, job)
}

fn polls(fake: &Fake) -> usize {
    fake.log().iter().filter(|line| line.starts_with("GET") && line.contains("/queue/")).count()
}

/// Says something after some seconds.
fn later(fake: &Fake, seconds: u64, text: String) {
    let fake = fake.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        fake.say(&text);
    });
}

#[tokio::test(start_paused = true)]
async fn the_stream_is_joined_before_the_submit_and_tells_the_end() {
    let fake = Fake::new();
    let (client, job) = job(&fake).await;
    assert_eq!(fake.log(), ["GET https://studio.example.com/events", "POST https://studio.example.com/queue"]);
    later(&fake, 30, done("job-1"));
    let done = job.wait(&client, LONG).await.unwrap();
    assert_eq!(done.media[0].url.as_deref(), Some("https://cdn.example.com/e-job-1.mp4"));
    assert_eq!(polls(&fake), 0);
}

#[tokio::test(start_paused = true)]
async fn an_event_between_submit_and_wait_is_not_missed() {
    let fake = Fake::new();
    let (client, job) = job(&fake).await;
    fake.say(&done("job-1"));
    tokio::time::sleep(Duration::from_secs(20)).await;
    assert!(job.wait(&client, LONG).await.is_ok());
    assert_eq!(polls(&fake), 0);
}

#[tokio::test(start_paused = true)]
async fn one_stream_serves_any_number_of_jobs() {
    let fake = Fake::new();
    fake.state().runs_for = 1_000_000;
    let client = fake.client();
    let mut waits = Vec::new();
    for _ in 0..20 {
        let job = client.submit(&body(&studio(), "events", "x")).await.unwrap();
        let client = client.clone();
        waits.push(tokio::spawn(async move { (job.ids()[0].clone(), job.wait(&client, LONG).await.unwrap()) }));
    }
    for id in fake.taken() {
        later(&fake, 5, done(&id));
    }
    for wait in waits {
        let (id, done) = wait.await.unwrap();
        assert_eq!(done.media[0].url.clone().unwrap(), format!("https://cdn.example.com/e-{id}.mp4"));
    }
    let joined = fake.log().iter().filter(|line| line.ends_with("/events")).count();
    assert_eq!((joined, polls(&fake)), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn what_is_not_about_the_job_is_skipped() {
    let fake = Fake::new();
    let (client, job) = job(&fake).await;
    let noise = [
        ": keep-alive\n\n".to_owned(),
        done("job-77"),
        done("job-1").replace("event: completed", "event: deployment_ready"),
        "event: completed\ndata: {\"generation_id\":\n\n".to_owned(),
        "event: completed\ndata: [1, 2]\n\n".to_owned(),
        "event: completed\ndata: {\"generation_id\": 7, \"status\": \"succeeded\"}\n\n".to_owned(),
        done("job-1").replace("succeeded", "pondering"),
    ];
    later(&fake, 1, noise.concat());
    later(&fake, 40, [failed("job-1"), failed("job-1"), done("job-1")].concat());
    let start = Instant::now();
    let error = job.wait(&client, LONG).await.unwrap_err();
    assert_eq!((error.kind, error.money), (ErrorKind::Failed, Money::Unknown));
    assert_eq!(error.provider_message.as_deref(), Some("Insufficient credits"));
    assert_eq!(start.elapsed().as_secs(), 40);
}

#[tokio::test(start_paused = true)]
async fn a_success_without_a_result_in_the_event_is_read() {
    let fake = Fake::new();
    let (client, job) = job(&fake).await;
    fake.state().runs_for = 0;
    later(&fake, 1, "event: completed\ndata: {\"generation_id\":\"job-1\",\"status\":\"succeeded\"}\n\n".to_owned());
    let done = job.wait(&client, LONG).await.unwrap();
    assert_eq!(done.media[0].url.as_deref(), Some("https://cdn.example.com/job-1.mp4"));
}

#[tokio::test(start_paused = true)]
async fn after_a_break_the_stream_is_joined_anew_and_every_job_read_once() {
    let fake = Fake::new();
    let (client, job) = job(&fake).await;
    let breaker = fake.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(10)).await;
        breaker.cut_streams();
        // It ends while nobody listens, and no event will ever tell.
        breaker.state().runs_for = 0;
    });
    let start = Instant::now();
    assert!(job.wait(&client, LONG).await.is_ok());
    assert!(start.elapsed().as_secs() <= 12, "{:?}", start.elapsed());
    assert_eq!(polls(&fake), 1);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_falls_silent_is_given_up() {
    let fake = Fake::new();
    let (client, job) = job(&fake).await;
    let start = Instant::now();
    fake.state().runs_for = 2;
    assert!(job.wait(&client, LONG).await.is_ok());
    let joined = fake.log().iter().filter(|line| line.ends_with("/events")).count();
    // Keep-alives every 15 s are promised; three of them did not come.
    assert!(joined >= 2 && start.elapsed().as_secs() <= 240, "{joined} {:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn without_a_stream_the_job_is_polled() {
    let fake = Fake::new();
    fake.state().no_stream.extend([404; 1000]);
    let client = fake.client();
    let start = Instant::now();
    let job = client.submit(&body(&studio(), "events", "x")).await.unwrap();
    assert!(job.wait(&client, LONG).await.is_ok());
    assert!(start.elapsed().as_secs() <= 25, "{:?}", start.elapsed());
    assert_eq!((fake.submits(), polls(&fake)), (1, 3));
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_is_lost_for_good_is_replaced_by_polls_at_their_cadence() {
    let fake = Fake::new();
    let (client, job) = job(&fake).await;
    fake.state().no_stream.extend([503; 1000]);
    fake.state().runs_for = 2;
    fake.cut_streams();
    let start = Instant::now();
    assert!(job.wait(&client, LONG).await.is_ok());
    assert!(start.elapsed().as_secs() <= 30, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_status_that_no_event_tells_is_found_by_a_read() {
    let fake = Fake::new();
    let (client, job) = job(&fake).await;
    job.cancel(&client).await.unwrap();
    let keep_alive = fake.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(15)).await;
            keep_alive.say(": keep-alive\n\n");
        }
    });
    let error = job.wait(&client, LONG).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Cancelled);
    assert_eq!(polls(&fake), 1);
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_resumed_is_read_first() {
    let fake = Fake::new();
    let (_, job) = job(&fake).await;
    fake.state().runs_for = 0;
    let client = fake.builder().models([studio()]).build().unwrap();
    let start = Instant::now();
    assert!(job.wait(&client, LONG).await.is_ok());
    assert_eq!(start.elapsed().as_secs(), 0);
}

#[tokio::test(start_paused = true)]
async fn several_jobs_of_one_submit_end_one_by_one() {
    let fake = Fake::new();
    fake.state().runs_for = 1_000_000;
    let client = fake.client();
    let job = client.submit(&copies(&studio(), "events", 3)).await.unwrap();
    later(&fake, 3, done("job-2"));
    later(&fake, 6, failed("job-3"));
    later(&fake, 9, done("job-1"));
    let mut progress = job.progress(&client, LONG);
    let mut seen = Vec::new();
    while let Some(update) = progress.next().await {
        seen.push((update.job_id, update.phase));
    }
    let expected = [("job-2", Phase::Succeeded), ("job-3", Phase::Failed), ("job-1", Phase::Succeeded)]
        .map(|(id, phase)| (id.to_owned(), phase));
    assert_eq!(seen, expected);
    assert_eq!(progress.done().await.unwrap().media.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_stream_is_left_when_nobody_listens() {
    let fake = Fake::new();
    let (client, job) = job(&fake).await;
    later(&fake, 3, done("job-1"));
    job.wait(&client, LONG).await.unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    fake.say(": is anybody there?\n\n");
    assert!(fake.state().streams.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_lost_submit_by_events_is_still_sent_once() {
    let fake = Fake::with(&[Fault::CutAfter]);
    let client = fake.client();
    let error = client.submit(&body(&studio(), "events", "x")).await.unwrap_err();
    assert_eq!((error.money, fake.submits()), (Money::MaybeSent, 1));
}

#[tokio::test(start_paused = true)]
async fn a_failure_at_the_end_of_a_poll_is_the_same_as_by_event() {
    let fake = Fake::new();
    fake.state().no_stream.extend([500; 100]);
    fake.state().end = Some(End::Failed(serde_json::json!(null)));
    let client = fake.client();
    let job = client.submit(&body(&studio(), "events", "x")).await.unwrap();
    assert_eq!(job.wait(&client, LONG).await.unwrap_err().kind, ErrorKind::Failed);
}
