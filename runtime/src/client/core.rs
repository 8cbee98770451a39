//! The client: what every operation needs, in one place.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use super::builder::ClientBuilder;
use super::clock::Clock;
use super::error::{ClientError, ErrorKind, Money};
use super::events::Hubs;
use super::key::KeySource;
use super::ledger::{Ledger, LedgerError};
use super::origin::{self, Base};
use super::transport::Transport;
use crate::spec::{ModelSpec, ProviderSpec, Shared, Way};

/// Runs requests to their results. Cheap to clone; clones share everything, also the one stream of events of an account.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

/// What clones of a client share.
pub(crate) struct Inner {
    pub(crate) keys: Box<dyn KeySource>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ledger: Arc<dyn Ledger>,
    /// What stands for an origin, by the origin.
    pub(crate) bases: BTreeMap<String, Base>,
    /// The models that were told of or sent, by `provider/id`.
    pub(crate) models: RwLock<BTreeMap<String, Shared<ModelSpec>>>,
    pub(crate) limits: Limits,
    pub(crate) user_agent: String,
    pub(crate) hubs: Hubs,
}

/// Bounds of the client.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The largest answer that is read, in bytes.
    pub(crate) answer: usize,
    /// The largest result that is kept, in bytes.
    pub(crate) file: u64,
    /// How long one call may take, but for calls that block until the result is there.
    pub(crate) call: Duration,
}

impl Client {
    /// A client to be set up.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Tells the client of a model, so that jobs of it can be resumed. Sending a request tells of its model too.
    pub fn know(&self, spec: impl Into<Shared<ModelSpec>>) {
        let spec = spec.into();
        let mut models = self.0.models.write().unwrap_or_else(PoisonError::into_inner);
        models.insert(spec.name(), spec);
    }

    /// The record of paid calls.
    #[must_use]
    pub fn ledger(&self) -> &Arc<dyn Ledger> {
        &self.0.ledger
    }

    /// The tables of a model that the client was told of.
    pub(crate) fn model(&self, provider: &str, id: &str) -> Result<Shared<ModelSpec>, ClientError> {
        let models = self.0.models.read().unwrap_or_else(PoisonError::into_inner);
        models.get(&format!("{provider}/{id}")).cloned().ok_or_else(|| {
            let message =
                format!("the client was not told of the model `{provider}/{id}`: see `ClientBuilder::models`");
            ClientError::new(ErrorKind::UnknownModel, Money::NotSent, message)
        })
    }

    /// Where calls to a provider go.
    pub(crate) fn base(&self, provider: &ProviderSpec) -> Result<Base, ClientError> {
        let origin = origin::origin_of(provider);
        match self.0.bases.get(origin) {
            Some(base) => Ok(base.clone()),
            None => Base::parse(origin).map_err(|why| {
                let message = format!("calls to `{}` cannot be made: {why}", provider.id);
                ClientError::unsupported(message)
            }),
        }
    }

    /// Does something with the ledger where blocking is allowed.
    pub(crate) async fn in_ledger<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, LedgerError> {
        let ledger = Arc::clone(&self.0.ledger);
        let done = tokio::task::spawn_blocking(move || work(&*ledger)).await;
        done.unwrap_or_else(|stopped| Err(LedgerError::new(format!("the ledger did not answer: {stopped}"))))
    }
}

/// A way of a model by its name.
pub(crate) fn way_of<'a>(spec: &'a ModelSpec, name: &str) -> Result<&'a Way, ClientError> {
    let known = spec.way(name).and_then(|_| spec.provider.ways.iter().find(|way| way.name == name));
    known.ok_or_else(|| {
        let ways: Vec<String> = spec.ways.iter().map(|way| format!("`{way}`")).collect();
        let what = format!("`{name}` is no way to call `{}`: use one of {}", spec.name(), ways.join(", "));
        ClientError::new(ErrorKind::Invalid, Money::NotSent, what)
    })
}

/// Without keys.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("bases", &self.0.bases).field("limits", &self.0.limits).finish_non_exhaustive()
    }
}
