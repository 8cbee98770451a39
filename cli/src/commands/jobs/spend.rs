//! Whether a request may be sent for its price. Nothing is sent before this says so.

use std::io::{self, BufRead, IsTerminal, Write};

use nameplate::{Estimate, Exact, Total};

use crate::args::SpendArgs;
use crate::failure::{self, Failure};
use crate::screen;

/// What may be spent on a request: the upper end of its price, or the caller's ceiling; `None` for a price that is not known
/// and was accepted without one.
///
/// An emulator costs nothing: there a price that is not known stops nobody, and only a ceiling that is exceeded does.
pub(super) fn allowed(estimate: &Estimate, args: &SpendArgs, live: bool) -> Result<Option<Exact>, Failure> {
    let currency = estimate.currency.as_deref().unwrap_or_default();
    let ceiling = args.max_cost.as_ref();
    if let Some(other) = ceiling.and_then(|ceiling| ceiling.currency.as_deref())
        && !currency.is_empty()
        && other != currency
    {
        return Err(Failure::usage(format!("the price is in {currency}, and `--max-cost` in {other}")));
    }
    let upper = match &estimate.total {
        Total::Exact(_) | Total::Range(..) => estimate.reserve,
        Total::Rate { .. } | Total::Unknown(_) => None,
    };
    match (upper, ceiling.map(|ceiling| ceiling.amount)) {
        (Some(upper), Some(most)) if upper > most => Err(Failure::stopped(
            failure::REFUSED_BY_BUDGET,
            format!("it may cost {upper} {currency}, and `--max-cost` is {most} {currency}; nothing was sent"),
        )),
        (Some(upper), _) => Ok(Some(upper)),
        (None, most) if !live || args.accept_unknown_price => Ok(most),
        (None, _) => Err(Failure::stopped(
            failure::REFUSED_BY_BUDGET,
            format!("nobody knows what it costs ({estimate}); nothing was sent"),
        )
        .help(unknown_help(estimate))),
    }
}

fn unknown_help(estimate: &Estimate) -> String {
    let accept = "`--accept-unknown-price` sends it all the same";
    match estimate.needs.first() {
        Some(measure) => format!("give `--measure {measure}=…` to know it; {accept}"),
        None => accept.to_owned(),
    }
}

/// Asks a person before money is spent.
pub(super) fn confirm(args: &SpendArgs, live: bool) -> Result<(), Failure> {
    if !live {
        return Ok(());
    }
    if args.yes {
        if args.max_cost.is_none() && !args.accept_unknown_price {
            return Err(Failure::stopped(
                failure::REFUSED_BY_BUDGET,
                "`--yes` with `--live` needs a ceiling; nothing was sent",
            )
            .help("say how much it may cost with `--max-cost AMOUNT`"));
        }
        return Ok(());
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::stopped(failure::REFUSED_BY_BUDGET, "nobody can be asked; nothing was sent")
            .help("`--yes --max-cost AMOUNT` spends without asking"));
    }
    screen::talk(" Submit? [y/N] ");
    let mut answer = String::new();
    let _ = io::stderr().flush();
    io::stdin().lock().read_line(&mut answer).map_err(|error| Failure::usage(format!("cannot read: {error}")))?;
    if answer.trim().eq_ignore_ascii_case("y") || answer.trim().eq_ignore_ascii_case("yes") {
        Ok(())
    } else {
        Err(Failure::stopped(failure::REFUSED_BY_BUDGET, "not confirmed; nothing was sent"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use nameplate::{Estimate, Exact, Total, Why};

    use super::{allowed, confirm};
    use crate::args::SpendArgs;
    use crate::args::jobs::Ceiling;

    fn spend(max_cost: Option<i128>, accept_unknown_price: bool) -> SpendArgs {
        let max_cost = max_cost.map(|amount| Ceiling { amount: Exact::integer(amount), currency: None });
        SpendArgs { max_cost, accept_unknown_price, yes: true }
    }

    fn priced(amount: i128) -> Estimate {
        let amount = Exact::integer(amount);
        Estimate {
            reserve: Some(amount),
            ..Estimate { total: Total::Exact(amount), ..Estimate::unknown(Why::Overflow) }
        }
    }

    #[test]
    fn what_may_cost_more_than_the_ceiling_is_not_sent() {
        assert!(allowed(&priced(3), &spend(Some(2), true), true).is_err());
        assert!(allowed(&priced(3), &spend(Some(2), true), false).is_err());
        assert_eq!(allowed(&priced(3), &spend(Some(3), false), true).unwrap(), Some(Exact::integer(3)));
    }

    #[test]
    fn a_ceiling_in_another_currency_is_no_ceiling() {
        let ceiling =
            |currency: &str| Some(Ceiling { amount: Exact::integer(100), currency: Some(currency.to_owned()) });
        let in_dollars = Estimate { currency: Some("USD".into()), ..priced(3) };
        let args = |currency| SpendArgs { max_cost: ceiling(currency), ..spend(None, false) };
        assert!(allowed(&in_dollars, &args("JPY"), true).is_err());
        assert!(allowed(&in_dollars, &args("USD"), true).is_ok());
    }

    #[test]
    fn a_price_that_is_not_known_is_accepted_on_purpose_only() {
        let unknown = Estimate::unknown(Why::Unpublished);
        assert!(allowed(&unknown, &spend(Some(5), false), true).is_err());
        assert_eq!(allowed(&unknown, &spend(Some(5), true), true).unwrap(), Some(Exact::integer(5)));
        assert_eq!(allowed(&unknown, &spend(None, false), false).unwrap(), None);
    }

    #[test]
    fn nothing_is_spent_without_a_question_or_a_ceiling() {
        assert!(confirm(&spend(None, false), true).is_err());
        assert!(confirm(&spend(Some(1), false), true).is_ok());
        assert!(confirm(&SpendArgs { yes: false, ..spend(None, false) }, false).is_ok());
    }
}
