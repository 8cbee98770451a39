//! Instructions for each request, counted by valgrind: the difference between three passes over five hundred bodies and one.
//! Unlike times, they are the same on every run.

use std::process::Command;

use anyhow::{Context, bail};

use super::{CHECKERS, Checker, checker};
use crate::corpus::Model;
use crate::table::{Table, thousands};

/// The table of every checker, or of those whose words are given.
pub fn table(words: &[String]) -> anyhow::Result<Table> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        bail!("`valgrind` is not installed: instructions are counted by it; the other sections do without");
    }
    let mut table =
        Table::new(&["instructions per request", "rhea valid", "rhea invalid", "topaz valid", "topaz invalid"]);
    for checker in CHECKERS.iter().filter(|checker| words.is_empty() || words.iter().any(|word| word == checker.word)) {
        let mut row = vec![checker.title.to_owned()];
        for model in Model::ALL {
            for valid in [true, false] {
                row.push(thousands(per_request(checker, model, valid)?));
            }
        }
        table.row(row);
    }
    Ok(table)
}

fn per_request(checker: &Checker, model: Model, valid: bool) -> anyhow::Result<u64> {
    let counted = |passes| count(checker.word, model, valid, passes);
    Ok((counted(3)?.saturating_sub(counted(1)?)) / 2 / 500)
}

/// Runs `run` (below) in a process of its own under valgrind.
fn count(word: &str, model: Model, valid: bool, passes: u32) -> anyhow::Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["run", word, model.name(), if valid { "valid" } else { "invalid" }, &passes.to_string()])
        .output()?;
    let log = String::from_utf8_lossy(&output.stderr);
    let collected = log.lines().find_map(|line| line.split("Collected :").nth(1));
    let collected = collected.with_context(|| format!("valgrind counted nothing:\n{log}"))?;
    Ok(collected.trim().parse()?)
}

/// The command that valgrind runs: `run CHECKER MODEL valid|invalid PASSES`.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let [word, model, validity, passes] = arguments else { bail!("run CHECKER MODEL valid|invalid PASSES") };
    let checker = checker(word).with_context(|| format!("no checker `{word}`"))?;
    let model = Model::ALL.into_iter().find(|known| known.name() == model).context("the model is rhea or topaz")?;
    let bodies = model.bodies(validity == "valid");
    let mut judge = (checker.ready)(model);
    let mut found = 0;
    for _ in 0..passes.parse()? {
        found += bodies.iter().map(|body| judge(body.as_bytes())).sum::<usize>();
    }
    eprintln!("{found} faults");
    Ok(())
}
