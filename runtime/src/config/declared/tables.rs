//! The tables. The length of a constant array has to be known before anything is read, so that each table is read into
//! the smallest of some arrays that holds it.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::mem::{ManuallyDrop, replace};

use super::head::Part;
use super::values::range;
use super::{Declared, Source};
use crate::config::{
    Access, AppliesTo, ApprovalOverride, Hook, HookAction, HookHandler, HookStage, List, Tag, Text, ToolkitTools,
};

/// The tables of `S`, each in an array of `N`.
struct Arrays<S, const N: usize>(PhantomData<S>);

// What an array is filled up with.
const NO_SLUG: &str = "";
const NO_TEXT: Text = Cow::Borrowed("");
const NO_TAG: Tag = Tag::ReadOnly;
const NO_TOOLS: (Text, ToolkitTools) = (NO_TEXT, ToolkitTools::DEFAULT);
const NO_AUTH_CONFIG: (Text, Text) = (NO_TEXT, NO_TEXT);
const NO_ACCOUNTS: (Text, List<Text>) = (NO_TEXT, Cow::Borrowed(&[]));
const NO_INSTANT_TOOLS: (Text, Access) = (NO_TEXT, Access::Any);
const NO_OVERRIDE: (Text, ApprovalOverride) = (NO_TEXT, ApprovalOverride::AskOnce);
const NO_HOOK: Hook = Hook {
    stage: HookStage::BeforeExecute,
    id: NO_TEXT,
    name: None,
    applies_to: AppliesTo::All,
    handler: HookHandler::PromptInjectionCheck { action: HookAction::Block },
};

/// `table, its part in its array: item, from a function to begin with and a method that reads an item; what fills the array up`.
macro_rules! tables {
    ($($table:ident, $part:ident in $array:ident: $item:ty, $begin:ident, $read:ident; $empty:ident)*) => {
        impl<S: Source, const N: usize> Arrays<S, N> {$(
            const $array: &'static [$item] = &{
                let mut array = [$empty; N];
                let place = Part::$part.place(S::DECLARED.as_bytes());
                let mut record = Declared::<S>::$begin(place);
                let mut next = 0;
                while next < place.count {
                    // Dropping is nothing that a constant can do, and nothing that what fills the array up needs.
                    let _ = ManuallyDrop::new(replace(&mut array[next], record.$read()));
                    next += 1;
                }
                array
            };

            // A function, for what one mentions is evaluated when it is called: only the array that is asked for.
            const fn $table() -> &'static [$item] {
                Self::$array
            }
        )*}

        impl<S: Source> Declared<S> {$(
            pub(super) const fn $table() -> &'static [$item] {
                let count = Part::$part.place(S::DECLARED.as_bytes()).count;
                let array = match count {
                    0 => return &[],
                    1 => return Arrays::<S, 1>::$table(),
                    2 => return Arrays::<S, 2>::$table(),
                    3..=4 => Arrays::<S, 4>::$table(),
                    5..=8 => Arrays::<S, 8>::$table(),
                    9..=16 => Arrays::<S, 16>::$table(),
                    17..=32 => Arrays::<S, 32>::$table(),
                    33..=64 => Arrays::<S, 64>::$table(),
                    65..=128 => Arrays::<S, 128>::$table(),
                    129..=256 => Arrays::<S, 256>::$table(),
                    257..=512 => Arrays::<S, 512>::$table(),
                    513..=1024 => Arrays::<S, 1024>::$table(),
                    1025..=4096 => Arrays::<S, 4096>::$table(),
                    4097..=65536 => Arrays::<S, 65536>::$table(),
                    _ => panic!("a declaration names more than 65536 things of a kind"),
                };
                range(array, 0, count)
            }
        )*}
    };
}

tables! {
    texts, Texts in TEXTS: Text, pool, next_text; NO_TEXT
    tags, Tags in TAGS: Tag, pool, tag; NO_TAG
    slugs, Slugs in SLUGS: &'static str, record, slug; NO_SLUG
    tools, Tools in TOOLS: (Text, ToolkitTools), record, tools_of_toolkit; NO_TOOLS
    auth_configs, AuthConfigs in AUTH_CONFIGS: (Text, Text), record, auth_config; NO_AUTH_CONFIG
    connected_accounts, ConnectedAccounts in CONNECTED_ACCOUNTS: (Text, List<Text>), record, accounts; NO_ACCOUNTS
    instant_tools, InstantTools in INSTANT_TOOLS: (Text, Access), record, instant_tools; NO_INSTANT_TOOLS
    overrides, Overrides in OVERRIDES: (Text, ApprovalOverride), record, approval_override; NO_OVERRIDE
    hooks, Hooks in HOOKS: Hook, record, hook; NO_HOOK
}
