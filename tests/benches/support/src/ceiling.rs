//! What a number may come to before a change is refused.

use crate::Outcome;

/// The numbers that are held, each under its ceiling or over it.
#[derive(Debug, Default)]
pub struct Ceilings {
    broken: Vec<String>,
}

impl Ceilings {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Holds a number, and prints it. What was not measured is over every ceiling.
    pub fn hold(&mut self, what: &str, number: f64, ceiling: f64) {
        let held = number <= ceiling;
        let line = format!("{what}: {number:.2}, at most {ceiling}");
        println!("{} {line}", if held { "ok  " } else { "OVER" });
        if !held {
            self.broken.push(line);
        }
    }

    /// Whether all were held.
    ///
    /// # Errors
    ///
    /// When a number was over its ceiling.
    pub fn verdict(self) -> Outcome {
        if self.broken.is_empty() { Ok(()) } else { Err(self.broken.join("; ").into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Ceilings;

    #[test]
    fn what_is_over_its_ceiling_is_named() {
        let mut ceilings = Ceilings::new();
        ceilings.hold("allocations", 90.0, 90.0);
        ceilings.hold("instructions", 2.0, 1.0);
        ceilings.hold("growth", f64::NAN, 1.0);
        let verdict = ceilings.verdict().expect_err("two are over").to_string();
        assert_eq!(verdict, "instructions: 2.00, at most 1; growth: NaN, at most 1");
    }
}
