//! Tables as source: `static` items made of `const` constructors, one line an entry. They are written as text and not as
//! tokens, since a table is data: a printer of Rust would break its lines, and take most of the time of a run.

mod billing;
mod kind;
mod model;
mod object;
mod provider;
mod rule;

pub(super) use model::model;
pub(super) use object::screaming;
pub(super) use provider::provider;

use std::collections::{BTreeMap, BTreeSet};

use nameplate::Exact;
use nameplate::spec::{Literal, Text};

use super::literals;

/// A finished table.
pub(super) struct Tables {
    /// Its items.
    pub(super) items: Vec<String>,
    /// The item that states the object or choice which a type stands for, by the name of the type.
    pub(super) parts: BTreeMap<String, String>,
}

/// The static items of one table, in the order in which a reader meets them.
#[derive(Default)]
struct Table {
    items: Vec<String>,
    names: BTreeSet<String>,
    /// The item that states the object or choice which a type stands for, by the name of the type.
    parts: BTreeMap<String, String>,
}

impl Table {
    /// A list as an item of its own, its entries made in turn; gives its name. An empty list is written where it stands.
    ///
    /// A constant may not hold a reference to what a function made within an expression, so lists of entries cannot stand
    /// there themselves.
    fn list<T>(
        &mut self,
        name: &str,
        of: &str,
        entries: &[T],
        mut entry: impl FnMut(&mut Self, usize, &T) -> String,
    ) -> String {
        if entries.is_empty() {
            return "&[]".to_owned();
        }
        self.seen_list("", name, of, entries, &mut entry)
    }

    /// The alternatives that a type stands for, as a list that the type's glue can see; gives its name.
    fn part_list<T>(
        &mut self,
        type_name: &str,
        name: &str,
        entries: &[T],
        mut entry: impl FnMut(&mut Self, usize, &T) -> String,
    ) -> String {
        let name = self.seen_list("pub(super) ", name, "Field", entries, &mut entry);
        self.parts.insert(type_name.to_owned(), name.clone());
        name
    }

    fn seen_list<T>(
        &mut self,
        seen: &str,
        name: &str,
        of: &str,
        entries: &[T],
        entry: &mut impl FnMut(&mut Self, usize, &T) -> String,
    ) -> String {
        let name = self.claim(name);
        // The list stands before the items that its entries refer to.
        let place = self.items.len();
        self.items.push(String::new());
        let lines: Vec<_> =
            entries.iter().enumerate().map(|(at, item)| format!("    {},\n", entry(self, at, item))).collect();
        self.items[place] = format!("{seen}static {name}: &[{of}] = &[\n{}];\n", lines.concat());
        name
    }

    /// One entry as an item of its own; gives its name.
    fn item(&mut self, name: &str, of: &str, entry: impl FnOnce(&mut Self) -> String) -> String {
        self.seen_item("", name, of, entry)
    }

    /// The object or choice that a type stands for, as an item that the type's glue can see; gives its name.
    fn part(&mut self, type_name: &str, name: &str, of: &str, entry: impl FnOnce(&mut Self) -> String) -> String {
        let name = self.seen_item("pub(super) ", name, of, entry);
        self.parts.insert(type_name.to_owned(), name.clone());
        name
    }

    fn seen_item(&mut self, seen: &str, name: &str, of: &str, entry: impl FnOnce(&mut Self) -> String) -> String {
        let name = self.claim(name);
        let place = self.items.len();
        self.items.push(String::new());
        self.items[place] = format!("{seen}static {name}: {of} = {};\n", entry(self));
        name
    }

    /// A value of any type as an item of its own; gives its name.
    fn constant(&mut self, name: &str, of: &str, value: &str) -> String {
        let name = self.claim(name);
        self.items.push(format!("static {name}: {of} = {value};\n"));
        name
    }

    /// The wanted name, or one with a number.
    fn claim(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 1;
        while !self.names.insert(name.clone()) {
            number += 1;
            name = format!("{wanted}_{number}");
        }
        name
    }

    /// The items, and the names of those that types stand for.
    fn finish(self) -> Tables {
        Tables { items: self.items, parts: self.parts }
    }
}

/// A constructor with setters behind it. What an entry does not have is not written.
struct Entry {
    text: String,
    /// What stands before a setter: nothing, or a new line where the entry is an item of its own.
    lead: &'static str,
}

impl Entry {
    fn new(path: &str, given: &[&str]) -> Self {
        Self::of(format!("{path}::new({})", given.join(", ")))
    }

    fn of(expression: impl Into<String>) -> Self {
        Self { text: expression.into(), lead: "" }
    }

    /// A setter a line.
    fn tall(self) -> Self {
        Self { lead: "\n    ", ..self }
    }

    /// A setter that takes an expression.
    fn set(mut self, name: &str, value: &str) -> Self {
        self.text.extend([self.lead, ".", name, "(", value, ")"]);
        self
    }

    /// A setter that takes an expression, where there is one.
    fn some(self, name: &str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.set(name, &value),
            None => self,
        }
    }

    /// A setter of an `Option` that takes it whole, where there is something.
    fn option(self, name: &str, value: Option<String>) -> Self {
        self.some(name, value.map(|value| format!("Some({value})")))
    }

    /// A setter that takes a list, unless it is empty.
    fn list(self, name: &str, list: String) -> Self {
        self.some(name, (list != "&[]").then_some(list))
    }

    /// A setter that takes a text, unless it is empty.
    fn text(self, name: &str, value: &str) -> Self {
        self.some(name, (!value.is_empty()).then(|| literals::text(value)))
    }

    /// A setter that takes nothing.
    fn flag(self, name: &str, on: bool) -> Self {
        if on { self.set(name, "") } else { self }
    }

    fn end(self) -> String {
        self.text
    }
}

/// `&["a", "b"]` as texts of a table. It may stand within an expression, since it calls nothing.
fn texts(texts: &[Text]) -> String {
    array(texts.iter().map(|text| format!("Borrowed({})", literals::text(text))))
}

/// `&[1, 2]`
fn array(items: impl Iterator<Item = String>) -> String {
    format!("&[{}]", items.collect::<Vec<_>>().join(", "))
}

/// `spec::list(&[1, 2])`, for a field that is a list.
fn owned_list(array: &str) -> String {
    format!("list({array})")
}

/// `Some(5)`
fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

fn exact_option(value: Option<Exact>) -> String {
    option(value.map(literals::exact))
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Bool(value) => format!("Literal::Bool({value})"),
        Literal::Number(value) if value.terminates() => {
            format!("Literal::number({})", literals::text(&value.to_string()))
        }
        Literal::Number(value) => format!("Literal::Number({})", literals::exact(*value)),
        Literal::Text(text) => format!("Literal::text({})", literals::text(text)),
        Literal::Json(json) => format!("Literal::json({})", literals::text(json)),
    }
}
