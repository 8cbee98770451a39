//! How generated code makes tables: `const` constructors with what every entry has, and `const` setters for the rest, so that
//! an entry is one line and says nothing about what its model does not have.

use super::shared::put;
use super::{
    Auth, Balance, Billing, Case, Cell, Charge, Choice, Confidence, Credits, ErrorAt, ErrorCase, ErrorCode, ErrorPlace,
    Example, Formula, Group, GroupCase, IntegerRange, Link, Listing, Literal, Measure, Message, Method, ModelSpec,
    NumberRange, Object, Op, Operation, Output, Price, ProviderSpec, Rate, RateLimit, ResultFacts, Rounds, Shared,
    SlotUse, Source, StatusWords, Step, Stream, Takes, Text, Way, list, text,
};
use crate::Exact;

/// Writes `const` setters that consume and return `self`: `text` takes a `&'static str`, `list` a `&'static [T]`, `value` what
/// the field holds, `flag` nothing.
macro_rules! entries {
    ($($type:ident { $($rest:tt)* })*) => {
        $(impl $type { entries!(@ $($rest)*); })*
    };
    (@) => {};
    (@ $kind:ident $($name:ident $(: $of:ty)?),+; $($rest:tt)*) => {
        $(entry!($kind $name $($of)?);)+
        entries!(@ $($rest)*);
    };
}

