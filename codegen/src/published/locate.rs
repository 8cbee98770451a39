//! Where in a document the body of a request is described.

use super::Refused;
use super::reader::Reader;
use super::shape::{Object, Remark};
use super::tree::{Value, join};
use super::view::{Keyword, View};
use crate::suggest::listed;

const METHODS: [&str; 4] = ["post", "put", "patch", "delete"];

/// What is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Select<'a> {
    /// Of an `OpenAPI` document, the operation: its `operationId`, or `POST /path`.
    pub operation: Option<&'a str>,
    /// Where a document that is no schema itself may have one, as JSON Pointers to be tried in order.
    pub schema_at: &'a [String],
}

/// The body of a request, as a document describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Where it is described, as a JSON Pointer.
    pub pointer: String,
    /// What the document calls it; empty for nothing.
    pub title: String,
    /// What the document says of it; empty for nothing.
    pub about: String,
    /// Of an `OpenAPI` document, the path of the operation.
    pub path: Option<String>,
    /// Its members and rules.
    pub object: Object,
    /// Bodies that the document shows, each with its name (or an empty one).
    pub examples: Vec<(String, Value)>,
}

/// The body that a document describes.
pub(super) fn body(root: &Value, select: &Select<'_>) -> Result<Body, Refused> {
    if root.get("swagger").is_some() {
        return Err(Refused::new("/swagger", "the document is Swagger 2.0").help("convert it to OpenAPI 3"));
    }
    if root.get("openapi").is_some() {
        return operation(root, select.operation);
    }
    if select.operation.is_some() {
        return Err(Refused::new("", "an operation is asked for, and the document is no OpenAPI document"));
    }
    let held = select.schema_at.iter().find_map(|pointer| Some((pointer.clone(), root.at(pointer)?)));
    let (pointer, schema) = held.unwrap_or((String::new(), root));
    let mut reader = Reader::new(root);
    read(&mut reader, Keyword::new(pointer, schema), None)
}

/// Reads the schema of a body.
fn read<'d>(reader: &mut Reader<'d>, schema: Keyword<'d>, path: Option<String>) -> Result<Body, Refused> {
    let unreadable = |remark: Remark| Refused::new(remark.pointer, remark.text);
    let pointer = schema.pointer.clone();
    let view = reader.view(vec![schema]).map_err(unreadable)?;
    if !speaks_of_an_object(&view) {
        return Err(Refused::new(pointer, "this describes no object, and the body of a request is one").help(
            "give the JSON Schema of a request, an answer that holds one, or an OpenAPI document with `--operation`",
        ));
    }
    let object = reader.object(&view, 0);
    if reader.is_spent() {
        return Err(Refused::new(
            pointer,
            "the document describes more than can be read: it repeats parts of itself, or is huge",
        ));
    }
    let title = view.text("title");
    let about = view.text("description");
    let many = view.all("examples").into_iter().flat_map(|keyword| keyword.value.items());
    let one = view.all("example").into_iter().map(|keyword| keyword.value);
    let examples = many.chain(one).take(8).map(|value| (String::new(), value.clone())).collect();
    Ok(Body { pointer, title, about, path, object, examples })
}

fn speaks_of_an_object(view: &View<'_>) -> bool {
    let types = view.all("type");
    let is_object = |keyword: &Keyword<'_>| {
        keyword.value.as_text() == Some("object")
            || keyword.value.items().iter().any(|word| word.as_text() == Some("object"))
    };
    (types.is_empty() || types.iter().all(is_object)) && (!types.is_empty() || view.first("properties").is_some())
}

/// An operation of an `OpenAPI` document.
struct Operation<'d> {
    /// `POST /path`
    name: String,
    id: &'d str,
    path: &'d str,
    pointer: String,
    value: &'d Value,
}

fn operation(root: &Value, wanted: Option<&str>) -> Result<Body, Refused> {
    let operations = operations(root);
    let named: Vec<&Operation<'_>> = match wanted {
        Some(wanted) => {
            operations.iter().filter(|known| known.id == wanted || known.name.eq_ignore_ascii_case(wanted)).collect()
        }
        None => operations.iter().collect(),
    };
    let known: Vec<&str> = operations.iter().map(|known| known.name.as_str()).collect();
    let [operation] = named.as_slice() else {
        let message = match (wanted, named.is_empty()) {
            (Some(wanted), true) => format!("the document has no operation `{wanted}` with a JSON body"),
            (Some(wanted), false) => format!("several operations are called `{wanted}`"),
            (None, true) => "the document has no operation with a JSON body".to_owned(),
            (None, false) => "the document has several operations with a JSON body".to_owned(),
        };
        return Err(Refused::new("/paths", message).help(format!("give `--operation` one of {}", listed(&known))));
    };
    let Some((pointer, media)) = json_body(root, operation) else {
        return Err(Refused::new(operation.pointer.clone(), "the operation has no JSON body"));
    };
    let Some(schema) = media.get("schema") else {
        return Err(Refused::new(pointer, "nothing describes the body of the operation"));
    };
    let mut reader = Reader::new(root);
    let place = Keyword::new(join(&pointer, "schema"), schema);
    let mut body = read(&mut reader, place, Some(operation.path.to_owned()))?;
    let text = |name: &str| operation.value.get(name).and_then(Value::as_text).unwrap_or_default().trim().to_owned();
    if !text("summary").is_empty() {
        body.title = text("summary");
    }
    if !text("description").is_empty() {
        body.about = text("description");
    }
    body.examples.extend(media.get("example").map(|value| (String::new(), value.clone())));
    for (name, example) in media.get("examples").map(Value::members).unwrap_or_default() {
        body.examples.extend(example.get("value").map(|value| (name.clone(), value.clone())));
    }
    Ok(body)
}

/// The operations that have a JSON body.
fn operations(root: &Value) -> Vec<Operation<'_>> {
    let mut found = Vec::new();
    for (path, methods) in root.get("paths").map(Value::members).unwrap_or_default() {
        for (method, value) in methods.members().iter().filter(|(method, _)| METHODS.contains(&method.as_str())) {
            let operation = Operation {
                name: format!("{} {path}", method.to_uppercase()),
                id: value.get("operationId").and_then(Value::as_text).unwrap_or_default(),
                path,
                pointer: join(&join("/paths", path), method),
                value,
            };
            if json_body(root, &operation).is_some() {
                found.push(operation);
            }
        }
    }
    found
}

/// The description of an operation's JSON body, and where it stands.
fn json_body<'d>(root: &'d Value, operation: &Operation<'d>) -> Option<(String, &'d Value)> {
    let mut body = operation.value.get("requestBody")?;
    let mut pointer = join(&operation.pointer, "requestBody");
    if let Some(reference) = body.get("$ref").and_then(Value::as_text) {
        pointer = reference.strip_prefix('#')?.to_owned();
        body = root.at(&pointer)?;
    }
    let content = body.get("content")?.members();
    let is_json = |kind: &str| {
        kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json" || kind.trim().ends_with("+json"))
    };
    let (kind, media) = content.iter().find(|(kind, _)| is_json(kind))?;
    Some((join(&join(&pointer, "content"), kind), media))
}
