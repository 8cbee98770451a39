//! Hand-built tables: the two first models in the shapes that the benchmark corpus uses, and a model of any body.

use crate::Exact;
use crate::spec::{
    Billing, Chars, Confidence, ErrorCase, ErrorPlace, Field, Kind, Listed, Literal, MediaFact, Method, ModelSpec,
    NumberRange, Object, Op, Operation, ProviderSpec, ResultFacts, Rule, RuleKind, Shared, Slot, SlotUse, Source, Take,
    TextRange, UrlRange, Way, Word, list, text,
};

pub(super) const fn dec(text: &str) -> Exact {
    match Exact::decimal(text) {
        Some(number) => number,
        None => panic!("not a decimal"),
    }
}

fn way(name: &'static str, validates_later: bool) -> Way {
    let way = Way::new(name, Operation::new(Method::Post, "/").paid()).job_ids("/id");
    if validates_later { way.validates_later() } else { way }
}

/// A model with two ways, `now` and `later`, the second of which judges parameters later.
pub(super) fn model(body: Object) -> ModelSpec {
    let provider = ProviderSpec {
        ways: vec![way("now", false), way("later", true)].into(),
        ..ProviderSpec::new("maker").title("Maker").origin("https://maker.example")
    };
    ModelSpec {
        provider: Shared::new(provider),
        id: text("model"),
        title: text("Model"),
        summary: text(""),
        about: text(""),
        family: text(""),
        output: text("video"),
        endpoint: text("/"),
        ways: vec![text("now"), text("later")].into(),
        takes: None,
        model_member: text("model"),
        body,
        result: ResultFacts { duration_as: text(""), files: text(""), doc: text("") },
        billing: Billing::Unpublished(text("no price")),
        errors: list(&[]),
        examples: list(&[]),
        tips: list(&[]),
        limits: list(&[]),
        links: list(&[]),
        sources: vec![Source { name: text("page"), url: text(""), read: text(""), confidence: Confidence::Documented }]
            .into(),
    }
}

/// A model whose body has these members.
pub(super) fn with_fields(fields: Vec<Field>) -> ModelSpec {
    model(Object { fields: fields.into(), ..Object::new(&[]) })
}

/// One of some texts.
pub(super) fn one_of(words: &[&'static str]) -> Kind {
    Kind::OneOf(words.iter().map(|word| Word::new(word)).collect())
}

/// One of some numbers.
pub(super) fn one_of_numbers(numbers: &[&'static str]) -> Kind {
    let listed = |number: &&'static str| Listed::new(dec(number), number.parse().unwrap());
    Kind::OneOfNumbers(numbers.iter().map(listed).collect())
}

/// An HTTP address.
pub(super) fn url(public: bool) -> Kind {
    let schemes = vec![text("http"), text("https")].into();
    Kind::Url(UrlRange { schemes, ..UrlRange::new(&[], public) })
}

/// A file that is one of some words.
pub(super) fn fact(what: &'static str, fact: &'static str, words: &[&'static str]) -> MediaFact {
    MediaFact { words: words.iter().map(|word| text(word)).collect(), ..MediaFact::range(what, fact, None, None) }
}

/// A member that feeds a slot of its own object.
pub(super) fn feeding(field: Field, slot: u16) -> Field {
    Field { feeds: vec![SlotUse::new(0, slot)].into(), ..field }
}

fn rhea_fields() -> Vec<Field> {
    let unit = |name| Field::new(name, Kind::number(-1.0, 1.0)).default(Literal::Number(Exact::ZERO));
    let fps = one_of_numbers(&["24", "23.976", "25", "29.97", "30", "50", "59.94", "60"]);
    let grain = Kind::Number(NumberRange { min: Some(0.0), max: Some(0.1), ..NumberRange::ANY });
    let input = Field::new("input_video", Kind::Text(TextRange::ANY.chars(Chars::new(Some(1), None)))).required();
    vec![
        Field::new("model", one_of(&["topazlabs-rhea-video"])).required(),
        Field { inferred: Some(Shared::new(url(false))), media: vec![fact("of", "kind", &["video"])].into(), ..input },
        Field::new("resolution", one_of(&["720p", "1080p", "2k", "4k"])).default(Literal::Text(text("1080p"))),
        feeding(Field::new("interpolate_frames", Kind::Bool).default(Literal::Bool(false)), 0),
        feeding(Field::new("target_fps", fps).default(Literal::Number(dec("30"))), 1),
        unit("blur"),
        unit("compression"),
        unit("details"),
        feeding(Field::new("grain", grain).default(Literal::Number(dec("0.05"))), 2),
        feeding(Field::new("grain_type", one_of(&["silver_rich", "gaussian", "grey"])), 3),
        unit("halo"),
        unit("noise"),
    ]
}

/// The first model, with its two inferred rules.
pub(super) fn rhea() -> ModelSpec {
    let no_effect = |subject, when: Vec<Op>, text: &'static str| RuleKind::NoEffect {
        subject,
        when: when.into(),
        text: text.into(),
    };
    let rules = vec![
        Rule::new(
            "fps_needs_interpolation",
            no_effect(1, vec![Op::Slot(0), Op::Not], "!interpolate_frames"),
            &[1, 0],
            &[0],
        )
        .inferred(),
        Rule::new(
            "grain_type_needs_grain",
            no_effect(3, vec![Op::Slot(2), Op::Number(Exact::ZERO), Op::Eq], "grain == 0"),
            &[3, 2],
            &[2],
        )
        .inferred(),
    ];
    let slots = vec![
        Slot::new("interpolate_frames", "/interpolate_frames", Take::Value).default(Literal::Bool(false)),
        Slot::new("target_fps", "/target_fps", Take::Value).default(Literal::Number(dec("30"))),
        Slot::new("grain", "/grain", Take::Value).default(Literal::Number(dec("0.05"))),
        Slot::new("grain_type", "/grain_type", Take::Value),
    ];
    model(Object { fields: rhea_fields().into(), slots: slots.into(), rules: rules.into(), ..Object::new(&[]) })
}

/// The second model, with its own error codes.
pub(super) fn topaz() -> ModelSpec {
    let case = |parameter: &'static str, answers: &[&'static str], code| ErrorCase {
        name: text(parameter),
        when: text(""),
        parameter: text(parameter),
        answers: answers.iter().map(|rule| text(rule)).collect(),
        code: ErrorPlace::Number(code),
        http: 400,
        message: text(""),
    };
    let media = vec![
        fact("of", "kind", &["video"]),
        fact("containers", "container", &["mp4", "mov", "mkv"]),
        MediaFact::range("max_bytes", "bytes", None, Some(Exact::integer(50 << 20))),
        MediaFact::range("max_bytes", "bytes", None, Some(Exact::integer(50_000_000))).inferred(),
    ];
    let fields = vec![
        Field::new("model", one_of(&["topaz-video-upscaler"])).required(),
        Field { media: media.into(), ..Field::new("video_url", url(true)).required() },
        feeding(Field::new("upscale_factor", one_of(&["1", "2", "4"])).default(Literal::Text(text("2"))), 0),
    ];
    let slots = vec![Slot::new("upscale_factor", "/upscale_factor", Take::Value).default(Literal::Text(text("2")))];
    let errors = vec![
        case("video_url", &["missing"], 20002),
        case("video_url", &["not_a_url", "bad_scheme", "not_public_url"], 20003),
        case("upscale_factor", &["not_listed"], 20003),
    ];
    ModelSpec {
        errors: errors.into(),
        ..model(Object { fields: fields.into(), slots: slots.into(), rules: Vec::new().into(), ..Object::new(&[]) })
    }
}
