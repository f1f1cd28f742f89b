use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};
use tool_router::catalog::Progress;

/// A progress bar on the terminal, removed when dropped. Without a terminal, nothing is shown.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    pub(crate) fn new(quiet: bool) -> Self {
        let shown = !quiet && io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target).with_finish(ProgressFinish::AndClear);
        bar.set_message("asking the router for its toolkits");
        Self(bar)
    }

    pub(crate) fn show(&self, progress: Progress<'_>) {
        if progress.done == 0 {
            self.0.set_length(progress.total as u64);
            let style = ProgressStyle::with_template("{bar:32} {pos}/{len} toolkits  {msg}");
            self.0.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        }
        self.0.set_position(progress.done as u64);
        self.0.set_message(progress.toolkit.unwrap_or_default().to_owned());
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_using_style();
    }
}
