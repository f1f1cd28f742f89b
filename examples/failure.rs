use std::error::Error;
use std::fmt;

/// Why an example ends early. `main` returns it, and the program prints it as its user should see it: what went wrong, what
/// caused it, and what helps.
///
/// Any error becomes one with `?`, and so does text.
pub struct Failure(Box<dyn Error + Send + Sync>);

impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// A `main` that fails prints the `Debug` text of its error after `Error: `.
impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)?;
        let mut help = None;
        let mut error: Option<&(dyn Error + 'static)> = Some(self.0.as_ref());
        while let Some(current) = error {
            if help.is_none() {
                help = current.downcast_ref::<tool_router::Error>().and_then(tool_router::Error::help);
            }
            error = current.source();
            if let Some(cause) = error {
                write!(formatter, "\n  caused by: {cause}")?;
            }
        }
        match help {
            Some(help) => write!(formatter, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_failure_says_what_went_wrong_what_caused_it_and_what_helps() {
        let refused = io::Error::other("the disk is full");
        assert_eq!(format!("{:?}", Failure::from(io::Error::other(refused))), "the disk is full");
        assert_eq!(format!("{:?}", Failure::from("not connected in time")), "not connected in time");

        let error = tool_router::ToolRouter::builder().build().expect_err("there is no key");
        let (text, help) = (error.to_string(), error.help().expect("a help").into_owned());
        let shown = format!("{:?}", Failure::from(error));
        assert!(shown.starts_with(&text), "{shown}");
        assert!(shown.ends_with(&format!("\n  help: {help}")), "{shown}");
    }
}
