//! Numbers that were measured several times.

/// The numbers of one quantity.
#[derive(Clone, Debug, Default)]
pub struct Sample(Vec<f64>);

impl Sample {
    /// Adds a number.
    pub fn push(&mut self, number: f64) {
        self.0.push(number);
    }

    /// The number in the middle, which one slow run does not move; `NaN` of none.
    #[must_use]
    pub fn median(&self) -> f64 {
        let mut numbers = self.0.clone();
        numbers.sort_by(f64::total_cmp);
        match numbers.len() {
            0 => f64::NAN,
            len if len % 2 == 1 => numbers[len / 2],
            len => f64::midpoint(numbers[len / 2 - 1], numbers[len / 2]),
        }
    }

    /// The smallest number: a busy machine only adds.
    #[must_use]
    pub fn least(&self) -> f64 {
        self.0.iter().copied().fold(f64::NAN, f64::min)
    }

    /// The largest number.
    #[must_use]
    pub fn greatest(&self) -> f64 {
        self.0.iter().copied().fold(f64::NAN, f64::max)
    }
}

impl FromIterator<f64> for Sample {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        Self(numbers.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Sample;

    #[test]
    fn the_median_is_the_number_in_the_middle() {
        assert_eq!(Sample::from_iter([9.0, 1.0, 2.0]).median(), 2.0);
        assert_eq!(Sample::from_iter([4.0, 1.0, 2.0, 9.0]).median(), 3.0);
        assert!(Sample::default().median().is_nan());
    }

    #[test]
    fn the_least_and_the_greatest_are_the_ends() {
        let sample = Sample::from_iter([2.0, 9.0, 1.0]);
        assert_eq!((sample.least(), sample.greatest()), (1.0, 9.0));
    }
}
