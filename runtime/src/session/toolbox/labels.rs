//! What tells the tools of several sessions apart.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::{Member, Toolbox};
use crate::model::{labelled, plain_label};

impl Toolbox {
    /// The session that a name's label says, and the slug before it.
    pub(super) fn labelled(&self, name: &str) -> Option<(usize, String)> {
        let labels = self.labels();
        let at_its_end = labels.iter().enumerate().filter_map(|(index, label)| {
            let label = plain_label(label);
            let slug = name.strip_suffix(&*label)?.strip_suffix("__")?;
            Some((label.len(), index, slug.to_owned()))
        });
        // One label may be the end of another.
        if let Some((_, index, slug)) = at_its_end.max_by_key(|(length, ..)| *length) {
            return Some((index, slug));
        }
        // A name that is too long has lost its label, but those of declared tools can be made again.
        self.members.iter().zip(&labels).enumerate().find_map(|(index, (member, label))| {
            let slug = member.live().known_tools().into_iter().find(|slug| labelled(slug, label) == name)?;
            Some((index, slug))
        })
    }

    /// What tells each session from the others.
    pub(super) fn labels(&self) -> Vec<Arc<str>> {
        let differ = |of: &dyn Fn(&Member) -> String| {
            let said: HashSet<String> = self.members.iter().map(of).collect();
            said.len() == self.members.len()
        };
        let agent = |member: &Member| member.session.agent().to_owned();
        let user = |member: &Member| member.session.user_id().as_str().to_owned();
        let by: Box<dyn Fn(&Member) -> String> = if differ(&agent) {
            Box::new(agent)
        } else if differ(&user) {
            Box::new(user)
        } else {
            Box::new(move |member| format!("{}_{}", agent(member), user(member)))
        };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut labels = Vec::with_capacity(self.members.len());
        for member in &self.members {
            let label = member.label.as_deref().map_or_else(|| by(member), ToOwned::to_owned);
            let times = known.entry(label.clone()).or_default();
            *times += 1;
            labels.push(if *times == 1 { Arc::from(label) } else { Arc::from(format!("{label}_{times}")) });
        }
        labels
    }
}
