//! Formulas, good and bad, against one scope that has something of every kind.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod bad;
mod evaluators;
mod good;
mod places;
mod properties;

use nameplate::Exact;
use nameplate::spec::{Literal, Op, Take};

use super::{
    Absent, Compiled, Decimals, Name, Parameter, ParameterRef, Scope, Source, Symbol, Type, Unit, Want, compile,
    one_line,
};
use crate::diagnostic::{Diagnostic, FileId, Place};

/// Names that stand for something, and the slots that were asked for.
#[derive(Default)]
struct World {
    slots: Vec<(ParameterRef, Take, Option<Literal>)>,
}

/// Parameters: the name, what it is, whether its path goes through a list.
fn parameters() -> Vec<(&'static str, Type, bool)> {
    let number = |text| Type::Number(unit(text));
    let words = |words: &[&str]| Type::Text(Some(words.iter().map(|word| (*word).to_owned()).collect()));
    vec![
        ("video_url", Type::Text(None), false),
        ("upscale_factor", words(&["1", "2", "4"]), false),
        ("resolution", words(&["720p", "1080p", "4k"]), false),
        ("mode", words(&["std", "pro"]), false),
        ("prompt", Type::Text(None), false),
        ("interpolate", Type::Bool, false),
        ("duration", number("s"), false),
        ("frames", number("frames"), false),
        ("n", number(""), false),
        ("width", number(""), false),
        ("type", words(&["a", "b"]), false),
        ("loop", Type::Bool, false),
        ("in", Type::Bool, false),
        ("target-fps", number(""), false),
        ("count", number(""), false),
        ("image_urls", Type::List(None), false),
        ("durations", Type::List(Some(unit("s"))), false),
        ("shots", Type::List(None), false),
        ("shots.duration", number("s"), true),
        ("shots.name", Type::Text(None), true),
        ("shots.urls", Type::List(None), true),
        ("camera", Type::Object, false),
        ("camera.zoom", number(""), false),
        ("camera.type", words(&["pan"]), false),
    ]
}

impl Scope for World {
    fn resolve(&mut self, name: &Name) -> Option<Symbol> {
        let name = name.to_string();
        let unit = |text| unit(text);
        Some(match name.as_str() {
            "source_seconds" => Symbol::Measure { index: 0, unit: unit("s") },
            "per_second" => Symbol::Rate { index: 0, unit: unit("USD/s") },
            "per_image" => Symbol::Rate { index: 1, unit: unit("USD") },
            "billable_seconds" => Symbol::Step { index: 0, unit: unit("s"), decimals: Decimals::Whole },
            "bill" => Symbol::Step { index: 1, unit: unit("USD"), decimals: Decimals::End },
            "third" => {
                let place = Place { file: FileId(0), span: 900..901 };
                Symbol::Step { index: 2, unit: unit("USD"), decimals: Decimals::MayNotEnd(place) }
            }
            "tier" => Symbol::Group { index: 0, keys: vec!["1x2x".to_owned(), "4x".to_owned()] },
            "credit" => Symbol::Constant { value: Exact::decimal("0.001")?, unit: unit("USD/credit") },
            name => {
                let (at, (_, value, many)) = parameters().into_iter().enumerate().find(|(_, known)| known.0 == name)?;
                let reference = ParameterRef(at);
                let absent = match name {
                    "video_url" => Absent::Never,
                    "resolution" => Absent::Default,
                    _ => Absent::Nothing,
                };
                Symbol::Parameter(Parameter { reference, value, many, absent, of_file: false })
            }
        })
    }

    fn candidates(&self) -> Vec<String> {
        let others =
            ["source_seconds", "per_second", "per_image", "billable_seconds", "bill", "third", "tier", "credit"];
        parameters().iter().map(|known| known.0).chain(others).map(str::to_owned).collect()
    }

    fn slot(&mut self, parameter: ParameterRef, take: Take, fallback: Option<Literal>) -> u16 {
        let slot = (parameter, take, fallback);
        let known = self.slots.iter().position(|known| *known == slot);
        let at = known.unwrap_or(self.slots.len());
        if known.is_none() {
            self.slots.push(slot);
        }
        u16::try_from(at).unwrap()
    }
}

impl World {
    /// A slot as a person would write it.
    fn slot_name(&self, slot: u16) -> String {
        let (ParameterRef(at), take, fallback) = &self.slots[usize::from(slot)];
        let name = parameters()[*at].0;
        let taken = match take {
            Take::Value => name.to_owned(),
            take => format!("{take:?}({name})").to_lowercase(),
        };
        match fallback {
            Some(Literal::Number(number)) => format!("{taken}|{number}"),
            Some(other) => format!("{taken}|{other:?}"),
            None => taken,
        }
    }

    /// A program with blanks between its operations.
    fn postfix(&self, program: &[Op]) -> String {
        let op = |op: &Op| match op {
            Op::Slot(slot) => self.slot_name(*slot),
            Op::Present(slot) => format!("present({})", self.slot_name(*slot)),
            Op::Number(number) => number.to_string(),
            Op::Text(text) => format!("{text:?}"),
            Op::Bool(value) => value.to_string(),
            other => format!("{other:?}").to_lowercase(),
        };
        program.iter().map(op).collect::<Vec<_>>().join(" ")
    }
}

fn unit(text: &str) -> Unit {
    Unit::parse(text).unwrap()
}

/// Compiles a formula that is the whole file, as a plain scalar.
fn compiled(text: &str, want: Want) -> (Option<Compiled>, Vec<Diagnostic>, World) {
    let mut world = World::default();
    let mut diagnostics = Vec::new();
    let source = Source { file: FileId(0), text, span: 0..text.len(), yaml: text };
    let compiled = compile(&source, &mut world, &want, &mut diagnostics);
    (compiled, diagnostics, world)
}
