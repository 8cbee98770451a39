//! A schema as everything that holds of a value at once: the schema itself, what it refers to, and what `allOf` adds. Nothing
//! is merged into new schemas, so every keyword keeps its place in the document.

use std::rc::Rc;

use super::reader::{Reader, Type};
use super::shape::Remark;
use super::tree::{Value, join};

/// The schemas that a schema stands in, the innermost first. One that comes again refers to itself.
#[derive(Debug)]
pub(super) struct Above {
    pointer: String,
    /// How many there are.
    depth: usize,
    next: Option<Rc<Above>>,
}

/// A schema, or a part of one.
#[derive(Clone, Debug)]
pub(super) struct Part<'d> {
    above: Option<Rc<Above>>,
    /// Where it stands.
    pub(super) pointer: String,
    /// Its keywords.
    pub(super) keywords: &'d [(String, Value)],
}

/// A keyword where it stands.
#[derive(Clone, Debug)]
pub(super) struct Keyword<'d> {
    above: Option<Rc<Above>>,
    /// Where it stands.
    pub(super) pointer: String,
    /// Its value.
    pub(super) value: &'d Value,
}

/// Schemas of which one (or at least one) has to hold.
#[derive(Clone, Debug)]
pub(super) struct Union<'d> {
    /// Where it stands.
    pub(super) pointer: String,
    /// Whether exactly one has to hold.
    pub(super) exactly_one: bool,
    /// The schemas, but for one that only takes `null`.
    pub(super) variants: Vec<View<'d>>,
}

/// Everything that holds of a value.
#[derive(Clone, Debug, Default)]
pub(super) struct View<'d> {
    /// The schemas that all hold, the outermost first.
    pub(super) parts: Vec<Part<'d>>,
    /// The unions that all hold.
    pub(super) unions: Vec<Union<'d>>,
    /// The one type that is asked about, of several that are stated.
    pub(super) of: Option<Type>,
    /// How many of the parts are not from a union.
    own: usize,
    /// Whether a union takes `null`.
    pub(super) null_in_union: bool,
}

impl<'d> Keyword<'d> {
    /// A place in a document, in no schema.
    pub(super) const fn new(pointer: String, value: &'d Value) -> Self {
        Self { pointer, value, above: None }
    }

    /// A member of the keyword's value.
    pub(super) fn member(&self, name: &str, value: &'d Value) -> Self {
        Self { pointer: join(&self.pointer, name), value, above: self.above.clone() }
    }

    /// The items of the keyword's value.
    fn items(&self) -> impl Iterator<Item = Self> {
        let (pointer, above) = (self.pointer.clone(), self.above.clone());
        self.value.items().iter().enumerate().map(move |(at, value)| Self {
            pointer: format!("{pointer}/{at}"),
            value,
            above: above.clone(),
        })
    }

    /// Whether the schema here stands in itself.
    fn is_above(&self) -> bool {
        let mut above = self.above.as_deref();
        while let Some(link) = above {
            if link.pointer == self.pointer {
                return true;
            }
            above = link.next.as_deref();
        }
        false
    }

    fn depth(&self) -> usize {
        self.above.as_ref().map_or(0, |above| above.depth)
    }
}

impl Part<'_> {
    /// This schema as what others stand in.
    fn link(&self) -> Rc<Above> {
        let depth = self.above.as_ref().map_or(0, |above| above.depth) + 1;
        Rc::new(Above { pointer: self.pointer.clone(), depth, next: self.above.clone() })
    }
}

impl<'d> View<'d> {
    /// A keyword wherever it is stated.
    pub(super) fn all(&self, name: &str) -> Vec<Keyword<'d>> {
        let found = self.parts.iter().filter_map(|part| {
            let (_, value) = part.keywords.iter().find(|(known, _)| known == name)?;
            Some(Keyword { pointer: join(&part.pointer, name), value, above: Some(part.link()) })
        });
        found.collect()
    }

    /// The outermost statement of a keyword.
    pub(super) fn first(&self, name: &str) -> Option<Keyword<'d>> {
        self.all(name).into_iter().next()
    }

    /// The outermost text of a keyword, without white space around it; empty for none.
    pub(super) fn text(&self, name: &str) -> String {
        let texts = self.all(name);
        texts
            .iter()
            .filter_map(|keyword| keyword.value.as_text())
            .map(str::trim)
            .find(|text| !text.is_empty())
            .map_or_else(String::new, str::to_owned)
    }

    /// Whether a keyword is `true` somewhere.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.all(name).iter().any(|keyword| *keyword.value == Value::Bool(true))
    }

    /// What holds when one variant of the only union does.
    pub(super) fn with(&self, variant: &Self) -> Self {
        let parts = self.parts.iter().chain(&variant.parts).cloned().collect();
        Self { parts, unions: variant.unions.clone(), of: None, own: self.own, null_in_union: false }
    }

    /// Whether nothing limits values but its unions.
    pub(super) fn says_nothing_else(&self) -> bool {
        self.parts.iter().flat_map(|part| part.keywords).all(|(name, _)| {
            matches!(name.as_str(), "$ref" | "allOf" | "anyOf" | "oneOf" | "nullable") || super::reader::is_note(name)
        })
    }

    /// The same, asked about one of several types.
    pub(super) fn of_type(&self, of: Type) -> Self {
        Self { of: Some(of), ..self.clone() }
    }

    /// Where the schema stands.
    pub(super) fn pointer(&self) -> String {
        self.parts.first().map(|part| part.pointer.clone()).unwrap_or_default()
    }

    /// Whether it takes `null` and nothing else.
    fn is_only_null(&self) -> bool {
        let null = |keyword: &Keyword<'_>| match keyword.value {
            Value::Null => true,
            Value::Text(text) => text == "null",
            Value::List(items) => !items.is_empty() && items.iter().all(|item| matches!(item, Value::Null)),
            _ => false,
        };
        let stated = |name, holds: fn(&Value) -> bool| {
            self.all(name).iter().any(|keyword| holds(keyword.value) && null(keyword))
        };
        stated("type", |value| value.as_text().is_some())
            || stated("const", |value| *value == Value::Null)
            || stated("enum", |value| matches!(value, Value::List(_)))
    }

    /// Whether `null` is a value: something says so, and nothing else forbids it.
    pub(super) fn takes_null(&self) -> bool {
        if self.parts.first().is_some_and(|part| says_nullable(part) == Some(true)) {
            return true;
        }
        if self.null_in_union {
            return self.parts.iter().take(self.own).all(|part| says_nullable(part) != Some(false));
        }
        let said: Vec<bool> = self.parts.iter().filter_map(says_nullable).collect();
        said.contains(&true) && !said.contains(&false)
    }
}

