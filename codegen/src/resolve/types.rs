//! `like` on parameters: the layers of a parameter, from the parameter itself to the type it ends in.

use indexmap::IndexMap;

use super::draft::At;
use super::errors;
use crate::diagnostic::{Diagnostic, FileId};
use crate::spec::{Map, Parameter};
use crate::yaml::Sp;

/// A chain of types may be so long.
const MAX_LAYERS: usize = 8;

/// The types that a file may name, nearest first.
pub(super) struct Types<'a> {
    scopes: Vec<(FileId, &'a Map<Parameter>)>,
}

/// One layer of a parameter: where it is written, and what it says.
pub(super) type Layer<'a> = (FileId, &'a Parameter);

impl<'a> Types<'a> {
    /// The types of a model (if it has any) over those of its provider.
    pub(super) fn new(scopes: impl IntoIterator<Item = (FileId, Option<&'a Map<Parameter>>)>) -> Self {
        Self { scopes: scopes.into_iter().filter_map(|(file, types)| Some((file, types?))).collect() }
    }

    /// The layers of a parameter, itself first. A type is looked for in the scopes from the one of its own file outwards,
    /// so that a provider's type never means a model's.
    pub(super) fn layers(
        &self,
        file: FileId,
        parameter: &'a Parameter,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Layer<'a>>> {
        let mut layers = vec![(file, parameter)];
        while let Some((file, like)) = layers.last().and_then(|(file, layer)| Some((*file, layer.like.as_ref()?))) {
            let Some(found) = self.find(file, &like.value) else {
                diagnostics.push(errors::unknown_type(&At::from_sp(file, like), &self.names()));
                return None;
            };
            if layers.len() == MAX_LAYERS || layers.iter().any(|(_, layer)| std::ptr::eq(*layer, found.1)) {
                diagnostics.push(errors::like_cycle(&At::from_sp(file, like)));
                return None;
            }
            layers.push(found);
        }
        Some(layers)
    }

    fn find(&self, file: FileId, name: &str) -> Option<Layer<'a>> {
        let from = self.scopes.iter().position(|(scope, _)| *scope == file).unwrap_or(0);
        self.scopes.iter().skip(from).find_map(|(scope, types)| {
            let types: &'a IndexMap<Sp<String>, Parameter> = types;
            types.iter().find(|(key, _)| key.value == name).map(|(_, found)| (*scope, found))
        })
    }

    fn names(&self) -> Vec<&str> {
        self.scopes.iter().flat_map(|(_, types)| types.keys().map(|key| key.value.as_str())).collect()
    }
}
