use sqlx::{QueryBuilder, Sqlite};

use super::{Account, Store, accounts::COLUMNS};

/// Which accounts to list. An empty list does not filter.
#[derive(Clone, Debug, Default)]
pub(crate) struct AccountFilter {
    pub(crate) ids: Vec<String>,
    pub(crate) user_ids: Vec<String>,
    pub(crate) toolkits: Vec<String>,
    pub(crate) auth_config_ids: Vec<String>,
    pub(crate) account_types: Vec<String>,
    pub(crate) statuses: Vec<String>,
}

/// The order of a list of accounts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AccountOrder {
    pub(crate) by_update: bool,
    pub(crate) descending: bool,
}

/// An account, and its place in a list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct ListedAccount {
    place: i64,
    #[sqlx(flatten)]
    pub(crate) account: Account,
}

impl ListedAccount {
    /// What the next page begins after.
    pub(crate) fn key(&self, order: AccountOrder) -> [i64; 2] {
        [if order.by_update { self.account.updated_at } else { self.account.created_at }, self.place]
    }
}

impl AccountFilter {
    fn columns(&self) -> [(&'static str, &[String]); 6] {
        [
            ("id", &self.ids),
            ("user_id", &self.user_ids),
            ("toolkit", &self.toolkits),
            ("auth_config_id", &self.auth_config_ids),
            ("account_type", &self.account_types),
            ("status", &self.statuses),
        ]
    }

    /// The column whose index finds few rows, or finds them in the order of the list; without one, the list is gone
    /// through in its order. SQLite would take any index, and then sort all that it finds.
    fn index(&self, order: AccountOrder) -> Option<&'static str> {
        let is_ordered = |values: &[String]| values.len() == 1 && !order.by_update;
        let columns = self.columns().into_iter();
        let mut useful = columns.filter(|(column, values)| match *column {
            "id" | "user_id" => !values.is_empty(),
            "toolkit" | "status" => is_ordered(values),
            _ => false,
        });
        useful.next().map(|(column, _)| column)
    }

    fn push_to(&self, query: &mut QueryBuilder<Sqlite>, index: Option<&str>) {
        query.push(" WHERE TRUE");
        for (column, values) in self.columns().into_iter().filter(|(_, values)| !values.is_empty()) {
            // A plus keeps SQLite from using the column's index.
            query.push(if index == Some(column) { " AND " } else { " AND +" }).push(column).push(" IN (");
            let mut list = query.separated(", ");
            for value in values {
                list.push_bind(value.clone());
            }
            query.push(")");
        }
    }
}

impl Store {
    /// At most `limit` accounts that match the filter, from `after` on.
    pub(crate) async fn list_accounts(
        &self,
        filter: &AccountFilter,
        order: AccountOrder,
        after: Option<[i64; 2]>,
        limit: usize,
    ) -> sqlx::Result<Vec<ListedAccount>> {
        let time = if order.by_update { "updated_at" } else { "created_at" };
        let (direction, beyond) = if order.descending { ("DESC", "<") } else { ("ASC", ">") };
        let mut query = QueryBuilder::<Sqlite>::new("SELECT rowid AS place, ");
        query.push(COLUMNS).push(" FROM connected_accounts");
        filter.push_to(&mut query, filter.index(order));
        if let Some([at, place]) = after {
            query.push(format_args!(" AND ({time}, rowid) {beyond} (")).push_bind(at);
            query.push(", ").push_bind(place).push(")");
        }
        query.push(format_args!(" ORDER BY {time} {direction}, rowid {direction} LIMIT "));
        query.push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
        let unsaved = self.unsaved.snapshot();
        let mut listed: Vec<ListedAccount> =
            query.build_query_as().fetch_all(&mut *self.readers.acquire().await?).await?;
        listed.iter_mut().for_each(|listed| unsaved.apply(&mut listed.account));
        Ok(listed)
    }

    /// How many accounts match the filter.
    pub(crate) async fn count_accounts(&self, filter: &AccountFilter) -> sqlx::Result<usize> {
        let is_counted = filter.ids.is_empty() && filter.user_ids.is_empty();
        let mut query = QueryBuilder::<Sqlite>::new(if is_counted {
            "SELECT coalesce(sum(total), 0) FROM account_counts"
        } else {
            "SELECT count(*) FROM connected_accounts"
        });
        let index = if filter.ids.is_empty() { "user_id" } else { "id" };
        filter.push_to(&mut query, Some(index));
        let count: i64 = query.build_query_scalar().fetch_one(&mut *self.readers.acquire().await?).await?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}
