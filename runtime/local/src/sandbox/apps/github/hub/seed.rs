//! The initial repositories.

use std::{collections::BTreeSet, sync::Arc};

use jiff::{SignedDuration, Timestamp};

use super::{Blob, Comment, Hub, Issue, Pull, Repository, Signature};

const MAYA: usize = 0;
const TOMAS: usize = 1;
const INES: usize = 2;

const README: &str = "# checkout\n\nAdds up carts: prices, discounts and taxes.\n\n    cargo test\n\nAmounts are in cents. See \
                      `docs/rounding.md` for how they are rounded.\n";
const ROUNDING: &str =
    "# Rounding\n\nEach position is rounded on its own, then the sum.\n\nTODO: say what happens to halves.\n";
const CART: &str = "//! Carts.\n\n/// The total in cents.\npub fn total(positions: &[f64]) -> i64 {\n    \
                    positions.iter().map(|price| round(*price)).sum()\n}\n\nfn round(price: f64) -> i64 {\n    \
                    price.round() as i64\n}\n";
const CART_FIXED: &str = "//! Carts.\n\n/// The total in cents.\npub fn total(positions: &[f64]) -> i64 {\n    \
                          positions.iter().map(|price| round(*price)).sum()\n}\n\n/// Rounds half to even.\nfn round(price: \
                          f64) -> i64 {\n    price.round_ties_even() as i64\n}\n";
const CART_TEST: &str = "#[test]\nfn cart_total_rounds_half_even() {\n    assert_eq!(checkout::cart::total(&[0.5, 1.5]), \
                         2);\n}\n";

/// An initial commit: who, when, what it says, and a file of it.
type Committed = (usize, i64, &'static str, &'static str, &'static str);

/// An initial repository.
struct Seed {
    owner: usize,
    name: &'static str,
    description: &'static str,
    is_private: bool,
    collaborators: &'static [usize],
    topics: &'static [&'static str],
    language: &'static str,
    stars: &'static [usize],
    commits: &'static [Committed],
    /// A branch of its own after the commits, with its name.
    branch: Option<(&'static str, Committed)>,
    issues: &'static [Opened],
}

/// An initial issue.
struct Opened {
    by: usize,
    minutes_ago: i64,
    title: &'static str,
    body: &'static str,
    labels: &'static [&'static str],
    assignees: &'static [usize],
    comments: &'static [(usize, &'static str)],
    is_closed: bool,
    /// The branch that it wants to merge, if it is a pull request.
    head: Option<&'static str>,
}

const SEEDS: [Seed; 4] = [
    Seed {
        owner: MAYA,
        name: "checkout",
        description: "Adds up carts",
        is_private: false,
        collaborators: &[TOMAS],
        topics: &["payments", "rust"],
        language: "Rust",
        stars: &[TOMAS, INES],
        commits: &[
            (MAYA, 9_000, "Begin with a README", "README.md", README),
            (MAYA, 8_990, "Add up carts", "src/cart.rs", CART),
            (TOMAS, 4_000, "Describe how amounts are rounded", "docs/rounding.md", ROUNDING),
            (TOMAS, 180, "Test what becomes of halves", "tests/cart.rs", CART_TEST),
        ],
        branch: Some(("fix/half-even", (TOMAS, 45, "Round half to even", "src/cart.rs", CART_FIXED))),
        issues: &[
            Opened {
                by: TOMAS,
                minutes_ago: 5_000,
                title: "Add a license",
                body: "There is none yet.",
                labels: &[],
                assignees: &[MAYA],
                comments: &[(MAYA, "It is ours alone, so there is no need. Closing.")],
                is_closed: true,
                head: None,
            },
            Opened {
                by: TOMAS,
                minutes_ago: 60,
                title: "cart_total_rounds_half_even fails",
                body: "Build 3187 failed after 4 min 12 s:\n\n    assertion `left == right` failed\n      left: 3\n     right: 2",
                labels: &["bug"],
                assignees: &[TOMAS],
                comments: &[
                    (MAYA, "`f64::round` rounds half away from zero. Was it ever half to even?"),
                    (TOMAS, "Never. I have a fix."),
                ],
                is_closed: false,
                head: None,
            },
            Opened {
                by: TOMAS,
                minutes_ago: 40,
                title: "Round half to even",
                body: "Fixes #2.",
                labels: &[],
                assignees: &[MAYA],
                comments: &[],
                is_closed: false,
                head: Some("fix/half-even"),
            },
            Opened {
                by: INES,
                minutes_ago: 30,
                title: "Document what happens to halves",
                body: "`docs/rounding.md` has a TODO since it was written. The auditors ask about it.",
                labels: &["documentation", "good first issue"],
                assignees: &[],
                comments: &[],
                is_closed: false,
                head: None,
            },
        ],
    },
    Seed {
        owner: TOMAS,
        name: "build-bot",
        description: "Tells a channel which builds failed",
        is_private: false,
        collaborators: &[],
        topics: &["ci"],
        language: "Python",
        stars: &[MAYA],
        commits: &[(
            TOMAS,
            20_000,
            "Tell about failures",
            "bot.py",
            "def tell(build):\n    if not build.passed:\n        post(f\"Build {build.number} of {build.name} failed\")\n",
        )],
        branch: None,
        issues: &[Opened {
            by: MAYA,
            minutes_ago: 700,
            title: "Tell how long a build took",
            body: "It would help to see which ones get slower.",
            labels: &["enhancement"],
            assignees: &[],
            comments: &[],
            is_closed: false,
            head: None,
        }],
    },
    Seed {
        owner: TOMAS,
        name: "notes",
        description: "For nobody else",
        is_private: true,
        collaborators: &[],
        topics: &[],
        language: "Markdown",
        stars: &[],
        commits: &[(TOMAS, 700, "Write it down", "ideas.md", "- A build server that bakes bread\n")],
        branch: None,
        issues: &[],
    },
    Seed {
        owner: INES,
        name: "quarterly-report",
        description: "Figures before they are public",
        is_private: true,
        collaborators: &[MAYA],
        topics: &[],
        language: "Markdown",
        stars: &[],
        commits: &[(
            INES,
            1_300,
            "Open section 3",
            "report.md",
            "# Section 3\n\nChurn: 4.1 %, after the last export.\n",
        )],
        branch: None,
        issues: &[Opened {
            by: INES,
            minutes_ago: 1_290,
            title: "Check the churn figures",
            body: "They changed after the last export. Please look at section 3.",
            labels: &[],
            assignees: &[MAYA],
            comments: &[],
            is_closed: false,
            head: None,
        }],
    },
];

