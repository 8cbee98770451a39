//! The one reader of an account's stream. Everybody who waits for a job subscribes to it and picks what is about theirs.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::{broadcast, watch};
use tracing::Instrument as _;

use super::parser::{Event, Parser};
use crate::client::answer::{ids, text, texts};
use crate::client::call::Call;
use crate::client::clock::{Clock, RecordId, backoff};
use crate::client::core::{Client, Inner};
use crate::client::error::Money;
use crate::client::mask::Mask;
use crate::client::transport::{Header, HttpAnswer};
use crate::spec::{ModelSpec, Shared, Stream, Way};

/// Who is this far behind reads its jobs instead.
const BACKLOG: usize = 1024;
/// How long a submit waits for the stream; after that it goes without.
const PATIENCE: Duration = Duration::from_secs(10);
/// A stream that is silent for so many of its keep-alives is dead.
const SILENCES: u32 = 3;
/// How long a stream may be silent where the source promises no keep-alive.
const SILENCE: Duration = Duration::from_secs(90);
/// A stream that lived so long was a good one: the next attempt comes at once.
const GOOD: Duration = Duration::from_secs(30);
/// The longest pause between two attempts to join.
const LONGEST: Duration = Duration::from_secs(60);
/// Submits whose jobs nobody has waited for yet hold the stream for at most so many.
const PARKED: usize = 256;

/// What the hub tells.
#[derive(Clone, Debug)]
pub(crate) enum News {
    /// The stream was joined: what happened before has to be read.
    Joined,
    /// The stream was lost.
    Left,
    /// Something happened to a job.
    Told(Arc<Told>),
}

/// What an event says of a job.
#[derive(Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) job_id: String,
    pub(crate) status: String,
    pub(crate) urls: Vec<String>,
    pub(crate) error: Option<String>,
    pub(crate) data: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Opening,
    Open,
    Down,
}

/// The reader of one stream; it stops when it is dropped.
pub(crate) struct Hub {
    news: broadcast::Sender<News>,
    link: watch::Receiver<Link>,
    task: tokio::task::AbortHandle,
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Somebody who hears the news. The stream is read as long as there is one.
pub(crate) struct Subscription {
    hub: Arc<Hub>,
    news: broadcast::Receiver<News>,
}

impl Subscription {
    /// The next news. Who is too far behind has to read, as after joining.
    pub(crate) async fn next(&mut self) -> News {
        match self.news.recv().await {
            Ok(news) => news,
            Err(broadcast::error::RecvError::Lagged(_)) => News::Joined,
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }

    /// Whether the stream is there.
    pub(crate) fn is_open(&self) -> bool {
        *self.hub.link.borrow() == Link::Open
    }
}

/// The hubs of a client, and the subscriptions of submits that nobody has waited for yet.
#[derive(Default)]
pub(crate) struct Hubs {
    known: Mutex<Vec<(String, Weak<Hub>)>>,
    parked: Mutex<VecDeque<(RecordId, Subscription)>>,
}

impl Client {
    /// Joins the stream of a way; nothing for a way without one. Comes back when the stream is there, or cannot be had soon.
    pub(crate) async fn subscribe(&self, spec: &Shared<ModelSpec>, way: &Way) -> Option<Subscription> {
        let stream = way.stream.as_ref()?;
        let hub = self.hub(spec, stream);
        let mut link = hub.link.clone();
        tokio::select! {
            biased;
            joined = link.wait_for(|link| *link != Link::Opening) => drop(joined),
            () = self.0.clock.sleep(PATIENCE) => tracing::debug!("the stream of events is late; polls do without"),
        }
        // From here on: what was told before is not about a job that is submitted or read after this.
        let news = hub.news.subscribe();
        Some(Subscription { hub, news })
    }

    fn hub(&self, spec: &Shared<ModelSpec>, stream: &Stream) -> Arc<Hub> {
        let key = format!("{}{}", spec.provider.id, stream.open.path);
        let mut known = self.0.hubs.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(_, hub)| hub.strong_count() > 0);
        if let Some(hub) = known.iter().find(|(name, _)| *name == key).and_then(|(_, hub)| hub.upgrade()) {
            return hub;
        }
        let (tell, _) = broadcast::channel(BACKLOG);
        let (say_link, link) = watch::channel(Link::Opening);
        let reader = Reader {
            client: Arc::downgrade(&self.0),
            clock: Arc::clone(&self.0.clock),
            spec: spec.clone(),
            stream: stream.clone(),
            tell: tell.clone(),
            link: say_link,
            last_id: String::new(),
            asked: None,
            mask: Mask::default(),
        };
        let span = tracing::info_span!("events", provider = %spec.provider.id);
        let task = tokio::spawn(reader.run().instrument(span)).abort_handle();
        let hub = Arc::new(Hub { news: tell, link, task });
        known.push((key, Arc::downgrade(&hub)));
        hub
    }

