//! A provider in the same process: it keeps jobs, counts what reaches it, and breaks as it is told.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::client::{
    Body, BoxFuture, Client, ClientBuilder, Clock, Headers, HttpAnswer, HttpRequest, Keys, Secret, Transport,
    TransportError,
};
use crate::spec::Method;

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing.
    None,
    /// The server is not reached.
    Unreachable,
    /// The connection is cut before the request is handled.
    CutBefore,
    /// The request is handled, and the connection is cut before the answer.
    CutAfter,
    /// The request is handled, and half of the answer arrives.
    HalfJson,
    /// The request is handled, and the answer never comes.
    Stall,
    /// The request is handled, and the answer is an endless text.
    Huge,
    /// A status without being handled.
    Status(u16),
    /// The same with `Retry-After`.
    Later(u16, u64),
    /// The request is handled, and the gateway says that it was not.
    HandledBut(u16),
    /// A poll says a word that nobody knows.
    UnknownStatus,
    /// A redirect to another host.
    Redirect,
}

/// How a job ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    Succeeded,
    Failed(Value),
    Cancelled,
    WithoutOutput,
}

pub(super) struct Row {
    pub(super) body: Value,
    pub(super) polls: u32,
    pub(super) cancelled: bool,
    created: u64,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) faults: VecDeque<Fault>,
    pub(super) jobs: BTreeMap<String, Row>,
    /// Every request that reached the server, as `METHOD address`.
    pub(super) log: Vec<String>,
    /// What stood in the header of the key.
    pub(super) keys: Vec<(String, String)>,
    /// The keys against doubles.
    pub(super) doubles: Vec<String>,
    /// How many polls a job runs for.
    pub(super) runs_for: u32,
    pub(super) end: Option<End>,
    /// The answers of the call that blocks.
    pub(super) result: Option<Value>,
    /// The errors that refuse a submit.
    pub(super) refusal: Option<(u16, Value)>,
    pub(super) streams: Vec<mpsc::UnboundedSender<Result<Vec<u8>, TransportError>>>,
    /// Statuses that the stream is refused with, in order.
    pub(super) no_stream: VecDeque<u16>,
    /// What time it is there.
    pub(super) clock: Option<TestClock>,
}

/// The provider; clones are the same one.
#[derive(Clone, Default)]
pub(super) struct Fake(Arc<Mutex<State>>);

impl Fake {
    pub(super) fn new() -> Self {
        let fake = Self::default();
        fake.state().runs_for = 2;
        fake.state().clock = Some(TestClock::new());
        fake
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// With faults of the next requests, in order.
    pub(super) fn with(faults: &[Fault]) -> Self {
        let fake = Self::new();
        fake.state().faults.extend(faults);
        fake
    }

    pub(super) fn builder(&self) -> ClientBuilder {
        let keys = Keys::new().with("studio", Secret::new("sk-1").unwrap()).with("works", Secret::new("sk-2").unwrap());
        let clock = self.state().clock.unwrap();
        Client::builder().transport(self.clone()).keys(keys).clock(clock).max_answer(1 << 20)
    }

    pub(super) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// The requests that reached the server.
    pub(super) fn log(&self) -> Vec<String> {
        self.state().log.clone()
    }

    /// How many submits reached the server.
    pub(super) fn submits(&self) -> usize {
        self.log().iter().filter(|line| line.starts_with("POST")).count()
    }

    /// The ids of all jobs that were taken.
    pub(super) fn taken(&self) -> Vec<String> {
        self.state().jobs.keys().cloned().collect()
    }

    /// Sends a piece of text on every open stream.
    pub(super) fn say(&self, text: &str) {
        self.state().streams.retain(|stream| stream.send(Ok(text.as_bytes().to_vec())).is_ok());
    }

    /// Cuts every open stream.
    pub(super) fn cut_streams(&self) {
        self.state().streams.clear();
    }
}

impl Transport for Fake {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpAnswer, TransportError>> {
        Box::pin(async move {
            // Gives other tasks their turn, as a network would.
            tokio::task::yield_now().await;
            let fault = if request.url.ends_with("/events") { None } else { self.state().faults.pop_front() };
            let fault = fault.unwrap_or(Fault::None);
            if fault == Fault::Unreachable {
                return Err(TransportError { unsent: true, why: "refused".to_owned() });
            }
            self.state().note(&request);
            match fault {
                Fault::CutBefore => return Err(cut()),
                Fault::Status(status) => return Ok(whole(status, &json!({"error": {"message": "broken"}}))),
                Fault::Later(status, seconds) => return Ok(later(status, seconds)),
                Fault::Redirect => {
                    return Ok(redirect());
                }
                _ => {}
            }
            let answer = self.state().handle(&request);
            match fault {
                Fault::CutAfter => Err(cut()),
                Fault::Stall => std::future::pending().await,
                Fault::HandledBut(status) => Ok(whole(status, &json!({}))),
                Fault::UnknownStatus => Ok(whole(200, &json!({"status": "pondering"}))),
                Fault::HalfJson => {
                    Ok(HttpAnswer { body: Box::new(Pieces::half(&answer.1)), ..whole(answer.0, &answer.1) })
                }
                Fault::Huge => Ok(HttpAnswer { body: Box::new(Endless), ..whole(200, &Value::Null) }),
                _ if answer.1 == Value::String("stream".to_owned()) => Ok(self.state().stream(answer.0)),
                _ => Ok(whole(answer.0, &answer.1)),
            }
        })
    }
}

impl State {
    fn note(&mut self, request: &HttpRequest) {
        self.log.push(format!("{} {}", request.method.as_str(), request.url));
        let key = request.headers.iter().find(|header| header.secret).map(|header| header.value.clone());
        let double = request.headers.iter().find(|header| header.name == "Idempotency-Key");
        self.doubles.extend(double.map(|header| header.value.clone()));
        self.keys.push((request.url.clone(), key.unwrap_or_default()));
    }

