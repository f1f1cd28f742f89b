//! What a process cost: by the clock, and of the processor's time.

use std::io;
use std::process::Command;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

use crate::{Outcome, Sample};

/// What a process took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// The time by the clock.
    pub wall: Duration,
    /// The processor's time, of the process and of those it started. A busy machine lengthens it less than the time by the clock.
    pub cpu: Duration,
    /// The part of it that was not spent in the system.
    pub user: Duration,
}

impl Cost {
    /// Runs a command to its end.
    ///
    /// # Errors
    ///
    /// When it cannot be started, or fails.
    pub fn of(command: &mut Command) -> Outcome<Self> {
        let meter = Meter::start()?;
        let status = command.status()?;
        if !status.success() {
            return Err(format!("{command:?} failed: {status}").into());
        }
        Ok(meter.stop()?)
    }
}

/// Measures the processes that are started and waited for while it runs.
#[derive(Debug)]
pub struct Meter {
    started: Instant,
    before: Cost,
}

impl Meter {
    /// Starts measuring.
    ///
    /// # Errors
    ///
    /// When the system does not tell what was used.
    pub fn start() -> io::Result<Self> {
        Ok(Self { before: children()?, started: Instant::now() })
    }

    /// What was used since then.
    ///
    /// # Errors
    ///
    /// As for [`start`](Self::start).
    pub fn stop(self) -> io::Result<Cost> {
        let wall = self.started.elapsed();
        let after = children()?;
        Ok(Cost { wall, cpu: after.cpu - self.before.cpu, user: after.user - self.before.user })
    }
}

/// What finished children, and theirs, have used.
fn children() -> io::Result<Cost> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let time = |time: nix::sys::time::TimeVal| {
        Duration::from_secs(time.tv_sec().unsigned_abs()) + Duration::from_micros(time.tv_usec().unsigned_abs())
    };
    let user = time(usage.user_time());
    Ok(Cost { wall: Duration::ZERO, cpu: user + time(usage.system_time()), user })
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Thousandths of a second.
    Milliseconds,
    /// Millionths of a second.
    Microseconds,
}

impl Unit {
    /// A duration in this unit.
    #[must_use]
    pub fn of(self, duration: Duration) -> f64 {
        duration.as_secs_f64() * self.per_second()
    }

    fn per_second(self) -> f64 {
        match self {
            Self::Seconds => 1.0,
            Self::Milliseconds => 1e3,
            Self::Microseconds => 1e6,
        }
    }
}

/// The samples of a cost that was measured several times, in one unit.
#[derive(Clone, Debug)]
pub struct Costs {
    unit: Unit,
    /// By the clock.
    pub wall: Sample,
    /// Of the processor's time.
    pub cpu: Sample,
    /// Of the processor's time outside the system.
    pub user: Sample,
}

impl Costs {
    /// None yet.
    #[must_use]
    pub fn new(unit: Unit) -> Self {
        Self { unit, wall: Sample::default(), cpu: Sample::default(), user: Sample::default() }
    }

    /// Adds one.
    pub fn push(&mut self, cost: Cost) {
        self.wall.push(self.unit.of(cost.wall));
        self.cpu.push(self.unit.of(cost.cpu));
        self.user.push(self.unit.of(cost.user));
    }
}
