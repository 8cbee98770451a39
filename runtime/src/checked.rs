//! A body that passed the check, whatever it was made from: what a client sends.

use std::fmt;

use crate::spec::{ModelSpec, Shared};
use crate::typed::{Checked, Request};
use crate::{Options, Report};

/// A body that passed the check of its model, or that the caller vouches for with [`Checked::trust`]. It is sent byte for
/// byte as it was checked.
#[derive(Clone)]
pub struct CheckedBody {
    spec: Shared<ModelSpec>,
    way: usize,
    body: String,
    report: Report,
}

impl CheckedBody {
    /// Checks a body as it goes on the wire.
    ///
    /// # Errors
    /// With every violation at once, when the provider would refuse it.
    pub fn check(spec: impl Into<Shared<ModelSpec>>, body: &[u8], options: &Options<'_>) -> Result<Self, Report> {
        let spec = spec.into();
        let report = spec.check(body, options);
        if !report.ok() {
            return Err(report);
        }
        // The checker takes UTF-8 only, so nothing is replaced.
        let body = String::from_utf8_lossy(body).into_owned();
        Ok(Self { spec, way: options.way, body, report })
    }

    /// The model.
    #[must_use]
    pub const fn spec(&self) -> &Shared<ModelSpec> {
        &self.spec
    }

    /// The name of the way to call the model that the body was checked for; empty for a model without ways.
    #[must_use]
    pub fn way(&self) -> &str {
        self.spec.ways.get(self.way).map_or("", |way| way)
    }

    /// The body as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.body
    }

    /// The warnings, and what could not be judged.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }
}

impl ModelSpec {
    /// Checks a body so that it can be sent. Copies the tables; where they are shared already, [`CheckedBody::check`] does not.
    ///
    /// # Errors
    /// With every violation at once, when the provider would refuse it.
    pub fn check_body(&self, body: &[u8], options: &Options<'_>) -> Result<CheckedBody, Report> {
        CheckedBody::check(Shared::new(self.clone()), body, options)
    }
}

impl<T: Request> From<&Checked<T>> for CheckedBody {
    fn from(request: &Checked<T>) -> Self {
        Self {
            spec: Shared::Static(T::SPEC),
            way: request.way_index(),
            body: request.to_json(),
            report: request.report().clone(),
        }
    }
}

/// Without the body, which may hold addresses that are secrets.
impl fmt::Debug for CheckedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckedBody")
            .field("model", &self.spec.name())
            .field("way", &self.way())
            .finish_non_exhaustive()
    }
}
