use std::collections::HashSet;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Request, ToolRouter};
use crate::error::Error;

/// The number of consecutive empty pages after which a list is given up.
const EMPTY_PAGES: usize = 100;

/// A page of a list.
#[derive(Deserialize)]
struct Page<T> {
    items: Vec<T>,
    #[serde(default)]
    next_cursor: Option<String>,
}

/// The items of a list, fetched page by page as they are requested.
///
/// It is a [`Stream`]; without an extension trait use [`next`](Self::next) and [`all`](Self::all). After an error it ends.
///
/// # Panics
///
/// Asking for an item panics outside a Tokio runtime with I/O and time enabled.
#[must_use = "nothing is fetched until the items are asked for"]
pub struct Items<T>(Pin<Box<dyn Stream<Item = Result<T, Error>> + Send + Sync>>);

impl<T: Send + Sync + 'static> Items<T> {
    /// Appends `more` to the items.
    pub(crate) fn and(self, more: Vec<T>) -> Self {
        Self(Box::pin(self.0.chain(stream::iter(more.into_iter().map(Ok)))))
    }
}

impl<T> Items<T> {
    /// No items, since the list cannot be asked for.
    pub(crate) fn refused(error: Error) -> Self
    where
        T: Send + Sync + 'static,
    {
        Self(Box::pin(stream::iter([Err(error)])))
    }

    /// Returns the next item, or `None` after the last.
    ///
    /// # Errors
    ///
    /// The [errors of every request](crate::error#errors-of-every-request), if the item's page cannot be fetched.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        StreamExt::next(&mut self.0).await
    }

    /// Returns all items that are left. Awaiting the request of a list does the same from its beginning.
    ///
    /// # Errors
    ///
    /// The first of the [errors of every request](crate::error#errors-of-every-request) that a page leads to.
    pub async fn all(self) -> Result<Vec<T>, Error> {
        self.0.try_collect().await
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").finish_non_exhaustive()
    }
}

/// Lets the request of a list be awaited, for all of its items.
macro_rules! awaits_all {
    ($request:ident $(<$agent:ident>)? => $item:ty) => {
        impl$(<$agent>)? ::std::future::IntoFuture for $request$(<$agent>)? {
            type Output = Result<Vec<$item>, $crate::Error>;
            type IntoFuture = $crate::Reply<Vec<$item>>;

            /// All items, fetched page by page.
            fn into_future(self) -> Self::IntoFuture {
                $crate::Reply::new(self.items().all())
            }
        }
    };
}

pub(crate) use awaits_all;

/// The items of the list that `request` asks the first page of.
pub(crate) fn items<T>(router: ToolRouter, request: Request, expected: &'static str) -> Items<T>
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    let pages = stream::try_unfold(Some(Cursor::start(router, request)), move |cursor| async move {
        match cursor {
            Some(cursor) => cursor.fetch::<T>(expected).await.map(Some),
            None => Ok(None),
        }
    });
    Items(Box::pin(pages.map_ok(|page| stream::iter(page.into_iter().map(Ok))).try_flatten()))
}

/// Where the next page of a list starts.
struct Cursor {
    router: ToolRouter,
    request: Request,
    position: Option<String>,
    seen: HashSet<String>,
    /// How many consecutive pages before this one were empty.
    empty: usize,
}

impl Cursor {
    fn start(router: ToolRouter, request: Request) -> Self {
        Self { router, request, position: None, seen: HashSet::new(), empty: 0 }
    }

    async fn fetch<T: DeserializeOwned>(mut self, expected: &'static str) -> Result<(Vec<T>, Option<Self>), Error> {
        let request = self.request.clone().query_opt("cursor", self.position.take());
        let answer = self.router.send(request).await?;
        let Page { items, next_cursor } = answer.read(expected)?;
        let Some(next) = next_cursor.filter(|next| !next.is_empty()) else {
            return Ok((items, None));
        };
        if !self.seen.insert(next.clone()) {
            return Err(answer.unexpected(expected, "its cursor leads back to a page that was read before"));
        }
        self.empty = if items.is_empty() { self.empty + 1 } else { 0 };
        if self.empty > EMPTY_PAGES {
            return Err(answer.unexpected(expected, "too many empty pages in a row"));
        }
        self.position = Some(next);
        Ok((items, Some(self)))
    }
}
