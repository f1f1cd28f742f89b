//! Output to the terminal. It quotes the router, and a router must not control the terminal.

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};

/// A result.
pub(crate) fn line(text: impl Display) {
    // A closed pipe is not an error.
    let _ = writeln!(io::stdout(), "{}", plain(&text.to_string()));
}

/// An error with what it comes from, and what to do about it.
pub(crate) fn error(error: &dyn Error, help: Option<&str>) {
    let _ = writeln!(io::stderr(), "error: {}", plain(&told(error)));
    if let Some(help) = help {
        let _ = writeln!(io::stderr(), "help: {}", plain(help));
    }
}

fn told(error: &dyn Error) -> String {
    let mut told = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_told = cause.to_string();
        if !told.contains(&cause_told) {
            told.push_str(": ");
            told.push_str(&cause_told);
        }
        source = cause.source();
    }
    told
}

fn plain(text: &str) -> String {
    let is_command = |character: char| character.is_control() && character != '\n';
    text.trim_end().replace(is_command, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(plain("red \u{1b}[31m\rand\nplain\u{9b}\n"), "red \u{fffd}[31m\u{fffd}and\nplain\u{fffd}");
    }

    #[test]
    fn a_cause_is_told_once() {
        #[derive(Debug, thiserror::Error)]
        #[error("it failed: {0}")]
        struct Outer(#[source] io::Error);
        #[derive(Debug, thiserror::Error)]
        #[error("nothing works")]
        struct Outermost(#[source] Outer);
        let error = Outermost(Outer(io::Error::other("no space left")));
        assert_eq!(told(&error), "nothing works: it failed: no space left");
    }
}
