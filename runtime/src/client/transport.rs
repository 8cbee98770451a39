//! The seam below keys, retries and reading: what sends one HTTP request and gives back the answer as it arrives. A transport
//! of a test sees the bytes that a server would see.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use super::key::Secret;
use crate::spec::Method;

/// A future in a box, which traits that are used as objects need.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends HTTP requests, each exactly once: it follows no redirect and repeats nothing.
pub trait Transport: Send + Sync {
    /// Sends one request and gives the answer when its head is there. How long that may take is the caller's to say: it drops
    /// the future.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpAnswer, TransportError>>;
}

/// One HTTP request.
#[derive(Clone)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// The headers.
    pub headers: Vec<Header>,
    /// The body, if there is one.
    pub body: Option<Vec<u8>>,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It may cost money. It wants a connection of its own: on one that was idle nobody knows whether the server has
    /// closed it just now.
    Paid,
    /// It costs nothing.
    Free,
    /// It fetches a file from an address that a server named, which must not lead to a private network.
    File,
}

/// A header.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    /// The name.
    pub name: Cow<'static, str>,
    /// The value.
    pub value: String,
    /// Whether the value must not be shown.
    pub secret: bool,
    /// Where the key begins in the value.
    key_at: usize,
}

impl Header {
    /// A header that may be shown.
    pub fn new(name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), secret: false, key_at: 0 }
    }

    /// A header whose value must not be shown: a key, and what stands before it.
    pub fn secret(name: impl Into<Cow<'static, str>>, prefix: &str, key: &Secret) -> Self {
        let value = format!("{prefix}{}", key.expose());
        Self { secret: true, key_at: prefix.len(), ..Self::new(name, value) }
    }

    /// The key alone.
    pub(crate) fn key(&self) -> &str {
        self.value.get(self.key_at..).unwrap_or_default()
    }
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, if self.secret { "***" } else { &self.value })
    }
}

/// Without the body.
impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &self.headers)
            .field("purpose", &self.purpose)
            .finish_non_exhaustive()
    }
}

/// An answer whose head is there.
pub struct HttpAnswer {
    /// The status.
    pub status: u16,
    /// The headers; of values that are no text nothing is kept.
    pub headers: Headers,
    /// The body, piece by piece.
    pub body: Box<dyn Body>,
}

/// The headers of an answer.
#[derive(Clone, Debug, Default)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// The value of the first header of this name, in any case; `None` for an empty name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl FromIterator<(String, String)> for Headers {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(headers: I) -> Self {
        Self(headers.into_iter().collect())
    }
}

/// A body that arrives piece by piece.
pub trait Body: Send {
    /// The next piece; `None` at the end. An error means that the body is cut.
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>>;
}

/// Why there is no answer, or no more of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportError {
    /// Whether it is certain that no byte of the request has reached the server.
    pub unsent: bool,
    /// What happened, for people; without secrets.
    pub why: String,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for TransportError {}
