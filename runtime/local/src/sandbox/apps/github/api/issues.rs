//! Issues and comments.

use jiff::Timestamp;
use serde_json::Value;

use super::{
    super::hub::{Comment, Failure, Issue, Repository, login, position},
    call::{Answer, Call, Named},
    render,
};

impl Call<'_> {
    pub(super) fn issues(&self, named: Named<'_>) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        let is_wanted = self.issue_filter()?;
        let named = |name: &str, test: &dyn Fn(&str) -> bool| self.parameter(name).is_none_or(test);
        let found = repository.issues.iter().filter(|issue| {
            let is_assigned = |user: &str| issue.assignees.iter().any(|at| login(*at).eq_ignore_ascii_case(user));
            is_wanted(issue)
                && named("creator", &|user| login(issue.user).eq_ignore_ascii_case(user))
                && named("assignee", &|user| match user {
                    "none" => issue.assignees.is_empty(),
                    "*" => !issue.assignees.is_empty(),
                    user => is_assigned(user),
                })
                && named("mentioned", &|user| mentions(issue, user))
                // There are neither milestones nor types.
                && named("milestone", &|milestone| milestone == "none")
                && named("type", &|kind| kind == "none")
        });
        let found = self.sorted_issues(found.map(|issue| (repository, issue)).collect())?;
        Ok(self.listed(found, |(repository, issue)| render::issue(repository, issue)))
    }

    pub(super) fn issues_of_user(&self) -> Result<Answer, Failure> {
        let is_wanted = self.issue_filter()?;
        let (user, filter) = (self.user, self.parameter("filter").unwrap_or("assigned"));
        if !matches!(filter, "assigned" | "created" | "mentioned" | "subscribed" | "repos" | "all") {
            return Err(Failure::unprocessable("Invalid filter parameter."));
        }
        let concerns = |repository: &Repository, issue: &Issue| match filter {
            "assigned" => issue.assignees.contains(&user),
            "created" => issue.user == user,
            "mentioned" => mentions(issue, login(user)),
            "repos" => repository.can_push(user),
            _ => {
                let takes_part = issue.comments.iter().any(|comment| comment.user == user);
                issue.assignees.contains(&user) || issue.user == user || takes_part || mentions(issue, login(user))
            }
        };
        let visible = self.hub.visible(user).filter(|repository| self.sees(repository));
        let all = visible.flat_map(|repository| repository.issues.iter().map(move |issue| (repository, issue)));
        let found = all.filter(|(repository, issue)| is_wanted(issue) && concerns(repository, issue)).collect();
        let found = self.sorted_issues(found)?;
        Ok(self.listed(found, |(repository, issue)| {
            let mut rendered = render::issue(repository, issue);
            rendered["repository"] = render::repository(repository, user);
            rendered
        }))
    }

    /// What `state`, `labels` and `since` ask for.
    fn issue_filter(&self) -> Result<impl Fn(&Issue) -> bool, Failure> {
        let state = self.parameter("state").unwrap_or("open").to_owned();
        if !matches!(state.as_str(), "open" | "closed" | "all") {
            return Err(Failure::unprocessable("Invalid state parameter."));
        }
        let since = self.time("since")?;
        let labels: Vec<_> =
            self.parameter("labels").unwrap_or_default().split(',').map(str::trim).map(str::to_owned).collect();
        Ok(move |issue: &Issue| {
            let has = |name: &String| issue.labels.iter().any(|label| label.eq_ignore_ascii_case(name));
            (state == "all" || state == issue.state())
                && since.is_none_or(|since| issue.updated >= since)
                && labels.iter().filter(|label| !label.is_empty()).all(has)
        })
    }

    fn sorted_issues<'r>(
        &self,
        mut issues: Vec<(&'r Repository, &'r Issue)>,
    ) -> Result<Vec<(&'r Repository, &'r Issue)>, Failure> {
        match self.parameter("sort").unwrap_or("created") {
            "created" => issues.sort_by_key(|(_, issue)| issue.created),
            "updated" => issues.sort_by_key(|(_, issue)| issue.updated),
            "comments" => issues.sort_by_key(|(_, issue)| issue.comments.len()),
            _ => return Err(Failure::unprocessable("Invalid sort parameter.")),
        }
        if !self.is_ascending(false)? {
            issues.reverse();
        }
        Ok(issues)
    }

    pub(super) fn issue(&self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        Ok(Answer::ok(render::issue(repository, repository.issue(number)?)))
    }

    /// The users of `assignees`, or of the older `assignee`.
    fn assignees(&self) -> Result<Option<Vec<usize>>, Failure> {
        let names = match (self.names("assignees")?, self.text("assignee")?) {
            (Some(names), _) => names,
            (None, Some("")) => Vec::new(),
            (None, Some(name)) => vec![name.to_owned()],
            (None, None) => return Ok(None),
        };
        let unknown = || Failure::invalid("Issue", "assignees", "invalid");
        names.iter().map(|name| position(name).ok_or_else(unknown)).collect::<Result<_, _>>().map(Some)
    }

    pub(super) fn create_issue(&mut self, named: Named<'_>) -> Result<Answer, Failure> {
        let title = self.required("Issue", "title")?;
        let body = self.text("body")?.map(str::to_owned);
        let (labels, assignees) = (self.names("labels")?, self.assignees()?);
        if self.body.get("milestone").is_some_and(|milestone| !milestone.is_null()) {
            return Err(Failure::invalid("Issue", "milestone", "invalid"));
        }
        if !self.changeable(named)?.has_issues {
            return Err(Failure::new(axum::http::StatusCode::GONE, "Issues are disabled for this repo"));
        }
        self.hub.admit(title.len() + body.as_ref().map_or(0, String::len))?;
        let (user, now, id) = (self.user, self.hub.now(), self.hub.new_id());
        let repository = self.changeable(named)?;
        // As at GitHub, these are left out of what others write.
        let is_trusted = repository.can_push(user);
        let labels = repository.labels_named(labels.filter(|_| is_trusted).unwrap_or_default());
        let mut issue = repository.new_issue(id, user, title, body, now);
        issue.labels = labels;
        issue.assignees = assignees.filter(|_| is_trusted).unwrap_or_default();
        let rendered = render::issue(repository, &issue);
        repository.issues.push(issue);
        repository.updated = now;
        Ok(Answer::created(rendered))
    }

    pub(super) fn update_issue(&mut self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        let title = self.line("Issue", "title")?.map(str::to_owned);
        let body = self.text("body")?.map(str::to_owned);
        let state = self.text("state")?.map(str::to_owned);
        let reason = self.text("state_reason")?.map(str::to_owned);
        let (labels, assignees) = (self.names("labels")?, self.assignees()?);
        let (user, now) = (self.user, self.hub.now());
        let repository = self.changeable(named)?;
        let is_trusted = repository.can_push(user);
        if !is_trusted && repository.issue(number)?.user != user {
            return Err(Failure::forbidden("Must have admin rights to Repository."));
        }
        let size = title.as_ref().map_or(0, String::len) + body.as_ref().map_or(0, String::len);
        self.hub.admit(size)?;
        let repository = self.changeable(named)?;
        let labels = labels.filter(|_| is_trusted).map(|labels| repository.labels_named(labels));
        let head = repository.pull(number).ok().map(|(issue, pull)| repository.head_of(issue, pull).to_owned());
        let issue = repository.issue_mut(number)?;
        change_state(issue, state.as_deref(), reason.as_deref(), head, (now, user))?;
        if let Some(title) = title {
            issue.title = title;
        }
        if let Some(body) = body {
            issue.body = Some(body).filter(|body| !body.is_empty());
        }
        if let Some(labels) = labels {
            issue.labels = labels;
        }
        if let Some(assignees) = assignees.filter(|_| is_trusted) {
            issue.assignees = assignees;
        }
        issue.updated = now;
        self.issue(named, number)
    }

    pub(super) fn add_labels(&mut self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        let names = self.names("labels")?.ok_or_else(|| Failure::invalid("Label", "labels", "missing_field"))?;
        let now = self.hub.now();
        self.pushable(named)?.issue(number)?;
        self.hub.admit(names.iter().map(String::len).sum())?;
        let repository = self.pushable(named)?;
        repository.add_labels(number, names, now)?;
        let repository = self.readable(named)?;
        let labels = &repository.issue(number)?.labels;
        Ok(Answer::ok(labels.iter().map(|name| render::label(repository, name)).collect::<Vec<Value>>().into()))
    }

    pub(super) fn comments(&self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        let (issue, since) = (repository.issue(number)?, self.time("since")?);
        let found = issue.comments.iter().filter(|comment| since.is_none_or(|since| comment.updated >= since));
        Ok(self.listed(found.collect(), |comment| render::comment(repository, issue, comment)))
    }

    fn comment_body(&self) -> Result<String, Failure> {
        let body = self.text("body")?.filter(|body| !body.trim().is_empty()).map(str::to_owned);
        body.ok_or_else(|| Failure::invalid("IssueComment", "body", "missing_field"))
    }

    pub(super) fn create_comment(&mut self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        let body = self.comment_body()?;
        self.changeable(named)?.issue(number)?;
        self.hub.admit(body.len())?;
        let (user, now, id) = (self.user, self.hub.now(), self.hub.new_id());
        let issue = self.changeable(named)?.issue_mut(number)?;
        issue.comments.push(Comment { id, user, body, created: now, updated: now });
        issue.updated = now;
        self.comment(named, number, id).map(Answer::created)
    }

    fn comment(&self, named: Named<'_>, number: u64, id: u64) -> Result<Value, Failure> {
        let repository = self.readable(named)?;
        let issue = repository.issue(number)?;
        let comment = issue.comments.iter().find(|comment| comment.id == id).ok_or_else(Failure::not_found)?;
        Ok(render::comment(repository, issue, comment))
    }

    /// The issue of a comment that the user may change.
    fn own_comment(&mut self, named: Named<'_>, id: u64) -> Result<u64, Failure> {
        let user = self.user;
        let repository = self.changeable(named)?;
        let comments =
            repository.issues.iter().flat_map(|issue| issue.comments.iter().map(move |comment| (issue, comment)));
        let (issue, comment) =
            comments.into_iter().find(|(_, comment)| comment.id == id).ok_or_else(Failure::not_found)?;
        if comment.user != user && !repository.can_push(user) {
            return Err(Failure::forbidden("Must have admin rights to Repository."));
        }
        Ok(issue.number)
    }

    pub(super) fn update_comment(&mut self, named: Named<'_>, id: u64) -> Result<Answer, Failure> {
        let (body, now) = (self.comment_body()?, self.hub.now());
        let number = self.own_comment(named, id)?;
        self.hub.admit(body.len())?;
        let issue = self.changeable(named)?.issue_mut(number)?;
        if let Some(comment) = issue.comments.iter_mut().find(|comment| comment.id == id) {
            (comment.body, comment.updated) = (body, now);
        }
        self.comment(named, number, id).map(Answer::ok)
    }

    pub(super) fn delete_comment(&mut self, named: Named<'_>, id: u64) -> Result<Answer, Failure> {
        let number = self.own_comment(named, id)?;
        let issue = self.changeable(named)?.issue_mut(number)?;
        let place = issue.comments.iter().position(|comment| comment.id == id).ok_or_else(Failure::not_found)?;
        let size = issue.comments.remove(place).body.len();
        self.hub.release(size);
        Ok(Answer::empty())
    }
}

