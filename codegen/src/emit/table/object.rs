//! Objects, their members and their slots.

use nameplate::spec::{Field, MediaFact, Object, PriceEffect, Slot, SlotUse, Take};

use super::{Entry, Table, array, exact_option, kind, literal, rule, texts};
use crate::emit::literals;
use crate::names::{KindNames, ObjectNames};

/// An object as an expression. The items that it needs begin with `prefix`.
pub(super) fn object(table: &mut Table, object: &Object, names: &ObjectNames, prefix: &str) -> String {
    let Object { fields, slots, rules, action } = object;
    let fields = table.list(&format!("{prefix}FIELDS"), "Field", fields, |table, at, item| {
        let names = names.fields.get(at);
        field(
            table,
            item,
            names.map(|names| &names.kind),
            &format!("{prefix}{}", names.map_or_else(String::new, |names| screaming(&names.ident))),
        )
    });
    let slots = table.list(&format!("{prefix}SLOTS"), "Slot", slots, |_, _, item| slot(item));
    let rules = table.list(&format!("{prefix}RULES"), "Rule", rules, rule::rule);
    let action = table.list(&format!("{prefix}ACTION"), "Field", action, |table, _, item| {
        let names = names.action.as_deref();
        let own = names.map_or_else(String::new, |names| screaming(&names.ident));
        field(table, item, names.map(|names| &names.kind), &format!("{prefix}{own}"))
    });
    let wrap = |list: String| if list == "&[]" { list } else { super::owned_list(&list) };
    Entry::new("Object", &[&fields])
        .list("slots", wrap(slots))
        .list("rules", wrap(rules))
        .list("action", wrap(action))
        .end()
}

/// A member as an expression. The items that it needs begin with `prefix`.
pub(super) fn field(table: &mut Table, field: &Field, names: Option<&KindNames>, prefix: &str) -> String {
    let Field {
        name,
        doc,
        kind: of,
        required,
        inferred_required,
        alias_of,
        default,
        nullable,
        empty_is_absent,
        inferred,
        media,
        feeds,
        ways,
        unit,
        price_effect,
        deprecated,
        disputed,
        source,
    } = field;
    let of = kind::kind(table, of, names, prefix);
    let inferred = inferred.as_ref().map(|inferred| {
        let item = table.item(&format!("{prefix}_INFERRED"), "Kind", |table| {
            kind::kind(table, inferred, None, &format!("{prefix}_INFERRED"))
        });
        format!("&{item}")
    });
    let media = table.list(&format!("{prefix}_MEDIA"), "MediaFact", media, |_, _, fact| media_fact(fact));
    Entry::new("Field", &[&literals::text(name), &of])
        .flag("required", *required)
        .flag("inferred_required", *inferred_required)
        .text("alias_of", alias_of)
        .some("default", default.as_ref().map(literal))
        .flag("nullable", *nullable)
        .flag("empty_is_absent", *empty_is_absent)
        .text("unit", unit)
        .some("ways", (*ways != u32::MAX).then(|| format!("{ways:#b}")))
        .list("feeds", slot_uses(feeds))
        .some("inferred", inferred)
        .list("media", media)
        .some("price_effect", price_effect.map(|effect| format!("PriceEffect::{}", price_effect_name(effect))))
        .some("deprecated", deprecated.as_ref().map(|text| literals::text(text)))
        .some("disputed", disputed.as_ref().map(|text| literals::text(text)))
        .some("source", (*source != 0).then(|| source.to_string()))
        .text("doc", doc)
        .end()
}

fn slot(slot: &Slot) -> String {
    let Slot { path, pointer, take, fact, form, default, alias } = slot;
    let take = match take {
        Take::Value => "Value",
        Take::Count => "Count",
        Take::Sum => "Sum",
        Take::Min => "Min",
        Take::Max => "Max",
        Take::Chars => "Chars",
        Take::Utf16 => "Utf16",
        Take::Bytes => "Bytes",
        Take::Words => "Words",
        Take::Placeholder => "Placeholder",
    };
    Entry::new("Slot", &[&literals::text(path), &literals::text(pointer), &format!("Take::{take}")])
        .text("fact", fact)
        .text("form", form)
        .some("default", default.as_ref().map(literal))
        .some("alias", alias.map(|slot| slot.to_string()))
        .end()
}

/// `&[spec::SlotUse::new(0, 1)]`
pub(super) fn slot_uses(feeds: &[SlotUse]) -> String {
    array(feeds.iter().map(|SlotUse { up, slot }| format!("SlotUse::new({up}, {slot})")))
}

fn media_fact(fact: &MediaFact) -> String {
    let MediaFact { what, fact, min, max, words, inferred } = fact;
    let (what, fact) = (literals::text(what), literals::text(fact));
    let entry = if words.is_empty() {
        format!("MediaFact::range({what}, {fact}, {}, {})", exact_option(*min), exact_option(*max))
    } else {
        format!("MediaFact::words({what}, {fact}, {})", texts(words))
    };
    Entry::of(entry).flag("inferred", *inferred).end()
}

const fn price_effect_name(effect: PriceEffect) -> &'static str {
    match effect {
        PriceEffect::More => "More",
        PriceEffect::Less => "Less",
        PriceEffect::None => "None",
    }
}

/// `TARGET_FPS`, of `target_fps`; `TYPE`, of `type_`.
pub(in crate::emit) fn screaming(ident: &str) -> String {
    ident.trim_end_matches('_').to_ascii_uppercase()
}
