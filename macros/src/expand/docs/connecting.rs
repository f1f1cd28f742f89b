//! How the agent connects, and what the user will see.

use std::time::Duration;

use super::Docs;
use crate::declaration::Supplied;

impl Docs<'_> {
    pub(super) fn connecting(&self) -> String {
        let (name, how, sees) = match self.mode {
            "Upfront" => (
                "Upfront",
                format!(
                    "Before a session starts, every toolkit above is connected; creating it waits {} for that, and fails \
                     with what is still missing.",
                    self.deadline()
                ),
                "The user is shown an auth link for each toolkit that is not connected yet, opens it in a browser and \
                 authenticates with the provider.",
            ),
            "Manual" => (
                "Manual",
                "The application makes the connections; the agent cannot. A tool whose toolkit is not connected fails."
                    .to_owned(),
                "The user presses the application's own Connect buttons, and authenticates with the provider in the \
                 browser. The agent shows no auth link.",
            ),
            "Preconnected" => (
                "Preconnected",
                "Every account is connected before a session starts. Creating one checks that, and fails with the names of \
                 the toolkits that are not, before any tool runs."
                    .to_owned(),
                "The user sees nothing of it, and does not have to be there.",
            ),
            _ => (
                "OnDemand",
                "A session starts at once. When the agent needs a toolkit that is not connected, it makes an auth link, and \
                 goes on when the user has authenticated."
                    .to_owned(),
                "The user is given the link in the conversation, opens it in a browser and authenticates with the provider.",
            ),
        };
        let path = self.runtime.text(&format!("connections::{name}"));
        format!("**[{name}]({path}).** {how}\n\n**What the user sees.** {sees}{}", self.afterwards())
    }

    fn deadline(&self) -> String {
        let deadline = self.declaration.manage_connections.deadline().map(|deadline| deadline.value);
        deadline.map_or_else(String::new, |deadline| format!("up to {}", in_words(deadline)))
    }

    fn afterwards(&self) -> String {
        let url = match (self.mode, self.callback_url()) {
            ("Preconnected", _) => return String::new(),
            (_, Some(Supplied::Here(url))) => format!("goes to <{url}>"),
            (_, Some(Supplied::AtRunTime)) => "goes to a URL that is supplied at run time".to_owned(),
            (_, None) => "shows a page of the router that says so".to_owned(),
        };
        let begins = self.declaration.link_url.yes();
        let begins = begins.map(|url| format!(" Auth links begin with <{}>.", url.value)).unwrap_or_default();
        format!("{begins} When that is done, the browser {url}.")
    }
}

/// `90 minutes`, `1 hour`, `250 milliseconds`: the largest unit that gives a whole number.
fn in_words(duration: Duration) -> String {
    let millis = duration.as_millis();
    let units = [("hour", 3_600_000), ("minute", 60_000), ("second", 1_000), ("millisecond", 1)];
    let whole = units.into_iter().find(|(_, size)| millis.is_multiple_of(*size));
    let (unit, count) = whole.map_or(("millisecond", millis), |(unit, size)| (unit, millis / size));
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::in_words;

    #[test]
    fn durations_are_said_in_their_largest_whole_unit() {
        let said = [250, 90_000, 600_000, 3_600_000, 5_400_000].map(|millis| in_words(Duration::from_millis(millis)));
        assert_eq!(said, ["250 milliseconds", "90 seconds", "10 minutes", "1 hour", "90 minutes"]);
    }
}
