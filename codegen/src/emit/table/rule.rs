//! Rules and programs.

use nameplate::spec::{Allowed, Op, Rule, RuleKind};

use super::{Entry, Table, array, exact_option, literal, owned_list};
use crate::emit::literals;

/// A rule as an expression.
pub(super) fn rule(table: &mut Table, _: usize, rule: &Rule) -> String {
    let Rule { name, kind, message, names, reads, inferred, disputed, source } = rule;
    let slots = |slots: &[u16]| array(slots.iter().map(u16::to_string));
    let kind = rule_kind(table, kind, &format!("{}_ALLOWED", crate::names::constant(name)));
    Entry::new("Rule", &[&literals::text(name), &kind, &slots(names), &slots(reads)])
        .text("message", message)
        .flag("inferred", *inferred)
        .some("disputed", disputed.as_ref().map(|text| literals::text(text)))
        .some("source", (*source != 0).then(|| source.to_string()))
        .end()
}

fn rule_kind(table: &mut Table, kind: &RuleKind, allowed_name: &str) -> String {
    let condition =
        |when: &[Op], text: &str| format!("when: {}, text: text({})", owned_list(&program(when)), literals::text(text));
    match kind {
        RuleKind::ExactlyOne => "RuleKind::ExactlyOne".to_owned(),
        RuleKind::AtMostOne => "RuleKind::AtMostOne".to_owned(),
        RuleKind::AtLeastOne => "RuleKind::AtLeastOne".to_owned(),
        RuleKind::Together => "RuleKind::Together".to_owned(),
        RuleKind::Requires { when, text, needs, values } => {
            let needs = owned_list(&array(needs.iter().map(u16::to_string)));
            let values = table.list(allowed_name, "Literal", values, |_, _, value| literal(value));
            let values = owned_list(&values);
            format!("RuleKind::Requires {{ {}, needs: {needs}, values: {values} }}", condition(when, text))
        }
        RuleKind::AllowedOnly { subject, when, text } => {
            format!("RuleKind::AllowedOnly {{ subject: {subject}, {} }}", condition(when, text))
        }
        RuleKind::Dependent { subject, when, text, allowed } => {
            let allowed = match allowed {
                Allowed::Values(values) => {
                    let values = table.list(allowed_name, "Literal", values, |_, _, value| literal(value));
                    format!("Allowed::Values({})", owned_list(&values))
                }
                Allowed::Range { min, max } => {
                    format!("Allowed::Range {{ min: {}, max: {} }}", exact_option(*min), exact_option(*max))
                }
            };
            format!("RuleKind::Dependent {{ subject: {subject}, {}, allowed: {allowed} }}", condition(when, text))
        }
        RuleKind::Alias { of, alias } => format!("RuleKind::Alias {{ of: {of}, alias: {alias} }}"),
        RuleKind::NoEffect { subject, when, text } => {
            format!("RuleKind::NoEffect {{ subject: {subject}, {} }}", condition(when, text))
        }
        RuleKind::Placeholders { texts, of, form } => {
            let texts = owned_list(&array(texts.iter().map(u16::to_string)));
            format!("RuleKind::Placeholders {{ texts: {texts}, of: {of}, form: text({}) }}", literals::text(form))
        }
        RuleKind::Condition { holds, text } => {
            let holds = owned_list(&program(holds));
            format!("RuleKind::Condition {{ holds: {holds}, text: text({}) }}", literals::text(text))
        }
    }
}

/// A formula in postfix order. It may stand within an expression, since what it calls makes plain numbers only.
pub(super) fn program(ops: &[Op]) -> String {
    array(ops.iter().map(|op| format!("Op::{}", operation(op))))
}

fn operation(op: &Op) -> String {
    let (name, operand) = match op {
        Op::Slot(slot) => ("Slot", slot.to_string()),
        Op::Present(slot) => ("Present", slot.to_string()),
        Op::Measure(measure) => ("Measure", measure.to_string()),
        Op::Rate(rate) => ("Rate", rate.to_string()),
        Op::Step(step) => ("Step", step.to_string()),
        Op::Group(group) => ("Group", group.to_string()),
        Op::Number(number) => ("Number", literals::exact(*number)),
        Op::Text(text) => ("Text", format!("Borrowed({})", literals::text(text))),
        Op::Bool(value) => ("Bool", value.to_string()),
        Op::In(items) => ("In", items.to_string()),
        Op::Min(items) => ("Min", items.to_string()),
        Op::Max(items) => ("Max", items.to_string()),
        Op::Not => return "Not".to_owned(),
        Op::And => return "And".to_owned(),
        Op::Or => return "Or".to_owned(),
        Op::Implies => return "Implies".to_owned(),
        Op::Eq => return "Eq".to_owned(),
        Op::Ne => return "Ne".to_owned(),
        Op::Lt => return "Lt".to_owned(),
        Op::Le => return "Le".to_owned(),
        Op::Gt => return "Gt".to_owned(),
        Op::Ge => return "Ge".to_owned(),
        Op::Neg => return "Neg".to_owned(),
        Op::Add => return "Add".to_owned(),
        Op::Sub => return "Sub".to_owned(),
        Op::Mul => return "Mul".to_owned(),
        Op::Div => return "Div".to_owned(),
        Op::Ceil => return "Ceil".to_owned(),
        Op::Floor => return "Floor".to_owned(),
        Op::Round => return "Round".to_owned(),
        Op::If => return "If".to_owned(),
        Op::Between => return "Between".to_owned(),
    };
    format!("{name}({operand})")
}
