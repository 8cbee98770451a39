//! `nameplate schema`: the JSON Schema of a model's request.

use super::request;
use crate::args::SchemaArgs;
use crate::catalogue::Catalogue;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};

pub(super) fn run(args: &SchemaArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    let spec = catalogue.model(&args.model, screen)?;
    let way = request::way(spec, args.way.as_deref())?;
    screen::print(&spec.json_schema(way, args.strict))?;
    Ok(Outcome::Ok)
}
