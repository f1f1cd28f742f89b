//! Commits and files, as far as the API shows them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use similar::{Algorithm, ChangeTag, TextDiff};

use super::people::USERS;

/// The longest content that is compared line by line, in bytes.
const MAX_COMPARED_BYTES: usize = 256 * 1024;

/// The files of a commit by path.
pub(crate) type Tree = BTreeMap<Arc<str>, Arc<Blob>>;

/// The content of a file.
pub(crate) struct Blob {
    pub(crate) sha: String,
    pub(crate) content: Vec<u8>,
}

impl Blob {
    pub(crate) fn new(content: Vec<u8>) -> Arc<Self> {
        Arc::new(Self { sha: sha("blob", [content.as_slice()]), content })
    }

    /// The content, if it is text that can be compared.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.content).ok().filter(|text| text.len() <= MAX_COMPARED_BYTES && !text.contains('\0'))
    }
}

/// Who made a commit, and when.
#[derive(Clone)]
pub(crate) struct Signature {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) date: Timestamp,
}

impl Signature {
    /// The user as the author of a commit.
    pub(crate) fn of(user: usize, date: Timestamp) -> Self {
        let (name, email) = USERS.get(user).map_or(("", ""), |user| (user.name, user.email));
        Self { name: name.to_owned(), email: email.to_owned(), date }
    }
}

/// A commit.
pub(crate) struct Commit {
    pub(crate) sha: String,
    pub(crate) message: String,
    pub(crate) author: Signature,
    pub(crate) committer: Signature,
    pub(crate) parents: Vec<String>,
    pub(crate) tree: Arc<Tree>,
}

impl Commit {
    pub(crate) fn new(
        message: String,
        author: Signature,
        committer: Signature,
        parents: Vec<String>,
        tree: Arc<Tree>,
    ) -> Self {
        let date = committer.date.to_string();
        let fields = [message.as_str(), &author.name, &author.email, &committer.name, &committer.email, &date];
        let files = tree.iter().flat_map(|(path, blob)| [path.as_bytes(), blob.sha.as_bytes()]);
        let parts = fields.into_iter().map(str::as_bytes).chain(parents.iter().map(String::as_bytes)).chain(files);
        let sha = sha("commit", parts);
        Self { sha, message, author, committer, parents, tree }
    }

    /// Whether a file cannot be at `path` because its directory is a file, or because it is a directory.
    pub(crate) fn is_in_the_way(&self, path: &str) -> bool {
        let below = |one: &str, other: &str| one.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'));
        self.tree.keys().any(|file| below(file, path) || below(path, file))
    }
}

/// An identifier that looks like git's. The sandbox does not speak git, so that any hash will do.
pub(super) fn sha<'a>(kind: &str, parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(kind);
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().take(20).map(|byte| format!("{byte:02x}")).collect()
}

/// A file that differs between two commits.
pub(crate) struct Change<'a> {
    pub(crate) path: &'a str,
    pub(crate) before: Option<&'a Blob>,
    pub(crate) after: Option<&'a Blob>,
}

/// The files that differ, by path.
pub(crate) fn changes<'a>(before: &'a Tree, after: &'a Tree) -> Vec<Change<'a>> {
    let paths: BTreeSet<&Arc<str>> = before.keys().chain(after.keys()).collect();
    let changes = paths.into_iter().filter_map(|path| {
        let (before, after) = (before.get(path).map(AsRef::as_ref), after.get(path).map(AsRef::as_ref));
        let is_same = before.map(|blob: &Blob| &blob.sha) == after.map(|blob: &Blob| &blob.sha);
        (!is_same).then_some(Change { path, before, after })
    });
    changes.collect()
}

/// What changed in a file, in lines.
#[derive(Default)]
pub(crate) struct Lines {
    pub(crate) added: usize,
    pub(crate) removed: usize,
    /// The hunks of a unified diff.
    pub(crate) patch: Option<String>,
}

impl Change<'_> {
    pub(crate) fn status(&self) -> &'static str {
        match (self.before, self.after) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "modified",
        }
    }

    /// The SHA of the content that there is.
    pub(crate) fn sha(&self) -> &str {
        self.after.or(self.before).map_or("", |blob| blob.sha.as_str())
    }

    /// The changed lines; none, if this is not text.
    pub(crate) fn lines(&self) -> Lines {
        let text = |blob: Option<&Blob>| blob.map_or(Some(String::new()), |blob| blob.text().map(str::to_owned));
        let (Some(before), Some(after)) = (text(self.before), text(self.after)) else { return Lines::default() };
        let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(&before, &after);
        let count = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
        let patch = diff.unified_diff().context_radius(3).missing_newline_hint(true).to_string();
        Lines {
            added: count(ChangeTag::Insert),
            removed: count(ChangeTag::Delete),
            patch: Some(patch.trim_end_matches('\n').to_owned()),
        }
    }
}

/// Both sides' changes to `base`; `None`, if they changed the same file differently.
pub(crate) fn merge(base: &Tree, ours: &Tree, theirs: &Tree) -> Option<Tree> {
    let mut merged = ours.clone();
    for change in changes(base, theirs) {
        let sha = |blob: Option<&Arc<Blob>>| blob.map(|blob| blob.sha.clone());
        let our = sha(ours.get(change.path));
        if our != sha(base.get(change.path)) && our != sha(theirs.get(change.path)) {
            return None;
        }
        match theirs.get_key_value(change.path) {
            Some((path, blob)) => merged.insert(Arc::clone(path), Arc::clone(blob)),
            None => merged.remove(change.path),
        };
    }
    Some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|(path, text)| (Arc::from(*path), Blob::new(text.as_bytes().to_vec()))).collect()
    }

    #[test]
    fn changes_are_told_by_path_with_a_patch() {
        let before = tree(&[("a", "one\ntwo\n"), ("b", "gone\n"), ("c", "same\n")]);
        let after = tree(&[("a", "one\nthree\n"), ("c", "same\n"), ("d", "new\n")]);
        let changes = changes(&before, &after);
        let told: Vec<_> = changes.iter().map(|change| (change.path, change.status())).collect();
        assert_eq!(told, [("a", "modified"), ("b", "removed"), ("d", "added")]);
        let lines = changes[0].lines();
        assert_eq!((lines.added, lines.removed), (1, 1));
        assert_eq!(lines.patch.as_deref(), Some("@@ -1,2 +1,2 @@\n one\n-two\n+three"));
    }

    #[test]
    fn what_is_not_text_has_no_patch() {
        let (before, after) = (Blob::new(vec![0, 159]), Blob::new(vec![0, 160]));
        let lines = Change { path: "p", before: Some(&before), after: Some(&after) }.lines();
        assert_eq!((lines.added, lines.removed, lines.patch), (0, 0, None));
    }

    #[test]
    fn a_merge_keeps_both_sides_unless_they_contradict() {
        let base = tree(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let ours = tree(&[("a", "2"), ("b", "1"), ("c", "1")]);
        let theirs = tree(&[("a", "1"), ("b", "2"), ("d", "1")]);
        let merged = merge(&base, &ours, &theirs).expect("no conflict");
        let texts: Vec<_> = merged.iter().map(|(path, blob)| (&**path, blob.text().expect("text"))).collect();
        assert_eq!(texts, [("a", "2"), ("b", "2"), ("d", "1")]);
        assert!(merge(&base, &ours, &tree(&[("a", "3"), ("b", "1"), ("c", "1")])).is_none());
        assert!(merge(&base, &ours, &tree(&[("b", "1"), ("c", "1")])).is_none(), "changed here, deleted there");
    }
}
