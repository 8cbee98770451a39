//! Which operation of which provider an address means: every operation that the specs name, below its provider's prefix.

use nameplate::spec::{Method, Operation};

use crate::world::{Provider, ProviderIndex, World, origin, prefix};

/// An operation of a provider.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) provider: ProviderIndex,
    pub(crate) method: &'static str,
    pub(crate) path: Template,
    pub(crate) action: Action,
    /// The ways that have this operation, as indices into the provider's table.
    pub(crate) ways: Vec<usize>,
    /// The models' endpoint that the path is of; empty when it has none.
    pub(crate) endpoint: String,
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Submit,
    Poll,
    Cancel,
    List,
    Cost,
    Stream,
    Details,
    Balance,
    Result,
}

/// What was found for an address.
#[derive(Clone, Debug)]
pub(crate) enum Found<'r> {
    Route(&'r Route, Captures),
    /// Only other methods are known there.
    OtherMethods(ProviderIndex, Vec<&'static str>),
    /// The provider has no such address.
    NoPath(ProviderIndex),
    /// No provider has this prefix.
    NoProvider,
}

/// What the placeholders of a path stood for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Captures(Vec<(String, String)>);

impl Captures {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// Every route, those with the fewest placeholders first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Routes {
    /// The path below which a provider has addresses, longest first.
    prefixes: Vec<(String, ProviderIndex)>,
    pub(crate) list: Vec<Route>,
}

impl Routes {
    pub(crate) fn new(world: &World) -> Self {
        let mut routes = Self::default();
        for (index, provider) in world.providers.iter().enumerate() {
            let prefix = format!("/{}", provider.spec.id);
            for (action, ways, operation) in operations(provider) {
                for endpoint in endpoints(provider, operation, &ways) {
                    let path = format!("{prefix}{}", operation.path.replace("{endpoint}", &endpoint));
                    routes.add(index, operation.method.as_str(), &path, action, &ways, endpoint);
                }
            }
            for path in result_paths(provider) {
                routes.add(index, Method::Get.as_str(), &path, Action::Result, &[], String::new());
            }
            routes.prefixes.push((prefix, index));
        }
        for (_, prefix) in world.origins() {
            let owner = |(name, _): &&(String, usize)| prefix.starts_with(&format!("{name}@"));
            if let Some((_, index)) = routes.prefixes.iter().find(owner) {
                let index = *index;
                routes.prefixes.push((prefix, index));
            }
        }
        routes.list.sort_by_key(|route| route.path.placeholders());
        routes
    }

    /// Several ways may share an operation: they become one route.
    fn add(
        &mut self,
        provider: ProviderIndex,
        method: &'static str,
        path: &str,
        action: Action,
        ways: &[usize],
        endpoint: String,
    ) {
        let path = Template::parse(path);
        let same = |route: &&mut Route| {
            (route.provider, route.method, route.action) == (provider, method, action) && route.path == path
        };
        match self.list.iter_mut().find(same) {
            Some(route) => route.ways.extend(ways.iter().copied()),
            None => self.list.push(Route { provider, method, path, action, ways: ways.to_vec(), endpoint }),
        }
    }

    pub(crate) fn find(&self, method: &str, path: &str) -> Found<'_> {
        let mut others = Vec::new();
        let mut provider = None;
        for route in &self.list {
            let Some(captures) = route.path.matches(path) else { continue };
            if route.method == method || (route.method == "GET" && method == "HEAD") {
                return Found::Route(route, captures);
            }
            provider = Some(route.provider);
            if !others.contains(&route.method) {
                others.push(route.method);
            }
        }
        match provider {
            Some(provider) => Found::OtherMethods(provider, others),
            None => self.owner(path).map_or(Found::NoProvider, Found::NoPath),
        }
    }

    fn owner(&self, path: &str) -> Option<ProviderIndex> {
        let below =
            |prefix: &str| path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.prefixes.iter().find(|(prefix, _)| below(prefix)).map(|(_, provider)| *provider)
    }
}

/// The operations of a provider with the ways that have them.
fn operations(provider: &Provider) -> Vec<(Action, Vec<usize>, &Operation)> {
    let mut list = Vec::new();
    for (index, way) in provider.spec.ways.iter().enumerate() {
        let mut add = |action, operation| list.push((action, vec![index], operation));
        add(Action::Submit, &way.submit);
        way.poll.iter().for_each(|poll| add(Action::Poll, poll));
        way.cancel.iter().for_each(|cancel| add(Action::Cancel, cancel));
        way.list.iter().for_each(|list| add(Action::List, &list.open));
        way.cost_read.iter().for_each(|cost| add(Action::Cost, cost));
        way.stream.iter().for_each(|stream| add(Action::Stream, &stream.open));
    }
    list.extend(provider.spec.details.iter().map(|details| (Action::Details, Vec::new(), details)));
    list.extend(provider.spec.balance.iter().map(|balance| (Action::Balance, Vec::new(), &balance.read)));
    list
}

