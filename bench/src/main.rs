//! The tables of BENCHMARKS.md: `cargo xtask bench`. What each command makes stands beside it in [`SECTIONS`].

mod check;
mod compile;
mod corpus;
mod fleet;
mod generate;
mod measure;
mod money;
mod table;

use anyhow::bail;

#[global_allocator]
static ALLOCATOR: check::allocations::Counting = check::allocations::Counting;

/// A section: its word, its heading, and what makes it.
type Section = (&'static str, &'static str, fn(&[String]) -> anyhow::Result<String>);

const SECTIONS: &[Section] = &[
    ("instructions", "Request checking: instructions", |words| Ok(check::instructions::table(words)?.to_string())),
    ("time", "Request checking: time", |_| Ok(check::time::table().to_string())),
    ("allocations", "Request checking: allocations", |_| Ok(check::allocations::table().to_string())),
    ("faults", "Request checking: faults found", |_| Ok(check::faults::table().to_string())),
    ("compile", "Generated code: what it costs to compile", compile::table),
    ("generate", "Generation", generate::table),
    ("money", "Money", |_| money::tables()),
];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        None => SECTIONS.iter().try_for_each(|section| print(section, &[])),
        Some((word, rest)) if word == "run" => check::instructions::run(rest),
        Some((word, rest)) if word == "generate-with" => generate::with(rest),
        Some((word, rest)) => match SECTIONS.iter().find(|section| section.0 == word) {
            Some(section) => print(section, rest),
            None => bail!(
                "no section `{word}`: there are {}",
                SECTIONS.iter().map(|section| section.0).collect::<Vec<_>>().join(", ")
            ),
        },
    }
}

fn print(section: &Section, arguments: &[String]) -> anyhow::Result<()> {
    println!("## {}\n\n{}", section.1, section.2(arguments)?);
    Ok(())
}
