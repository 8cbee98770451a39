//! Scenarios: what may go wrong between a caller and a provider, each by a name.

use std::fmt;
use std::str::FromStr;

use crate::json::Json;

/// Writes the enum of scenarios, their names and their one-line meanings from one table.
macro_rules! scenarios {
    ($($variant:ident $name:literal $meaning:literal,)*) => {
        /// Something that goes wrong on purpose. It is asked for by [`Builder::scenario`](crate::Builder::scenario), by the header
        /// `x-nameplate-scenario`, or by the words `scenario-NAME` in an address of the submitted body; then it holds for the
        /// jobs of that submit.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Scenario {
            $(#[doc = $meaning] $variant,)*
        }

        impl Scenario {
            /// Every scenario.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What happens, in one line.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

scenarios! {
    Ok "ok" "Nothing goes wrong.",
    Slow "slow" "Jobs take ten times as long.",
    Instant "instant" "Jobs end as their submit is answered: an event reaches only streams that are open already.",
    FailRefund "fail-refund" "Jobs fail; the money goes where the provider says.",
    ProbeFail "probe-fail" "The source cannot be measured: refused at the submit without a charge, or in the job where parameters are judged later.",
    TooLarge "too-large" "The source is too large: refused at the submit, or in the job where parameters are judged later.",
    TooLargeInJob "too-large-in-job" "The source is too large, which shows only in the job.",
    Unauthorized "401" "The key is not known.",
    NoCredit "402" "The account has too little credit for a submit.",
    RateLimited "429-retry-after" "Every other call is refused with 429 and says when to come back.",
    ServerErrorSubmit "5xx-submit" "A submit is answered with 500; no job starts.",
    ServerErrorAfterSubmit "5xx-after-submit" "A submit is answered with 502, but its job has started.",
    ServerErrorPoll "5xx-poll" "Every other read of a job is answered with 503.",
    ServerErrorResult "5xx-result" "Every other read of a result is answered with 502.",
    StreamDrop "sse-drop" "The stream of events ends when the job's event is due; the event is lost.",
    DuplicateEvent "dup-event" "The job's event is told twice.",
    UnknownEvent "unknown-event" "Other events pass on the stream before the job's own, and that has more members than documented.",
    UnknownStatus "unknown-status" "The job passes through a status that nobody documents.",
    HalfJson "half-json" "Every other answer to the read of a job has half its body.",
    HalfJsonSubmit "half-json-submit" "The answer to a submit has half its body; its job has started.",
    Stall "stall" "Every other read of a job is not answered, and the connection stays open.",
    StallSubmit "stall-submit" "A submit is not answered and the connection stays open; its job has started.",
    CutBefore "cut-before" "The connection is cut when a submit comes in; no job starts.",
    CutAfter "cut-after" "The connection is cut after a submit was taken; its job has started.",
    ResultExpired "result-expired" "The result is gone when it is fetched.",
    ResultCut "result-cut" "Every other read of a result ends after half the file.",
    ResultPage "result-page" "A page in HTML stands where the result should be.",
}

/// No scenario has this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownScenario(pub String);

impl fmt::Display for UnknownScenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = Scenario::ALL.iter().map(|scenario| scenario.as_str()).collect();
        let given: String = self.0.chars().take(40).collect();
        match nameplate_codegen::suggest::did_you_mean(&given, &names) {
            Some(near) => write!(f, "no scenario `{given}`: did you mean `{near}`?"),
            None => write!(f, "no scenario `{given}`: there are {}", names.join(", ")),
        }
    }
}

impl std::error::Error for UnknownScenario {}

impl FromStr for Scenario {
    type Err = UnknownScenario;

    fn from_str(name: &str) -> Result<Self, UnknownScenario> {
        let known = Self::ALL.iter().copied().find(|scenario| scenario.as_str() == name);
        known.ok_or_else(|| UnknownScenario(name.to_owned()))
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The words before a scenario's name in an address.
const MAGIC: &str = "scenario-";

/// The scenario that an address somewhere in a body asks for.
pub(crate) fn in_body(body: &Json) -> Option<Scenario> {
    match body {
        Json::Text(text) if text.contains("://") => in_address(text),
        Json::List(items) => items.iter().find_map(in_body),
        Json::Object(members) => members.iter().find_map(|(_, value)| in_body(value)),
        _ => None,
    }
}

fn in_address(address: &str) -> Option<Scenario> {
    let (_, rest) = address.split_once(MAGIC)?;
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn names_are_distinct_and_read_back() {
        for scenario in Scenario::ALL {
            assert_eq!(scenario.as_str().parse(), Ok(*scenario));
        }
        assert!("cut".parse::<Scenario>().is_err());
        assert!(UnknownScenario("cut-befor".to_owned()).to_string().contains("`cut-before`"));
    }

    #[test]
    fn a_word_in_an_address_asks_for_a_scenario() {
        let body = |url: &str| Json::parse(format!(r#"{{"shots":[{{"url":"{url}"}}]}}"#).as_bytes()).unwrap();
        assert_eq!(in_body(&body("https://scenario-fail-refund.example.com/a.mp4")), Some(Scenario::FailRefund));
        assert_eq!(in_body(&body("https://example.com/scenario-cut-after/a.mp4")), Some(Scenario::CutAfter));
        for none in ["https://example.com/a.mp4", "https://example.com/scenario-nothing/", "scenario-slow"] {
            assert_eq!(in_body(&body(none)), None, "{none}");
        }
    }
}
