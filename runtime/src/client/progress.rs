//! What can be done with a job: wait for it, follow it, look once, stop it.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use super::answer::Phase;
use super::bound::Bound;
use super::call::Read;
use super::clock::Deadline;
use super::core::Client;
use super::done::{Done, Ended};
use super::error::{ClientError, ErrorKind};
use super::job::Job;
use super::wait::Watch;

/// A change of the status of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Update {
    /// The job.
    pub job_id: String,
    /// The provider's word; empty when it said none.
    pub status: String,
    /// What it means.
    pub phase: Phase,
}

/// What one look at a job found.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Look {
    /// The status.
    pub update: Update,
    /// How it ended, unless it runs.
    pub ended: Option<Ended>,
}

impl Job {
    /// Waits for the result. With several jobs, until all have ended; it succeeds if one of them has. What is not done by
    /// the deadline goes on, and can be waited for again, here or elsewhere.
    ///
    /// # Errors
    /// When no job succeeded, when the deadline has passed, or when the job cannot be read. [`Failure`](super::Failure) says
    /// what is known of the money; an error never means that a job was given up.
    pub async fn wait(&self, client: &Client, deadline: impl Into<Deadline>) -> Result<Done, ClientError> {
        let bound = Bound::new(client, self)?;
        Watch::new(&bound, None).wait(deadline.into()).instrument(self.span()).await
    }

    /// Waits for the result in the background, and tells of every change on the way.
    pub fn progress(&self, client: &Client, deadline: impl Into<Deadline>) -> Progress {
        let (tell, updates) = mpsc::channel(64);
        let (client, job, deadline) = (client.clone(), self.clone(), deadline.into());
        let work = async move {
            let bound = Bound::new(&client, &job)?;
            Watch::new(&bound, Some(tell)).wait(deadline).await
        };
        Progress { updates, task: tokio::spawn(work.instrument(self.span())) }
    }

    /// Looks once at every job.
    ///
    /// # Errors
    /// When one of them cannot be read now.
    pub async fn poll(&self, client: &Client) -> Result<Vec<Look>, ClientError> {
        let bound = Bound::new(client, self)?;
        let mut looks = Vec::with_capacity(self.ids.len());
        for id in &self.ids {
            match bound.read(id).await {
                Read::Value(answer) => {
                    let reading = bound.judge(id, answer);
                    let update = Update { job_id: id.clone(), status: reading.word, phase: reading.phase };
                    looks.push(Look { update, ended: reading.ended });
                }
                Read::Again(error, _) | Read::Never(error) => return Err(error),
            }
        }
        Ok(looks)
    }

    /// Asks the provider to stop every job. Whether it does, and what it then charges, the job's status and the spec say: wait
    /// for it.
    ///
    /// # Errors
    /// When the provider has no such operation, or does not take it.
    pub async fn cancel(&self, client: &Client) -> Result<(), ClientError> {
        let bound = Bound::new(client, self)?;
        let mut outcome = Ok(());
        for id in &self.ids {
            let call = bound.call(bound.way.cancel.as_ref(), "cancel", id)?;
            // That one is not stopped is no reason to let the others run.
            let stopped = client.read(&call).instrument(self.span()).await;
            outcome = outcome.and(stopped.map(drop).map_err(|error| error.of_job(self)));
        }
        outcome
    }

    fn span(&self) -> tracing::Span {
        tracing::info_span!("job", record = %self.record, provider = %self.provider, model = %self.model, ids = ?self.ids)
    }
}

/// The changes of a job, as a [`Stream`]; it ends when the job has, or the deadline has passed. Dropped, it stops waiting;
/// the job goes on.
#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct Progress {
    updates: mpsc::Receiver<Update>,
    task: JoinHandle<Result<Done, ClientError>>,
}

impl Progress {
    /// The next change; `None` when there will be no more.
    pub async fn next(&mut self) -> Option<Update> {
        self.updates.recv().await
    }

    /// What came of it, as [`Job::wait`] says. Changes that were not taken are dropped.
    ///
    /// # Errors
    /// As [`Job::wait`].
    pub async fn done(mut self) -> Result<Done, ClientError> {
        while self.updates.recv().await.is_some() {}
        match (&mut self.task).await {
            Ok(done) => done,
            Err(stopped) => {
                let message = format!("waiting was stopped: {stopped}; the job goes on");
                Err(ClientError::new(ErrorKind::Deadline, super::Money::Unknown, message).passing())
            }
        }
    }
}

impl Stream for Progress {
    type Item = Update;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Update>> {
        self.updates.poll_recv(context)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.task.abort();
    }
}
