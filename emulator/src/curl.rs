//! A call that can be pasted into a shell at once.

use nameplate::spec::{ModelSpec, Way};

use crate::world::Provider;

/// The documented request of the first model that has one, as a call of curl to a provider below `url`. Jobs go before calls
/// that wait for the result.
pub(crate) fn ready(providers: &[Provider], url: &str) -> Option<String> {
    let calls = || {
        providers.iter().flat_map(|provider| {
            provider.models.iter().filter_map(move |model| {
                let (_, way) = provider.way(model.ways.first()?)?;
                Some((provider, model, way, model.examples.first()?))
            })
        })
    };
    let (provider, model, way, example) = calls().find(|(_, _, way, _)| !way.blocking).or_else(|| calls().next())?;
    let auth = &provider.spec.auth;
    let headers = [format!("{}: {}any-key", auth.header, auth.prefix), "Content-Type: application/json".to_owned()];
    let headers = headers.map(|header| format!("-H {}", quoted(&header))).join(" ");
    let method = way.submit.method.as_str();
    let url = quoted(&format!("{url}/{}{}", provider.spec.id, path(model, way)));
    Some(format!("curl -X {method} {url} {headers} -d {}", quoted(&example.body)))
}

fn path(model: &ModelSpec, way: &Way) -> String {
    way.submit.path.replace("{endpoint}", &model.endpoint).replace("{model}", &model.id)
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotes_do_not_end_the_word() {
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
