//! One HTTP call: where it goes, with which key, how long it may take, and how much of its answer is read.

use std::time::Duration;

use serde_json::Value;

use super::answer::Reason;
use super::clock::backoff;
use super::core::Client;
use super::error::{ClientError, ErrorKind, Money, RateLimits};
use super::mask::Mask;
use super::origin::{encode, fill};
use super::retry;
use super::transport::{Body, Header, Headers, HttpRequest, Purpose, TransportError};
use crate::spec::{Method, ModelSpec, Operation, ProviderSpec};

/// So often a free call is tried before its error is the caller's.
const ATTEMPTS: u32 = 4;

/// A call to a provider.
pub(crate) struct Call<'a> {
    pub(crate) provider: &'a ProviderSpec,
    pub(crate) method: Method,
    /// The path, filled, with its query.
    pub(crate) path: String,
    /// What to say of the money when it fails.
    pub(crate) money: Money,
}

impl<'a> Call<'a> {
    /// A call about a model or one of its jobs.
    pub(crate) fn of(spec: &'a ModelSpec, operation: &Operation, job_id: &str) -> Result<Self, ClientError> {
        let Some(path) = fill(&operation.path, spec, job_id) else {
            return Err(ClientError::unsupported("the job's id cannot stand in an address"));
        };
        Ok(Self { provider: &spec.provider, method: operation.method, path, money: Money::Unknown })
    }

    /// With a member of the query.
    pub(crate) fn query(mut self, name: &str, value: &str) -> Self {
        self.path.push(if self.path.contains('?') { '&' } else { '?' });
        self.path.extend([&encode(name), "=", &encode(value)]);
        self
    }
}

/// An answer, read as far as it may be.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Result<Value, BodyFault>,
}

/// Why a body is no JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BodyFault {
    /// It stopped before its end, or is half a value: another read may bring all of it.
    Cut(String),
    /// It is larger than what is read.
    TooLarge,
}

/// What a free read brought.
pub(crate) enum Read {
    Value(Value),
    /// Another attempt may succeed, after this time if the answer says one.
    Again(ClientError, Option<Duration>),
    Never(ClientError),
}

impl Client {
    /// The request of a call with its key.
    pub(crate) fn request(&self, call: &Call<'_>, body: Option<&str>, paid: bool) -> Result<HttpRequest, ClientError> {
        let base = self.base(call.provider)?;
        let auth = &call.provider.auth;
        let key = self.0.keys.key(call.provider).map_err(|why| {
            let message = format!("there is no key for `{}`: {why}", call.provider.id);
            ClientError::new(ErrorKind::Key, Money::NotSent, message)
        })?;
        let mut headers = vec![
            Header::secret(auth.header.clone(), &auth.prefix, &key),
            Header::new("user-agent", &self.0.user_agent),
            Header::new("accept", "application/json"),
        ];
        if body.is_some() {
            headers.push(Header::new("content-type", "application/json"));
        }
        Ok(HttpRequest {
            method: call.method,
            url: base.join(&call.path),
            headers,
            body: body.map(|body| body.as_bytes().to_vec()),
            purpose: if paid { Purpose::Paid } else { Purpose::Free },
        })
    }

    /// Sends a request once and reads its answer. A limit of time counts for both.
    pub(crate) async fn send(&self, request: HttpRequest, time: Duration) -> Result<Answer, TransportError> {
        let mask = Mask::of(&request);
        let work = async {
            let mut answer = self.0.transport.send(request).await?;
            let mut body = read_body(&mut *answer.body, self.0.limits.answer).await;
            if let Ok(value) = &mut body {
                mask.value(value);
            }
            Ok(Answer { status: answer.status, headers: answer.headers, body })
        };
        tokio::select! {
            biased;
            done = work => done,
            () = self.0.clock.sleep(time) => {
                Err(TransportError { unsent: false, why: format!("no answer within {} s", time.as_secs()) })
            }
        }
    }

