//! Reads that cost nothing.

use super::fake::{Fake, Fault};
use super::specs::{studio, works};
use crate::client::{ErrorKind, Money};
use crate::spec::{Balance, Method, Operation, ProviderSpec};

#[tokio::test(start_paused = true)]
async fn a_model_is_described_with_its_schema() {
    let details = Fake::new().client().details(&studio()).await.unwrap();
    assert_eq!(details.schema.unwrap()["type"], "object");
    assert_eq!(details.raw["id"], "clip-1");
}

#[tokio::test(start_paused = true)]
async fn a_read_that_fails_for_a_moment_is_repeated() {
    let fake = Fake::with(&[Fault::Status(503), Fault::HalfJson, Fault::Later(429, 5)]);
    assert!(fake.client().details(&studio()).await.is_ok());
    assert_eq!(fake.log().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_read_that_fails_for_good_is_told_at_once_or_after_a_few_times() {
    for (fault, times) in [(Fault::Status(401), 1), (Fault::Redirect, 1), (Fault::Huge, 1), (Fault::Status(500), 4)] {
        let fake = Fake::with(&[fault; 9]);
        let error = fake.client().details(&studio()).await.unwrap_err();
        assert_eq!((error.money, fake.log().len()), (Money::NotCharged, times), "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_left_is_exact() {
    let balance = Balance::new(Operation::new(Method::Get, "/balance"), "/balance", "credits");
    let provider = ProviderSpec { balance: Some(balance), ..(*works().provider).clone() };
    let left = Fake::new().client().balance(&provider).await.unwrap();
    assert_eq!((left.amount.to_string(), left.unit.as_str()), ("12.5".to_owned(), "credits"));
}

#[tokio::test(start_paused = true)]
async fn what_a_provider_does_not_have_is_said() {
    let client = Fake::new().client();
    let kind = |error: crate::client::ClientError| error.kind;
    assert_eq!(client.list(&works(), "task").await.map_err(kind), Err(ErrorKind::Unsupported));
    assert_eq!(client.balance(&works().provider).await.map_err(kind), Err(ErrorKind::Unsupported));
    assert_eq!(client.list(&works(), "teleport").await.map_err(kind), Err(ErrorKind::Invalid));
}
