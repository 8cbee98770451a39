//! After a crash: jobs are found again, or left to a person, and nothing is sent a second time.

use std::time::Duration;

use super::fake::{Fake, Fault};
use super::specs::{body, copies, studio, works};
use crate::client::{Client, Deadline, State};

const LONG: Deadline = Deadline::minutes(60);

async fn lose(client: &Client, prompt: &str) {
    let error = client.submit(&body(&studio(), "queue", prompt)).await.unwrap_err();
    assert_eq!(error.money, crate::client::Money::MaybeSent);
}

#[tokio::test(start_paused = true)]
async fn a_lost_submit_is_found_in_the_list_and_run_to_its_end() {
    for fault in [Fault::CutAfter, Fault::HalfJson, Fault::HandledBut(502), Fault::Stall] {
        let fake = Fake::with(&[fault]);
        let client = fake.client();
        lose(&client, "x").await;
        let recovery = client.recover(Duration::ZERO).await.unwrap();
        assert_eq!((recovery.found, recovery.jobs[0].ids()), (1, ["job-1".to_owned()].as_slice()), "{fault:?}");
        assert!(recovery.jobs[0].wait(&client, LONG).await.is_ok());
        assert_eq!(fake.submits(), 1);
        assert!(client.ledger().open().unwrap().is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_that_has_ended_meanwhile_is_found_too() {
    let fake = Fake::with(&[Fault::CutAfter]);
    let client = fake.client();
    lose(&client, "x").await;
    fake.state().jobs.get_mut("job-1").unwrap().polls = 100;
    assert_eq!(client.recover(Duration::ZERO).await.unwrap().found, 1);
}

#[tokio::test(start_paused = true)]
async fn what_was_not_taken_is_left_to_a_person() {
    let fake = Fake::with(&[Fault::CutBefore]);
    let client = fake.client();
    lose(&client, "x").await;
    let recovery = client.recover(Duration::ZERO).await.unwrap();
    assert!(recovery.jobs.is_empty() && recovery.errors.is_empty());
    assert_eq!(recovery.unsettled[0].state, State::MaybeSent);
}

#[tokio::test(start_paused = true)]
async fn a_provider_without_a_list_leaves_it_to_a_person() {
    let fake = Fake::with(&[Fault::CutAfter]);
    let client = fake.client();
    client.submit(&body(&works(), "task", "x")).await.unwrap_err();
    let recovery = client.recover(Duration::ZERO).await.unwrap();
    assert_eq!((recovery.jobs.len(), recovery.unsettled.len(), recovery.errors.len()), (0, 1, 0));
}

#[tokio::test(start_paused = true)]
async fn the_jobs_of_equal_requests_go_to_one_record_each() {
    let fake = Fake::with(&[Fault::CutAfter, Fault::None, Fault::CutAfter, Fault::CutBefore]);
    let client = fake.client();
    lose(&client, "x").await;
    let known = client.submit(&body(&studio(), "queue", "x")).await.unwrap();
    lose(&client, "x").await;
    lose(&client, "x").await;
    let recovery = client.recover(Duration::ZERO).await.unwrap();
    let mut ids: Vec<String> = recovery.jobs.iter().flat_map(|job| job.ids().to_vec()).collect();
    ids.sort();
    assert_eq!((recovery.found, recovery.unsettled.len()), (2, 1));
    assert_eq!(ids, ["job-1", "job-2", "job-3"]);
    assert_eq!(known.ids(), ["job-2"]);
}

#[tokio::test(start_paused = true)]
async fn the_job_of_another_request_or_another_time_is_not_taken() {
    let fake = Fake::with(&[Fault::None, Fault::CutBefore]);
    let other = fake.client();
    drop(other.submit(&body(&studio(), "queue", "another")).await.unwrap());
    let client = fake.client();
    lose(&client, "x").await;
    assert_eq!(client.recover(Duration::ZERO).await.unwrap().found, 0);

    let fake = Fake::with(&[Fault::None, Fault::CutBefore]);
    drop(fake.client().submit(&body(&studio(), "queue", "x")).await.unwrap());
    tokio::time::sleep(Duration::from_secs(3600)).await;
    let client = fake.client();
    lose(&client, "x").await;
    assert_eq!(client.recover(Duration::ZERO).await.unwrap().found, 0);
}

#[tokio::test(start_paused = true)]
async fn all_jobs_of_a_submit_of_several_are_found() {
    let fake = Fake::with(&[Fault::CutAfter]);
    let client = fake.client();
    client.submit(&copies(&studio(), "queue", 3)).await.unwrap_err();
    let recovery = client.recover(Duration::ZERO).await.unwrap();
    assert_eq!(recovery.jobs[0].ids().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_list_that_cannot_be_read_is_told_and_settles_nothing() {
    let faults: Vec<Fault> = std::iter::once(Fault::CutAfter).chain([Fault::Status(500); 50]).collect();
    let fake = Fake::with(&faults);
    let client = fake.client();
    lose(&client, "x").await;
    let recovery = client.recover(Duration::ZERO).await.unwrap();
    assert_eq!((recovery.unsettled.len(), recovery.errors.len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_being_sent_is_left_alone_within_the_grace() {
    let fake = Fake::with(&[Fault::Stall]);
    let client = fake.client();
    let sending = client.clone();
    tokio::spawn(async move { sending.submit(&body(&studio(), "queue", "x")).await });
    tokio::time::sleep(Duration::from_secs(1)).await;
    let recovery = client.recover(Duration::from_secs(120)).await.unwrap();
    assert_eq!((recovery.sending.len(), recovery.found), (1, 0));
    // As after a crash.
    assert_eq!(client.recover(Duration::ZERO).await.unwrap().found, 1);
}
