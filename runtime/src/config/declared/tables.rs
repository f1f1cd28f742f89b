//! The tables. The length of a constant array has to be known before anything is read, so that each table is read into
//! the smallest of some arrays that holds it.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::mem::{ManuallyDrop, replace};

use super::reader::Reader;
use super::values::{Record, range};
use super::{Declared, Source};
use crate::config::{
    Access, AppliesTo, ApprovalOverride, Hook, HookAction, HookHandler, HookStage, List, Tag, Text, ToolkitTools,
};

/// The tables of `S`, each in an array of `N`.
struct Arrays<S, const N: usize>(PhantomData<S>);

const NO_TEXT: Text = Cow::Borrowed("");
const NO_HOOK: Hook = Hook {
    stage: HookStage::BeforeExecute,
    id: NO_TEXT,
    name: None,
    applies_to: AppliesTo::All,
    handler: HookHandler::PromptInjectionCheck { action: HookAction::Block },
};

/// `part, its array: item, begun by a function and read by a method of the record; what fills the array up`.
macro_rules! tables {
    ($($part:ident, $array:ident: $item:ty, $begin:expr, $read:ident; $empty:expr)*) => {
        impl<S: Source, const N: usize> Arrays<S, N> {$(
            const $array: &'static [$item] = &{
                let mut array: [$item; N] = [const { $empty }; N];
                let mut record: Record = $begin(Declared::<S>::PARTS.$part);
                let count = record.reader.count();
                let mut next = 0;
                while next < count {
                    // Dropping is nothing that a constant can do, and nothing that what fills the array up needs.
                    let _ = ManuallyDrop::new(replace(&mut array[next], record.$read()));
                    next += 1;
                }
                array
            };

            // A function, for what one mentions is evaluated when it is called: only the array that is asked for.
            const fn $part() -> &'static [$item] {
                Self::$array
            }
        )*}

        impl<S: Source> Declared<S> {$(
            pub(super) const fn $part() -> &'static [$item] {
                let part = Self::PARTS.$part;
                if part.is_empty() {
                    return &[];
                }
                let count = Reader::new(part).count();
                let array = match count {
                    0..=2 => Arrays::<S, 2>::$part(),
                    3..=4 => Arrays::<S, 4>::$part(),
                    5..=8 => Arrays::<S, 8>::$part(),
                    9..=16 => Arrays::<S, 16>::$part(),
                    17..=32 => Arrays::<S, 32>::$part(),
                    33..=64 => Arrays::<S, 64>::$part(),
                    65..=128 => Arrays::<S, 128>::$part(),
                    129..=256 => Arrays::<S, 256>::$part(),
                    257..=512 => Arrays::<S, 512>::$part(),
                    513..=1024 => Arrays::<S, 1024>::$part(),
                    1025..=4096 => Arrays::<S, 4096>::$part(),
                    4097..=65536 => Arrays::<S, 65536>::$part(),
                    _ => panic!("a declaration names more than 65536 things of a kind"),
                };
                range(array, 0, count)
            }
        )*}
    };
}

tables! {
    slugs, SLUGS: &'static str, Record::of_table, slug; ""
    texts, TEXTS: Text, Record::of_table, text; NO_TEXT
    tags, TAGS: Tag, Record::of_table, tag; Tag::ReadOnly
    tools, TOOLS: (Text, ToolkitTools), Declared::<S>::record, tools_of_toolkit; (NO_TEXT, ToolkitTools::DEFAULT)
    auth_configs, AUTH_CONFIGS: (Text, Text), Declared::<S>::record, auth_config; (NO_TEXT, NO_TEXT)
    connected_accounts, CONNECTED_ACCOUNTS: (Text, List<Text>), Declared::<S>::record, accounts; (NO_TEXT, Cow::Borrowed(&[]))
    instant_tools, INSTANT_TOOLS: (Text, Access), Declared::<S>::record, instant_tools; (NO_TEXT, Access::Any)
    overrides, OVERRIDES: (Text, ApprovalOverride), Declared::<S>::record, approval_override; (NO_TEXT, ApprovalOverride::AskOnce)
    hooks, HOOKS: Hook, Declared::<S>::record, hook; NO_HOOK
}