    /// A call that costs nothing: what passes by itself is tried again.
    pub(crate) async fn read(&self, call: &Call<'_>) -> Result<Value, ClientError> {
        let mut attempt = 1;
        loop {
            let (error, after) = match self.read_once(call).await {
                Read::Value(value) => return Ok(value),
                Read::Never(error) => return Err(error),
                Read::Again(error, _) if attempt == ATTEMPTS => return Err(error),
                Read::Again(error, after) => (error, after),
            };
            tracing::debug!(attempt, error = %error, "a free call is tried again");
            let pause = after.unwrap_or_else(|| backoff(attempt, Duration::from_millis(500), Duration::from_secs(8)));
            self.0.clock.sleep(pause).await;
            attempt += 1;
        }
    }

    /// One attempt of a call that costs nothing.
    pub(crate) async fn read_once(&self, call: &Call<'_>) -> Read {
        let request = match self.request(call, None, false) {
            Ok(request) => request,
            Err(error) => return Read::Never(error),
        };
        let answer = match self.send(request, self.0.limits.call).await {
            Ok(answer) => answer,
            Err(error) => {
                let message = format!("`{}` was not reached: {error}", call.provider.id);
                return Read::Again(ClientError::new(ErrorKind::Connection, call.money, message).passing(), None);
            }
        };
        let after = retry::after(call.provider, &answer.headers, self.0.clock.now());
        if !(200..300).contains(&answer.status) {
            let error = self.refusal(call.provider, &answer, call.money);
            let again = retry::passes(call.provider, answer.status);
            return if again { Read::Again(error.passing(), after) } else { Read::Never(error) };
        }
        match answer.body {
            Ok(value) => Read::Value(value),
            Err(BodyFault::Cut(why)) => {
                let message = format!("the answer of `{}` is not whole: {why}", call.provider.id);
                Read::Again(ClientError::new(ErrorKind::Unreadable, call.money, message).passing(), after)
            }
            Err(BodyFault::TooLarge) => Read::Never(self.too_large(call.provider, call.money)),
        }
    }

    /// The error of an answer that is none of success.
    pub(crate) fn refusal(&self, provider: &ProviderSpec, answer: &Answer, money: Money) -> ClientError {
        let told = answer.body.as_ref().map(|body| Reason::read(body, &provider.error_at)).unwrap_or_default();
        let status = answer.status;
        let message = if (300..400).contains(&status) {
            format!("`{}` answered with a redirect (HTTP {status}), which is not followed", provider.id)
        } else {
            format!("`{}` answered with HTTP {status}", provider.id)
        };
        let after = retry::after(provider, &answer.headers, self.0.clock.now());
        ClientError::new(ErrorKind::Refused, money, message).with(|failure| {
            failure.http = Some(status);
            failure.code = told.code;
            failure.provider_message = told.message;
            failure.request_id = told.request_id;
            failure.retry_after = after;
            failure.rate_limit = RateLimits::read(provider, &answer.headers);
        })
    }

    pub(crate) fn too_large(&self, provider: &ProviderSpec, money: Money) -> ClientError {
        let message = format!("the answer of `{}` has more than {} bytes", provider.id, self.0.limits.answer);
        ClientError::new(ErrorKind::Unreadable, money, message)
    }
}

/// Reads a body up to a limit and takes it for JSON.
async fn read_body(body: &mut dyn Body, limit: usize) -> Result<Value, BodyFault> {
    let mut bytes = Vec::new();
    loop {
        match body.chunk().await {
            Ok(Some(chunk)) if bytes.len().saturating_add(chunk.len()) > limit => return Err(BodyFault::TooLarge),
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => break,
            Err(error) => return Err(BodyFault::Cut(error.why)),
        }
    }
    // Answers without a body are answers.
    if bytes.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(&bytes).map_err(|error| BodyFault::Cut(format!("it is no JSON value: {error}")))
}
