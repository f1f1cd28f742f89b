//! Where everything is.

use super::reader::damaged;

/// A table: where its first record begins, and how many there are.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) at: usize,
    pub(super) count: usize,
}

/// What a packed declaration begins with: the place of each of these, in this order, of the same length whatever it says.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Where the texts begin, and how many bytes they are: the path of the module is what follows.
    Pool,
    Texts,
    Tags,
    Slugs,
    Tools,
    AuthConfigs,
    ConnectedAccounts,
    InstantTools,
    Overrides,
    Hooks,
    AtRunTime,
    Settings,
}

impl Part {
    /// Where it is in `bytes`.
    pub(super) const fn place(self, bytes: &'static [u8]) -> Place {
        let at = self as usize * 8;
        if bytes.len() < at + 8 {
            damaged();
        }
        Place { at: four_digits(bytes, at), count: four_digits(bytes, at + 4) }
    }
}

const fn four_digits(bytes: &'static [u8], at: usize) -> usize {
    let (first, second, third, fourth) = (bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
    if first < b'0' || second < b'0' || third < b'0' || fourth < b'0' {
        damaged();
    }
    ((first - b'0') as usize) << 18
        | ((second - b'0') as usize) << 12
        | ((third - b'0') as usize) << 6
        | ((fourth - b'0') as usize)
}
