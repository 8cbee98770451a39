//! The requests that every checker reads: a thousand a model, every second one with faults planted in it.

use serde::Deserialize;

/// A model whose requests are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// Eleven parameters beside the name of the model: two lists of words, one of numbers, six ranges.
    Rhea,
    /// Two parameters beside the name of the model.
    Topaz,
}

impl Model {
    /// Both, in the order of the tables.
    pub const ALL: [Self; 2] = [Self::Rhea, Self::Topaz];

    /// The word of the command line and of the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rhea => "rhea",
            Self::Topaz => "topaz",
        }
    }

    /// The schema that says the same.
    pub fn schema(self) -> serde_json::Value {
        let text = match self {
            Self::Rhea => include_str!("../corpus/rhea.schema.json"),
            Self::Topaz => include_str!("../corpus/topaz.schema.json"),
        };
        serde_json::from_str(text).expect("the schema is JSON")
    }

    /// Every request of the corpus.
    pub fn requests(self) -> Vec<Request> {
        let lines = match self {
            Self::Rhea => include_str!("../corpus/rhea.jsonl"),
            Self::Topaz => include_str!("../corpus/topaz.jsonl"),
        };
        lines.lines().map(|line| serde_json::from_str(line).expect("a line of the corpus is JSON")).collect()
    }

    /// The bodies of the five hundred valid or invalid requests.
    pub fn bodies(self, valid: bool) -> Vec<String> {
        let wanted = self.requests().into_iter().filter(|request| request.planted.is_empty() == valid);
        wanted.map(|request| request.body).collect()
    }
}

/// A request.
#[derive(Deserialize)]
pub struct Request {
    /// What is wrong with it: the kind of fault, and the member it is in.
    pub planted: Vec<(String, String)>,
    /// Its text.
    pub body: String,
}
