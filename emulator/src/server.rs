//! HTTP on the loopback interface around the engine.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request as HttpRequest, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::{StreamExt, stream};
use tokio::net::TcpListener;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, MissedTickBehavior};

use crate::answer::{self, Answer, Fault, Listening};
use crate::engine::{Engine, Request};
use crate::events::{KEEP_ALIVE, What};
use crate::line::{Lines, Switch};
use crate::log::{Log, LogEntry};
use crate::route::{Action, Found};

/// The largest body that is read.
const MAX_BODY: usize = 16 << 20;
/// How long requests may take to end when the emulator stops.
const GRACE: Duration = Duration::from_secs(2);
/// How long half a body stands before the connection is cut.
const HALF_STANDS: Duration = Duration::from_millis(50);
/// The header that says what the emulator thought of a request.
const VERDICT_HEADER: &str = "x-nameplate-verdict";

/// What every request is answered with.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) engine: Engine,
    pub(crate) log: Log,
}

/// Serves until the engine is told to stop.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let app = Router::new().fallback(handle).with_state(Arc::clone(&shared));
    let service = app.into_make_service_with_connect_info::<Switch>();
    let mut stop = shared.engine.stop.subscribe();
    let mut stopped = stop.clone();
    let graceful = async move {
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    let serving = axum::serve(Lines(listener), service).with_graceful_shutdown(graceful);
    let patience = async move {
        let _ = stop.wait_for(|stop| *stop).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        // It ends without a fault once every request has ended.
        _ = serving => {}
        () = patience => {}
        () = keep_time(&shared.engine) => {}
    }
}

/// Lets jobs end when their time has come, whether or not anybody asks.
async fn keep_time(engine: &Engine) {
    loop {
        let due = engine.state().next_due();
        let next = async {
            match due {
                Some(due) => tokio::time::sleep_until(due).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = next => {}
            () = engine.sooner.notified() => {}
        }
    }
}

async fn handle(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    request: HttpRequest,
) -> Response {
    let (parts, body) = request.into_parts();
    let request = Request {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: to_bytes(body, MAX_BODY).await.ok().map(|bytes| bytes.to_vec()),
    };
    let mut stop = shared.engine.stop.subscribe();
    let answer = tokio::select! {
        answer = shared.engine.answer(&request) => answer,
        _ = stop.wait_for(|stop| *stop) => return Response::new(Body::empty()),
    };
    shared.log.push(entry(&shared.engine, &request, &answer));
    match answer.fault {
        Some(Fault::Cut) => switch.cut(),
        Some(Fault::Stall) => {
            let _ = stop.wait_for(|stop| *stop).await;
        }
        Some(Fault::Half) | None => {}
    }
    respond(&shared, answer)
}

fn entry(engine: &Engine, request: &Request, answer: &Answer) -> LogEntry {
    let found = engine.routes.find(&request.method, &request.path);
    let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
    LogEntry {
        method: request.method.clone(),
        path: format!("{}{query}", request.path),
        status: answer.status,
        verdict: answer.verdict.to_string(),
        jobs: answer.jobs.clone(),
        submit: matches!(found, Found::Route(route, _) if route.action == Action::Submit),
    }
}

fn respond(shared: &Arc<Shared>, answer: Answer) -> Response {
    let verdict = answer.verdict.to_string();
    let (body, media_type, length) = match answer.body {
        answer::Body::Json(json) => {
            let bytes = json.to_string().into_bytes();
            let length = bytes.len();
            (whole(bytes, answer.fault), "application/json", Some(length))
        }
        answer::Body::File { bytes, media_type } => {
            let length = bytes.len();
            (whole(bytes, answer.fault), media_type, Some(length))
        }
        answer::Body::Stream(listening) => (events(shared, *listening), "text/event-stream", None),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    match length {
        // Also of a body that is cut: only so can a caller tell.
        Some(length) => headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length)),
        None => headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    };
    let named = answer.headers.into_iter().chain([(VERDICT_HEADER.to_owned(), verdict)]);
    for (name, value) in named {
        // A header that a spec names wrongly is left out.
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
            headers.insert(name, value);
        }
    }
    response
}

/// A body as a whole, or its first half and then the end of the connection.
fn whole(bytes: Vec<u8>, fault: Option<Fault>) -> Body {
    if fault != Some(Fault::Half) {
        return Body::from(bytes);
    }
    let half = Bytes::copy_from_slice(bytes.split_at(bytes.len() / 2).0);
    // The half is sent while the rest seems to be on its way.
    let cut = stream::once(async {
        tokio::time::sleep(HALF_STANDS).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    Body::from_stream(stream::iter([Ok(half)]).chain(cut))
}

/// A stream of events: those of the past, then what comes, with comments while nothing does.
fn events(shared: &Arc<Shared>, listening: Listening) -> Body {
    let stop = shared.engine.stop.subscribe();
    let mut ticks = tokio::time::interval_at(Instant::now() + listening.keep_alive, listening.keep_alive);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let reader = Reader { listening, ticks, stop };
    let frames = stream::unfold(reader, |mut reader| async move { Some((reader.next().await?, reader)) });
    Body::from_stream(frames.map(|frame| Ok::<_, Infallible>(Bytes::from(frame))))
}

/// One reader of a stream of events.
struct Reader {
    listening: Listening,
    ticks: tokio::time::Interval,
    stop: tokio::sync::watch::Receiver<bool>,
}

impl Reader {
    /// What goes on the wire next; `None` when the stream ends.
    async fn next(&mut self) -> Option<String> {
        loop {
            let told = if self.listening.past.is_empty() {
                tokio::select! {
                    told = self.listening.events.recv() => match told {
                        Ok(told) => told,
                        // A reader that is too slow, or the end of the emulator.
                        Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
                    },
                    _ = self.ticks.tick() => return Some(KEEP_ALIVE.to_owned()),
                    _ = self.stop.wait_for(|stop| *stop) => return None,
                }
            } else {
                self.listening.past.remove(0)
            };
            if !told.is_for(self.listening.provider, self.listening.account) || !told.is_at(&self.listening.path) {
                continue;
            }
            self.ticks.reset();
            match told.what {
                What::Event(_) if self.listening.drops => return None,
                What::Event(event) => return Some(event),
                What::End => return None,
            }
        }
    }
}
