//! `search.messages`

use serde_json::{Value, json};

use super::{
    super::workspace::{Query, TEAM_DOMAIN, TEAM_ID, USERS},
    call::{Call, Failure},
};

const DEFAULT_COUNT: usize = 20;
const MAX_COUNT: usize = 100;
const MAX_PAGE: usize = 100;

impl Call<'_> {
    pub(super) fn search_messages(&self) -> Result<Value, Failure> {
        self.require("search:read")?;
        let query = self.parameters.get("query").filter(|query| !query.trim().is_empty()).ok_or("no_query")?;
        let count = self.parameters.number("count")?.unwrap_or(DEFAULT_COUNT).clamp(1, MAX_COUNT);
        let page = self.parameters.number("page")?.unwrap_or(1).clamp(1, MAX_PAGE);
        let mut found = self.workspace.search(self.user, &Query::parse(query));
        if self.parameters.get("sort_dir") == Some("asc") {
            found.reverse();
        }
        let (total, first) = (found.len(), (page - 1) * count);
        let matches = found.into_iter().skip(first).take(count).map(|(conversation, message)| {
            let mut hit = message.render();
            let ts = message.ts.to_string();
            let channel = conversation.render(self.user);
            hit["iid"] = format!("{}-{ts}", conversation.id).into();
            hit["team"] = TEAM_ID.into();
            hit["username"] = json!(USERS.get(message.user).map(|user| user.handle));
            hit["permalink"] =
                format!("https://{TEAM_DOMAIN}.slack.example/archives/{}/p{}", conversation.id, ts.replace('.', ""))
                    .into();
            hit["channel"] = channel;
            hit
        });
        let matches: Vec<_> = matches.collect();
        let pages = total.div_ceil(count);
        let last = first + matches.len();
        Ok(json!({
            "query": query,
            "messages": {
                "total": total,
                "paging": { "count": count, "total": total, "page": page, "pages": pages },
                "pagination": {
                    "total_count": total,
                    "page": page,
                    "per_page": count,
                    "page_count": pages,
                    "first": first + 1,
                    "last": last,
                },
                "matches": matches,
            },
        }))
    }
}
