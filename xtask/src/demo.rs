//! `cargo xtask demo`: the main job on real input, in a minute, without a key or a network.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, bail};
use nameplate_codegen::load_folders;
use serde_json::Value;

/// A request with five mistakes, of the kinds that cost a call.
const BROKEN: &str = r#"{
  "model": "topaz-video-upscaler",
  "video_url": "http://192.168.1.20/holiday.mp4",
  "upscale_facter": 2,
  "upscale_factor": 4
}
"#;

/// Runs the demonstration.
pub(crate) fn demo(root: &Path) -> anyhow::Result<ExitCode> {
    println!("1. What is generated is what the specs ask for:\n");
    if crate::generate::generate(root, false)? != ExitCode::SUCCESS {
        return Ok(ExitCode::FAILURE);
    }
    println!("\n2. Every documented example, checked and priced:\n");
    cargo(root, &["build", "--quiet", "--package", "nameplate-cli"], &[])?;
    examples(root)?;
    println!("\n3. A broken request, before it is sent:\n\n{BROKEN}");
    let status =
        nameplate(root, &["check", "topaz-video-upscaler", "--request", "-"], BROKEN, Stdio::inherit())?.status;
    if status.code() != Some(3) {
        bail!("the broken request ended with {status}, and 3 was expected");
    }
    println!(
        "\n4. Both first models run to their results, played by an emulator: one is polled, one listens to events:\n"
    );
    run_jobs(root)?;
    println!("\n5. Try next:\n");
    for line in [
        "cargo run -q -p nameplate-cli -- explain topazlabs-rhea-video.target_fps",
        "cargo run -q -p nameplate-cli -- estimate topaz-video-upscaler -p video_url=https://example.com/a.mp4 --budget 5USD",
        "cargo run -q -p nameplate-cli -- run topaz-video-upscaler -p video_url=https://example.com/a.mp4 --scenario fail-refund",
        "cargo run -q -p nameplate-cli -- emulate           # then call it as you would call the providers",
        "cargo xtask new-model oxen my-model        # then edit the YAML, and `cargo xtask generate`",
    ] {
        println!("   {line}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Jobs to their results. The emulator takes the length of the clip from its address.
fn run_jobs(root: &Path) -> anyhow::Result<()> {
    let out = root.join("target/demo");
    let out = out.to_str().context("the path of this folder is not UTF-8")?;
    let ledger = format!("{out}/jobs.sqlite");
    let polled = "video_url=https://your-cdn.com/source-480p.mp4?seconds=6.2";
    let listening = "input_video=https://hub.oxen.ai/api/repos/ox/Oxen-AI-Assets/file/main/images/winter_summer_ox.mp4";
    for request in [
        ["topaz-video-upscaler", "-p", polled, "--measure", "source_seconds=6.2"].as_slice(),
        ["topazlabs-rhea-video", "-p", listening, "--way", "events"].as_slice(),
    ] {
        let arguments = [&["run"], request, &["--out", out, "--ledger", &ledger]].concat();
        println!("   nameplate {}\n", arguments.join(" "));
        let status = nameplate(root, &arguments, "", Stdio::inherit())?.status;
        if !status.success() {
            bail!("the job ended with {status}");
        }
        println!();
    }
    Ok(())
}

fn examples(root: &Path) -> anyhow::Result<()> {
    let specs = load_folders(&[root.join("specs")])?;
    for model in specs.models() {
        let name = model.name();
        println!("   {name}");
        for example in model.examples.iter() {
            let measures: Vec<&str> = example.measures.iter().flat_map(|measure| ["--measure", measure]).collect();
            let asked = ["--request", "-", "--json"];
            let check = [&["check", &*name], &asked[..]].concat();
            let estimate_words = [&["estimate", &*name], &asked[..], &measures].concat();
            let (check, estimate) = (json(root, &check, &example.body)?, json(root, &estimate_words, &example.body)?);
            if check["ok"] != Value::Bool(true) {
                bail!("the example `{}` of {} does not pass: {check}", example.name, name);
            }
            println!("     {:<18} ok   {}", example.name, price(&estimate));
            if let Some(measure) = estimate["rate"]["measure"].as_str() {
                let given = format!("{measure}=6.2");
                let estimate = json(root, &[&estimate_words[..], &["--measure", &given]].concat(), &example.body)?;
                println!("     {:<18}      {} with {given}", "", price(&estimate));
            }
        }
    }
    Ok(())
}

/// A price in a few words.
fn price(estimate: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match estimate["kind"].as_str() {
        Some("exact") => match estimate["credits"].as_i64() {
            Some(credits) => format!("${}, {credits} credits", text(&estimate["total"])),
            None => format!("${}", text(&estimate["total"])),
        },
        Some("range") => format!("${} to ${}", text(&estimate["min"]), text(&estimate["max"])),
        Some("rate") => {
            let rate = &estimate["rate"];
            format!(
                "${} for each started {} {} of {}",
                text(&rate["amount"]),
                text(&rate["per"]),
                text(&rate["unit"]),
                text(&rate["measure"])
            )
        }
        _ => format!("price unknown: {}", text(&estimate["why"])),
    }
}

fn json(root: &Path, arguments: &[&str], input: &str) -> anyhow::Result<Value> {
    let output = nameplate(root, arguments, input, Stdio::piped())?;
    serde_json::from_slice(&output.stdout)
        .with_context(|| format!("`nameplate {}` printed no JSON", arguments.join(" ")))
}

/// Runs the command line on a body.
fn nameplate(root: &Path, arguments: &[&str], input: &str, stdout: Stdio) -> anyhow::Result<std::process::Output> {
    let mut child = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "nameplate-cli", "--"])
        .args(arguments)
        .current_dir(if root.as_os_str().is_empty() { Path::new(".") } else { root })
        .stdin(Stdio::piped())
        .stdout(stdout)
        .spawn()
        .context("`cargo run` could not be started")?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    Ok(child.wait_with_output()?)
}

/// Runs cargo in a folder and ends as it ends.
pub(crate) fn cargo(folder: &Path, arguments: &[&str], more: &[String]) -> anyhow::Result<ExitCode> {
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .args(more)
        .current_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .status()
        .context("cargo could not be started")?;
    if status.success() { Ok(ExitCode::SUCCESS) } else { bail!("`cargo {}` ended with {status}", arguments.join(" ")) }
}
