//! Reads replaced rates from JSON, strictly: whatever the file says that no spec knows is an error that names the place, for a
//! rate that is misspelt and left alone is a wrong price.

mod json;

use std::fmt;

use json::{Json, Members};

use super::Rates;
use super::rates::{ModelRates, Replaced};
use crate::spec::{Billing, Formula, ModelSpec, Price, Rate};
use crate::{Date, Exact};

/// The version of the file that is read here.
const VERSION: &str = "1";

/// Something in a file of rates that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRate {
    /// Where, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// What stands there.
    pub found: String,
    /// What may stand there.
    pub allowed: String,
}

impl Rates {
    /// Reads rates that replace published ones:
    /// `{"v": 1, "read": "2026-11-20", "rates": {"provider/model": {"per_second": {"1x": "0.05", "4x": "unpublished"}}}}`.
    ///
    /// Below a rate stand its keys, nested in the order of the spec's `by`; a rate without dimensions is a price itself. A
    /// price is a decimal, as a text or as a JSON number whose literal counts, or the word `unpublished`. Cells that the file
    /// leaves out keep the spec's price.
    ///
    /// # Errors
    /// Every fault of the file at once.
    pub fn from_json(json: &[u8], models: &[&ModelSpec]) -> Result<Self, Vec<BadRate>> {
        let mut reader = Reader { faults: Vec::new() };
        let rates = reader.file(json, models);
        match rates {
            Some(rates) if reader.faults.is_empty() => Ok(rates),
            _ => Err(reader.faults),
        }
    }
}

impl fmt::Display for BadRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "the file" } else { &self.pointer };
        write!(f, "`{place}`: found {}, expected {}", self.found, self.allowed)
    }
}

impl std::error::Error for BadRate {}

/// Collects faults while reading.
struct Reader {
    faults: Vec<BadRate>,
}

impl Reader {
    fn file(&mut self, json: &[u8], models: &[&ModelSpec]) -> Option<Rates> {
        let text =
            std::str::from_utf8(json).map_err(|error| self.fault("", error.to_string(), "JSON in UTF-8")).ok()?;
        let file = self.members("", &Json::whole(text), "an object with `v`, `read` and `rates`")?;
        let mut rates = Rates::published();
        let (mut version, mut table) = (false, false);
        for (name, value) in file {
            let here = pointer("", name.as_ref());
            match name.as_ref() {
                "v" => {
                    version = true;
                    if value.text() != VERSION {
                        self.fault(&here, value.shown(), format!("the version `{VERSION}`"));
                    }
                }
                "read" => rates.read = self.date(&here, &value),
                "rates" => {
                    table = true;
                    self.models(&here, &value, models, &mut rates);
                }
                other => self.fault(&here, format!("the member `{other}`"), "`v`, `read` and `rates`"),
            }
        }
        for (there, name) in [(version, "v"), (rates.read.is_some() || self.blames("/read"), "read"), (table, "rates")]
        {
            if !there {
                self.fault(&pointer("", name), "nothing", "`v`, `read` and `rates`");
            }
        }
        Some(rates)
    }

    fn date(&mut self, here: &str, value: &Json<'_>) -> Option<Date> {
        let date = value.string().and_then(|text| Date::parse(&text));
        if date.is_none() {
            self.fault(here, value.shown(), "a day of the calendar like `\"2026-11-20\"`");
        }
        date
    }

    fn models(&mut self, here: &str, value: &Json<'_>, models: &[&ModelSpec], rates: &mut Rates) {
        for (name, value) in self.members(here, value, "an object with models by `provider/id`").unwrap_or_default() {
            let here = pointer(here, &name);
            let is_named = |spec: &&&ModelSpec| name.split_once('/') == Some((&spec.provider.id, &spec.id));
            let Some(spec) = models.iter().find(is_named) else {
                self.fault(&here, format!("the model `{name}`"), "a model of the catalogue as `provider/id`");
                continue;
            };
            let Billing::Formula(formula) = &spec.billing else {
                self.fault(&here, format!("rates for `{name}`"), "none: the model's spec has no billing formula");
                continue;
            };
            let table = self.model(&here, &value, formula);
            rates.models.entry(spec.provider.id.to_string()).or_default().insert(spec.id.to_string(), table);
        }
    }

