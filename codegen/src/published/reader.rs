//! Reads schemas into shapes: what every kind shares, and which kind a schema is.

use std::collections::BTreeSet;

use super::shape::{Kind, Member, Remark};
use super::tree::{Value, join};
use super::view::{Keyword, View};

/// So many schemas are looked at; a part that is referred to twice counts twice.
const MAX_PARTS: usize = 20_000;
/// Schemas stand in one another at most so deep.
const MAX_DEPTH: usize = 200;
/// Lists, objects and choices nest at most so deep in a spec.
const MAX_LEVELS: usize = 8;
/// So many example values are kept of a member.
const MAX_EXAMPLES: usize = 4;

/// Keywords that limit nothing.
const NOTES: [&str; 21] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "$vocabulary",
    "default",
    "definitions",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "id",
    "readOnly",
    "title",
    "writeOnly",
    "x-order",
    "xml",
];
/// Keywords that are read wherever they stand.
const COMMON: [&str; 8] = ["$ref", "allOf", "anyOf", "const", "enum", "nullable", "oneOf", "type"];
/// Keywords that limit values.
const LIMITS: [&str; 38] = [
    "$dynamicRef",
    "additionalItems",
    "additionalProperties",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "if",
    "items",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "required",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
];

/// Reads one document.
pub(super) struct Reader<'d> {
    /// The document.
    pub(super) root: &'d Value,
    /// How many more schemas are looked at.
    left: usize,
    /// Keywords of nobody, each told once.
    strange: BTreeSet<String>,
}

/// What JSON calls the type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Bool,
    Integer,
    Number,
    Text,
    List,
    Object,
}

impl Type {
    /// The word of JSON Schema.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Bool => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Text => "string",
            Self::List => "array",
            Self::Object => "object",
        }
    }
}

impl<'d> Reader<'d> {
    pub(super) fn new(root: &'d Value) -> Self {
        Self { root, left: MAX_PARTS, strange: BTreeSet::new() }
    }

    /// Whether there was more to read than is read.
    pub(super) const fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// Counts a schema.
    pub(super) fn spend(&mut self, pointer: &str, depth: usize) -> Result<(), Remark> {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 || depth > MAX_DEPTH {
            return Err(Remark::limit(pointer, "the document is too large, or too deep, to be read to its end"));
        }
        Ok(())
    }

    /// A member of an object, or the item of a list, `level` lists and objects deep.
    pub(super) fn member(&mut self, name: &str, places: Vec<Keyword<'d>>, level: usize) -> Member {
        let pointer = places.first().map(|place| place.pointer.clone()).unwrap_or_default();
        let mut member = Member::new(name, pointer);
        match self.view(places) {
            Ok(view) => self.describe(&mut member, &view, level),
            Err(remark) => member.remarks.push(remark),
        }
        member
    }

    pub(super) fn describe(&mut self, member: &mut Member, view: &View<'d>, level: usize) {
        member.doc = doc(view);
        member.default = view.first("default").map(|keyword| keyword.value.clone());
        member.nullable = view.takes_null();
        member.deprecated = view.is_set("deprecated");
        member.examples = examples(view);
        if view.is_set("readOnly") {
            member
                .remarks
                .push(Remark::limit(view.pointer(), "it is `readOnly`: answers have it, and requests should not"));
        }
        let mut remarks = Vec::new();
        match self.kind(view, level, &mut remarks) {
            Ok(kind) => member.kind = kind,
            Err(remark) => remarks.push(remark),
        }
        member.remarks.append(&mut remarks);
    }

    /// What values a view takes.
    fn kind(&mut self, view: &View<'d>, level: usize, remarks: &mut Vec<Remark>) -> Result<Kind, Remark> {
        if let Some(listed) = super::choice::listed(view, remarks)? {
            return Ok(listed);
        }
        if let Some(alternatives) = self.variants(view, level) {
            return Ok(alternatives);
        }
        let types = types(view)?;
        let kind = match types.as_slice() {
            [one] => *one,
            types if view.unions.is_empty() => return self.of_several_types(view, types, level, remarks),
            _ => return Err(Remark::limit(view.pointer(), "a value may be of several types")),
        };
        if matches!(kind, Type::List | Type::Object) && level >= MAX_LEVELS {
            return Err(Remark::limit(view.pointer(), format!("it is more than {MAX_LEVELS} lists and objects deep")));
        }
        if kind == Type::Object {
            return self.object_kind(view, level, remarks);
        }
        for union in &view.unions {
            let text = format!("it is one of {} schemas, of which only the type is kept", union.variants.len());
            remarks.push(Remark::limit(union.pointer.clone(), text));
        }
        match kind {
            Type::Bool => {
                self.leftovers(view, Type::Bool, &[], remarks);
                Ok(Kind::Bool)
            }
            Type::Integer => self.integer(view, remarks),
            Type::Number => self.number(view, remarks),
            Type::Text => Ok(self.text_kind(view, remarks)),
            Type::List | Type::Object => self.list(view, level, remarks),
        }
    }

