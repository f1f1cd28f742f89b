//! `app = interactive`: what kind of program runs the agent.

use super::{Declaration, Said};
use crate::{
    rules::WRONG_FORM,
    settings::{Info, Reader, Word, choose},
    syntax::{Body, Entry},
};

/// Who is there when a connection is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum App {
    #[default]
    Interactive,
    Workflow,
    Automation,
    ManualAuth,
}

/// The values of `app`.
pub(crate) static APPS: [Word<App>; 4] = [
    Word {
        name: "interactive",
        summary: "a user is there and can follow an auth link at any time",
        foreign: &["chat", "assistant", "default"],
        value: App::Interactive,
    },
    Word {
        name: "workflow",
        summary: "a user starts it and connects everything first; then it runs unattended",
        foreign: &["onboarding", "pipeline"],
        value: App::Workflow,
    },
    Word {
        name: "automation",
        summary: "it runs without a user; every connection has to exist beforehand",
        foreign: &["background", "headless", "cron", "scheduled", "batch"],
        value: App::Automation,
    },
    Word {
        name: "manual_auth",
        summary: "the application shows its own Connect buttons",
        foreign: &["manual", "manualAuth", "custom_ui"],
        value: App::ManualAuth,
    },
];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    declaration.app = match &entry.body {
        Body::Value(value) => {
            Said::from_read(choose(value, &APPS, "value of `app`", &WRONG_FORM, &mut reader.diagnostics))
        }
        _ => {
            reader.wrong_form(entry, info);
            Said::Wrong
        }
    };
}
