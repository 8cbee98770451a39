//! Reads that cost nothing: a model's own description, the jobs of an account, what is left of its money.

use serde_json::Value;

use super::answer::{self, Phase, amount, first};
use super::call::Call;
use super::core::{Client, way_of};
use super::error::{ClientError, Money};
use crate::Exact;
use crate::spec::{Listing, ModelSpec, ProviderSpec, Way};

/// The provider's own description of a model.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Details {
    /// The JSON Schema of the request, where the description has one.
    pub schema: Option<Value>,
    /// The whole description.
    pub raw: Value,
}

/// A job in the provider's list.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Listed {
    /// Its id.
    pub job_id: String,
    /// The model, where the list says it.
    pub model: Option<String>,
    /// When it was taken, in seconds since 1970, where the list says it.
    pub created: Option<u64>,
    /// The provider's word for its status; empty when it says none.
    pub status: String,
    /// What that means.
    pub phase: Phase,
    /// The whole row.
    pub raw: Value,
}

/// What an account has left.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Left {
    /// How much.
    pub amount: Exact,
    /// `credits`, or a currency as ISO 4217 writes it.
    pub unit: String,
}

impl Client {
    /// The provider's own description of a model.
    ///
    /// # Errors
    /// When the provider has none, or it cannot be read.
    pub async fn details(&self, spec: &ModelSpec) -> Result<Details, ClientError> {
        let Some(operation) = &spec.provider.details else {
            return Err(ClientError::unsupported(format!("`{}` does not describe its models", spec.provider.id)));
        };
        let raw = self.read(&free(Call::of(spec, operation, "")?)).await?;
        let schema = spec.provider.schema_at.iter().find_map(|at| first(&raw, at)).cloned();
        Ok(Details { schema, raw })
    }

    /// What the account has left.
    ///
    /// # Errors
    /// When the provider does not say, or it cannot be read.
    pub async fn balance(&self, provider: &ProviderSpec) -> Result<Left, ClientError> {
        let Some(balance) = &provider.balance else {
            return Err(ClientError::unsupported(format!("`{}` does not say what is left", provider.id)));
        };
        let path = balance.read.path.to_string();
        let call = Call { provider, method: balance.read.method, path, money: Money::NotCharged };
        let raw = self.read(&call).await?;
        let Some(amount) = amount(&raw, &balance.at) else {
            let message = format!("the answer of `{}` does not say what is left", provider.id);
            return Err(ClientError::new(super::ErrorKind::Unreadable, Money::NotCharged, message));
        };
        Ok(Left { amount, unit: balance.unit.to_string() })
    }

    /// The jobs of the account that the provider lists for a way: all that it lists, in whatever status, also those of other
    /// models.
    ///
    /// # Errors
    /// When the provider has no list, or it cannot be read.
    pub async fn list(&self, spec: &ModelSpec, way: &str) -> Result<Vec<Listed>, ClientError> {
        let way = way_of(spec, way)?;
        let Some(listing) = &way.list else {
            return Err(ClientError::unsupported(format!("`{}` has no list of jobs", spec.provider.id)));
        };
        let mut rows: Vec<Listed> = Vec::new();
        for status in statuses(way, listing) {
            let mut call = free(Call::of(spec, &listing.open, "")?);
            if let Some(status) = status {
                call = call.query(&listing.status_query, status);
            }
            let answer = self.read(&call).await?;
            for row in listed(way, listing, &answer) {
                // A job may have moved on between two reads: the later one knows better.
                rows.retain(|known| known.job_id != row.job_id);
                rows.push(row);
            }
        }
        Ok(rows)
    }
}

/// A call that costs nothing whatever becomes of it.
fn free(call: Call<'_>) -> Call<'_> {
    Call { money: Money::NotCharged, ..call }
}

/// The statuses to ask for, in the order in which a job goes through them; one read without any where none can be asked for.
fn statuses<'a>(way: &'a Way, listing: &Listing) -> Vec<Option<&'a str>> {
    let Some(words) = way.status.as_ref().filter(|_| !listing.status_query.is_empty()) else { return vec![None] };
    let all = [&words.running, &words.succeeded, &words.failed, &words.cancelled];
    all.into_iter().flat_map(|words| words.iter()).map(|word| Some(&**word)).collect()
}

fn listed(way: &Way, listing: &Listing, answer: &Value) -> Vec<Listed> {
    let rows = first(answer, &listing.rows).or_else(|| listing.rows.is_empty().then_some(answer));
    let rows = rows.and_then(Value::as_array).into_iter().flatten();
    let row = |row: &Value| {
        let job_id = answer::ids(row, &listing.job_id).into_iter().next()?;
        let words = way.status.as_ref();
        let status = words.and_then(|words| answer::text(row, &words.at)).unwrap_or_default().to_owned();
        Some(Listed {
            job_id,
            model: answer::text(row, &listing.model).map(str::to_owned),
            created: first(row, &listing.created).and_then(Value::as_u64),
            phase: words.map_or(Phase::Running, |words| Phase::of(words, &status)),
            status,
            raw: row.clone(),
        })
    };
    rows.filter_map(row).collect()
}
