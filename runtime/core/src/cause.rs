//! What an error comes from, and how an error is told in one line.

use std::error::Error;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// What an error comes from.
///
/// Its type is not part of any API: it may be of a crate that the next version replaces. It is an error to be shown, and
/// `downcast_ref` finds out what it is where somebody has to know. Two of them are equal when they say the same.
#[derive(Clone)]
pub struct Cause(Arc<dyn Error + Send + Sync + 'static>);

impl Cause {
    /// The cause that `error` is.
    pub fn new(error: impl Into<Box<dyn Error + Send + Sync + 'static>>) -> Self {
        Self(error.into().into())
    }
}

impl Deref for Cause {
    type Target = dyn Error + Send + Sync + 'static;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// What it says, with all that it comes from: the insides of other crates are nobody's concern.
impl fmt::Debug for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", Chain(&*self.0).to_string())
    }
}

impl PartialEq for Cause {
    fn eq(&self, other: &Self) -> bool {
        Chain(&*self.0).to_string() == Chain(&*other.0).to_string()
    }
}

impl Eq for Cause {}

/// An error with all that it comes from, in one line. A cause that its error has quoted already is not told again.
#[derive(Clone, Copy, Debug)]
pub struct Chain<'a>(pub &'a (dyn Error + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = self.0.to_string();
        formatter.write_str(&told)?;
        let mut source = self.0.source();
        while let Some(cause) = source {
            let says = cause.to_string();
            if !told.contains(&says) {
                write!(formatter, ": {says}")?;
                told = says;
            }
            source = cause.source();
        }
        Ok(())
    }
}

/// The `Debug` of a public error: what happened, what it comes from, and what to do about it, in the words of its `Display`.
///
/// A `main` that returns the error prints this, and nothing else.
pub fn debug(formatter: &mut fmt::Formatter<'_>, error: &(dyn Error + 'static), help: Option<&str>) -> fmt::Result {
    write!(formatter, "{}", Chain(error))?;
    match help {
        Some(help) => write!(formatter, " (help: {help})"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[derive(Debug)]
    struct Outer(Cause);

    impl fmt::Display for Outer {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("it failed")
        }
    }

    impl Error for Outer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&*self.0)
        }
    }

    #[test]
    fn a_cause_is_told_and_found_again() {
        let outer = Outer(Cause::new(io::Error::other("no space left")));
        assert_eq!(Chain(&outer).to_string(), "it failed: no space left");
        assert_eq!(format!("{outer:?}"), "Outer(\"no space left\")");
        assert!(outer.source().is_some_and(|cause| cause.is::<io::Error>()));
        assert_eq!(outer.0, Cause::new("no space left"));
    }

    #[test]
    fn a_cause_that_is_quoted_is_told_once() {
        let outer = io::Error::other(Outer(Cause::new("no space left")));
        assert_eq!(Chain(&outer).to_string(), "it failed: no space left");
    }
}
