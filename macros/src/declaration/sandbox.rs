//! `sandbox(…)`: the environment for the agent's code and files.

use tool_router_core::config::SandboxSize;

use super::{Declaration, Draft, Said, Spanned, Switch};
use crate::{
    diagnostic::Diagnostic,
    rules::{OFFLOAD_THRESHOLD, SANDBOX_SIZE},
    settings::{Info, Reader, Setting, Word, choose},
    syntax::{Body, Entry},
};

/// The values of `size`.
pub(crate) static SIZES: [Word<SandboxSize>; 4] = [
    size_word(SandboxSize::Standard, &["default", "small"]),
    size_word(SandboxSize::Medium, &[]),
    size_word(SandboxSize::Large, &["big"]),
    size_word(SandboxSize::Xlarge, &["x_large", "xl", "huge"]),
];

const fn size_word(size: SandboxSize, foreign: &'static [&'static str]) -> Word<SandboxSize> {
    Word { name: size.word(), summary: size.summary(), foreign, value: size }
}

/// The sandbox as it is declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sandbox {
    /// Whether there is a sandbox; any other part turns it on.
    pub(crate) switch: Switch,
    pub(crate) size: Said<Spanned<SandboxSize>>,
    pub(crate) tool_execution: Said<Spanned<bool>>,
    pub(crate) proxy_execution: Said<Spanned<bool>>,
    pub(crate) auto_offload_threshold: Said<Spanned<u64>>,
}

impl Draft for Sandbox {
    fn doubt(&mut self) {
        let Self { switch, size, tool_execution, proxy_execution, auto_offload_threshold } = self;
        switch.doubt();
        size.doubt();
        tool_execution.doubt();
        proxy_execution.doubt();
        auto_offload_threshold.doubt();
    }

    fn repeat(&mut self, again: Self) {
        let Self { switch, size, tool_execution, proxy_execution, auto_offload_threshold } = again;
        self.switch.repeat(switch);
        self.size.repeat(size);
        self.tool_execution.repeat(tool_execution);
        self.proxy_execution.repeat(proxy_execution);
        self.auto_offload_threshold.repeat(auto_offload_threshold);
    }
}

/// The settings inside `sandbox(…)`.
pub(crate) static KEYS: [Setting<Sandbox>; 6] = [
    Setting {
        info: Info {
            name: "enable",
            forms: &["enable"],
            summary: "The agent has a sandbox.",
            default: "enabled if `sandbox` is written",
            foreign: &["enabled", "on"],
            keys: None,
        },
        read: |sandbox, entry, info, reader| sandbox.switch.read(entry, info, "sandbox", reader),
    },
    Setting {
        info: Info {
            name: "disable",
            forms: &["disable"],
            summary: "The agent has no sandbox.",
            default: "enabled if `sandbox` is written",
            foreign: &["disabled", "off"],
            keys: None,
        },
        read: |sandbox, entry, info, reader| sandbox.switch.read(entry, info, "sandbox", reader),
    },
    Setting {
        info: Info {
            name: "size",
            forms: &["size = large"],
            summary: "Its size.",
            default: "`standard`",
            foreign: &["sandbox_size", "sandboxSize"],
            keys: Some(&SIZES),
        },
        read: |sandbox, entry, info, reader| sandbox.size = size(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "tool_execution",
            forms: &["tool_execution = false"],
            summary: "Whether code in it can execute tools.",
            default: "it can",
            foreign: &["enable_tool_execution", "enableToolExecution"],
            keys: None,
        },
        read: |sandbox, entry, info, reader| sandbox.tool_execution = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "proxy_execution",
            forms: &["proxy_execution = false"],
            summary: "Whether code in it can call a toolkit's own HTTP API.",
            default: "it can",
            foreign: &[
                "enable_proxy_execution",
                "enableProxyExecution",
                "proxy_execution_enabled",
                "proxyExecutionEnabled",
            ],
            keys: None,
        },
        read: |sandbox, entry, info, reader| sandbox.proxy_execution = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "auto_offload_threshold",
            forms: &["auto_offload_threshold = 20_000"],
            summary: "The number of characters from which an answer is saved as a file.",
            default: "the platform's own",
            foreign: &["autoOffloadThreshold", "offload_threshold"],
            keys: None,
        },
        read: |sandbox, entry, info, reader| sandbox.auto_offload_threshold = threshold(entry, info, reader),
    },
];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let sandbox = declaration.sandbox.get_or_insert_default();
    if let Some(group) = sandbox.switch.short(entry, info, true, reader) {
        reader.fill(sandbox, group, &KEYS, Some(info));
    }
}

fn size(entry: &Entry, info: &Info, reader: &mut Reader) -> Said<Spanned<SandboxSize>> {
    let Body::Value(value) = &entry.body else {
        reader.wrong_form(entry, info);
        return Said::Wrong;
    };
    Said::from_read(choose(value, &SIZES, "size of a sandbox", &SANDBOX_SIZE, &mut reader.diagnostics))
}

fn threshold(entry: &Entry, info: &Info, reader: &mut Reader) -> Said<Spanned<u64>> {
    let Some(Spanned { value, tokens }) = reader.integer(entry, info) else { return Said::Wrong };
    match u64::try_from(value) {
        Ok(characters @ 1..) => Said::Yes(Spanned::new(characters, tokens)),
        _ => {
            let what = format!("`{value}` is not a number of characters");
            let help = "write a positive whole number such as `20_000`";
            reader.push(Diagnostic::new(&OFFLOAD_THRESHOLD, tokens, what).help(help));
            Said::Wrong
        }
    }
}