    /// Keeps a subscription for the wait that follows a submit.
    pub(crate) fn park(&self, record: &RecordId, subscription: Subscription) {
        let mut parked = self.0.hubs.parked.lock().unwrap_or_else(PoisonError::into_inner);
        parked.push_back((record.clone(), subscription));
        if parked.len() > PARKED {
            parked.pop_front();
        }
    }

    /// The subscription that was made before a submit.
    pub(crate) fn unpark(&self, record: &RecordId) -> Option<Subscription> {
        let mut parked = self.0.hubs.parked.lock().unwrap_or_else(PoisonError::into_inner);
        let at = parked.iter().position(|(known, _)| known == record)?;
        parked.remove(at).map(|(_, subscription)| subscription)
    }
}

/// Joins the stream again and again, and tells what it says.
struct Reader {
    /// Weak, since the client keeps subscriptions.
    client: Weak<Inner>,
    clock: Arc<dyn Clock>,
    spec: Shared<ModelSpec>,
    stream: Stream,
    tell: broadcast::Sender<News>,
    link: watch::Sender<Link>,
    /// The id of the last event, for a server that replays.
    last_id: String,
    /// How long the server asks to wait.
    asked: Option<Duration>,
    /// Takes the key out of what the stream says.
    mask: Mask,
}

impl Reader {
    async fn run(mut self) {
        let mut attempt = 0;
        loop {
            let Some(client) = self.client.upgrade().map(Client) else { return };
            let joined = self.join(&client).await;
            drop(client);
            if let Some(answer) = joined {
                let since = self.clock.now();
                // In this order: who waited for the link has no need to be told of it.
                self.say(News::Joined);
                self.link.send_replace(Link::Open);
                self.read(answer).await;
                if self.clock.now().duration_since(since).unwrap_or_default() >= GOOD {
                    attempt = 0;
                }
            }
            self.link.send_replace(Link::Down);
            self.say(News::Left);
            attempt += 1;
            let first = self.asked.unwrap_or(Duration::from_secs(1)).min(LONGEST);
            self.clock.sleep(backoff(attempt, first, LONGEST)).await;
        }
    }

    /// Nobody listening is no fault: the next one to come reads first.
    fn say(&self, news: News) {
        drop(self.tell.send(news));
    }

    /// Opens the stream; nothing when that does not work now.
    async fn join(&mut self, client: &Client) -> Option<HttpAnswer> {
        let call = Call::of(&self.spec, &self.stream.open, "").ok()?;
        let mut request = client.request(&Call { money: Money::NotCharged, ..call }, None, false).ok()?;
        request.headers.retain(|header| header.name != "accept");
        request.headers.push(Header::new("accept", "text/event-stream"));
        if self.stream.replay && !self.last_id.is_empty() {
            request.headers.push(Header::new("last-event-id", self.last_id.clone()));
        }
        self.mask = Mask::of(&request);
        let answer = tokio::select! {
            biased;
            answer = client.0.transport.send(request) => answer,
            () = self.clock.sleep(client.0.limits.call) => return None,
        };
        match answer {
            Ok(answer) if answer.status == 200 && is_stream(&answer) => Some(answer),
            Ok(answer) => {
                tracing::debug!(status = answer.status, "the stream of events was not given");
                None
            }
            Err(error) => {
                tracing::debug!(%error, "the stream of events was not reached");
                None
            }
        }
    }

    /// Reads until the stream ends, breaks, or is silent for too long.
    async fn read(&mut self, mut answer: HttpAnswer) {
        let silence = match self.stream.keep_alive {
            0 => SILENCE,
            every => Duration::from_millis(every.into()).saturating_mul(SILENCES).max(Duration::from_secs(5)),
        };
        let mut parser = Parser::default();
        loop {
            let piece = tokio::select! {
                biased;
                piece = answer.body.chunk() => piece,
                () = self.clock.sleep(silence) => {
                    tracing::debug!("the stream of events is silent; it is joined anew");
                    break;
                }
            };
            let Ok(Some(piece)) = piece else { break };
            let Ok(events) = parser.push(&piece) else { break };
            for event in events {
                self.tell_of(&event);
            }
        }
        self.asked = parser.retry().or(self.asked);
        parser.last_id().clone_into(&mut self.last_id);
    }

    /// Tells of an event, if it is one about a job. Others pass on the same stream.
    fn tell_of(&self, event: &Event) {
        if event.name != self.stream.event {
            return;
        }
        let Ok(mut data) = serde_json::from_str::<Value>(&event.data) else {
            tracing::debug!("an event whose data is no JSON was skipped");
            return;
        };
        self.mask.value(&mut data);
        let at = |pointer| text(&data, pointer).map(str::to_owned);
        let Some(job_id) = ids(&data, &self.stream.job_id).into_iter().next() else { return };
        let told = Told {
            job_id,
            status: at(&self.stream.status).unwrap_or_default(),
            urls: texts(&data, &self.stream.output),
            error: at(&self.stream.error).map(|error| crate::client::error::shortened(&error)),
            data,
        };
        self.say(News::Told(Arc::new(told)));
    }
}

fn is_stream(answer: &HttpAnswer) -> bool {
    answer
        .headers
        .get("content-type")
        .is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/event-stream"))
}
