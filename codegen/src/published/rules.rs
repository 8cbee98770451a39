//! Rules between members, where a schema says them by `required` alone.

use super::reader::excerpt;
use super::shape::{Object, Remark, Rule};
use super::tree::{Value, join};
use super::view::{Keyword, Union, View};

/// What an object says of several members at once.
pub(super) fn read(view: &View<'_>, object: &mut Object) {
    for union in &view.unions {
        let pointer = union.pointer.clone();
        if let Some(names) = required_alone(union) {
            let key = if union.exactly_one { "exactly_one" } else { "at_least_one" };
            object.rules.push(Rule { pointer, key, names, when_present: None });
        } else {
            let count = union.variants.len();
            object.remarks.push(Remark::limit(pointer, format!("the object is one of {count} schemas")));
        }
    }
    for name in ["dependentRequired", "dependencies"] {
        for keyword in view.all(name) {
            dependent(&keyword, object);
        }
    }
    for Keyword { pointer, value, .. } in view.all("not") {
        let names = names(value).filter(|names| names.len() == 2);
        match names {
            Some(names) => object.rules.push(Rule { pointer, key: "at_most_one", names, when_present: None }),
            None => {
                object.remarks.push(Remark::limit(pointer, format!("no key of a spec says `not: {}`", excerpt(value))));
            }
        }
    }
}

/// The members of which each variant asks for one, when that is all that they do.
fn required_alone(union: &Union<'_>) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for variant in &union.variants {
        let [part] = variant.parts.as_slice() else { return None };
        let [(keyword, value)] = part.keywords else { return None };
        let [Value::Text(name)] = value.items() else { return None };
        if keyword != "required" || all.contains(name) {
            return None;
        }
        all.push(name.clone());
    }
    Some(all)
}

/// The names of a schema that says `required` and nothing else.
fn names(schema: &Value) -> Option<Vec<String>> {
    let [(keyword, value)] = schema.members() else { return None };
    let names: Vec<String> = value.items().iter().filter_map(Value::as_text).map(str::to_owned).collect();
    (keyword == "required" && names.len() == value.items().len()).then_some(names)
}

/// `dependentRequired: {a: [b]}`
fn dependent(keyword: &Keyword<'_>, object: &mut Object) {
    for (name, needed) in keyword.value.members() {
        let pointer = join(&keyword.pointer, name);
        let names: Vec<String> = needed.items().iter().filter_map(Value::as_text).map(str::to_owned).collect();
        if !matches!(needed, Value::List(_)) || names.len() < needed.items().len() {
            object
                .remarks
                .push(Remark::limit(pointer, format!("no key of a spec says that `{name}` changes the schema")));
        } else if !names.is_empty() {
            object.rules.push(Rule { pointer, key: "requires", names, when_present: Some(name.clone()) });
        }
    }
}
