//! Sending requests: jobs, calls that block, and whichever of the two a way is.

use std::time::Duration;

use super::call::Call;
use super::clock::{Deadline, RecordId, millis};
use super::core::Client;
use super::done::Done;
use super::error::ClientError;
use super::job::Job;
use super::ledger::{Entry, State};
use super::paid::Paid;
use super::request::{self, Sendable, Terms};
use super::transport::Header;
use crate::CheckedBody;

impl Client {
    /// Sends a request to a way that answers with a job. The submit goes on, and is recorded, if the future is dropped.
    ///
    /// # Errors
    /// When it was not sent, was refused, or may have been sent: [`Failure::money`](super::Failure::money) says which.
    pub async fn submit(&self, request: &impl Sendable) -> Result<Job, ClientError> {
        self.submit_on(request, Terms::default()).await
    }

    /// The same on terms: by another way, with an amount that is set aside.
    ///
    /// # Errors
    /// As [`submit`](Self::submit).
    pub async fn submit_on(&self, request: &impl Sendable, terms: impl Into<Terms<'_>>) -> Result<Job, ClientError> {
        let terms = terms.into();
        self.submit_body(request.body_via(terms.via)?, terms).await
    }

    /// Sends a request to a way whose answer is the result, and waits for it. When the deadline passes, the call may have
    /// been made and charged all the same.
    ///
    /// # Errors
    /// As [`submit`](Self::submit), and when there is no result.
    pub async fn call(
        &self,
        request: &impl Sendable,
        terms: impl Into<Terms<'_>>,
        deadline: Deadline,
    ) -> Result<Done, ClientError> {
        let terms = terms.into();
        self.call_body(request.body_via(terms.via)?, terms, deadline).await
    }

    /// Runs a request to its result by whichever way: a call that blocks, or a job that is waited for.
    ///
    /// # Errors
    /// As [`call`](Self::call) and [`Job::wait`].
    pub async fn run(
        &self,
        request: &impl Sendable,
        terms: impl Into<Terms<'_>>,
        deadline: Deadline,
    ) -> Result<Done, ClientError> {
        let terms = terms.into();
        let body = request.body_via(terms.via)?;
        if request::way(&body)?.blocking {
            return self.call_body(body, terms, deadline).await;
        }
        let started = self.0.clock.now();
        let job = self.submit_body(body, terms).await?;
        let spent = self.0.clock.now().duration_since(started).unwrap_or_default();
        job.wait(self, Deadline::after(deadline.time().saturating_sub(spent))).await
    }

    async fn submit_body(&self, body: CheckedBody, terms: Terms<'_>) -> Result<Job, ClientError> {
        if request::way(&body)?.blocking {
            let message = format!("the way `{}` answers with the result: use `call` or `run`", body.way());
            return Err(ClientError::unsupported(message));
        }
        let paid = self.prepare(body, terms, self.0.limits.call)?;
        // Before the submit: events of the past are not sent again.
        let subscription = self.subscribe(paid.body.spec(), &paid.way).await;
        let job = paid.in_background(Paid::job).await?;
        if let Some(subscription) = subscription {
            self.park(&job.record, subscription);
        }
        Ok(job)
    }

    async fn call_body(&self, body: CheckedBody, terms: Terms<'_>, deadline: Deadline) -> Result<Done, ClientError> {
        if !request::way(&body)?.blocking {
            let message = format!("the way `{}` answers with a job: use `submit` or `run`", body.way());
            return Err(ClientError::unsupported(message));
        }
        let paid = self.prepare(body, terms, deadline.time())?;
        paid.in_background(Paid::answer).await
    }

    /// Everything that can fail before anything is recorded or sent.
    fn prepare(&self, body: CheckedBody, terms: Terms<'_>, time: Duration) -> Result<Paid, ClientError> {
        let way = request::way(&body)?.clone();
        let spec = body.spec();
        let call = Call::of(spec, &way.submit, "")?;
        let mut request = self.request(&call, Some(body.as_str()), true)?;
        let base = self.base(&spec.provider)?;
        self.know(spec);
        let now = self.0.clock.now();
        let id = RecordId::new(now);
        if !spec.provider.idempotency.is_empty() {
            request.headers.push(Header::new(spec.provider.idempotency.clone(), id.as_str()));
        }
        let entry = Entry {
            id,
            provider: spec.provider.id.to_string(),
            model: spec.id.to_string(),
            way: way.name.to_string(),
            body: body.as_str().to_owned(),
            at: millis(now),
            base: base.as_str().to_owned(),
            reserved: terms.reserved,
            state: State::Sending,
            job_ids: Vec::new(),
            money: None,
            charge: None,
            note: String::new(),
        };
        Ok(Paid { client: self.clone(), body, way, entry, request, time, local: base.loopback })
    }
}
