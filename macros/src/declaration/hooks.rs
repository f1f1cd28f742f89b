//! `hooks(…)`: checks that the platform makes before and after each execution.

use proc_macro2::TokenStream;
use tool_router_core::config::HookStage;

use super::{Declaration, Said, SlugOf, Slugs, Spanned};
use crate::{
    diagnostic::Diagnostic,
    rules::{HOOK_CONDITION, HOOK_HANDLER, HOOK_ID, UNKNOWN_SETTING},
    settings::{EntriesOf, Info, Reader, Setting, Word, find},
    syntax::{Body, Entry, Parentheses, Shape},
};

/// One check.
#[derive(Clone, Debug)]
pub(crate) struct Hook {
    pub(crate) stage: HookStage,
    pub(crate) id: Said<Spanned<String>>,
    pub(crate) name: Said<Spanned<String>>,
    /// `None` if the check was wrong.
    pub(crate) handler: Option<Handler>,
    /// The toolkits that it applies to; `None` for all.
    pub(crate) toolkits: Option<Slugs>,
    /// Its tokens.
    pub(crate) tokens: TokenStream,
}

/// What a hook checks.
#[derive(Clone, Debug)]
pub(crate) enum Handler {
    Condition(String),
    PromptInjection,
    Webhook,
}

/// The draft that the rows of [`KEYS`] fill.
#[derive(Default)]
pub(crate) struct Draft {
    id: Said<Spanned<String>>,
    name: Said<Spanned<String>>,
    condition: Said<Spanned<String>>,
    prompt_injection: Said<Spanned<bool>>,
    webhook: Said<Spanned<bool>>,
    toolkits: Option<Slugs>,
}

impl super::Draft for Draft {
    fn doubt(&mut self) {
        let Self { id, name, condition, prompt_injection, webhook, toolkits: _ } = self;
        id.doubt();
        name.doubt();
        condition.doubt();
        prompt_injection.doubt();
        webhook.doubt();
    }

    fn repeat(&mut self, again: Self) {
        let Self { id, name, condition, prompt_injection, webhook, toolkits } = again;
        self.webhook.repeat(webhook);
        self.id.repeat(id);
        self.name.repeat(name);
        self.condition.repeat(condition);
        self.prompt_injection.repeat(prompt_injection);
        match (&mut self.toolkits, toolkits) {
            (Some(list), Some(again)) => list.extend(again),
            (list, again) => *list = list.take().or(again),
        }
    }
}

/// The names of the stages.
pub(crate) static STAGES: [Word<HookStage>; 2] = [
    Word {
        name: HookStage::BeforeExecute.word(),
        summary: "a check before the execution, which it can prevent",
        foreign: &[HookStage::BeforeExecute.as_str(), "beforeExecute"],
        value: HookStage::BeforeExecute,
    },
    Word {
        name: HookStage::AfterExecute.word(),
        summary: "a check after the execution, which can withhold the result",
        foreign: &[HookStage::AfterExecute.as_str(), "afterExecute"],
        value: HookStage::AfterExecute,
    },
];

/// The entries of `hooks`: stages, each with the settings of a hook.
pub(crate) static INSIDE: EntriesOf = EntriesOf { names: Some(&STAGES), inside: Some(&KEYS) };

