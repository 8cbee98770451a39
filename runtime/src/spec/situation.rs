//! Situations: why a request is refused or a job fails, beside the rules of a report. A provider's codes say which of them
//! they answer, so that an error can be understood, and played, without knowing the provider.

use std::fmt;
use std::str::FromStr;

/// Writes the enum of situations, their words and their one-line meanings from one table.
macro_rules! situations {
    ($($variant:ident $word:literal $meaning:literal,)*) => {
        /// Why a request is refused or a job fails. More may come; none is renamed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Situation {
            $(#[doc = $meaning] $variant,)*
        }

        impl Situation {
            /// Every situation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that specs use.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// What it means, in one line.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

situations! {
    NoKey "no_key" "The request has no key.",
    KeyForm "key_form" "The header with the key does not have its form.",
    BadKey "bad_key" "The key is not known.",
    NoCredit "no_credit" "The account has too little credit.",
    UnknownPath "unknown_path" "There is nothing at the address.",
    UnknownMethod "unknown_method" "The address is not read by this method.",
    UnknownJob "unknown_job" "There is no such job, or it is another account's.",
    UnknownModel "unknown_model" "There is no such model.",
    WrongWay "wrong_way" "The model is not called by this address.",
    Invalid "invalid" "The request breaks a rule that no other code answers.",
    BodyTooLarge "body_too_large" "The body has too many bytes.",
    RateLimited "rate_limited" "Too many requests came.",
    ProbeFailed "probe_failed" "A file that the price depends on could not be measured.",
    SourceRefused "source_refused" "A file is too large or not supported.",
    JobFailed "job_failed" "The job failed for no reason that has a code of its own.",
    ServerError "server_error" "Something went wrong on the server.",
    BadGateway "bad_gateway" "Something went wrong behind the server.",
    Unavailable "unavailable" "The server cannot answer now.",
}

impl fmt::Display for Situation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Situation {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|situation| situation.as_str() == word).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::Situation;
    use crate::RuleId;

    #[test]
    fn words_read_back_and_no_rule_has_one_of_them() {
        for situation in Situation::ALL {
            assert_eq!(situation.as_str().parse(), Ok(*situation));
            assert!(situation.as_str().parse::<RuleId>().is_err(), "{situation}");
        }
    }
}