/// Whether a schema takes `null`; `None` when it does not speak of it.
fn says_nullable(part: &Part<'_>) -> Option<bool> {
    let get = |name: &str| part.keywords.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    if get("nullable") == Some(&Value::Bool(true)) {
        return Some(true);
    }
    let listed = get("enum").map(|listed| listed.items().contains(&Value::Null));
    let constant = get("const").map(|constant| *constant == Value::Null);
    let typed = get("type").map(|stated| match stated {
        Value::Text(word) => word == "null",
        stated => stated.items().iter().any(|word| word.as_text() == Some("null")),
    });
    let said: Vec<bool> = [listed, constant, typed].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.iter().all(|takes| *takes))
}

impl<'d> Reader<'d> {
    /// Everything that holds of a value that several schemas speak of. `Err` says why that cannot be known.
    pub(super) fn view(&mut self, places: Vec<Keyword<'d>>) -> Result<View<'d>, Remark> {
        let mut view = View::default();
        let mut waiting = places;
        let mut at = 0;
        while let Some(place) = waiting.get(at).cloned() {
            at += 1;
            self.spend(&place.pointer, place.depth())?;
            if place.is_above() {
                return Err(Remark::limit(place.pointer, "the schema refers to itself, and a spec is finite"));
            }
            let keywords = match place.value {
                Value::Bool(true) => &[],
                Value::Map(members) => members.as_slice(),
                Value::Bool(false) => return Err(Remark::limit(place.pointer, "no value is taken here")),
                _ => return Err(Remark::limit(place.pointer, "this is no schema")),
            };
            if view.parts.iter().any(|part| part.pointer == place.pointer) {
                continue;
            }
            view.parts.push(Part { pointer: place.pointer, keywords, above: place.above });
            let Some(part) = view.parts.last() else { break };
            for (name, value) in keywords {
                let keyword = Keyword { pointer: join(&part.pointer, name), value, above: Some(part.link()) };
                match name.as_str() {
                    "$ref" => waiting.push(self.target(keyword)?),
                    "allOf" => waiting.extend(keyword.items()),
                    _ => {}
                }
            }
        }
        view.own = view.parts.len();
        self.add_unions(&mut view)?;
        Ok(view)
    }

    /// What a reference means.
    fn target(&self, reference: Keyword<'d>) -> Result<Keyword<'d>, Remark> {
        let Keyword { pointer, value, above } = reference;
        let Some(text) = value.as_text() else { return Err(Remark::limit(pointer, "the reference is no text")) };
        let inside = text.strip_prefix('#').filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let Some(target) = inside.and_then(percent_decoded) else {
            return Err(Remark::limit(pointer, format!("`{text}` is outside of this document, or no JSON Pointer")));
        };
        match self.root.at(&target) {
            Some(value) => Ok(Keyword { pointer: target, value, above }),
            None => Err(Remark::limit(pointer, format!("there is nothing at `{text}`"))),
        }
    }

    /// Reads the unions of a view. One that takes `null` and one thing else is that thing.
    fn add_unions(&mut self, view: &mut View<'d>) -> Result<(), Remark> {
        let found: Vec<(bool, Keyword<'d>)> = view
            .all("anyOf")
            .into_iter()
            .map(|keyword| (false, keyword))
            .chain(view.all("oneOf").into_iter().map(|keyword| (true, keyword)))
            .collect();
        for (exactly_one, keyword) in found {
            let variants: Vec<View<'d>> =
                keyword.items().map(|place| self.view(vec![place])).collect::<Result<_, _>>()?;
            let count = variants.len();
            let mut variants: Vec<View<'d>> = variants.into_iter().filter(|variant| !variant.is_only_null()).collect();
            view.null_in_union |= variants.len() < count;
            if variants.len() == 1 {
                let View { parts, unions, null_in_union, of: _, own: _ } = variants.remove(0);
                view.parts.extend(parts);
                view.unions.extend(unions);
                view.null_in_union |= null_in_union;
            } else if count > 0 {
                view.unions.push(Union { pointer: keyword.pointer, exactly_one, variants });
            }
        }
        Ok(())
    }
}

/// A fragment of an address with its `%20`s read.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