/// The settings of one hook.
pub(crate) static KEYS: [Setting<Draft>; 6] = [
    Setting {
        info: Info {
            name: "id",
            forms: &["id = \"no-external-mail\""],
            summary: "The id that a blocked execution names.",
            default: "required",
            foreign: &["hook_id", "hookId"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.id = filled(entry, info, "id", reader),
    },
    Setting {
        info: Info {
            name: "name",
            forms: &["name = \"No external mail\""],
            summary: "Its display name.",
            default: "none",
            foreign: &["title", "label"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.name = reader.text(entry, info),
    },
    Setting {
        info: Info {
            name: "condition",
            forms: &["condition = \"Sends mail to somebody outside example.org\""],
            summary: "The condition that blocks the execution, in plain words.",
            default: "required, unless `prompt_injection` or `webhook` is given",
            foreign: &["condition_check", "conditionCheck", "when"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.condition = filled(entry, info, "condition", reader),
    },
    Setting {
        info: Info {
            name: "prompt_injection",
            forms: &["prompt_injection"],
            summary: "Withholds results that try to instruct the model; only after an execution.",
            default: "a `condition` is checked",
            foreign: &["prompt_injection_check", "promptInjection", "promptInjectionCheck"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.prompt_injection = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "webhook",
            forms: &["webhook"],
            summary: "Posts the call, or its result, to the project's session webhook URL, and does what the answer says.",
            default: "a `condition` is checked",
            foreign: &["session_webhook", "sessionWebhook", "web_hook"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.webhook = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "toolkits",
            forms: &["toolkits = [\"gmail\"]"],
            summary: "The toolkits that it applies to.",
            default: "all of the session",
            foreign: &["applies_to", "appliesTo", "toolkit"],
            keys: None,
        },
        read: |draft, entry, info, reader| {
            let help = "name a toolkit in it, or remove it to check all toolkits";
            draft.toolkits = SlugOf::Toolkit.list_of(entry, info, help, reader);
        },
    },
];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let Body::Group(group) = &entry.body else { return reader.wrong_form(entry, info) };
    reader.is_empty(group, info);
    for entry in &group.entries {
        let entry = &reader.settle(entry, &HOOK);
        let Some(stage) = stage(entry, reader) else { continue };
        let Body::Group(group) = &entry.body else {
            reader.wrong_form(entry, info);
            continue;
        };
        let mut draft = Draft::default();
        reader.fill(&mut draft, group, &KEYS, Some(info));
        let hook = draft.finish(stage, &entry.key.tokens, reader);
        if let Some(id) = hook.id.yes()
            && declaration.hooks.iter().any(|first| first.id.yes().is_some_and(|first| first.value == id.value))
        {
            let what = format!("two hooks have the id `{}`", id.value);
            let help = format!("write a different id, such as `\"{}-2\"`", id.value);
            reader.push(Diagnostic::new(&HOOK_ID, &id.tokens, what).help(help));
        }
        declaration.hooks.push(hook);
    }
}

/// The form of a hook.
const HOOK: Shape = Shape { list: None, parentheses: Parentheses::Settings(None), value: None };

fn stage(entry: &Entry, reader: &mut Reader) -> Option<HookStage> {
    let name = entry.key.name.as_str();
    if let Some(stage) = STAGES.iter().find(|stage| stage.name == name) {
        reader.form_of(&entry.key);
        return Some(stage.value);
    }
    let near = find(name, &STAGES);
    let help = near.map_or_else(|| "write `before` or `after`".to_owned(), |near| format!("write `{}`", near.name));
    let what = format!("`{}` is not a stage of a hook", entry.key.written());
    reader.push(Diagnostic::new(&UNKNOWN_SETTING, &entry.key.tokens, what).help(help));
    near.map(|near| near.value)
}

/// Reads a text that must not be empty.
fn filled(entry: &Entry, info: &Info, name: &str, reader: &mut Reader) -> Said<Spanned<String>> {
    let text = reader.text(entry, info);
    match text.yes() {
        Some(Spanned { value, tokens }) if value.trim().is_empty() => {
            let rule = if name == "id" { &HOOK_ID } else { &HOOK_CONDITION };
            let what = format!("the {name} of a hook is empty");
            reader.push(Diagnostic::new(rule, tokens, what).help(info.how_to_write(None)));
            Said::Wrong
        }
        _ => text,
    }
}

impl Draft {
    fn finish(self, stage: HookStage, key: &TokenStream, reader: &mut Reader) -> Hook {
        let Self { id, name, condition, prompt_injection, webhook, toolkits } = self;
        if id.is_no() {
            let help = "add `id = \"…\"`: a blocked execution names it";
            reader.push(Diagnostic::new(&HOOK_ID, key, "a hook without an id").help(help));
        }
        let is_on = |said: &&Spanned<bool>| said.value;
        let injection = prompt_injection.yes().filter(is_on);
        let is_conditional = matches!(condition, Said::Yes(_) | Said::Wrong);
        let posted = webhook.yes().filter(is_on);
        let one_too_many =
            posted.filter(|_| is_conditional || injection.is_some()).or(injection.filter(|_| is_conditional));
        if let Some(said) = one_too_many {
            let what = "a hook has one of `condition`, `prompt_injection` and `webhook`";
            reader
                .push(Diagnostic::new(&HOOK_HANDLER, &said.tokens, what).help("remove it, or split it into two hooks"));
            return Hook { stage, id, name, handler: None, toolkits, tokens: key.clone() };
        }
        let handler = match (&condition, injection, posted) {
            (_, Some(_), _) if stage == HookStage::BeforeExecute => {
                let what = "before an execution there is no result yet that could try to instruct the model";
                reader.push(Diagnostic::new(&HOOK_HANDLER, key, what).help("write `after`"));
                None
            }
            (_, Some(_), _) => Some(Handler::PromptInjection),
            (_, None, Some(_)) => Some(Handler::Webhook),
            (Said::Yes(condition), None, None) => Some(Handler::Condition(condition.value.clone())),
            (Said::Wrong | Said::Unread, None, None) => None,
            (Said::No, None, None) => {
                let is_open = |said: &Said<_>| matches!(said, Said::Wrong | Said::Unread);
                if !is_open(&prompt_injection) && !is_open(&webhook) {
                    let also = if stage == HookStage::AfterExecute { ", `prompt_injection`" } else { "" };
                    let help = format!("add `condition = \"…\"` in plain words{also}, or `webhook`");
                    reader.push(Diagnostic::new(&HOOK_CONDITION, key, "this hook checks nothing").help(help));
                }
                None
            }
        };
        Hook { stage, id, name, handler, toolkits, tokens: key.clone() }
    }
}