    fn handle(&mut self, request: &HttpRequest) -> (u16, Value) {
        let rest = request.url.strip_prefix("https://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let parts: Vec<&str> = path.split('/').collect();
        match (request.method, parts.as_slice()) {
            (Method::Post, _) => self.submit(host, path, request.body.as_deref().unwrap_or_default()),
            (Method::Get, ["queue" | "tasks", id]) => self.poll(host, id),
            (Method::Get, ["queue"]) => self.list(query),
            (Method::Get, ["generations", _]) => (200, json!({"generation": {"cost": "0.25"}})),
            (Method::Get, ["models", _]) => (200, json!({"id": "clip-1", "request_schema": {"type": "object"}})),
            (Method::Get, ["balance"]) => (200, json!({"balance": "12.5"})),
            (Method::Get, ["events"]) => match self.no_stream.pop_front() {
                Some(status) => (status, json!({})),
                None => (200, json!("stream")),
            },
            (Method::Delete, ["queue", id]) => match self.jobs.get_mut(*id) {
                Some(job) => {
                    job.cancelled = true;
                    (200, json!({"status": "success"}))
                }
                None => not_found(),
            },
            _ => not_found(),
        }
    }

    fn submit(&mut self, host: &str, path: &str, body: &[u8]) -> (u16, Value) {
        if let Some((status, error)) = &self.refusal {
            return (*status, error.clone());
        }
        let body: Value = serde_json::from_slice(body).unwrap();
        if host.starts_with("studio") && path != "queue" {
            let result = json!({"model": "clip-1", "videos": [{"url": "https://cdn.example.com/1.mp4"}]});
            return (200, self.result.clone().unwrap_or(result));
        }
        let count = body.get("copies").and_then(Value::as_u64).unwrap_or(1);
        let created = self.clock.as_ref().unwrap().now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let ids: Vec<String> = (0..count)
            .map(|_| {
                let id = format!("job-{}", self.jobs.len() + 1);
                let row = Row { body: body.clone(), polls: 0, cancelled: false, created };
                self.jobs.insert(id.clone(), row);
                id
            })
            .collect();
        if host.starts_with("works") {
            return (200, json!({"id": ids[0], "model": "clip-1", "status": "processing", "created_at": created}));
        }
        let rows: Vec<Value> = ids.iter().map(|id| json!({"generation_id": id, "status": "queued"})).collect();
        (200, json!({ "generations": rows }))
    }

    fn poll(&mut self, host: &str, id: &str) -> (u16, Value) {
        let (runs_for, end) = (self.runs_for, self.end.clone().unwrap_or(End::Succeeded));
        let Some(job) = self.jobs.get_mut(id) else { return not_found() };
        job.polls += 1;
        let end = if job.cancelled { End::Cancelled } else { end };
        let over = job.polls > runs_for || job.cancelled;
        let works = host.starts_with("works");
        let url = format!("https://cdn.example.com/{id}.mp4");
        let answer = match end {
            _ if !over => json!({"id": id, "status": "processing", "output": null}),
            End::Succeeded if works => json!({"status": "completed", "output": {"video_urls": [url]}, "error": null}),
            End::Succeeded => json!({"status": "succeeded", "result_url": url}),
            End::WithoutOutput => json!({"status": if works { "completed" } else { "succeeded" }}),
            End::Failed(error) => json!({"status": "failed", "error": error, "error_message": "no luck"}),
            End::Cancelled => json!({"status": "cancelled"}),
        };
        (200, answer)
    }

    fn list(&self, query: &str) -> (u16, Value) {
        let asked = query.strip_prefix("status=").unwrap_or("processing");
        let rows: Vec<Value> = self
            .jobs
            .iter()
            .map(|(id, job)| {
                let over = job.polls > self.runs_for;
                let status = if job.cancelled {
                    "cancelled"
                } else if over {
                    "succeeded"
                } else {
                    "processing"
                };
                let mut row = job.body.clone();
                row["generation_id"] = json!(id);
                row["model_name"] = row["model"].take();
                row["enqueued_at"] = json!(job.created);
                row["status"] = json!(status);
                row
            })
            .filter(|row| row["status"] == asked)
            .collect();
        (200, json!({"count": rows.len(), "generations": rows}))
    }

    fn stream(&mut self, status: u16) -> HttpAnswer {
        let (say, hear) = mpsc::unbounded_channel();
        self.streams.push(say);
        let headers = [("content-type".to_owned(), "text/event-stream".to_owned())].into_iter().collect();
        HttpAnswer { status, headers, body: Box::new(Live(hear)) }
    }
}

fn cut() -> TransportError {
    TransportError { unsent: false, why: "connection reset".to_owned() }
}

fn not_found() -> (u16, Value) {
    (404, json!({"error": {"type": "resource_not_found", "title": "not here"}}))
}

fn whole(status: u16, body: &Value) -> HttpAnswer {
    let body = Pieces([Ok(body.to_string().into_bytes())].into());
    HttpAnswer { status, headers: Headers::default(), body: Box::new(body) }
}

fn later(status: u16, seconds: u64) -> HttpAnswer {
    let headers = [("retry-after".to_owned(), seconds.to_string())].into_iter().collect();
    HttpAnswer { headers, ..whole(status, &json!({"error": {"code": 429, "message": "slow down"}})) }
}

fn redirect() -> HttpAnswer {
    let headers = [("location".to_owned(), "https://evil.example.org/steal".to_owned())].into_iter().collect();
    HttpAnswer { headers, ..whole(307, &Value::Null) }
}

struct Pieces(VecDeque<Result<Vec<u8>, TransportError>>);

impl Pieces {
    fn half(body: &Value) -> Self {
        let bytes = body.to_string().into_bytes();
        Self([Ok(bytes[..bytes.len() / 2].to_vec())].into())
    }
}

impl Body for Pieces {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>> {
        let next = self.0.pop_front().transpose();
        Box::pin(async { next })
    }
}

struct Endless;

impl Body for Endless {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>> {
        Box::pin(async { Ok(Some(vec![b'['; 1 << 16])) })
    }
}

struct Live(mpsc::UnboundedReceiver<Result<Vec<u8>, TransportError>>);

impl Body for Live {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>> {
        Box::pin(async { self.0.recv().await.transpose() })
    }
}

/// Tokio's paused time as a clock.
#[derive(Clone, Copy)]
pub(super) struct TestClock(tokio::time::Instant);

impl TestClock {
    pub(super) fn new() -> Self {
        Self(tokio::time::Instant::now())
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_800_000_000) + self.0.elapsed()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}
