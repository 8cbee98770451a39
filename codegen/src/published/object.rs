//! Objects: members in the order that a reader should see, and objects whose members follow from one of them.

use std::collections::BTreeSet;

use super::reader::{Reader, Type, doc, excerpt};
use super::rules;
use super::shape::{Case, Kind, Object, Remark};
use super::tree::Value;
use super::view::{Keyword, Union, View};

/// An object has at most so many members in a spec.
const MAX_MEMBERS: usize = 256;
const KEYWORDS: [&str; 6] =
    ["properties", "required", "additionalProperties", "dependentRequired", "dependencies", "not"];

impl<'d> Reader<'d> {
    /// The kind of an object within a body.
    pub(super) fn object_kind(
        &mut self,
        view: &View<'d>,
        level: usize,
        remarks: &mut Vec<Remark>,
    ) -> Result<Kind, Remark> {
        if let [union] = view.unions.as_slice()
            && let Some(by) = tag(union)
        {
            return self.choice(view, union, by, level);
        }
        let object = self.object(view, level);
        if object.members.is_empty() {
            remarks.extend(object.remarks.into_iter().filter(|remark| remark.widens));
            for keyword in
                view.all("additionalProperties").into_iter().filter(|keyword| *keyword.value != Value::Bool(true))
            {
                let text = format!("no key of a spec says which other members are taken: {}", excerpt(keyword.value));
                remarks.push(Remark::limit(keyword.pointer, text));
            }
            return Ok(Kind::AnyObject);
        }
        Ok(Kind::Object(object))
    }

    /// The members and rules of an object.
    pub(super) fn object(&mut self, view: &View<'d>, level: usize) -> Object {
        let mut object = Object::default();
        self.leftovers(view, Type::Object, &KEYWORDS, &mut object.remarks);
        for Keyword { pointer, value, .. } in view.all("additionalProperties") {
            if *value != Value::Bool(false) {
                object.remarks.push(Remark::note(
                    pointer,
                    format!("other members are taken (`{}`); a spec takes none", excerpt(value)),
                ));
            }
        }
        rules::read(view, &mut object);
        self.members(view, level, &mut object);
        object
    }

    fn members(&mut self, view: &View<'d>, level: usize, object: &mut Object) {
        let mut found: Vec<(String, Vec<Keyword<'d>>)> = Vec::new();
        for keyword in view.all("properties") {
            for (name, value) in keyword.value.members() {
                let place = keyword.member(name, value);
                match found.iter_mut().find(|(known, _)| known == name) {
                    Some((_, places)) => places.push(place),
                    None => found.push((name.clone(), vec![place])),
                }
            }
        }
        let (required, undescribed) = required(view, &found);
        object.remarks.extend(undescribed);
        if found.len() > MAX_MEMBERS {
            let text = format!("{} members are described; a spec has at most {MAX_MEMBERS}", found.len());
            object.remarks.push(Remark::limit(view.pointer(), text));
            found.truncate(MAX_MEMBERS);
        }
        in_order(view, &mut found);
        for (name, places) in found {
            let mut member = self.member(&name, places, level + 1);
            member.required = required.contains(&name);
            object.members.push(member);
        }
    }

    /// An object whose members follow from the tag.
    fn choice(&mut self, view: &View<'d>, union: &Union<'d>, by: String, level: usize) -> Result<Kind, Remark> {
        let mut cases: Vec<Case> = Vec::new();
        for variant in &union.variants {
            let Some(value) = tag_value(variant, &by) else { continue };
            let whole = view.with(variant);
            let mut object = self.object(&whole, level);
            object.members.retain(|member| member.name != by);
            if cases.iter().any(|case| case.value == value) {
                return Err(Remark::limit(union.pointer.clone(), format!("two variants have `{by}: {value}`")));
            }
            cases.push(Case { value, doc: doc(variant), object });
        }
        Ok(Kind::Choice { by, cases })
    }
}

/// The member whose value tells the variants of a union apart.
fn tag(union: &Union<'_>) -> Option<String> {
    let first = union.variants.first()?;
    let names: Vec<&str> = first
        .all("properties")
        .into_iter()
        .flat_map(|keyword| keyword.value.members())
        .map(|(name, _)| name.as_str())
        .collect();
    let is_tag = |name: &&str| union.variants.iter().all(|variant| tag_value(variant, name).is_some());
    names.into_iter().find(is_tag).map(str::to_owned)
}

/// The one text that a member of a variant has to have.
fn tag_value(variant: &View<'_>, name: &str) -> Option<String> {
    let is_required = variant
        .all("required")
        .iter()
        .any(|keyword| keyword.value.items().iter().any(|item| item.as_text() == Some(name)));
    let stated = variant.all("properties").into_iter().find_map(|keyword| keyword.value.get(name))?;
    let constant = stated.get("const").or_else(|| match stated.get("enum").map(Value::items) {
        Some([only]) => Some(only),
        _ => None,
    });
    constant.and_then(Value::as_text).filter(|_| is_required).map(str::to_owned)
}

/// The names that are required, and remarks on those that nothing describes.
fn required(view: &View<'_>, found: &[(String, Vec<Keyword<'_>>)]) -> (BTreeSet<String>, Vec<Remark>) {
    let (mut names, mut remarks) = (BTreeSet::new(), Vec::new());
    for Keyword { pointer, value, .. } in view.all("required") {
        for name in value.items().iter().filter_map(Value::as_text) {
            if names.insert(name.to_owned()) && !found.iter().any(|(known, _)| known == name) {
                remarks.push(Remark::limit(pointer.clone(), format!("`{name}` is required, and nothing describes it")));
            }
        }
    }
    (names, remarks)
}

/// Sorts members as `x-order` says: a number at each member, or a list of names at the object. The others follow.
fn in_order(view: &View<'_>, found: &mut [(String, Vec<Keyword<'_>>)]) {
    let listed: Vec<&str> =
        view.all("x-order").into_iter().flat_map(|keyword| keyword.value.items()).filter_map(Value::as_text).collect();
    found.sort_by_key(|(name, places)| {
        if let Some(at) = listed.iter().position(|known| known == name) {
            return (0, at);
        }
        let number = places.iter().find_map(|place| place.value.get("x-order")?.as_number()?.to_u64());
        number.map_or((1, usize::MAX), |number| (0, usize::try_from(number).unwrap_or(usize::MAX)))
    });
}
