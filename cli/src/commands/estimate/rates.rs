//! `--rates FILE`: rates in place of the published ones.

use std::path::Path;

use nameplate::Rates;

use crate::catalogue::Catalogue;
use crate::failure::Failure;
use crate::input;

/// More than any price list needs.
const MAX_BYTES: usize = 4 << 20;

/// Reads the rates of a file; without one, the published rates hold.
pub(in super::super) fn read(path: Option<&Path>, catalogue: &Catalogue) -> Result<Rates, Failure> {
    let Some(path) = path else { return Ok(Rates::published()) };
    let text = input::read_text(path, MAX_BYTES)?;
    Rates::from_json(text.as_bytes(), &catalogue.models()).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(|fault| format!("\n  {fault}")).collect();
        Failure::usage(format!("`{}` cannot be used:{}", path.display(), faults.concat())).help(
            "a file of rates is `{\"v\": 1, \"read\": \"2026-11-20\", \"rates\": {\"provider/model\": {\"rate\": \"0.05\"}}}`",
        )
    })
}