/// Opens or closes an issue or a pull request, whose branch ends with `head`.
pub(super) fn change_state(
    issue: &mut Issue,
    state: Option<&str>,
    reason: Option<&str>,
    head: Option<String>,
    by: (Timestamp, usize),
) -> Result<(), Failure> {
    let is_merged = issue.pull.as_ref().is_some_and(|pull| pull.merged.is_some());
    match (state, reason) {
        (None, _) => {}
        (Some("open"), _) if is_merged => return Err(Failure::custom("PullRequest", "state cannot be changed.")),
        (Some("open"), _) => {
            if issue.closed.take().is_some() {
                issue.state_reason = Some("reopened");
            }
        }
        (Some("closed"), None | Some("completed" | "not_planned")) => {
            issue.closed = issue.closed.or(Some(by));
            issue.state_reason = Some(if reason == Some("not_planned") { "not_planned" } else { "completed" });
            if let (Some(pull), Some(head)) = (issue.pull.as_mut(), head) {
                pull.head_sha = head;
            }
        }
        (Some("closed"), _) => return Err(Failure::invalid("Issue", "state_reason", "invalid")),
        _ => return Err(Failure::invalid("Issue", "state", "invalid")),
    }
    Ok(())
}

/// Whether an issue or a comment on it names a user.
pub(super) fn mentions(issue: &Issue, user: &str) -> bool {
    let name = format!("@{}", user.to_lowercase());
    let texts = issue.body.iter().chain(issue.comments.iter().map(|comment| &comment.body));
    texts.into_iter().any(|text| text.to_lowercase().contains(&name))
}
