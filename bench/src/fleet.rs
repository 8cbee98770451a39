//! Any number of models of Rhea's shape, eleven parameters and two lists of words, in the form that each generator reads.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::corpus::Model;

const RHEA: &str = include_str!("../../specs/oxen/models/topazlabs-rhea-video.yaml");

const PROVIDER: &str = "\
provider: fleet
title: Fleet
origin: https://api.fleet.example
auth: {bearer: {env: FLEET_API_KEY}}
ways:
  direct: {call: {post: \"/v1{endpoint}\", answers: result}, outputs: {any: /url}}
errors: {at: {code: /error/code, message: /error/message}}
";

/// Writes a folder of specs: one provider, and so many copies of Rhea's spec under other names.
pub fn specs(folder: &Path, models: usize) -> anyhow::Result<()> {
    let provider = folder.join("fleet");
    std::fs::create_dir_all(provider.join("models"))?;
    std::fs::write(provider.join("provider.yaml"), PROVIDER)?;
    for index in 0..models {
        let spec = RHEA
            .replace("topazlabs-rhea-video", &format!("rhea-{index:04}"))
            .replace("ways: [events, queue, sync]", "ways: [direct]");
        std::fs::write(provider.join(format!("models/rhea-{index:04}.yaml")), spec)?;
    }
    Ok(())
}

/// The same requests as JSON Schemas, each with its name.
pub fn schemas(models: usize) -> Vec<(String, Value)> {
    (0..models).map(|index| (format!("Rhea{index:04}"), schema(index))).collect()
}

fn schema(index: usize) -> Value {
    let mut schema = Model::Rhea.schema();
    schema["title"] = json!(format!("Rhea{index:04}"));
    schema["properties"]["model"] = json!({"enum": [format!("rhea-{index:04}")], "type": "string"});
    schema["properties"]["input_video"] = json!({"type": "string", "minLength": 1});
    for word in ["resolution", "grain_type"] {
        schema["properties"][word]["type"] = json!("string");
    }
    // Neither generator takes a list of numbers.
    schema["properties"]["target_fps"] = json!({"type": "number", "default": 30});
    schema.as_object_mut().expect("it is one").remove("$schema");
    schema
}

/// The same requests as an `OpenAPI` document with one operation each.
pub fn openapi(models: usize) -> Value {
    let mut paths = serde_json::Map::new();
    for (name, _) in schemas(models) {
        let body = json!({"required": true, "content": {"application/json": {"schema":
            {"$ref": format!("#/components/schemas/{name}")}}}});
        let answer =
            json!({"200": {"description": "done", "content": {"application/json": {"schema": {"type": "object"}}}}});
        paths.insert(
            format!("/v1/{name}"),
            json!({"post": {"operationId": format!("run_{name}"), "requestBody": body, "responses": answer}}),
        );
    }
    let schemas: serde_json::Map<String, Value> = schemas(models).into_iter().collect();
    json!({"openapi": "3.0.3", "info": {"title": "Fleet", "version": "1"}, "paths": paths, "components": {"schemas": schemas}})
}

/// The same requests as somebody writes them with serde's derives: documented structs and enums, and no limits.
pub fn derived(models: usize) -> String {
    let mut text = String::from("//! Requests.\n");
    for index in 0..models {
        let template = DERIVED.replace("INDEX", &format!("{index:04}"));
        write!(text, "\n{template}").expect("a string takes everything");
    }
    text
}

const DERIVED: &str = include_str!("../corpus/derived.rs.txt");