    /// Tells the keywords that nothing has read.
    pub(super) fn leftovers(&mut self, view: &View<'d>, of: Type, read: &[&str], remarks: &mut Vec<Remark>) {
        for part in &view.parts {
            for (name, value) in part.keywords {
                let name = name.as_str();
                if NOTES.contains(&name)
                    || COMMON.contains(&name)
                    || read.contains(&name)
                    || is_of_another_type(name, of)
                {
                    continue;
                }
                let pointer = join(&part.pointer, name);
                if LIMITS.contains(&name) {
                    remarks.push(Remark::limit(pointer, format!("no key of a spec says `{name}: {}`", excerpt(value))));
                } else if self.strange.len() < 64 && self.strange.insert(name.to_owned()) {
                    remarks.push(Remark::note(
                        pointer,
                        format!("`{name}` is no keyword of JSON Schema, here and elsewhere"),
                    ));
                }
            }
        }
    }
}

/// The types of a view, at least one.
fn types(view: &View<'_>) -> Result<Vec<Type>, Remark> {
    if let Some(of) = view.of {
        return Ok(vec![of]);
    }
    let mut left = stated_types(view).or_else(|| implied(view).map(|one| vec![one])).unwrap_or_default();
    for variant in view.unions.iter().filter(|_| left.is_empty()).flat_map(|union| &union.variants).collect::<Vec<_>>()
    {
        for of in types(variant)? {
            if !left.contains(&of) {
                left.push(of);
            }
        }
    }
    if left.contains(&Type::Number) {
        left.retain(|of| *of != Type::Integer);
    }
    if left.is_empty() {
        return Err(Remark::limit(view.pointer(), "no type is stated that a value could have"));
    }
    Ok(left)
}

/// The types that a view states; `None` when it states none.
fn stated_types(view: &View<'_>) -> Option<Vec<Type>> {
    let mut left: Option<Vec<Type>> = None;
    for keyword in view.all("type") {
        let words = match keyword.value {
            Value::Text(word) => vec![word.as_str()],
            value => value.items().iter().filter_map(Value::as_text).collect(),
        };
        let named: Vec<Type> = words.into_iter().filter_map(type_of_word).collect();
        left = Some(match left {
            None => named,
            Some(left) => left.into_iter().filter_map(|one| named.iter().find_map(|other| both(one, *other))).collect(),
        });
    }
    left
}

/// The type that both of two statements take.
fn both(one: Type, other: Type) -> Option<Type> {
    match (one, other) {
        (Type::Integer, Type::Number) | (Type::Number, Type::Integer) => Some(Type::Integer),
        (one, other) => (one == other).then_some(one),
    }
}

fn type_of_word(word: &str) -> Option<Type> {
    Some(match word {
        "boolean" => Type::Bool,
        "integer" => Type::Integer,
        "number" => Type::Number,
        "string" => Type::Text,
        "array" => Type::List,
        "object" => Type::Object,
        _ => return None,
    })
}

/// The type that keywords speak of where none is stated. Nobody describes members or items of what is no object or list;
/// bounds alone leave every other type open.
fn implied(view: &View<'_>) -> Option<Type> {
    let constants = view.all("const").into_iter().map(|keyword| keyword.value);
    let listed = view.all("enum").into_iter().flat_map(|keyword| keyword.value.items());
    let mut types = listed.chain(constants).filter_map(|value| match value {
        Value::Text(_) => Some(Type::Text),
        Value::Number(_) => Some(Type::Number),
        Value::Bool(_) => Some(Type::Bool),
        _ => None,
    });
    if let Some(first) = types.next() {
        return types.all(|of| of == first).then_some(first);
    }
    let of = [(Type::Object, &["properties", "required"][..]), (Type::List, &["items"])];
    of.into_iter().find(|(_, names)| names.iter().any(|name| view.first(name).is_some())).map(|(one, _)| one)
}

/// Whether a keyword limits nothing.
pub(super) fn is_note(name: &str) -> bool {
    NOTES.contains(&name) || !LIMITS.contains(&name) && !COMMON.contains(&name)
}

/// Whether a keyword only speaks of values of another type.
fn is_of_another_type(name: &str, of: Type) -> bool {
    let speaks_of: &[Type] = match name {
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            &[Type::Integer, Type::Number]
        }
        "minLength" | "maxLength" | "pattern" | "contentEncoding" | "contentMediaType" => &[Type::Text],
        "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" => &[Type::List],
        "properties"
        | "required"
        | "additionalProperties"
        | "patternProperties"
        | "minProperties"
        | "maxProperties" => &[Type::Object],
        _ => return false,
    };
    !speaks_of.contains(&of)
}

/// What the document says of a value, else what it calls it.
pub(super) fn doc(view: &View<'_>) -> String {
    let text = view.text("description");
    if text.is_empty() { view.text("title") } else { text }
}

fn examples(view: &View<'_>) -> Vec<Value> {
    let many = view.all("examples").into_iter().flat_map(|keyword| keyword.value.items());
    let one = view.all("example").into_iter().map(|keyword| keyword.value);
    many.chain(one).take(MAX_EXAMPLES).cloned().collect()
}

/// The beginning of a value, for a sentence.
pub(super) fn excerpt(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 60 { text } else { format!("{}…", text.chars().take(60).collect::<String>()) }
}
