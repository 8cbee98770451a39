//! What a provider would measure of a caller's files, without touching the network: from a declared table, from the query of
//! the file's address, or made up so that the same address always has the same length.

use std::collections::BTreeMap;

use nameplate::spec::{Billing, Field, Measure, ModelSpec};
use nameplate::{Exact, Measures};

use crate::json::Json;
use crate::random::hash;
use crate::route::decode;

/// Facts of files by their addresses: `{"https://example.com/a.mp4": {"seconds": "5.01", "container": "mp4"}}`. A fact is one
/// that a spec's `media:` knows (`seconds`, `bytes`, `width`, `height`, `fps`, `container`, `kind`), or the name of a measure
/// that prices read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredFacts(BTreeMap<String, BTreeMap<String, String>>);

impl DeclaredFacts {
    /// Nothing is declared.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Declares a fact of the file at an address; a number as a decimal (`5.01`).
    #[must_use]
    pub fn with(mut self, address: impl Into<String>, fact: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.entry(address.into()).or_default().insert(fact.into(), value.into());
        self
    }

    /// Reads the table from JSON.
    ///
    /// # Errors
    /// When the text is not an object of objects of numbers and texts; a sentence says what is wrong.
    pub fn from_json(text: &[u8]) -> Result<Self, String> {
        let table = serde_json::from_slice::<BTreeMap<String, BTreeMap<String, Fact>>>(text);
        let table = table.map_err(|error| format!("the table of measures cannot be read: {error}"))?;
        let facts = |facts: BTreeMap<String, Fact>| facts.into_iter().map(|(name, fact)| (name, fact.0)).collect();
        Ok(Self(table.into_iter().map(|(address, known)| (address, facts(known))).collect()))
    }

    fn get(&self, address: &str, fact: &str) -> Option<String> {
        self.0.get(address)?.get(fact).cloned()
    }
}

/// A fact as a text: a number with the digits of its literal.
struct Fact(String);

impl<'de> serde::Deserialize<'de> for Fact {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Json::deserialize(deserializer)? {
            Json::Text(text) => Ok(Self(text)),
            Json::Number(number) => Ok(Self(number.to_string())),
            _ => Err(serde::de::Error::custom("a fact is a number or a text")),
        }
    }
}

/// The facts of `media:` that are words.
const WORDS: [&str; 2] = ["container", "kind"];
/// The facts of `media:` that are numbers.
const NUMBERS: [&str; 5] = ["seconds", "bytes", "width", "height", "fps"];

/// What is known of the files of a request.
pub(crate) fn of_request(model: &ModelSpec, body: &Json, declared: &DeclaredFacts) -> Measures {
    let mut measures = Measures::new();
    for field in model.body.fields.iter().filter(|field| !field.media.is_empty()) {
        if let Some(Json::Text(address)) = body.member(&field.name) {
            of_file(&mut measures, field, address, declared);
        }
    }
    if let Billing::Formula(formula) = &model.billing {
        for measure in formula.measures.iter() {
            let field = model.body.fields.iter().find(|field| field.name == measure.of);
            if let Some(quantity) = of_measure(measure, field, body, declared) {
                // A quantity that is not negative is taken always.
                let _ = measures.number(measure.name.to_string(), quantity);
            }
        }
    }
    measures
}

/// The facts of a file that somebody declared; what nobody declared stays unchecked.
fn of_file(measures: &mut Measures, field: &Field, address: &str, declared: &DeclaredFacts) {
    let fact = |name: &str| declared.get(address, name).or_else(|| in_query(address, name));
    for name in WORDS {
        if let Some(word) = fact(name) {
            measures.word(format!("{}.{name}", field.name), word);
        }
    }
    for name in NUMBERS {
        if let Some(number) = fact(name).as_deref().and_then(Exact::decimal) {
            // A negative one is no fact of any file.
            let _ = measures.number(format!("{}.{name}", field.name), number);
        }
    }
}

/// A quantity that a price reads: the sum over the files it is measured of. `None` when it is of a file and there is none.
fn of_measure(measure: &Measure, field: Option<&Field>, body: &Json, declared: &DeclaredFacts) -> Option<Exact> {
    let addresses: Vec<&str> = match body.member(&measure.of) {
        Some(Json::Text(address)) => vec![address],
        Some(Json::List(items)) => items.iter().filter_map(Json::as_text).collect(),
        _ if measure.of.is_empty() => return declared_anywhere(measure, declared).or(Some(Exact::ONE)),
        _ => return None,
    };
    addresses.into_iter().try_fold(Exact::ZERO, |sum, address| sum.add(of_address(measure, field, address, declared)))
}

fn declared_anywhere(measure: &Measure, declared: &DeclaredFacts) -> Option<Exact> {
    let text = declared.0.values().find_map(|facts| facts.get(&*measure.name))?;
    Exact::decimal(text).filter(|number| !number.is_negative())
}

fn of_address(measure: &Measure, field: Option<&Field>, address: &str, declared: &DeclaredFacts) -> Exact {
    let number = |name: &str| {
        let text = declared.get(address, name).or_else(|| in_query(address, name))?;
        Exact::decimal(&text).filter(|number| !number.is_negative())
    };
    let seconds = || number("seconds").and_then(|seconds| of_seconds(seconds, &measure.unit));
    let fact = || number(&measure.fact).filter(|_| !measure.fact.is_empty() && measure.fact != "seconds");
    number(&measure.name).or_else(fact).or_else(seconds).unwrap_or_else(|| made_up(measure, field, address))
}

/// A length in the unit that a measure counts in; `None` when that is no unit of time.
fn of_seconds(seconds: Exact, unit: &str) -> Option<Exact> {
    match unit {
        "s" => Some(seconds),
        "ms" => seconds.mul(Exact::integer(1000)),
        "min" => seconds.div(Exact::integer(60)),
        "h" => seconds.div(Exact::integer(3600)),
        _ => None,
    }
}

/// A quantity that follows from the address: a length between 3 and 13 seconds with hundredths, within what the parameter
/// takes; of anything else than time a whole number from 1 to 8.
fn made_up(measure: &Measure, field: Option<&Field>, address: &str) -> Exact {
    let number = hash(address);
    let hundredths = Exact::ratio(300 + i128::from(number % 1000), 100).unwrap_or(Exact::ONE);
    let facts = field.map(|field| field.media.iter().filter(|fact| fact.fact == "seconds"));
    let seconds = facts.into_iter().flatten().fold(hundredths, |seconds, fact| {
        let seconds = fact.min.map_or(seconds, |min| seconds.max(min));
        fact.max.map_or(seconds, |max| seconds.min(max))
    });
    of_seconds(seconds, &measure.unit).unwrap_or_else(|| Exact::integer(1 + i128::from(number % 8)))
}

/// The length of a file in seconds, as a provider would measure it.
pub(crate) fn seconds_of(address: &str, declared: &DeclaredFacts) -> Option<Exact> {
    let text = declared.get(address, "seconds").or_else(|| in_query(address, "seconds"))?;
    Exact::decimal(&text).filter(|number| !number.is_negative())
}

/// A member of the query of an address.
fn in_query(address: &str, name: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let member = query.split('&').filter_map(|member| member.split_once('=')).find(|(key, _)| *key == name)?;
    Some(decode(member.1))
}
