//! The client against the emulator, over real connections: every provider's ways, and everything that can go wrong on purpose.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use nameplate::client::{
    BoxFuture, Client, ClientError, Clock, Deadline, Done, Entry, ErrorKind, Keys, Ledger, Money, Secret, SqliteLedger,
    State, Via,
};
use nameplate::spec::ErrorPlace;
use nameplate::typed::{Checked, Request};
use nameplate_emulator::{Emulator, Scenario};
use nameplate_models::oxen::topazlabs_rhea_video::TopazlabsRheaVideo;
use nameplate_models::reapi::topaz_video_upscaler::TopazVideoUpscaler;

const LONG: Deadline = Deadline::minutes(20);

/// The time of day is real, since lists of jobs carry it; waiting is fifty times as fast.
struct Fast;

impl Clock for Fast {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(time / 50))
    }
}

/// An emulator with a scenario, a client that calls it, and a record on disk.
struct Stage {
    emulator: nameplate_emulator::Handle,
    client: Client,
    ledger: Arc<SqliteLedger>,
    folder: tempfile::TempDir,
}

impl Stage {
    async fn new(scenario: Scenario) -> Self {
        let models = || nameplate_models::models().iter().copied();
        let builder = Emulator::builder().models(models()).speed(6000).scenario(scenario);
        let emulator = builder.start().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let ledger = Arc::new(SqliteLedger::open(folder.path().join("jobs.db")).unwrap());
        let key = || Secret::new("test-key").unwrap();
        let keys = Keys::new().with("oxen", key()).with("reapi", key());
        let mut builder = Client::builder().keys(keys).clock(Fast).models(models()).ledger(Arc::clone(&ledger));
        for (origin, base) in emulator.origins() {
            builder = builder.base(&origin, &base).unwrap();
        }
        Self { client: builder.build().unwrap(), emulator, ledger, folder }
    }

    /// How many submits reached the emulator.
    fn submits(&self) -> usize {
        self.emulator.log().iter().filter(|entry| entry.submit).count()
    }

    fn entry(&self) -> Entry {
        self.ledger.latest(1).unwrap().remove(0)
    }

    /// Every job that the emulator started is on record, by its id or as one that may have been sent.
    fn nothing_is_forgotten(&self) {
        let entries = self.ledger.latest(1000).unwrap();
        let maybe = entries.iter().filter(|entry| matches!(entry.state, State::Sending | State::MaybeSent)).count();
        let started: Vec<String> =
            self.emulator.log().into_iter().filter(|entry| entry.submit).flat_map(|entry| entry.jobs).collect();
        let unknown = started.iter().filter(|job| !entries.iter().any(|entry| entry.job_ids.contains(job))).count();
        assert!(unknown <= maybe, "{started:?} {entries:?}");
    }

    /// Runs a request by a way: a clip by the first provider, or by the second for `task`.
    async fn run(&self, way: &str) -> Result<Done, ClientError> {
        match way {
            "task" => self.client.run(&upscale(), Via::Preferred, LONG).await,
            way => self.client.run(&enhance(), Via::Way(way), LONG).await,
        }
    }
}

fn enhance() -> Checked<TopazlabsRheaVideo> {
    TopazlabsRheaVideo::new("https://example.com/clip.mp4").grain(0.02).check().unwrap()
}

