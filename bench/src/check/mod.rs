//! Request checking: bytes in, every reason out. One table of checkers, ours and peers, which every measurement reads.

pub mod allocations;
pub mod faults;
pub mod instructions;
mod schemas;
pub mod time;
mod typed;

use std::hint::black_box;

use nameplate::spec::ModelSpec;
use nameplate::typed::Request;
use nameplate::{Options, Severity};
use nameplate_models::oxen::topazlabs_rhea_video::TopazlabsRheaVideo;
use nameplate_models::reapi::topaz_video_upscaler::TopazVideoUpscaler;
use serde::de::DeserializeOwned;

use crate::corpus::Model;

/// Checks a body and says how many faults it found.
pub type Judge = Box<dyn FnMut(&[u8]) -> usize>;

/// A checker.
pub struct Checker {
    /// The word of the command line.
    pub word: &'static str,
    /// What it is, for the tables.
    pub title: &'static str,
    /// Makes it ready for a model.
    pub ready: fn(Model) -> Judge,
}

/// Every checker, in the order of the tables.
pub const CHECKERS: &[Checker] = &[
    Checker { word: "utf8", title: "read every byte once (UTF-8 check)", ready: utf8 },
    Checker { word: "accepts", title: "**nameplate**, verdict alone", ready: accepts },
    Checker { word: "inspect", title: "**nameplate**, every reason with place", ready: inspect },
    Checker { word: "check", title: "**nameplate**, report with sentences", ready: check },
    Checker { word: "typed", title: "**nameplate**, into the typed request", ready: typed },
    Checker { word: "serde", title: "serde_json into a struct, no checks", ready: serde },
    Checker { word: "garde", title: "serde_json + garde", ready: garde },
    Checker { word: "validator", title: "serde_json + validator", ready: validator },
    Checker { word: "typify", title: "serde_json into typify's types (no ranges)", ready: schemas::typify },
    Checker { word: "macro", title: "`jsonschema` macro, every reason", ready: schemas::compiled },
    Checker { word: "macro-text", title: "the same, reasons rendered", ready: schemas::compiled_text },
    Checker { word: "runtime", title: "`jsonschema` at run time, every reason", ready: schemas::interpreted },
    Checker { word: "boon", title: "`boon`, every reason", ready: schemas::boon },
];

/// The checker of a word.
pub fn checker(word: &str) -> Option<&'static Checker> {
    CHECKERS.iter().find(|checker| checker.word == word)
}

/// The tables of a model.
pub fn spec(model: Model) -> &'static ModelSpec {
    match model {
        Model::Rhea => TopazlabsRheaVideo::SPEC,
        Model::Topaz => TopazVideoUpscaler::SPEC,
    }
}

fn utf8(_: Model) -> Judge {
    Box::new(|body| usize::from(std::str::from_utf8(body).is_err()))
}

fn accepts(model: Model) -> Judge {
    let (spec, options) = (spec(model), Options::new());
    Box::new(move |body| usize::from(!spec.accepts(body, &options)))
}

fn check(model: Model) -> Judge {
    let (spec, options) = (spec(model), Options::new());
    Box::new(move |body| {
        let report = spec.check(body, &options);
        report.violations.iter().filter(|violation| violation.severity == Severity::Error).count()
    })
}

fn inspect(model: Model) -> Judge {
    let spec = spec(model);
    // Findings borrow the options as long as they borrow the body.
    Box::new(move |body| {
        let options = Options::new();
        let findings = spec.inspect(body, &options);
        findings.iter().filter(|finding| finding.severity() == Severity::Error).count()
    })
}

fn typed(model: Model) -> Judge {
    fn of<T: Request>() -> Judge {
        Box::new(|body| T::from_json(body).map(black_box).map_or_else(|report| report.errors(), |_| 0))
    }
    match model {
        Model::Rhea => of::<TopazlabsRheaVideo>(),
        Model::Topaz => of::<TopazVideoUpscaler>(),
    }
}

fn serde(model: Model) -> Judge {
    fn of<T: DeserializeOwned>() -> Judge {
        Box::new(|body| usize::from(serde_json::from_slice::<T>(body).map(black_box).is_err()))
    }
    match model {
        Model::Rhea => of::<typed::Rhea>(),
        Model::Topaz => of::<typed::Topaz>(),
    }
}

fn garde(model: Model) -> Judge {
    fn of<T: DeserializeOwned + garde::Validate<Context = ()>>() -> Judge {
        Box::new(|body| match serde_json::from_slice::<T>(body) {
            Ok(request) => request.validate().map_or_else(|report| report.iter().count(), |()| 0),
            Err(_) => 1,
        })
    }
    match model {
        Model::Rhea => of::<typed::Rhea>(),
        Model::Topaz => of::<typed::Topaz>(),
    }
}

fn validator(model: Model) -> Judge {
    fn of<T: DeserializeOwned + validator::Validate>() -> Judge {
        Box::new(|body| match serde_json::from_slice::<T>(body) {
            Ok(request) => request.validate().map_or_else(|errors| errors.errors().len(), |()| 0),
            Err(_) => 1,
        })
    }
    match model {
        Model::Rhea => of::<typed::Rhea>(),
        Model::Topaz => of::<typed::Topaz>(),
    }
}
