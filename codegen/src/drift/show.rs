//! A comparison for people, and as JSON.

use std::fmt::{self, Write as _};

use serde_json::{Value, json};

use super::{Difference, Drift, Side};

impl Side {
    /// The word for reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "schema",
            Self::Spec => "spec",
        }
    }
}

impl Drift {
    /// The comparison as the machine interface has it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let differences: Vec<Value> = self.differences.iter().map(of_difference).collect();
        let not_compared: Vec<Value> =
            self.not_compared.iter().map(|remark| json!({"pointer": remark.pointer, "text": remark.text})).collect();
        json!({"v": 1, "model": self.model, "differences": differences, "not_compared": not_compared})
    }
}

fn of_difference(difference: &Difference) -> Value {
    let witnesses: Vec<Value> =
        difference.witnesses.iter().map(|(side, body)| json!({"taken_by": side.as_str(), "body": body})).collect();
    json!({
        "pointer": difference.pointer,
        "what": difference.what.as_str(),
        "schema": difference.published,
        "spec": difference.spec,
        "wider": difference.wider().map(Side::as_str),
        "witnesses": witnesses,
        "read_differently": difference.read_differently,
    })
}

/// For people: a block for each difference, then what could not be compared.
impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.differences.is_empty() {
            writeln!(f, "{}: no difference", self.model)?;
        }
        for difference in &self.differences {
            writeln!(f, "{}{}: {}", self.model, difference.pointer, difference.what.as_str())?;
            writeln!(f, "  schema: {}", one_line(&difference.published))?;
            writeln!(f, "  spec:   {}", one_line(&difference.spec))?;
            if let Some(side) = difference.wider() {
                writeln!(f, "  the {} is wider", side.as_str())?;
            }
            for (side, body) in &difference.witnesses {
                writeln!(f, "  only the {} takes {}", side.as_str(), shortened(body))?;
            }
            if let Some(body) = &difference.read_differently {
                writeln!(f, "  both take {}, and read it differently", shortened(body))?;
            }
        }
        for remark in &self.not_compared {
            writeln!(f, "not compared: {} (#{})", one_line(&remark.text), one_line(&remark.pointer))?;
        }
        Ok(())
    }
}

/// A body; of one that is very long the beginning, since JSON has all of it.
fn shortened(body: &Value) -> String {
    const MOST: usize = 400;
    let text = body.to_string();
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}… ({} bytes)", text.get(..at).unwrap_or_default(), text.len()),
        None => text,
    }
}

/// Texts of a document may have line ends and signs that move a terminal's cursor.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for letter in text.chars() {
        if letter.is_control() {
            let _ = write!(line, "{}", letter.escape_default());
        } else {
            line.push(letter);
        }
    }
    line
}