/// The endpoints of the models that are called by one of these ways, where the path has a place for them.
fn endpoints(provider: &Provider, operation: &Operation, ways: &[usize]) -> Vec<String> {
    if !operation.path.contains("{endpoint}") {
        return vec![String::new()];
    }
    let names: Vec<&str> =
        ways.iter().filter_map(|way| provider.spec.ways.get(*way)).map(|way| way.name.as_ref()).collect();
    let called = provider.models.iter().filter(|model| model.ways.iter().any(|way| names.contains(&way.as_ref())));
    let mut endpoints: Vec<String> = called.map(|model| model.endpoint.to_string()).collect();
    endpoints.sort();
    endpoints.dedup();
    endpoints
}

/// Where results of a provider stand: below the documented origin and path where a model's spec states one, else below
/// the emulator's own.
fn result_paths(provider: &Provider) -> Vec<String> {
    let documented = provider.models.iter().filter_map(|model| result_path(provider, &model.result.files));
    let mut paths: Vec<String> = documented.chain([own_result_path(provider, "{ext}")]).collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The path for a documented pattern of addresses.
pub(crate) fn result_path(provider: &Provider, files: &str) -> Option<String> {
    let origin = origin(files)?;
    let path = files.get(origin.len()..)?;
    Some(format!("{}{path}", prefix(&provider.spec, &origin)))
}

/// The path of results whose addresses nobody documents. No provider can be called `-`.
pub(crate) fn own_result_path(provider: &Provider, extension: &str) -> String {
    format!("/-/results/{}/{{job_id}}/{{n}}.{extension}", provider.spec.id)
}

/// A path with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Plain(String),
    Name(String),
}

impl Template {
    pub(crate) fn parse(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((plain, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            if !plain.is_empty() {
                pieces.push(Piece::Plain(plain.to_owned()));
            }
            pieces.push(Piece::Name(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Plain(rest.to_owned()));
        }
        Self { text: text.to_owned(), pieces }
    }

    fn placeholders(&self) -> usize {
        self.pieces.iter().filter(|piece| matches!(piece, Piece::Name(_))).count()
    }

    /// What the placeholders stand for when this is the path. A model's id may have slashes, nothing else may.
    fn matches(&self, path: &str) -> Option<Captures> {
        let mut captures = Captures::default();
        let mut rest = path;
        let mut pieces = self.pieces.iter().peekable();
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Plain(plain) => rest = rest.strip_prefix(plain.as_str())?,
                Piece::Name(name) => {
                    let end = match pieces.peek() {
                        Some(Piece::Plain(next)) => rest.find(next.as_str())?,
                        _ => rest.len(),
                    };
                    let (value, after) = rest.split_at_checked(end)?;
                    if value.is_empty() || (name != "model" && value.contains('/')) {
                        return None;
                    }
                    captures.0.push((name.clone(), decode(value)));
                    rest = after;
                }
            }
        }
        rest.is_empty().then_some(captures)
    }
}

/// A part of a path or query with its `%` escapes resolved; one that is no UTF-8 stays as it is.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.split_at_checked(2)).flatten();
        let resolved = escaped.and_then(|(digits, after)| Some((byte(digits)?, after)));
        let (byte, after) = resolved.unwrap_or((*first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The byte that two hexadecimal digits state.
fn byte(digits: &[u8]) -> Option<u8> {
    let digits =
        std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::{Template, decode};

    #[test]
    fn paths_are_matched_whole_and_captured() {
        let path = Template::parse("/acme/v1/jobs/{job_id}/cancel");
        let found = path.matches("/acme/v1/jobs/a%20b/cancel");
        assert_eq!(found.as_ref().map(|captures| captures.get("job_id")), Some("a b"));
        for other in ["/acme/v1/jobs//cancel", "/acme/v1/jobs/a/b/cancel", "/acme/v1/jobs/a", "/acme/v1/jobs/a/cancel/"]
        {
            assert_eq!(path.matches(other), None, "{other}");
        }
    }

    #[test]
    fn a_models_id_may_have_slashes() {
        let path = Template::parse("/acme/models/{model}");
        assert_eq!(path.matches("/acme/models/a/b").as_ref().map(|found| found.get("model")), Some("a/b"));
    }

    #[test]
    fn escapes_are_resolved_and_broken_ones_stay() {
        for (text, meant) in [("a%2Fb", "a/b"), ("100%", "100%"), ("%zz", "%zz"), ("%+1", "%+1"), ("%ff", "%ff")] {
            assert_eq!(decode(text), meant, "{text}");
        }
    }
}
