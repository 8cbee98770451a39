//! Lists.

use super::reader::{Reader, Type, excerpt};
use super::shape::{Kind, Member, Remark};
use super::text::length;
use super::tree::Value;
use super::view::{Keyword, View};

impl<'d> Reader<'d> {
    pub(super) fn list(&mut self, view: &View<'d>, level: usize, remarks: &mut Vec<Remark>) -> Result<Kind, Remark> {
        self.leftovers(view, Type::List, &["items", "minItems", "maxItems", "uniqueItems"], remarks);
        let mut places: Vec<Keyword<'d>> = Vec::new();
        for keyword in view.all("items") {
            match keyword.value {
                Value::Bool(true) => {}
                Value::List(_) => {
                    return Err(Remark::limit(
                        keyword.pointer,
                        "each item has a schema of its own, and a list has one kind of item",
                    ));
                }
                _ => places.push(keyword),
            }
        }
        if places.is_empty() {
            return Err(Remark::limit(view.pointer(), "nothing says what an item is"));
        }
        let mut item = self.member("", places, level + 1);
        if let Some(default) = item.default.take() {
            let text = format!("an item cannot have the default `{}`", excerpt(&default));
            item.remarks.push(Remark::note(item.pointer.clone(), text));
        }
        let items = (length(view, "minItems", true, remarks), length(view, "maxItems", false, remarks));
        if items.0.zip(items.1).is_some_and(|(min, max)| min > max) {
            return Err(Remark::limit(view.pointer(), "no list is as long as is asked for"));
        }
        match item {
            Member { kind: Kind::Unsaid, remarks: why, pointer, .. } => {
                remarks.extend(why);
                Err(Remark::limit(pointer, "what an item is has no kind"))
            }
            item => Ok(Kind::List { item: Box::new(item), items, unique: view.is_set("uniqueItems") }),
        }
    }
}