/// Fills an empty hub. The seeds are far below its limits.
pub(super) fn fill(hub: &mut Hub) {
    let now = Timestamp::now();
    for seed in &SEEDS {
        let repository = grow(hub, seed, now);
        hub.repositories.push(repository);
    }
}

fn grow(hub: &mut Hub, seed: &Seed, now: Timestamp) -> Repository {
    let at = |minutes: i64| now - SignedDuration::from_mins(minutes);
    let begun = at(seed.commits.first().map_or(0, |commit| commit.1));
    let mut repository = Repository::new(hub.new_id(), seed.owner, seed.name.to_owned(), begun);
    repository.description = Some(seed.description.to_owned());
    repository.is_private = seed.is_private;
    repository.collaborators = seed.collaborators.iter().copied().collect::<BTreeSet<_>>();
    repository.topics = seed.topics;
    repository.language = Some(seed.language);
    repository.stars = seed.stars.iter().map(|user| (*user, begun)).collect();
    for committed in seed.commits {
        commit(hub, &mut repository, "main", committed, at(committed.1));
    }
    if let Some((branch, committed)) = &seed.branch {
        if let Some(head) = repository.branches.get("main").cloned() {
            repository.branches.insert((*branch).to_owned(), head);
        }
        commit(hub, &mut repository, branch, committed, at(committed.1));
    }
    for opened in seed.issues {
        open(hub, &mut repository, opened, at(opened.minutes_ago));
    }
    repository
}

fn commit(hub: &mut Hub, repository: &mut Repository, branch: &str, committed: &Committed, date: Timestamp) {
    let (by, _, message, path, content) = committed;
    let signature = Signature::of(*by, date);
    let (author, blob) = (signature.clone(), Blob::new(content.as_bytes().to_vec()));
    let _room = hub.admit(content.len());
    let _commit = repository.write(branch, path, Some(Arc::clone(&blob)), (*message).to_owned(), author, signature);
}

fn open(hub: &mut Hub, repository: &mut Repository, opened: &Opened, created: Timestamp) {
    let _room = hub.admit(opened.body.len());
    let labels = repository.labels_named(opened.labels.iter().map(|name| (*name).to_owned()).collect());
    let comments = opened.comments.iter().zip(1..).map(|((user, body), minutes)| {
        let at = created + SignedDuration::from_mins(minutes);
        let _room = hub.admit(body.len());
        Comment { id: hub.new_id(), user: *user, body: (*body).to_owned(), created: at, updated: at }
    });
    let comments: Vec<_> = comments.collect();
    let updated = comments.last().map_or(created, |comment| comment.created);
    let pull = opened.head.map(|head| Pull {
        head: head.to_owned(),
        base: repository.default_branch.clone(),
        head_sha: repository.branches.get(head).cloned().unwrap_or_default(),
        base_sha: repository.branches.get(&repository.default_branch).cloned().unwrap_or_default(),
        is_draft: false,
        merged: None,
        reviews: Vec::new(),
    });
    repository.issues.push(Issue {
        id: hub.new_id(),
        number: repository.issues.len() as u64 + 1,
        user: opened.by,
        title: opened.title.to_owned(),
        body: Some(opened.body.to_owned()),
        labels,
        assignees: opened.assignees.to_vec(),
        state_reason: opened.is_closed.then_some("completed"),
        created,
        updated,
        closed: opened.is_closed.then_some((updated, repository.owner)),
        comments,
        pull,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_sown_is_there() {
        let hub = Hub::seeded();
        assert_eq!(hub.repositories.len(), SEEDS.len());
        for (repository, seed) in hub.repositories.iter().zip(&SEEDS) {
            let head = repository.head().expect("a commit");
            assert_eq!(repository.history(head).len(), seed.commits.len(), "{}", seed.name);
            assert_eq!(repository.issues.len(), seed.issues.len(), "{}", seed.name);
        }
        let (issue, pull) = hub.repositories[0].pull(3).expect("a pull request");
        assert_ne!(hub.repositories[0].head_of(issue, pull), pull.base_sha);
    }
}
