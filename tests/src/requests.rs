//! Requests drawn from a spec: mostly right, with values at and next to every limit, and everything that JSON can hold. The
//! same seed draws the same requests.

use nameplate::spec::{Choice, Field, Kind, ModelSpec, Object};

/// A small generator of random numbers (splitmix64), so that a seed names a run on every machine.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A run.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// Whether something happens that does so `percent` times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of some texts.
    pub fn pick(&mut self, texts: &[impl AsRef<str>]) -> String {
        texts.get(self.below(texts.len())).map(|text| text.as_ref().to_owned()).unwrap_or_default()
    }
}

/// Spellings of numbers that readers of JSON disagree about.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-0.0",
    "1",
    "1.0",
    "1e0",
    "10e-1",
    "1e2",
    "100",
    "0.1",
    "0.10",
    "-1",
    "-1.5",
    "2.5",
    "1e-7",
    "1E+2",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "-9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "1e308",
    "-1e308",
    "1e400",
    "1e-400",
    "0.30000000000000004",
    "123456789012345678901234567890",
];

const TEXTS: &[&str] = &[
    "\"\"",
    "\"a\"",
    "\"A\"",
    "\" \"",
    "\"é\"",
    "\"🎬🎬\"",
    "\"a b  c\"",
    "\"\\u0000\"",
    "\"\\n\"",
    "\"\\ud83c\\udfac\"",
    "\"\\ud800\"",
    "\"2\"",
    "\"true\"",
    "\"#fff\"",
    "\"abc-123\"",
];

const URLS: &[&str] = &[
    "\"https://example.com/a.mp4\"",
    "\"http://example.com/a.mp4\"",
    "\"HTTPS://example.com\"",
    "\"ftp://example.com/a\"",
    "\"data:video/mp4;base64,AAAA\"",
    "\"example.com/a\"",
    "\"https://\"",
    "\"https://localhost/a\"",
    "\"https://10.0.0.1/a\"",
    "\"https://2130706433/a\"",
    "\"https://[::1]/a\"",
    "\"https://exämple.com/a\"",
    "\"https://a b\"",
    "\"https://cdn.example.com:8443/a?b=c#d\"",
    "\"https:\\/\\/example.com\\/a\"",
];

const OBJECTS: &[&str] = &["{}", "{\"a\":1}", "{\"a\":{\"b\":[1,{\"c\":null}]}}", "{\"a\":1,\"b\":\"x\"}"];

const ANYTHING: &[&str] = &["null", "true", "false", "[]", "{}", "[1]", "{\"a\":1}", "\"x\"", "5", "0.5"];

/// A body for a way of a model.
#[must_use]
pub fn body(spec: &ModelSpec, way: usize, random: &mut Random) -> String {
    object(&spec.body, Some(way), random)
}

fn object(object: &Object, way: Option<usize>, random: &mut Random) -> String {
    let density = [15, 50, 85, 100][random.below(4)];
    let mut members = Vec::new();
    for field in object.fields.iter() {
        let taken = way.is_none_or(|way| field.taken_by(way));
        let wanted = if field.required { 97 } else { density };
        if random.chance(if taken { wanted } else { 2 }) {
            members.push(member(&field.name, &value(field, random)));
        }
    }
    if let Some(actions) = object.actions() {
        members.extend(of_action(actions, density, random));
    }
    if random.chance(5) {
        members.push(member(&random.pick(&["nope", "Model", "seed_", ""]), "1"));
    }
    if random.chance(4) && !members.is_empty() {
        let again = members[random.below(members.len())].clone();
        members.push(again);
    }
    if random.chance(10) {
        members.reverse();
    }
    format!("{{{}}}", members.join(if random.chance(50) { "," } else { " ,\n " }))
}

/// The member that says which action, and members of that action, sometimes of another one.
fn of_action(actions: &Choice, density: usize, random: &mut Random) -> Vec<String> {
    let Some(asked) = actions.cases.get(random.below(actions.cases.len())) else { return Vec::new() };
    let mut members = Vec::new();
    if random.chance(if actions.default.is_some() { 70 } else { 96 }) {
        let tag =
            if random.chance(3) { random.pick(ANYTHING) } else { serde_json::Value::from(&*asked.value).to_string() };
        members.push(member(&actions.tag, &tag));
    }
    for action in actions.cases.iter() {
        let own = action.value == asked.value;
        for field in action.object.fields.iter() {
            let wanted = if field.required { 97 } else { density };
            if random.chance(if own { wanted } else { 2 }) {
                members.push(member(&field.name, &value(field, random)));
            }
        }
    }
    members
}

