use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::future::IntoFuture;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use sync_wrapper::SyncWrapper;
use tokio::time::timeout;
use tool_router_core::catalog::LARGEST;
use tool_router_core::grammar::spelling::nearest_few;

use super::offer::{self, TOOLKITS, TOOLS};
use super::{Catalog, CatalogError, RouterToolkit, TooLarge, ToolEntry, UnknownToolkit};
use crate::{Reply, ToolRouter};

/// How many toolkits are asked for their tools at the same time.
const AT_ONCE: usize = 4;
/// The default deadline. The hosted API's thousand toolkits take some minutes.
const DEADLINE: Duration = Duration::from_secs(30 * 60);
/// The maximum number of slugs proposed for an unknown one.
const PROPOSED: usize = 3;

type Report = Box<dyn FnMut(Progress<'_>) + Send>;

/// A request for a router's [`Catalog`]. It is sent when awaited.
#[must_use = "nothing is fetched until it is awaited"]
pub struct CatalogRequest {
    router: ToolRouter,
    only: Option<BTreeSet<String>>,
    include_deprecated: bool,
    deadline: Duration,
    report: SyncWrapper<Report>,
}

/// The progress of a [`CatalogRequest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Progress<'a> {
    /// How many toolkits are complete.
    pub done: usize,
    /// How many toolkits there are.
    pub total: usize,
    /// The slug of the toolkit that was completed last.
    pub toolkit: Option<&'a str>,
}

impl ToolRouter {
    /// Requests everything that the router offers to every user: its toolkits with all of their tools, as the attribute
    /// reads them.
    ///
    /// This is what `tool-router catalog pull` writes. A program can do the same for the toolkits that it needs:
    ///
    /// ```no_run
    /// use std::error::Error;
    /// use std::fs;
    /// use std::time::Duration;
    ///
    /// # async fn example(router: tool_router::ToolRouter) -> Result<(), Box<dyn Error>> {
    /// let catalog = router
    ///     .catalog()
    ///     .only(["gmail", "slack"])
    ///     .deadline(Duration::from_secs(60))
    ///     .on_progress(|progress| println!("{} of {} toolkits", progress.done, progress.total))
    ///     .await?;
    /// fs::write("tool-router.catalog.json", catalog.to_json()?)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`CatalogError::UnknownToolkits`] if a toolkit that was named does not exist, [`CatalogError::TooSlow`] after the
    /// deadline, [`CatalogError::TooLarge`] if the attribute would not read it, and the
    /// [errors of every request](crate::error#errors-of-every-request).
    pub fn catalog(&self) -> CatalogRequest {
        CatalogRequest {
            router: self.clone(),
            only: None,
            include_deprecated: false,
            deadline: DEADLINE,
            report: SyncWrapper::new(Box::new(|_| {})),
        }
    }
}

impl fmt::Debug for CatalogRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CatalogRequest")
            .field("only", &self.only)
            .field("include_deprecated", &self.include_deprecated)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

impl CatalogRequest {
    /// Limits the catalogue to these toolkits, by their slugs.
    pub fn only(mut self, slugs: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.only = Some(slugs.into_iter().map(Into::into).collect());
        self
    }

    /// Includes deprecated toolkits and tools. By default they are left out.
    pub fn include_deprecated(mut self, include: bool) -> Self {
        self.include_deprecated = include;
        self
    }

    /// Sets how long the request may take in all. The default is half an hour.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Calls `report` once the number of toolkits is known, and after each toolkit.
    pub fn on_progress(mut self, report: impl FnMut(Progress<'_>) + Send + 'static) -> Self {
        self.report = SyncWrapper::new(Box::new(report));
        self
    }

    async fn fetch(mut self) -> Result<Catalog, CatalogError> {
        let wanted = self.wanted().await?;
        let (total, mut catalog) = (wanted.len(), Catalog::default());
        self.report.get_mut()(Progress { done: 0, total, toolkit: None });
        let (router, include_deprecated, size) = (&self.router, self.include_deprecated, &AtomicUsize::new(0));
        let mut toolkits = stream::iter(wanted)
            .map(|toolkit| async move {
                let tools = tools(router, &toolkit.slug, include_deprecated, size).await;
                tools.map(|tools| (toolkit, tools))
            })
            .buffer_unordered(AT_ONCE);
        while let Some(fetched) = toolkits.next().await {
            let (toolkit, tools) = fetched?;
            let slug = toolkit.slug.clone();
            catalog.toolkits.insert(slug.clone(), offer::toolkit_entry(toolkit, tools));
            self.report.get_mut()(Progress { done: catalog.toolkits.len(), total, toolkit: Some(&slug) });
        }
        Ok(catalog)
    }

    /// The toolkits to fetch the tools of, each once.
    async fn wanted(&mut self) -> Result<Vec<RouterToolkit>, CatalogError> {
        let (mut known, mut count) = (BTreeMap::new(), 0);
        let mut listed = self.router.toolkits().include_deprecated(self.include_deprecated).items();
        while let Some(toolkit) = listed.next().await {
            let toolkit = toolkit?;
            count += 1;
            TOOLKITS.bound(&self.router, count)?;
            offer::toolkit(&self.router, &toolkit)?;
            if !offer::is_own(&toolkit) {
                known.entry(toolkit.slug.clone()).or_insert(toolkit);
            }
        }
        let Some(only) = &self.only else {
            return Ok(known.into_values().collect());
        };
        let unknown = only.iter().filter(|slug| !known.contains_key(*slug));
        let unknown: Vec<_> = unknown
            .map(|slug| {
                let nearest = nearest_few(slug, known.keys().map(String::as_str), PROPOSED);
                UnknownToolkit { slug: slug.clone(), nearest: nearest.into_iter().map(str::to_owned).collect() }
            })
            .collect();
        if !unknown.is_empty() {
            return Err(CatalogError::UnknownToolkits { unknown });
        }
        Ok(known.into_values().filter(|toolkit| only.contains(&toolkit.slug)).collect())
    }
}

impl IntoFuture for CatalogRequest {
    type Output = Result<Catalog, CatalogError>;
    type IntoFuture = Reply<Catalog, CatalogError>;

    fn into_future(self) -> Self::IntoFuture {
        let after = self.deadline;
        Reply::new(async move {
            let late = |_| CatalogError::TooSlow { after };
            timeout(after, self.fetch()).await.map_err(late)?
        })
    }
}

/// Fetches the tools of a toolkit. `size` is the total size of all toolkits' entries so far, in bytes.
async fn tools(
    router: &ToolRouter,
    toolkit: &str,
    include_deprecated: bool,
    size: &AtomicUsize,
) -> Result<BTreeMap<String, ToolEntry>, CatalogError> {
    let (mut tools, mut count) = (BTreeMap::new(), 0);
    let mut listed = router.tools().toolkit(toolkit).include_deprecated(include_deprecated).items();
    while let Some(tool) = listed.next().await {
        let tool = tool?;
        count += 1;
        TOOLS.bound(router, count)?;
        let slug = tool.slug.clone();
        if let Some(entry) = offer::tool_entry(router, toolkit, tool)? {
            let bytes = serde_json::to_vec(&entry).map_or(0, |json| json.len());
            // A catalogue that is too large is not fetched to its end.
            if size.fetch_add(bytes, Ordering::Relaxed) + bytes > LARGEST {
                return Err(TooLarge.into());
            }
            tools.entry(slug).or_insert(entry);
        }
    }
    Ok(tools)
}
