use std::fmt;
use std::time::Duration;

/// A request without an answer.
#[derive(Debug)]
#[non_exhaustive]
pub struct Interrupted {
    /// The request's method.
    pub method: String,
    /// The request's path.
    pub path: String,
    /// Whether the router can have processed the request.
    pub delivery: Delivery,
    /// The time limit, if that is what ended it after the request was sent.
    pub limit: Option<Duration>,
    pub(crate) source: reqwest::Error,
}

/// Whether a request without an answer can have been processed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Delivery {
    /// It was not sent: repeating it is safe.
    NotSent,
    /// It was sent, at least in part: it may have been processed.
    Unknown,
}

impl fmt::Display for Interrupted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} ", self.method, self.path)?;
        match (self.delivery, self.limit) {
            (Delivery::NotSent, _) => formatter.write_str("could not be sent: no connection to the router"),
            (Delivery::Unknown, None) => {
                formatter.write_str("was cut off before its answer was complete; it may have been processed")
            }
            (Delivery::Unknown, Some(limit)) => {
                write!(formatter, "was not answered within {} s; it may have been processed", limit.as_secs_f32())
            }
        }
    }
}

impl std::error::Error for Interrupted {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
