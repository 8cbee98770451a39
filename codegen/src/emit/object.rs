//! Structs: the request itself, the objects within it, the cases of its choices.

use nameplate::spec::{ModelSpec, Object};
use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::shape::{Member, argument, members};
use super::source::{doc_attributes, ident, long};
use super::{constants, facts, literals};
use crate::names::ObjectNames;

/// A struct with what belongs to it.
pub(super) struct Struct<'a> {
    pub(super) object: &'a Object,
    pub(super) names: &'a ObjectNames,
    pub(super) spec: &'a ModelSpec,
    /// What it is.
    pub(super) docs: Docs,
    /// Whether it is the request itself and not an object within it.
    pub(super) is_body: bool,
}

/// How many required members a constructor takes one by one.
const MAX_ARGUMENTS: usize = 2;

impl Struct<'_> {
    /// The struct, its constructor and setters, and the glue that shows it to the checker.
    pub(super) fn items(&self) -> Vec<TokenStream> {
        let members = members(self.object, self.names, self.spec, self.is_body);
        let required: Vec<_> = members.iter().filter(|member| member.required).collect();
        let mut items = vec![self.definition(&members)];
        if required.len() > MAX_ARGUMENTS {
            items.push(self.required_struct(&required));
        }
        items.push(self.methods(&members, &required));
        if required.is_empty() {
            items.push(self.default());
        }
        items.push(self.record(&members));
        items
    }

    fn definition(&self, members: &[Member<'_>]) -> TokenStream {
        let (docs, name) = (doc_attributes(&self.docs), ident(&self.names.type_name));
        let fields = members.iter().map(|member| {
            let docs = doc_attributes(&facts::of_field(member.field, self.spec));
            let (name, of) = (member.ident(), member.field_type());
            quote!(#docs pub #name: #of)
        });
        let extra = self.is_body.then(|| quote!(extra: typed::Extra,));
        let must_use = if self.is_body {
            "a request does nothing until it is checked and sent"
        } else {
            "an object does nothing until a request has it"
        };
        let lint = many_bools(members);
        quote! {
            #docs
            #[derive(Clone)]
            #[must_use = #must_use]
            #[non_exhaustive]
            #lint
            pub struct #name {
                #(#fields,)*
                #extra
            }
        }
    }

    /// For a request that has more required members than anybody tells apart by their order.
    fn required_struct(&self, required: &[&Member<'_>]) -> TokenStream {
        let name = ident(&self.names.required_name);
        let fields = required.iter().map(|member| {
            let docs = doc_attributes(&facts::of_field(member.field, self.spec));
            let (name, of) = (member.ident(), member.value_type());
            quote!(#docs pub #name: #of)
        });
        let docs = format!(" What every [`{}`] has to say.", self.names.type_name);
        let lint = many_bools_of(required.iter().map(|member| &**member));
        quote! {
            #[doc = #docs]
            #[derive(Clone)]
            #lint
            pub struct #name {
                #(#fields,)*
            }
        }
    }

    fn methods(&self, members: &[Member<'_>], required: &[&Member<'_>]) -> TokenStream {
        let name = ident(&self.names.type_name);
        let constants = constants::of_members(members);
        let new = self.constructor(members.len(), required);
        let setters = members.iter().filter(|member| !member.required).map(setter);
        let blank = self.blank(members);
        quote! {
            impl #name {
                #(#constants)*
                #new
                #(#setters)*
                #blank
            }
        }
    }

    fn constructor(&self, members: usize, required: &[&Member<'_>]) -> TokenStream {
        // Naming every field and a base too would make clippy ask what the base is for.
        let is_whole = required.len() == members && !self.is_body;
        let base = if is_whole { quote!() } else { quote!(..Self::blank()) };
        if required.is_empty() {
            return quote! {
                /// Nothing set: the provider's defaults hold.
                pub fn new() -> Self {
                    Self::blank()
                }
            };
        }
        if required.len() > MAX_ARGUMENTS {
            let argument = ident(&self.names.required_name);
            let names: Vec<_> = required.iter().map(|member| member.ident()).collect();
            return quote! {
                /// Only what is required: for the rest the provider's defaults hold.
                pub fn new(#argument { #(#names),* }: #argument) -> Self {
                    Self { #(#names,)* #base }
                }
            };
        }
        let arguments = required.iter().map(|member| {
            let (name, taken) = (member.ident(), argument(member).taken);
            quote!(#name: #taken)
        });
        let fields = required.iter().map(|member| {
            let (name, made) = (member.ident(), argument(member).made);
            if name == made.to_string() { quote!(#name) } else { quote!(#name: #made) }
        });
        quote! {
            /// Only what is required: for the rest the provider's defaults hold.
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#fields,)* #base }
            }
        }
    }

    fn blank(&self, members: &[Member<'_>]) -> TokenStream {
        let fields = members.iter().map(|member| {
            let name = member.ident();
            if member.required { quote!(#name: typed::Member::blank()) } else { quote!(#name: None) }
        });
        let extra = self.is_body.then(|| quote!(extra: typed::Extra::new(),));
        let lint = long(members.len());
        quote! {
            #lint
            fn blank() -> Self {
                Self { #(#fields,)* #extra }
            }
        }
    }

    fn default(&self) -> TokenStream {
        let name = ident(&self.names.type_name);
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    }

    /// How the checker, the reader and the writer see it.
    fn record(&self, members: &[Member<'_>]) -> TokenStream {
        let name = ident(&self.names.type_name);
        let (get, member) = (self.get(members), self.member(members));
        let case = self.names.action.as_ref().map(|action| {
            let action = ident(&action.ident);
            quote! {
                fn case(&self) -> usize {
                    typed::Record::case(&self.#action)
                }
            }
        });
        let extra = self.is_body.then(|| {
            quote! {
                fn extra(&self) -> &[(String, typed::Json)] {
                    self.extra.members()
                }
                fn put_extra(&mut self, name: &str, value: typed::Json) {
                    self.extra.insert(name, value);
                }
            }
        });
        quote! {
            impl typed::Record for #name {
                #get
                #member
                #case
                #extra
            }
        }
    }

    fn get(&self, members: &[Member<'_>]) -> TokenStream {
        let fixed = (self.is_body && !self.spec.model_member.is_empty()).then(|| {
            let id: TokenStream = literals::text(&self.spec.id).parse().unwrap_or_else(|_| quote!(""));
            quote!(0 => typed::Value::Text(#id),)
        });
        let arms: Vec<_> = members
            .iter()
            .map(|member| {
                let (index, name) = (proc_macro2::Literal::usize_unsuffixed(member.index), member.ident());
                quote!(#index => self.#name.value(),)
            })
            .collect();
        if fixed.is_none() && arms.is_empty() {
            return quote!(
                fn get(&self, _: usize) -> typed::Value<'_> {
                    typed::Value::Absent
                }
            );
        }
        let lint = long(members.len());
        let others = self.within_action().map_or_else(
            || quote!(_ => typed::Value::Absent,),
            |(action, first)| quote!(_ => typed::Record::get(&self.#action, index - #first),),
        );
        quote! {
            #lint
            fn get(&self, index: usize) -> typed::Value<'_> {
                match index {
                    #fixed
                    #(#arms)*
                    #others
                }
            }
        }
    }

    /// The field of the action, and the index of the first member that is the action's own.
    fn within_action(&self) -> Option<(syn::Ident, proc_macro2::Literal)> {
        let action = self.names.action.as_ref()?;
        Some((ident(&action.ident), proc_macro2::Literal::usize_unsuffixed(self.object.fields.len() + 1)))
    }

    fn member(&self, members: &[Member<'_>]) -> TokenStream {
        let arms: Vec<_> = members
            .iter()
            .map(|member| {
                let (index, name) = (proc_macro2::Literal::usize_unsuffixed(member.index), member.ident());
                quote!(#index => Some(&mut self.#name),)
            })
            .collect();
        if arms.is_empty() {
            return quote!();
        }
        let lint = long(members.len());
        let others = self.within_action().map_or_else(
            || quote!(_ => None,),
            |(action, first)| {
                // The member that names the model has no field.
                let fixed = (arms.len() < self.object.fields.len() + 1).then(|| quote!(_ => None,));
                quote!(#first.. => typed::Record::member(&mut self.#action, index - #first), #fixed)
            },
        );
        quote! {
            #lint
            fn member(&mut self, index: usize) -> Option<&mut dyn typed::Member> {
                match index {
                    #(#arms)*
                    #others
                }
            }
        }
    }
}

fn setter(member: &Member<'_>) -> TokenStream {
    let docs = doc_attributes(&facts::of_setter(member.field));
    let (name, argument) = (member.ident(), argument(member));
    let (taken, made) = (argument.taken, argument.made);
    quote! {
        #docs
        pub fn #name(mut self, #name: #taken) -> Self {
            self.#name = Some(#made);
            self
        }
    }
}

fn many_bools(members: &[Member<'_>]) -> Option<TokenStream> {
    many_bools_of(members.iter())
}

/// What clippy has to be told about a provider that asks for many truth values.
fn many_bools_of<'a, 'b: 'a>(members: impl Iterator<Item = &'a Member<'b>>) -> Option<TokenStream> {
    let bools = members.filter(|member| member.required && member.value_type().to_string() == "bool").count();
    (bools > 3).then(|| quote!(#[allow(clippy::struct_excessive_bools, reason = "the provider asks for each of them")]))
}

/// The doc comment of an object within a request.
pub(super) fn part_docs(doc: &str, name: &str) -> Docs {
    let docs = Docs::new().words(doc);
    if docs.lines().is_empty() { docs.paragraph(&format!("The object {}.", code(name))) } else { docs }
}