fn upscale() -> Checked<TopazVideoUpscaler> {
    TopazVideoUpscaler::new("https://example.com/clip.mp4").check().unwrap()
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

const WAYS: [&str; 4] = ["events", "queue", "sync", "task"];

/// Runs a test by every way at once.
async fn by_every_way<F: Future<Output = ()> + Send + 'static>(test: impl Fn(&'static str) -> F) {
    let tests: Vec<_> = WAYS.into_iter().map(|way| (way, tokio::spawn(test(way)))).collect();
    for (way, test) in tests {
        assert!(test.await.is_ok(), "by the way `{way}`");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_passes_by_itself_is_no_verdict() {
    let scenarios = [
        Scenario::Ok,
        Scenario::Slow,
        Scenario::Instant,
        Scenario::ServerErrorPoll,
        Scenario::StreamDrop,
        Scenario::DuplicateEvent,
        Scenario::UnknownEvent,
        Scenario::UnknownStatus,
        Scenario::HalfJson,
        Scenario::Stall,
    ];
    by_every_way(move |way| async move {
        for pair in scenarios.chunks(2) {
            tokio::join!(runs_to_its_result(way, pair[0]), runs_to_its_result(way, pair[1]));
        }
    })
    .await;
}

async fn runs_to_its_result(way: &str, scenario: Scenario) {
    let stage = Stage::new(scenario).await;
    let done = stage.run(way).await.unwrap_or_else(|error| panic!("{scenario}: {error}"));
    assert_eq!((done.media.len(), done.media[0].kind.as_str()), (1, "video"), "{scenario}");
    assert_eq!((stage.submits(), stage.entry().state), (1, State::Succeeded), "{scenario}");
    // The answer of a call that blocks names no job, though there is one behind it.
    if way != "sync" {
        stage.nothing_is_forgotten();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_result_is_fetched_and_a_player_knows_it() {
    by_every_way(|way| async move {
        let stage = Stage::new(Scenario::Ok).await;
        let done = stage.run(way).await.unwrap();
        let file = done.media[0].download(&stage.client, stage.folder.path().join("out")).await.unwrap();
        assert_eq!(file.extension().unwrap(), "mp4");
        assert!(std::fs::read(file).unwrap().windows(4).any(|part| part == b"ftyp"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_the_result_is_not_kept() {
    for scenario in [Scenario::ResultExpired, Scenario::ResultPage] {
        by_every_way(move |way| async move {
            let stage = Stage::new(scenario).await;
            let done = stage.run(way).await.unwrap();
            let out = stage.folder.path().join("out");
            let error = done.media[0].download(&stage.client, &out).await.unwrap_err();
            assert_eq!((error.kind, error.money, files(&out)), (ErrorKind::File, Money::Charged, 0));
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetch_that_breaks_can_be_repeated() {
    for scenario in [Scenario::ServerErrorResult, Scenario::ResultCut] {
        by_every_way(move |way| async move {
            let stage = Stage::new(scenario).await;
            let done = stage.run(way).await.unwrap();
            let out = stage.folder.path().join("out");
            let mut broken = 0;
            while let Err(error) = done.media[0].download(&stage.client, &out).await {
                assert!(error.retryable, "{error}");
                broken += 1;
                assert!(broken < 3);
            }
            assert_eq!((broken > 0, files(&out)), (true, 1), "{scenario}");
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_submit_is_sent_once_and_found_again_where_the_provider_can_list() {
    for scenario in
        [Scenario::ServerErrorAfterSubmit, Scenario::HalfJsonSubmit, Scenario::StallSubmit, Scenario::CutAfter]
    {
        by_every_way(move |way| async move {
            if way == "sync" {
                return;
            }
            let stage = Stage::new(scenario).await;
            let error = stage.run(way).await.unwrap_err();
            assert_eq!((error.money, error.retryable), (Money::MaybeSent, false), "{scenario}: {error}");
            stage.nothing_is_forgotten();
            let recovery = stage.client.recover(Duration::ZERO).await.unwrap();
            if way == "task" {
                assert_eq!((recovery.jobs.len(), recovery.unsettled.len()), (0, 1), "{scenario}");
            } else {
                assert_eq!((recovery.found, recovery.unsettled.len()), (1, 0), "{scenario}");
                assert!(recovery.jobs[0].wait(&stage.client, LONG).await.is_ok());
                assert_eq!(stage.entry().state, State::Succeeded);
            }
            assert_eq!(stage.submits(), 1, "{scenario}");
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submit_that_was_not_taken_is_not_found_and_not_repeated() {
    for scenario in [Scenario::CutBefore, Scenario::ServerErrorSubmit] {
        by_every_way(move |way| async move {
            let stage = Stage::new(scenario).await;
            let error = stage.run(way).await.unwrap_err();
            assert_eq!(error.money, Money::MaybeSent, "{scenario}: {error}");
            let recovery = stage.client.recover(Duration::ZERO).await.unwrap();
            assert_eq!((recovery.found, recovery.unsettled.len(), stage.submits()), (0, 1, 1), "{scenario}");
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_job_says_what_happened_to_the_money() {
    for scenario in [Scenario::FailRefund, Scenario::TooLargeInJob] {
        by_every_way(move |way| async move {
            if way == "sync" {
                return;
            }
            let stage = Stage::new(scenario).await;
            let error = stage.run(way).await.unwrap_err();
            let money = if way == "task" { Money::Refunded } else { Money::Unknown };
            assert_eq!((error.kind, error.money), (ErrorKind::Failed, money), "{scenario}: {error}");
            assert!(error.provider_message.is_some());
            assert_eq!((stage.entry().state, stage.entry().money), (State::Failed, Some(money)));
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_carries_the_providers_own_code() {
    for (scenario, code, money) in
        [(Scenario::ProbeFail, 30002, Money::NotCharged), (Scenario::TooLarge, 80007, Money::Refunded)]
    {
        let stage = Stage::new(scenario).await;
        let error = stage.run("task").await.unwrap_err();
        assert_eq!((error.kind, error.money, error.http), (ErrorKind::Refused, money, Some(400)), "{error}");
        assert_eq!(error.code, Some(ErrorPlace::Number(code)));
        assert_eq!(stage.entry().state, State::Refused);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_or_a_credit_that_is_not_there_is_a_refusal() {
    for (scenario, status) in [(Scenario::Unauthorized, 401), (Scenario::NoCredit, 402)] {
        by_every_way(move |way| async move {
            let stage = Stage::new(scenario).await;
            let error = stage.run(way).await.unwrap_err();
            assert_eq!((error.kind, error.http), (ErrorKind::Refused, Some(status)), "{error}");
            assert!(matches!(error.money, Money::Refused | Money::NotCharged) && !error.retryable, "{error}");
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_calls_are_waited_out_but_for_paid_ones() {
    by_every_way(|way| async move {
        let stage = Stage::new(Scenario::RateLimited).await;
        let mut decisions = 1;
        let done = loop {
            match stage.run(way).await {
                Ok(done) => break done,
                Err(error) => {
                    assert!(error.retryable && error.http == Some(429) && error.retry_after.is_some(), "{error}");
                    decisions += 1;
                    assert!(decisions < 5);
                }
            }
        };
        assert_eq!((done.media.len(), stage.submits()), (1, decisions));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_jobs_of_one_submit_share_a_stream() {
    let stage = Stage::new(Scenario::Ok).await;
    let spec = TopazlabsRheaVideo::SPEC;
    let body = br#"{"model":"topazlabs-rhea-video","input_video":"https://example.com/clip.mp4","num_generations":3}"#;
    let request = nameplate::CheckedBody::check(spec, body, &nameplate::Options::new()).unwrap();
    let job = stage.client.submit(&request).await.unwrap();
    assert_eq!((job.ids().len(), job.way()), (3, "events"));
    assert_eq!(job.wait(&stage.client, LONG).await.unwrap().media.len(), 3);
    let streams = stage.emulator.log().iter().filter(|entry| entry.path.starts_with("/oxen/api/events")).count();
    assert_eq!((streams, stage.submits()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_cancelled_listed_and_described() {
    let stage = Stage::new(Scenario::Slow).await;
    let spec = TopazlabsRheaVideo::SPEC;
    let job = stage.client.submit(&enhance()).await.unwrap();
    let listed = stage.client.list(spec, "queue").await.unwrap();
    assert!(listed.iter().any(|row| row.job_id == job.ids()[0]), "{listed:?}");
    job.cancel(&stage.client).await.unwrap();
    let error = job.wait(&stage.client, LONG).await.unwrap_err();
    assert_eq!((error.kind, stage.entry().state), (ErrorKind::Cancelled, State::Cancelled));
    let details = stage.client.details(spec).await.unwrap();
    assert!(details.schema.unwrap()["properties"]["input_video"].is_object());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_after_a_refund_is_what_was_there_before() {
    let stage = Stage::new(Scenario::FailRefund).await;
    let provider = &TopazVideoUpscaler::SPEC.provider;
    let before = stage.client.balance(provider).await.unwrap();
    stage.run("task").await.unwrap_err();
    assert_eq!(stage.client.balance(provider).await.unwrap(), before);
}
