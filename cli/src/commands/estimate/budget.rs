//! `--budget AMOUNT`: how much of the one measure that is not given an amount buys.

use std::borrow::Cow;
use std::fmt;

use nameplate::spec::{Billing, ModelSpec};
use nameplate::{Budget, Exact, Measures, Rates, Resolved};
use serde::Serialize;

use crate::failure::Failure;

/// An amount that is to be spent.
pub(super) struct Wanted {
    amount: Exact,
    currency: String,
}

/// What it buys, as the machine interface writes it.
#[derive(Serialize)]
pub(super) struct Bought {
    amount: Exact,
    currency: String,
    kind: &'static str,
    measure: Option<Cow<'static, str>>,
    unit: Option<Cow<'static, str>>,
    quantity: Option<Exact>,
    total: Option<Exact>,
    why: Option<String>,
}

impl Wanted {
    /// Reads `5USD`, in the currency of the model's price.
    pub(super) fn read(text: &str, spec: &ModelSpec) -> Result<Self, Failure> {
        let wrong =
            |what: String| Failure::usage(what).help("write the amount and its currency, as in `--budget 5USD`");
        let at = text.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(text.len());
        let (amount, currency) = text.split_at_checked(at).unwrap_or((text, ""));
        let amount = Exact::decimal(amount.trim_end()).filter(|amount| !amount.is_negative());
        let is_currency = currency.len() == 3 && currency.bytes().all(|letter| letter.is_ascii_uppercase());
        let Some(amount) = amount.filter(|_| is_currency) else {
            return Err(wrong(format!("`--budget {text}` is no amount of money")));
        };
        match &spec.billing {
            Billing::Formula(formula) if formula.currency != currency => {
                Err(wrong(format!("`{}` is priced in {}, not in {currency}", spec.name(), formula.currency)))
            }
            _ => Ok(Self { amount, currency: currency.to_owned() }),
        }
    }

    /// What the amount buys of a request.
    pub(super) fn bought(
        &self,
        spec: &ModelSpec,
        resolved: &Resolved<'_>,
        measures: &Measures,
        rates: &Rates,
    ) -> Bought {
        let nothing = Bought {
            amount: self.amount,
            currency: self.currency.clone(),
            kind: "refused",
            measure: None,
            unit: None,
            quantity: None,
            total: None,
            why: None,
        };
        match spec.budget(resolved, measures, rates, self.amount) {
            Budget::Buys { measure, unit, quantity, total } => Bought {
                kind: "buys",
                measure: Some(measure),
                unit: Some(unit),
                quantity: Some(quantity),
                total: Some(total),
                ..nothing
            },
            Budget::Nothing { measure, least } => {
                Bought { kind: "nothing", measure: Some(measure), total: Some(least), ..nothing }
            }
            Budget::Everything { measure } => Bought { kind: "everything", measure: Some(measure), ..nothing },
            Budget::Refused(why) => Bought { why: Some(why.to_string()), ..nothing },
        }
    }
}

impl fmt::Display for Bought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { amount, currency, measure, unit, quantity, total, why, .. } = self;
        let measure = measure.as_deref().unwrap_or_default();
        match (quantity, total, why) {
            (Some(quantity), Some(total), _) => {
                let unit = unit.as_deref().unwrap_or_default();
                write!(f, "{amount} {currency} buys {quantity} {unit} of {measure}, for {total} {currency}")
            }
            (None, Some(least), _) => {
                write!(f, "{amount} {currency} buys nothing: {least} {currency} is charged without any {measure}")
            }
            (_, _, Some(why)) => f.write_str(why),
            _ => write!(f, "{amount} {currency} covers any {measure}"),
        }
    }
}