/// Writes one of them.
macro_rules! entry {
    (text $name:ident) => { entry!(@ $name(&'static str) = text($name)); };
    (list $name:ident $item:ty) => { entry!(@ $name(&'static [$item]) = list($name)); };
    (value $name:ident $value:ty) => { entry!(@ $name($value) = $name); };
    (flag $name:ident) => {
        #[doc = concat!("Sets the field `", stringify!($name), "`.")]
        #[must_use]
        pub const fn $name(mut self) -> Self {
            self.$name = true;
            self
        }
    };
    (@ $name:ident($given:ty) = $value:expr) => {
        #[doc = concat!("Sets the field `", stringify!($name), "`.")]
        #[must_use]
        pub const fn $name(mut self, $name: $given) -> Self {
            put(&mut self.$name, $value);
            self
        }
    };
}

entries! {
    ModelSpec {
        text title, summary, about, family, output, endpoint, model_member;
        list ways: Text, errors: ErrorCase, examples: Example, tips: Text, limits: Text, links: Link, sources: Source;
        value takes: Option<Takes>, result: ResultFacts;
    }
    ProviderSpec {
        text title, about, origin, idempotency, idempotency_doc, retry_after, error_answer;
        list ways: Way, schema_at: Text, errors: ErrorCode, messages: Message, retry_free: u16, limits: Text, links: Link;
        value auth: Auth, details: Option<Operation>, error_at: ErrorAt, credit: Option<Exact>, charge: Charge,
            result_expires: Option<u32>, balance: Option<Balance>, rate_limit: RateLimit;
    }
    Way {
        text doc, job_ids, count, id_form, cost_at;
        list outputs: Output, inline: Output;
        flag blocking, validates_later, absent_is_null;
        value poll: Option<Operation>, every: u32, status: Option<StatusWords>, failure: ErrorAt, cancel: Option<Operation>,
            list: Option<Listing>, stream: Option<Stream>, cost_read: Option<Operation>;
    }
    Operation { text doc, answer; flag paid; }
    Listing { text job_id, model, created, status_query; flag echoes; }
    StatusWords { list running: Text, succeeded: Text, failed: Text, cancelled: Text; }
    Stream { text job_id, status, output, error, data, data_failed; list silent_on: Text; flag replay; value keep_alive: u32; }
    ErrorAt { list code: Text, message: Text, request_id: Text; }
    ErrorCode { text name, doc, message, charge; list answers: Text; flag at_submit, at_job; value http: u16, retry: Option<bool>; }
    ErrorCase { text when, parameter, message; list answers: Text; value http: u16; }
    Charge { text when, on_failed, on_cancelled, on_refused, doc; }
    ResultFacts { text duration_as, files, doc; }
    Example { text title; list measures: Text; }
    Formula {
        text doc, read;
        list measures: Measure, groups: Group, rates: Rate;
        value credits: Option<Credits>, confidence: Confidence, source: u16;
    }
    Measure { text of, fact, doc; flag by_provider, after_run; }
    Rate { list by: super::Program; }
    Choice { text doc; list feeds: SlotUse; value default: Option<Literal>; }
    Case { text doc; }
    NumberRange { flag above_min, below_max; value min: Option<f64>, max: Option<f64>, multiple_of: Option<Exact>, rounds: Option<Rounds>; }
    IntegerRange { value rounds: Option<Rounds>; }
}

/// Writes `const fn new` with the fields that every entry states; the others are empty.
macro_rules! constructors {
    ($($type:ident($($given:ident: $given_type:ty),*) { $($field:ident: $value:expr),* $(,)? })*) => {
        $(
            impl $type {
                /// An entry of a table; what is not given is empty.
                #[must_use]
                #[allow(clippy::new_without_default, reason = "for constants, where `Default` cannot be called")]
                pub const fn new($($given: $given_type),*) -> Self {
                    Self { $($field: $value),* }
                }
            }
        )*
    };
}

constructors! {
    ModelSpec(provider: &'static ProviderSpec, id: &'static str, body: Object, billing: Billing) {
        provider: Shared::Static(provider), id: text(id), title: text(""), summary: text(""), about: text(""),
        family: text(""), output: text(""), endpoint: text(""), ways: list(&[]), takes: None, model_member: text(""),
        body: body, result: ResultFacts::new(), billing: billing, errors: list(&[]), examples: list(&[]), tips: list(&[]),
        limits: list(&[]), links: list(&[]), sources: list(&[]),
    }
    ProviderSpec(id: &'static str) {
        id: text(id), title: text(""), about: text(""), origin: text(""), auth: Auth::new("", "", "", ""), ways: list(&[]),
        details: None, schema_at: list(&[]), balance: None, error_at: ErrorAt::new(), error_answer: text(""), errors: list(&[]), messages: list(&[]), credit: None,
        charge: Charge::new(), idempotency: text(""), idempotency_doc: text(""), retry_free: list(&[]),
        retry_after: text(""), rate_limit: RateLimit::new("", "", ""), result_expires: None, limits: list(&[]), links: list(&[]),
    }
    Auth(header: &'static str, prefix: &'static str, env: &'static str, keys_at: &'static str) {
        header: text(header), prefix: text(prefix), env: text(env), keys_at: text(keys_at),
    }
    Way(name: &'static str, submit: Operation) {
        name: text(name), doc: text(""), submit: submit, blocking: false, validates_later: false, job_ids: text(""), count: text(""), id_form: text(""),
        poll: None, every: 0, status: None, outputs: list(&[]), inline: list(&[]), failure: ErrorAt::new(), cost_at: text(""), cost_read: None,
        absent_is_null: false, cancel: None, list: None, stream: None,
    }
    Operation(method: Method, path: &'static str) { method: method, path: text(path), paid: false, answer: text(""), doc: text("") }
    Listing(open: Operation, rows: &'static str) {
        open: open, rows: text(rows), job_id: text(""), model: text(""), created: text(""), echoes: false, status_query: text(""),
    }
    Balance(read: Operation, at: &'static str, unit: &'static str) { read: read, at: text(at), unit: text(unit) }
    RateLimit(limit: &'static str, remaining: &'static str, reset: &'static str) {
        limit: text(limit), remaining: text(remaining), reset: text(reset),
    }
    StatusWords(at: &'static str) {
        at: text(at), running: list(&[]), succeeded: list(&[]), failed: list(&[]), cancelled: list(&[]),
    }
    Message(situation: &'static str, said: &'static str) { situation: text(situation), text: text(said) }
    Output(media: &'static str, at: &'static str) { media: text(media), at: text(at) }
    Stream(open: Operation, event: &'static str) {
        open: open, event: text(event), job_id: text(""), status: text(""), output: text(""), error: text(""), replay: false,
        keep_alive: 0, silent_on: list(&[]), data: text(""), data_failed: text(""),
    }
    ErrorAt() { code: list(&[]), message: list(&[]), request_id: list(&[]) }
    ErrorCode(code: ErrorPlace) {
        code: code, name: text(""), http: 0, doc: text(""), message: text(""), answers: list(&[]), at_submit: false,
        at_job: false, charge: text(""), retry: None,
    }
    ErrorCase(name: &'static str, code: ErrorPlace) {
        name: text(name), when: text(""), parameter: text(""), answers: list(&[]), code: code, http: 0, message: text(""),
    }
    Charge() { when: text(""), on_failed: text(""), on_cancelled: text(""), on_refused: text(""), doc: text("") }
    Source(name: &'static str, url: &'static str, read: &'static str, confidence: Confidence) {
        name: text(name), url: text(url), read: text(read), confidence: confidence,
    }
    ResultFacts() { duration_as: text(""), files: text(""), doc: text("") }
    Example(name: &'static str, body: &'static str) {
        name: text(name), title: text(""), body: text(body), measures: list(&[]),
    }
    Link(name: &'static str, url: &'static str) { name: text(name), url: text(url) }
    Formula(currency: &'static str, steps: &'static [Step], total: u16) {
        doc: text(""), currency: text(currency), measures: list(&[]), groups: list(&[]), rates: list(&[]), steps: list(steps), total: total,
        credits: None, read: text(""), confidence: Confidence::Documented, source: 0,
    }
    Measure(name: &'static str, unit: &'static str) {
        name: text(name), unit: text(unit), of: text(""), fact: text(""), doc: text(""), by_provider: false, after_run: false,
    }
    Group(name: &'static str, cases: &'static [GroupCase]) { name: text(name), cases: list(cases) }
    GroupCase(key: &'static str, when: &'static [Op]) { key: text(key), when: list(when) }
    Rate(name: &'static str, unit: &'static str, cells: &'static [Cell]) {
        name: text(name), unit: text(unit), by: list(&[]), cells: list(cells),
    }
    Cell(keys: &'static [Text], price: Price) { keys: list(keys), price: price }
    Step(name: &'static str, unit: &'static str, formula: &'static str, program: &'static [Op]) {
        name: text(name), unit: text(unit), text: text(formula), program: list(program),
    }
    Credits(formula: &'static str, program: &'static [Op]) { text: text(formula), program: list(program) }
    Choice(tag: &'static str, cases: &'static [Case]) {
        tag: text(tag), doc: text(""), default: None, feeds: list(&[]), cases: list(cases),
    }
    Case(value: &'static str, object: Object) { value: text(value), doc: text(""), object: object }
    IntegerRange(min: i128, max: i128, multiple_of: i128) { min: min, max: max, multiple_of: multiple_of, rounds: None }
}

impl Literal {
    /// A number by its decimal text.
    ///
    /// # Panics
    /// At compile time, when the text is no decimal.
    #[must_use]
    pub const fn number(decimal: &str) -> Self {
        Self::Number(Exact::literal(decimal))
    }

    /// A text.
    #[must_use]
    pub const fn text(value: &'static str) -> Self {
        Self::Text(text(value))
    }

    /// Any other JSON value, as compact JSON.
    #[must_use]
    pub const fn json(value: &'static str) -> Self {
        Self::Json(text(value))
    }
}

impl ErrorPlace {
    /// A code that is a text.
    #[must_use]
    pub const fn text(code: &'static str) -> Self {
        Self::Text(text(code))
    }
}

impl Billing {
    /// No price is published; why, in words.
    #[must_use]
    pub const fn unpublished(why: &'static str) -> Self {
        Self::Unpublished(text(why))
    }
}