    fn model(&mut self, here: &str, value: &Json<'_>, formula: &Formula) -> ModelRates {
        let mut table = ModelRates::new();
        for (name, value) in self.members(here, value, "an object with rates by name").unwrap_or_default() {
            let here = pointer(here, &name);
            let Some(rate) = formula.rates.iter().find(|rate| rate.name == name) else {
                let known = listed(formula.rates.iter().map(|rate| &*rate.name));
                self.fault(&here, format!("the rate `{name}`"), known);
                continue;
            };
            let mut cells = Vec::new();
            self.cells(&here, &value, rate, &mut Vec::new(), &mut cells);
            table.insert(name, cells);
        }
        table
    }

    /// Descends one dimension a turn, so no deeper than the rate has dimensions.
    fn cells(&mut self, here: &str, value: &Json<'_>, rate: &Rate, keys: &mut Vec<String>, cells: &mut Vec<Replaced>) {
        if keys.len() >= rate.by.len() {
            cells.extend(self.price(here, value).map(|price| Replaced { keys: keys.clone(), price }));
            return;
        }
        let known = next_keys(rate, keys);
        let allowed = format!("an object with {}", listed(known.iter().copied()));
        for (key, value) in self.members(here, value, &allowed).unwrap_or_default() {
            let here = pointer(here, &key);
            if !known.contains(&key.as_str()) {
                self.fault(&here, format!("the key `{key}`"), listed(known.iter().copied()));
                continue;
            }
            keys.push(key);
            self.cells(&here, &value, rate, keys, cells);
            keys.pop();
        }
    }

    fn price(&mut self, here: &str, value: &Json<'_>) -> Option<Price> {
        let text = if value.is_number() { Some(value.text().to_owned()) } else { value.string() };
        match text.as_deref() {
            Some("unpublished") => return Some(Price::Unpublished),
            Some(text) => {
                if let Some(amount) = Exact::decimal(text).filter(|amount| !amount.is_negative()) {
                    return Some(Price::Amount(amount));
                }
            }
            None => {}
        }
        self.fault(here, value.shown(), "a decimal like `\"0.05\"` that is not negative, or `\"unpublished\"`");
        None
    }

    /// The members of an object; a fault when it is none, or has a member twice.
    fn members<'j>(&mut self, here: &str, value: &Json<'j>, allowed: &str) -> Option<Members<'j>> {
        let members = match value.members() {
            Ok(Some(members)) => members,
            Ok(None) => {
                self.fault(here, value.shown(), allowed);
                return None;
            }
            Err(error) => {
                self.fault(here, format!("no JSON: {error}"), allowed);
                return None;
            }
        };
        let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        for twice in names.windows(2).filter(|pair| pair.first() == pair.last()) {
            let name = twice.first().copied().unwrap_or_default();
            self.fault(&pointer(here, name), format!("the member `{name}` twice"), "it once");
        }
        Some(members)
    }

    fn fault(&mut self, pointer: &str, found: impl Into<String>, allowed: impl Into<String>) {
        self.faults.push(BadRate { pointer: pointer.to_owned(), found: found.into(), allowed: allowed.into() });
    }

    fn blames(&self, pointer: &str) -> bool {
        self.faults.iter().any(|fault| fault.pointer == pointer)
    }
}

/// The keys that a rate has after some of its keys, in the order of the spec, each once.
fn next_keys<'r>(rate: &'r Rate, keys: &[String]) -> Vec<&'r str> {
    let mut known = Vec::new();
    for cell in rate.cells.iter().filter(|cell| cell.keys.iter().zip(keys).all(|(key, wanted)| key == wanted)) {
        let next = cell.keys.get(keys.len()).map(|key| &**key);
        known.extend(next.filter(|next| !known.contains(next)));
    }
    known
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

/// The pointer of a member.
fn pointer(of: &str, member: &str) -> String {
    format!("{of}/{}", member.replace('~', "~0").replace('/', "~1"))
}
