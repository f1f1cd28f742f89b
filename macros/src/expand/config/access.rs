//! What the session can reach.

use super::{Packed, Tables, packed::range};
use crate::declaration::{Reach, Slugs, Spanned, Tag, Tags, ToolkitTools, Toolkits};

pub(super) fn toolkits(toolkits: Option<&Toolkits>, tables: &mut Tables, packed: &mut Packed) {
    let reach = toolkits.and_then(|toolkits| toolkits.reach.yes());
    access(reach, tables, packed);
    slugs(toolkits.and_then(|toolkits| toolkits.require_approval.as_ref()), tables, packed);
}

/// The runtime's `Access`; without a reach anything goes.
pub(super) fn access(reach: Option<&Reach>, tables: &mut Tables, packed: &mut Packed) {
    let (mark, said) = match reach {
        None | Some(Reach::Any) => return packed.mark('*'),
        Some(Reach::None) => ('+', None),
        Some(Reach::Only(only)) => ('+', Some(only)),
        Some(Reach::Except(except)) => ('-', Some(except)),
    };
    packed.mark(mark);
    slugs(said, tables, packed);
}

pub(super) fn slugs(slugs: Option<&Slugs>, tables: &mut Tables, packed: &mut Packed) {
    tables.texts.list(slugs.into_iter().flat_map(Slugs::names), packed);
}

pub(super) fn tools(tools: &[ToolkitTools], tables: &mut Tables) {
    for ToolkitTools { toolkit, enable, disable, tags, require_approval } in tools {
        let tagged = tags.as_ref().filter(|tags| says_something(tags));
        if enable.is_none() && disable.is_none() && tagged.is_none() && require_approval.is_none() {
            continue;
        }
        let mut packed = Packed::default();
        tables.texts.text(&toolkit.name, &mut packed);
        match (enable, disable, tagged) {
            (Some(enable), ..) => {
                packed.mark('+');
                slugs(Some(enable), tables, &mut packed);
            }
            (None, Some(disable), _) => {
                packed.mark('-');
                slugs(Some(disable), tables, &mut packed);
            }
            (None, None, Some(tagged)) => {
                packed.mark('#');
                self::tags(Some(tagged), tables, &mut packed);
            }
            (None, None, None) => packed.mark('*'),
        }
        slugs(require_approval.as_ref(), tables, &mut packed);
        tables.tools.push(&packed);
    }
}

fn says_something(tags: &Tags) -> bool {
    !(tags.enable.is_empty() && tags.disable.is_empty() && tags.require_approval.is_empty())
}

pub(super) fn tags(tags: Option<&Tags>, tables: &mut Tables, packed: &mut Packed) {
    let mut list = |said: fn(&Tags) -> &[Spanned<Tag>]| {
        let start = tables.tags.count;
        for tag in tags.into_iter().flat_map(said) {
            let mut record = Packed::default();
            record.mark(match tag.value {
                Tag::ReadOnly => 'r',
                Tag::Create => 'c',
                Tag::Update => 'u',
                Tag::Destructive => 'd',
                Tag::Idempotent => 'i',
                Tag::OpenWorld => 'o',
            });
            tables.tags.push(&record);
        }
        range(start, tables.tags.count, packed);
    };
    list(|tags| &tags.enable);
    list(|tags| &tags.disable);
    list(|tags| &tags.require_approval);
}
