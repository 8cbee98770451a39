//! The two promises, with an independent validator: what the checker accepts, the schema accepts; and where the schema accepts
//! more, the rule is listed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod rules;
mod values;

use std::collections::BTreeSet;

use proptest::test_runner::TestCaseError;
use serde_json::Value;

use crate::Options;
use crate::spec::ModelSpec;

/// The checker and a validator of the schema of one model.
struct Judges<'a> {
    spec: &'a ModelSpec,
    strict: bool,
    schema: Value,
    validator: jsonschema::Validator,
    listed: BTreeSet<String>,
}

impl<'a> Judges<'a> {
    fn of(spec: &'a ModelSpec, strict: bool) -> Self {
        let schema: Value = serde_json::from_str(&spec.json_schema(0, strict)).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let entries = schema["x-nameplate-beyond"].as_array().unwrap();
        let listed = entries.iter().map(|entry| entry["rule"].as_str().unwrap().to_owned()).collect();
        Self { spec, strict, schema, validator, listed }
    }

    /// Whether both promises hold for a body.
    fn agree(&self, body: &str) -> Result<(), TestCaseError> {
        let report = self.spec.check(body.as_bytes(), &Options { strict: self.strict, ..Options::new() });
        // What the validator's reader does not take (`1e400`), the validator refuses.
        let valid = serde_json::from_str(body).is_ok_and(|value| self.validator.is_valid(&value));
        let faults = || format!("{body}\n{:#}\n{report}", self.schema);
        if report.ok() && !valid {
            return Err(TestCaseError::fail(format!("the checker accepts, the schema does not: {}", faults())));
        }
        let errors = report.violations.iter().filter(|violation| violation.severity == crate::Severity::Error);
        if valid && !report.ok() && !errors.map(|error| error.rule.as_str()).all(|rule| self.listed.contains(rule)) {
            return Err(TestCaseError::fail(format!("the schema accepts, and does not list why not: {}", faults())));
        }
        Ok(())
    }
}
