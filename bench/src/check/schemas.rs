//! Checkers that are made from the JSON Schemas of the corpus.

use std::hint::black_box;

use serde_json::Value;

use super::Judge;
use crate::corpus::Model;

mod rhea {
    typify::import_types!("corpus/rhea.schema.json");
}

mod topaz {
    typify::import_types!("corpus/topaz.schema.json");
}

#[jsonschema::validator(path = "corpus/rhea.schema.json")]
struct Rhea;

#[jsonschema::validator(path = "corpus/topaz.schema.json")]
struct Topaz;

/// The types that typify writes.
pub fn typify(model: Model) -> Judge {
    fn of<T: serde::de::DeserializeOwned>() -> Judge {
        Box::new(|body| usize::from(serde_json::from_slice::<T>(body).map(black_box).is_err()))
    }
    match model {
        Model::Rhea => of::<rhea::RheaRequest>(),
        Model::Topaz => of::<topaz::TopazRequest>(),
    }
}

fn read(body: &[u8]) -> Value {
    serde_json::from_slice(body).expect("every body of the corpus is JSON")
}

/// The validator that a macro of `jsonschema` writes.
pub fn compiled(model: Model) -> Judge {
    match model {
        Model::Rhea => Box::new(|body| Rhea::iter_errors(&read(body)).map(black_box).count()),
        Model::Topaz => Box::new(|body| Topaz::iter_errors(&read(body)).map(black_box).count()),
    }
}

/// The same, with a sentence for each reason, as a report has them.
pub fn compiled_text(model: Model) -> Judge {
    match model {
        Model::Rhea => Box::new(|body| Rhea::iter_errors(&read(body)).map(|e| black_box(e.to_string())).count()),
        Model::Topaz => Box::new(|body| Topaz::iter_errors(&read(body)).map(|e| black_box(e.to_string())).count()),
    }
}

/// The validator that `jsonschema` builds at run time.
pub fn interpreted(model: Model) -> Judge {
    let validator = jsonschema::validator_for(&model.schema()).expect("the schema is one");
    Box::new(move |body| validator.iter_errors(&read(body)).map(black_box).count())
}

/// The validator of `boon`.
pub fn boon(model: Model) -> Judge {
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", model.schema()).expect("the schema is JSON");
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("schema.json", &mut schemas).expect("the schema is one");
    Box::new(move |body| match schemas.validate(&read(body), index) {
        Ok(()) => 0,
        Err(error) => leaves(&error),
    })
}

fn leaves(error: &boon::ValidationError<'_, '_>) -> usize {
    if error.causes.is_empty() { 1 } else { error.causes.iter().map(leaves).sum() }
}