fn member(name: &str, value: &str) -> String {
    format!("{}:{value}", serde_json::Value::from(name))
}

fn value(field: &Field, random: &mut Random) -> String {
    if random.chance(4) {
        return random.pick(ANYTHING);
    }
    if field.nullable && random.chance(10) {
        return "null".to_owned();
    }
    match &field.kind {
        Kind::Bool => random.pick(&["true", "false"]),
        Kind::Integer(range) => {
            let near = [range.min - 1, range.min, range.min + 1, range.max - 1, range.max, range.max + 1, 0, 1];
            number(near.map(|bound| bound.to_string()).as_slice(), random)
        }
        Kind::Number(range) => {
            let mut near: Vec<String> = Vec::new();
            for bound in range.min.iter().chain(&range.max) {
                near.extend([*bound, bound.next_down(), bound.next_up(), bound.trunc()].map(|at| at.to_string()));
            }
            near.push("0.05".to_owned());
            number(&near, random)
        }
        Kind::OneOfNumbers(listed) => {
            let mut near: Vec<String> = listed.iter().map(|number| number.value.to_string()).collect();
            near.extend(listed.iter().map(|number| format!("{}", number.double.next_up())));
            near.extend(listed.iter().map(|number| format!("{:e}", number.double)));
            number(&near, random)
        }
        Kind::OneOf(words) => {
            let mut near: Vec<String> =
                words.iter().map(|word| serde_json::Value::from(&*word.value).to_string()).collect();
            near.extend(words.iter().map(|word| serde_json::Value::from(word.value.to_uppercase()).to_string()));
            if random.chance(80) {
                near.get(random.below(words.len())).cloned().unwrap_or_default()
            } else {
                random.pick(&near)
            }
        }
        Kind::Text(range) => {
            let lengths = [range.chars, range.utf16, range.bytes, range.words];
            let near =
                lengths.iter().flat_map(|length| [length.min, length.max]).flatten().filter(|length| *length < 5000);
            let near: Vec<u64> = near.collect();
            if near.is_empty() || random.chance(40) {
                return if random.chance(30) { random.pick(URLS) } else { random.pick(TEXTS) };
            }
            let bound = near.get(random.below(near.len())).copied().unwrap_or(0);
            let length = usize::try_from(bound).unwrap_or(0) + random.below(3);
            let unit = random.pick(&["a", "é", "🎬", "a ", "\\u0061"]);
            format!("\"{}\"", unit.repeat(length.saturating_sub(1)))
        }
        Kind::Url(_) => random.pick(URLS),
        Kind::List(range) => {
            let bounds = range.min.iter().chain(&range.max).chain(range.counts.iter()).filter(|bound| **bound < 40);
            let mut near: Vec<u64> = bounds.copied().collect();
            near.extend([0, 1, 2, range.multiple_of, 3 * range.multiple_of]);
            let bound = near.get(random.below(near.len())).copied().unwrap_or(0);
            let count = usize::try_from(bound).unwrap_or(0) + random.below(2);
            let items: Vec<String> = range
                .item
                .iter()
                .flat_map(|item| (0..count).map(|_| value(item, random)).collect::<Vec<_>>())
                .collect();
            format!("[{}]", items.join(","))
        }
        Kind::AnyOf(alternatives) => {
            let one = alternatives.get(random.below(alternatives.len()));
            one.map(|alternative| value(alternative, random)).unwrap_or_default()
        }
        Kind::AnyObject => random.pick(OBJECTS),
        Kind::Object(inner) => object(inner, None, random),
        Kind::Choice(choice) => {
            let case = choice.cases.get(random.below(choice.cases.len()));
            let body = case.map(|case| object(&case.object, None, random)).unwrap_or_default();
            let tag = case.map(|case| member(&choice.tag, &serde_json::Value::from(&*case.value).to_string()));
            match tag {
                Some(tag) if random.chance(90) && body.len() > 2 => format!("{{{tag},{}", body.get(1..).unwrap_or("}")),
                Some(tag) if random.chance(95) => format!("{{{tag}}}"),
                _ => body,
            }
        }
    }
}

/// A number near a limit, or one of the odd spellings.
fn number(near: &[String], random: &mut Random) -> String {
    if random.chance(70) && !near.is_empty() { random.pick(near) } else { random.pick(NUMBERS) }
}
