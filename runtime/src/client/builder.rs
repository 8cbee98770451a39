//! Setting a client up.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use super::clock::{Clock, SystemClock};
use super::core::{Client, Inner, Limits};
use super::events::Hubs;
use super::http::{Connect, Http};
use super::key::{EnvKeys, KeySource};
use super::ledger::{Ledger, MemoryLedger};
use super::origin::{BadBase, Base};
use super::transport::Transport;
use crate::spec::{ModelSpec, Shared};

/// Sets a client up. Without any setting: keys from the environment variables that the specs name, each provider at its own
/// origin, a record in memory.
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    keys: Box<dyn KeySource>,
    transport: Option<Arc<dyn Transport>>,
    http: Option<Connect>,
    clock: Arc<dyn Clock>,
    ledger: Option<Arc<dyn Ledger>>,
    bases: BTreeMap<String, Base>,
    models: BTreeMap<String, Shared<ModelSpec>>,
    limits: Limits,
    user_agent: String,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            keys: Box::new(EnvKeys),
            transport: None,
            http: None,
            clock: Arc::new(SystemClock),
            ledger: None,
            bases: BTreeMap::new(),
            models: BTreeMap::new(),
            limits: Limits { answer: 64 << 20, file: 8 << 30, call: Duration::from_secs(60) },
            user_agent: concat!("nameplate/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// Where keys come from.
    pub fn keys(mut self, keys: impl KeySource + 'static) -> Self {
        self.keys = Box::new(keys);
        self
    }

    /// What stands for an origin: `https://hub.oxen.ai` -> `http://127.0.0.1:8080/oxen`, an emulator. Paths stay as they are.
    ///
    /// # Errors
    /// When it is neither `https` nor `http` to this machine: keys are sent there.
    pub fn base(mut self, origin: &str, base: &str) -> Result<Self, BadBase> {
        self.bases.insert(origin.trim_end_matches('/').to_owned(), Base::parse(base)?);
        Ok(self)
    }

    /// The models whose jobs can be resumed.
    pub fn models<S: Into<Shared<ModelSpec>>>(mut self, models: impl IntoIterator<Item = S>) -> Self {
        self.models.extend(models.into_iter().map(Into::into).map(|spec: Shared<ModelSpec>| (spec.name(), spec)));
        self
    }

    /// How connections are made: proxies, certificates, addresses. Redirects and repetitions are switched off afterwards.
    pub fn http(mut self, builder: impl Fn() -> reqwest::ClientBuilder + Send + Sync + 'static) -> Self {
        self.http = Some(Box::new(builder));
        self
    }

    /// What sends requests, in place of HTTP by this crate.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The clock.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The record of paid calls.
    pub fn ledger(mut self, ledger: impl Ledger + 'static) -> Self {
        self.ledger = Some(Arc::new(ledger));
        self
    }

    /// The largest answer that is read, in bytes; 64 MiB unless set. Results in the answer itself count.
    pub fn max_answer(mut self, bytes: usize) -> Self {
        self.limits.answer = bytes;
        self
    }

    /// The largest result that is kept, in bytes; 8 GiB unless set.
    pub fn max_file(mut self, bytes: u64) -> Self {
        self.limits.file = bytes;
        self
    }

    /// How long one call may take; a minute unless set. Calls that block until the result is there have their deadline.
    pub fn call_timeout(mut self, time: Duration) -> Self {
        self.limits.call = time;
        self
    }

    /// What the client calls itself in requests.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = name.into();
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When connections cannot be set up as asked.
    pub fn build(self) -> Result<Client, reqwest::Error> {
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(Http::new(self.http)?),
        };
        Ok(Client(Arc::new(Inner {
            keys: self.keys,
            transport,
            clock: self.clock,
            ledger: self.ledger.unwrap_or_else(|| Arc::new(MemoryLedger::new())),
            bases: self.bases,
            models: RwLock::new(self.models),
            limits: self.limits,
            user_agent: self.user_agent,
            hubs: Hubs::default(),
        })))
    }
}
