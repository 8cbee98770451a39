//! What the rules of a body need: every object's rules compiled, and the slots they read laid out.

use super::rules::Rules;
use super::scope::ObjectScope;
use super::sources::SourceTable;
use super::tree::{Needs, Path, Step};
use crate::diagnostic::{Diagnostic, Sources};
use crate::resolve::{FieldDraft, KindDraft, ObjectDraft};

/// Collects the needs of a body.
pub(super) struct Collector<'a, 's> {
    files: &'a Sources,
    /// The sources of the model.
    pub(super) sources: &'a mut SourceTable<'s>,
    /// Where faults go.
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    needs: Needs,
}

/// An object whose rules are compiled, while its scope is still open: prices may need more slots.
pub(super) struct Open<'o> {
    /// The scope.
    pub(super) scope: ObjectScope<'o>,
    rules: Vec<nameplate::spec::Rule>,
}

impl<'a, 's> Collector<'a, 's> {
    pub(super) fn new(
        files: &'a Sources,
        sources: &'a mut SourceTable<'s>,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { files, sources, diagnostics, needs: Needs::default() }
    }

    /// Compiles the rules of an object and of every object in it.
    pub(super) fn object<'o>(&mut self, path: &Path, object: &'o ObjectDraft) -> Open<'o> {
        for (index, field) in object.fields.iter().enumerate() {
            self.inner(&join(path, Step::Member(index)), field);
        }
        let mut scope = ObjectScope::new(object);
        let mut rules = scope.alias_rules();
        for (name, rule) in &object.rules {
            let mut compiler =
                Rules { files: self.files, scope: &mut scope, sources: self.sources, diagnostics: self.diagnostics };
            rules.extend(compiler.rule(name, rule));
            self.needs.rules.insert(name.value.clone());
        }
        for (index, action) in object.actions().into_iter().flat_map(|actions| &actions.cases).enumerate() {
            self.action(path, index, &action.object, &mut scope);
        }
        Open { scope, rules }
    }

    /// Compiles the rules of an action, which read the slots of the body, and of every object in it.
    fn action(&mut self, path: &Path, index: usize, action: &ObjectDraft, scope: &mut ObjectScope<'_>) {
        let path = join(path, Step::Case(index));
        for (at, field) in action.fields.iter().enumerate() {
            self.inner(&join(&path, Step::Member(at)), field);
        }
        scope.within(Some(index));
        let mut rules = Vec::new();
        for (name, rule) in &action.rules {
            let mut compiler =
                Rules { files: self.files, scope: &mut *scope, sources: self.sources, diagnostics: self.diagnostics };
            rules.extend(compiler.rule(name, rule));
            self.needs.rules.insert(name.value.clone());
        }
        scope.within(None);
        if !rules.is_empty() {
            self.needs.objects.insert(path, (Vec::new(), rules));
        }
    }

    fn inner(&mut self, path: &Path, field: &FieldDraft) {
        match &field.kind.value {
            KindDraft::List(item, _) => self.inner(&join(path, Step::Item), item),
            KindDraft::Object(object) => self.closed(path, object),
            KindDraft::Choice(choice) => {
                for (index, case) in choice.cases.iter().enumerate() {
                    self.closed(&join(path, Step::Case(index)), &case.object);
                }
            }
            KindDraft::AnyOf(alternatives) => {
                for (index, alternative) in alternatives.iter().enumerate() {
                    self.inner(&join(path, Step::Alternative(index)), alternative);
                }
            }
            KindDraft::Bool
            | KindDraft::AnyObject
            | KindDraft::Integer(_)
            | KindDraft::Number(_)
            | KindDraft::Text(_)
            | KindDraft::OneOf(_)
            | KindDraft::OneOfNumbers(_)
            | KindDraft::Url(_) => {}
        }
    }

    fn closed(&mut self, path: &Path, object: &ObjectDraft) {
        let open = self.object(path, object);
        self.close(open, path);
    }

    fn close(&mut self, open: Open<'_>, path: &Path) {
        let Open { scope, rules } = open;
        let slots = scope.finish(path, &mut self.needs);
        if !slots.is_empty() || !rules.is_empty() {
            self.needs.objects.insert(path.clone(), (slots, rules));
        }
    }

    /// Closes the body itself and gives everything.
    pub(super) fn finish(mut self, body: Open<'_>, path: &Path) -> Needs {
        self.close(body, path);
        self.needs
    }
}

fn join(path: &Path, step: Step) -> Path {
    path.iter().copied().chain([step]).collect()
}
