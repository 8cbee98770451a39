//! HTTP by reqwest: one request is one request. No redirects, no repetitions, no keys to strangers.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, ClientBuilder, Response, Url};

use super::origin::is_loopback;
use super::transport::{Body, BoxFuture, Headers, HttpAnswer, HttpRequest, Purpose, Transport, TransportError};
use crate::spec::Method;

/// How connections are made.
pub(crate) type Connect = Box<dyn Fn() -> ClientBuilder + Send + Sync>;

/// Sends requests with reqwest. Each kind of request has a client of its own, made when it is first used: reading the
/// certificates that a machine trusts takes a while, and a call to this machine needs none.
pub(crate) struct Http {
    connect: Connect,
    free: Lazy,
    /// Every connection is new: on one that was idle nobody knows whether the server has closed it just now.
    paid: Lazy,
    /// Resolves no name to an address of a private network.
    file: Lazy,
    /// To this machine without TLS, and never through a proxy, which would see the key.
    local: Lazy,
}

type Lazy = OnceLock<Result<Client, String>>;

impl Http {
    /// With connections as the caller wants them, which are tried at once, or as this crate makes them.
    pub(crate) fn new(connect: Option<Connect>) -> Result<Self, reqwest::Error> {
        // An application that has chosen a provider of its own keeps it.
        drop(rustls::crypto::ring::default_provider().install_default());
        let lazy = Lazy::new;
        let http = |connect| Self { connect, free: lazy(), paid: lazy(), file: lazy(), local: lazy() };
        let Some(connect) = connect else {
            return Ok(http(Box::new(|| Client::builder().connect_timeout(Duration::from_secs(20)))));
        };
        let http = http(connect);
        let free = http.start().build()?;
        drop(http.free.set(Ok(free)));
        Ok(http)
    }

    /// One request is one request.
    fn start(&self) -> ClientBuilder {
        (self.connect)().redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never()).referer(false)
    }

    fn client(&self, purpose: Purpose, url: &Url) -> Result<&Client, TransportError> {
        let made = match purpose {
            _ if url.scheme() == "http" && is_loopback(url) => self.local.get_or_init(|| {
                build(self.start().no_proxy().pool_max_idle_per_host(0).tls_backend_preconfigured(trusting_nobody()))
            }),
            Purpose::Paid => self.paid.get_or_init(|| build(self.start().pool_max_idle_per_host(0))),
            Purpose::Free => self.free.get_or_init(|| build(self.start())),
            Purpose::File => self.file.get_or_init(|| build(self.start().dns_resolver(Arc::new(PublicOnly)))),
        };
        made.as_ref().map_err(|why| TransportError { unsent: true, why: why.clone() })
    }
}

fn build(builder: ClientBuilder) -> Result<Client, String> {
    builder.build().map_err(words)
}

/// For connections without TLS.
fn trusting_nobody() -> rustls::ClientConfig {
    rustls::ClientConfig::builder().with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth()
}

impl Transport for Http {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpAnswer, TransportError>> {
        Box::pin(async move {
            let unsent = |why: String| TransportError { unsent: true, why };
            let url = Url::parse(&request.url).map_err(|_| unsent("the address is not one".to_owned()))?;
            let client = self.client(request.purpose, &url)?;
            let mut builder = client.request(method(request.method), url);
            for header in &request.headers {
                builder = builder.header(&*header.name, &header.value);
            }
            if let Some(body) = request.body {
                builder = builder.body(body);
            }
            let request = builder.build().map_err(|error| unsent(words(error)))?;
            let response = client.execute(request).await.map_err(|error| {
                let unsent = error.is_connect() || error.is_builder();
                TransportError { unsent, why: words(error) }
            })?;
            Ok(answer(response))
        })
    }
}

fn answer(response: Response) -> HttpAnswer {
    let headers = response.headers().iter();
    let headers: Headers =
        headers.filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))).collect();
    HttpAnswer { status: response.status().as_u16(), headers, body: Box::new(Arriving(response)) }
}

struct Arriving(Response);

impl Body for Arriving {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>> {
        Box::pin(async {
            let chunk = self.0.chunk().await;
            let chunk = chunk.map_err(|error| TransportError { unsent: false, why: words(error) })?;
            Ok(chunk.map(|bytes| bytes.to_vec()))
        })
    }
}

const fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    }
}

/// The error and its causes without the address, whose query may be a secret.
fn words(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    super::error::shortened(&words)
}

/// Resolves names to public addresses only, so that a name in an answer cannot lead into a private network.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|found| crate::url::is_public(found.ip())).collect();
            if public.is_empty() {
                return Err("the name leads to no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}
