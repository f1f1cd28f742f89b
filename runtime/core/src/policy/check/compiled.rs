//! What the attribute's expansion calls, so that the compiler stops at the tokens that break a policy.

use std::fmt::Write as _;

use super::Subject;
use crate::config::SandboxSize;
use crate::constant::{Constant, Expression};
use crate::message::Message;
use crate::policy::names::{KnownToolkit, NameTable, Names, ToolkitReach};
use crate::policy::settings::{SettingTable, Settings, Switches, TagFilter, TagSet};
use crate::policy::sieve::Sieve;
use crate::policy::{Breach, Policy};

/// A part of a declaration that a policy may object to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// A toolkit, by its position in [`Names`].
    Toolkit(usize),
    /// A tool, by its position among those that are enabled by name.
    Tool(usize),
    /// Toolkits that are not named.
    Beyond,
    /// A setting.
    Setting(Subject),
}

/// What policies read of a declaration, as the attribute writes it. For the attribute's expansion only.
///
/// The compiler makes a constant of each list that is borrowed, and resolves each path. So there are neither, but for text.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Stated<
    const TOOLKITS: usize,
    const LISTED: usize,
    const TOOLS: usize,
    const EXCLUDED: usize,
    const FILTERS: usize,
    const LOOKED: usize,
> {
    /// The slug of each, and the code of its reach: see [`ToolkitReach`].
    pub toolkits: [(&'static str, usize); TOOLKITS],
    pub listed: [&'static [&'static str]; LISTED],
    pub enabled: [&'static str; TOOLS],
    pub excluded: [&'static str; EXCLUDED],
    pub bounded: bool,
    /// The sieves of [`Names`].
    pub sieves: [u128; 3],
    /// The tags that are disabled, those that need approval, and a tool that is named or nothing.
    pub filters: [(u8, u8, &'static str); FILTERS],
    /// Empty if there is none.
    pub callback_host: &'static str,
    /// Empty if there is none.
    pub link_host: &'static str,
    pub sandbox_size: Option<SandboxSize>,
    pub on: u16,
    /// What is looked at, each as a code.
    pub looked: [usize; LOOKED],
}

/// What was found of a declaration, by the position of what was looked at. For the attribute's expansion only.
///
/// All is found in one constant. Each constant costs the compiler as much as a function, and those that stop it at a setting only look
/// up what this one has found.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Held<const LOOKED: usize> {
    policy: &'static str,
    found: [Option<Breach<'static>>; LOOKED],
}

/// Holds a declaration to a policy.
#[doc(hidden)]
#[must_use]
pub const fn __hold<
    const TOOLKITS: usize,
    const LISTED: usize,
    const TOOLS: usize,
    const EXCLUDED: usize,
    const FILTERS: usize,
    const LOOKED: usize,
>(
    policy: &'static Policy,
    stated: Stated<TOOLKITS, LISTED, TOOLS, EXCLUDED, FILTERS, LOOKED>,
) -> Held<LOOKED> {
    // Little is called here: to evaluate a call takes the compiler far longer than a step.
    let mut known = [KnownToolkit { slug: "", reach: ToolkitReach::Nothing }; TOOLKITS];
    let mut next = 0;
    while next < TOOLKITS {
        let (slug, reach) = stated.toolkits[next];
        let reach = match reach {
            0 => ToolkitReach::Nothing,
            1 => ToolkitReach::Enabled,
            2 => ToolkitReach::Everything,
            listing => ToolkitReach::Listed(stated.listed[listing - 3]),
        };
        known[next] = KnownToolkit { slug, reach };
        next += 1;
    }
    let mut tags = [TagFilter { disable: TagSet(0), require_approval: TagSet(0), named: "" }; FILTERS];
    next = 0;
    while next < FILTERS {
        let (disable, require_approval, named) = stated.filters[next];
        tags[next] = TagFilter { disable: TagSet(disable), require_approval: TagSet(require_approval), named };
        next += 1;
    }
    let [of_known, unnamed, named] = stated.sieves;
    let names = Names {
        toolkits: &known,
        enabled: &stated.enabled,
        excluded: &stated.excluded,
        bounded: stated.bounded,
        known: Sieve(of_known),
        unnamed: Sieve(unnamed),
        named: Sieve(named),
    };
    let settings = Settings {
        tags: &tags,
        callback_host: stated.callback_host,
        link_host: stated.link_host,
        sandbox_size: stated.sandbox_size,
        on: Switches(stated.on),
    };
    let (mut toolkits, mut tools) = ([None; TOOLKITS], [None; TOOLS]);
    policy.mark(&names, &mut toolkits, &mut tools);
    let mut held = Held { policy: policy.name, found: [None; LOOKED] };
    next = 0;
    while next < LOOKED {
        let code = stated.looked[next];
        held.found[next] = match code % 4 {
            0 => toolkits[code / 4],
            1 => tools[code / 4],
            2 if policy.objections.0 & 1 == 0 => None,
            3 if code == BEYOND => match policy.breach_beyond(&names, 0) {
                Some((breach, _)) => Some(breach),
                None => None,
            },
            3 if policy.objections.0 >> (code / 4) & 1 == 0 => None,
            _ => policy.breach(settings, subject(code)),
        };
        next += 1;
    }
    held
}

/// Stops compilation if what was looked at breaks the policy.
#[doc(hidden)]
#[track_caller]
pub const fn __stop<const LOOKED: usize>(held: Held<LOOKED>, place: usize) {
    if let Some(breach) = held.found[place] {
        breach.panic(held.policy);
    }
}

/// Stops compilation if anything breaks the policy that was looked at from `place` on: what the declaration does not say, and has no
/// tokens for. All of it is one message.
#[doc(hidden)]
#[track_caller]
pub const fn __stop_from<const LOOKED: usize>(held: Held<LOOKED>, place: usize) {
    let mut next = place;
    while next < LOOKED {
        if held.found[next].is_some() {
            held.panic_from(next);
        }
        next += 1;
    }
}

impl<const LOOKED: usize> Held<LOOKED> {
    #[track_caller]
    const fn panic_from(&self, mut place: usize) -> ! {
        let mut message = Message::EMPTY;
        while place < LOOKED {
            if let Some(breach) = self.found[place] {
                message = breach.add_to(message, self.policy);
            }
            place += 1;
        }
        message.panic();
    }
}

/// The code of what is not named.
const BEYOND: usize = 3;

impl Looked {
    /// The number that stands for it in [`Stated`]: what it is, in the two lowest bits, and its position.
    fn code(self) -> usize {
        match self {
            Self::Toolkit(place) => place * 4,
            Self::Tool(place) => place * 4 + 1,
            Self::Setting(Subject::Tags(place)) => place * 4 + 2,
            Self::Beyond => BEYOND,
            Self::Setting(subject) => subject.bit() as usize * 4 + 3,
        }
    }
}

/// The setting of a code.
const fn subject(code: usize) -> Subject {
    match code % 4 {
        2 => Subject::Tags(code / 4),
        _ => Subject::SETTINGS[code / 4 - 1],
    }
}

/// Writes [`Stated`].
#[doc(hidden)]
#[derive(Debug)]
pub struct Statement<'a> {
    pub names: &'a NameTable<'a>,
    pub settings: &'a SettingTable<'a>,
    pub looked: Vec<Looked>,
}

impl Constant for Statement<'_> {
    const IS_LITERAL: bool = true;

    fn write(&self, to: &mut Expression<'_>) {
        // Every field is named: one that is forgotten here does not compile.
        let Names { toolkits, enabled, excluded, bounded, known, unnamed, named } = self.names.names();
        let Settings { tags, callback_host, link_host, sandbox_size, on: Switches(on) } = self.settings.settings();
        to.path("policy::Stated { toolkits: [");
        let mut listed: Vec<&[&str]> = Vec::new();
        for KnownToolkit { slug, reach } in toolkits {
            let code = match reach {
                ToolkitReach::Nothing => 0,
                ToolkitReach::Enabled => 1,
                ToolkitReach::Everything => 2,
                ToolkitReach::Listed(tools) => {
                    listed.push(tools);
                    2 + listed.len()
                }
            };
            let _ = write!(to, "({slug:?}, {code}), ");
        }
        to.push("], listed: [");
        for tools in listed {
            let _ = write!(to, "&{tools:?}, ");
        }
        let _ = write!(to, "], enabled: {enabled:?}, excluded: {excluded:?}, bounded: {bounded}, filters: [");
        for TagFilter { disable: TagSet(disable), require_approval: TagSet(approval), named } in tags {
            let _ = write!(to, "({disable}, {approval}, {named:?}), ");
        }
        let sieves = [known, unnamed, named].map(|Sieve(marks)| marks);
        let codes: Vec<usize> = self.looked.iter().map(|looked| looked.code()).collect();
        let _ = write!(to, "], sieves: {sieves:#x?}, callback_host: {callback_host:?}, link_host: {link_host:?}, ");
        let _ = write!(to, "on: {on:#b}, looked: {codes:?}, sandbox_size: ");
        sandbox_size.write(to);
        to.push("}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_of_one_part() {
        let all = Subject::all(8).map(Looked::Setting);
        let named = (0..8).flat_map(|at| [Looked::Toolkit(at), Looked::Tool(at)]);
        let mut codes: Vec<usize> = all.chain(named).chain([Looked::Beyond]).map(Looked::code).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        for setting in Subject::all(8) {
            assert_eq!(subject(Looked::Setting(setting).code()), setting);
        }
    }
}
