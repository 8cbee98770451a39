//! The two streams: data on standard output, talk on standard error. Colours only where a person looks.

use std::env;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;

use nameplate_codegen::diagnostic::Style;
use serde::Serialize;

use crate::args::Color;
use crate::failure::{self, Failure};

/// The two streams: whether each is coloured, and what answers look like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    out: Style,
    err: Style,
    json: bool,
}

impl Screen {
    pub(crate) fn new(color: Color, json: bool) -> Self {
        let style = |is_terminal: bool| {
            // https://no-color.org: set and not empty.
            let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            match color {
                Color::Always => Style::Coloured,
                Color::Auto if is_terminal && !refused => Style::Coloured,
                Color::Auto | Color::Never => Style::Plain,
            }
        };
        Self { out: style(io::stdout().is_terminal()), err: style(io::stderr().is_terminal()), json }
    }

    /// How standard output looks.
    pub(crate) const fn style(self) -> Style {
        self.out
    }

    /// How standard error looks.
    pub(crate) const fn talk_style(self) -> Style {
        self.err
    }

    /// Whether answers are to be JSON.
    pub(crate) const fn wants_json(self) -> bool {
        self.json
    }

    /// A remark: nobody waits for it, so nothing depends on whether it can be written.
    pub(crate) fn warn(self, message: &str) {
        let _ = writeln!(io::stderr(), "{} {}", self.paint("warning:", "\u{1b}[33;1m"), plain(message));
    }

    /// A remark about what would end another command.
    pub(crate) fn warn_of(self, failure: &Failure) {
        if let Failure::Usage { message, help } = failure {
            self.warn(message);
            if let Some(help) = help {
                self.help(help);
            }
        }
    }

    /// What to do next: talk, too.
    pub(crate) fn help(self, message: &str) {
        let _ = writeln!(io::stderr(), "{} {}", self.paint("help:", "\u{1b}[36;1m"), plain(message));
    }

    /// Says why a command ended, and with which code.
    pub(crate) fn fail(self, failure: &Failure) -> ExitCode {
        let mut err = io::stderr().lock();
        let code = match failure {
            Failure::Usage { message, help } => {
                self.say(&mut err, message, help.as_deref());
                failure::USAGE
            }
            Failure::Stopped { code, message, help } => {
                self.say(&mut err, message, help.as_deref());
                *code
            }
            Failure::Specs(rendered) => {
                let _ = write!(err, "{rendered}");
                let _ = writeln!(err, "{} the specs have faults", self.paint("error:", "\u{1b}[31;1m"));
                failure::USAGE
            }
            Failure::Output(error) if error.kind() == ErrorKind::BrokenPipe => failure::CLOSED,
            Failure::Output(error) => {
                let _ = writeln!(err, "{} cannot write: {error}", self.paint("error:", "\u{1b}[31;1m"));
                failure::INTERNAL
            }
        };
        code.into()
    }

    fn say(self, err: &mut impl Write, message: &str, help: Option<&str>) {
        let _ = writeln!(err, "{} {}", self.paint("error:", "\u{1b}[31;1m"), plain(message));
        if let Some(help) = help {
            let _ = writeln!(err, "{} {}", self.paint("help:", "\u{1b}[36;1m"), plain(help));
        }
    }

    fn paint(self, word: &str, colour: &str) -> String {
        match self.err {
            Style::Plain => word.to_owned(),
            Style::Coloured => format!("{colour}{word}\u{1b}[0m"),
        }
    }
}

/// Standard output, buffered.
pub(crate) type Stdout = BufWriter<StdoutLock<'static>>;

/// Standard output, for one writer.
pub(crate) fn stdout() -> Stdout {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Writes one line of compact JSON.
pub(crate) fn json_line(out: &mut Stdout, value: &impl Serialize) -> Result<(), Failure> {
    // Everything serialized here is made of texts, numbers and lists: only the writer can fail.
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Prints one JSON object to standard output.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let mut out = stdout();
    json_line(&mut out, value)?;
    out.flush()?;
    Ok(())
}

/// Prints text to standard output as it is.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Prints text without colours to standard output.
pub(crate) fn print_plain(text: &str) -> Result<(), Failure> {
    print(&plain(text))
}

/// Text that cannot steer a terminal, whatever a spec or a request put into it.
pub(crate) fn plain(text: &str) -> String {
    // What is invisible or turns the direction of writing makes a line say something else than it does.
    let turns =
        |c: char| matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let is_harmless = |c: char| c == '\n' || !c.is_control() && !turns(c);
    if text.chars().all(is_harmless) {
        return text.to_owned();
    }
    text.chars().map(|c| if is_harmless(c) { c.to_string() } else { c.escape_unicode().to_string() }).collect()
}

/// Text for standard error as it is.
pub(crate) fn talk(text: &str) {
    let _ = write!(io::stderr(), "{text}");
}

/// Prints what stopped the reading of arguments: help and version are data, everything else is talk.
pub(crate) fn stop(stop: &clap::Error) -> ExitCode {
    let _ = stop.print();
    if stop.use_stderr() { failure::USAGE.into() } else { ExitCode::SUCCESS }
}

/// Says that this program is wrong, and asks to be told.
pub(crate) fn report_bug(bug: &str) {
    let _ = writeln!(io::stderr(), "error: this is a bug in nameplate: {bug}");
    let _ =
        writeln!(io::stderr(), "help: please report it with the command at {}/issues", env!("CARGO_PKG_REPOSITORY"));
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn text_cannot_steer_a_terminal_or_turn_around() {
        assert_eq!(plain("a\u{1b}[31m\u{202e}b\nc"), "a\\u{1b}[31m\\u{202e}b\nc");
        assert_eq!(plain("Größe 4× 日本 🎬"), "Größe 4× 日本 🎬");
    }
}
