//! What can be sent, by which way, and what the caller sets aside for it.

use super::core::way_of;
use super::error::ClientError;
use crate::spec::Way;
use crate::typed::{Checked, Request};
use crate::{CheckedBody, Exact};

/// The way to send a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Via<'a> {
    /// The way that the request was checked for: the model's preferred one, unless it was checked for another.
    #[default]
    Preferred,
    /// A way by its name.
    Way(&'a str),
}

/// How a request is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms<'a> {
    /// The way.
    pub via: Via<'a>,
    /// What the caller sets aside for it, in the currency of the model's prices. It goes into the record.
    pub reserved: Option<Exact>,
}

impl<'a> From<Via<'a>> for Terms<'a> {
    fn from(via: Via<'a>) -> Self {
        Self { via, reserved: None }
    }
}

/// What can be sent: a request that passed the check, or that the caller vouches for.
pub trait Sendable {
    /// The body for a way.
    ///
    /// # Errors
    /// When the request does not pass the check for that way, or when the model has no such way.
    fn body_via(&self, via: Via<'_>) -> Result<CheckedBody, ClientError>;
}

/// A typed request is checked anew for another way.
impl<T: Request> Sendable for Checked<T> {
    fn body_via(&self, via: Via<'_>) -> Result<CheckedBody, ClientError> {
        match via {
            Via::Way(name) if name != self.way() => {
                let request = self.clone().into_inner().check_for(name).map_err(ClientError::invalid)?;
                Ok(CheckedBody::from(&request))
            }
            _ => Ok(CheckedBody::from(self)),
        }
    }
}

/// A body goes by the way that it was checked for.
impl Sendable for CheckedBody {
    fn body_via(&self, via: Via<'_>) -> Result<CheckedBody, ClientError> {
        match via {
            Via::Way(name) if name != self.way() => {
                way_of(self.spec(), name)?;
                let found = self.way();
                Err(ClientError::unsupported(format!("the body was checked for `{found}`: check it for `{name}`")))
            }
            _ => Ok(self.clone()),
        }
    }
}

/// The way that a body goes.
pub(crate) fn way(body: &CheckedBody) -> Result<&Way, ClientError> {
    way_of(body.spec(), body.way())
}
