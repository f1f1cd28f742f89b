//! A headless browser: it opens pages, presses buttons, keeps cookies and follows redirects, so that an example can run
//! unattended and a test can act as the user.

use std::collections::BTreeMap;
use std::sync::Arc;

use reqwest::cookie::{CookieStore, Jar};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::http;

/// Any error on the way through a page.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// One user's browser with its own cookies. Clones share them.
#[derive(Clone, Debug)]
pub struct Browser {
    http: Client,
    cookies: Arc<Jar>,
    headers: HeaderMap,
}

/// A page that was opened.
#[derive(Clone, Debug)]
pub struct Page {
    /// The final URL, after redirects.
    pub url: Url,
    /// The HTTP status.
    pub status: u16,
    /// The response's headers.
    pub headers: HeaderMap,
    /// The HTML.
    pub html: String,
    /// The redirect's target, in a browser that does not [follow](Browser::stepwise) redirects.
    pub location: Option<Url>,
}

/// A form as its button would submit it.
#[derive(Clone, Debug)]
pub struct Form {
    /// The method.
    pub method: Method,
    /// The URL that it is submitted to.
    pub action: Url,
    /// Its fields, including the button's own.
    pub fields: BTreeMap<String, String>,
}

impl Browser {
    /// Makes a browser without cookies.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be built.
    pub fn new() -> Result<Self, Error> {
        Self::with(Policy::default())
    }

    /// Makes a browser that stops at each redirect, so that it can be inspected.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn stepwise() -> Result<Self, Error> {
        Self::with(Policy::none())
    }

    fn with(redirects: Policy) -> Result<Self, Error> {
        let cookies = Arc::new(Jar::default());
        let http = http::builder(redirects).cookie_provider(cookies.clone()).build()?;
        Ok(Self { http, cookies, headers: HeaderMap::new() })
    }

    /// Adds a header to each request.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// The cookies that are sent to `url`, by their names.
    #[must_use]
    pub fn cookies(&self, url: &Url) -> BTreeMap<String, String> {
        let header = self.cookies.cookies(url);
        let cookies = header.as_ref().and_then(|header| header.to_str().ok()).unwrap_or_default();
        let pairs = cookies.split("; ").filter_map(|cookie| cookie.split_once('='));
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// Sets a cookie for the whole site of `url`.
    pub fn set_cookie(&self, url: &Url, name: &str, value: &str) {
        self.cookies.add_cookie_str(&format!("{name}={value}; Path=/"), url);
    }

    /// Opens `url`.
    ///
    /// # Errors
    ///
    /// If the page cannot be loaded; an HTTP error status is not an error.
    pub async fn open(&self, url: impl AsRef<str>) -> Result<Page, Error> {
        self.load(self.http.get(url.as_ref())).await
    }

    /// Presses the first button of `page` whose label contains `label`, with the values of the page's form.
    ///
    /// # Errors
    ///
    /// If there is no such button, and as for [`open`](Self::open).
    pub async fn press(&self, page: &Page, label: &str) -> Result<Page, Error> {
        self.submit(&page.form(label)?).await
    }

    /// Submits a form, which may have been changed after its page was loaded.
    ///
    /// # Errors
    ///
    /// As for [`open`](Self::open).
    pub async fn submit(&self, form: &Form) -> Result<Page, Error> {
        let request = match form.method {
            Method::POST => self.http.post(form.action.clone()).form(&form.fields),
            _ => self.http.get(form.action.clone()).query(&form.fields),
        };
        self.load(request).await
    }

    /// Follows an auth link to its end and allows the request.
    ///
    /// # Errors
    ///
    /// If a page is not the one that a user would expect there.
    pub async fn connect(&self, auth_link: impl AsRef<str>) -> Result<Page, Error> {
        self.answer(auth_link, "Allow").await
    }

    /// Follows an auth link and declines.
    ///
    /// # Errors
    ///
    /// As for [`connect`](Self::connect).
    pub async fn decline(&self, auth_link: impl AsRef<str>) -> Result<Page, Error> {
        self.answer(auth_link, "Deny").await
    }

    async fn answer(&self, auth_link: impl AsRef<str>, answer: &str) -> Result<Page, Error> {
        let connect = self.open(auth_link).await?;
        let consent = self.press(&connect, "Continue").await?;
        let consent = self.followed(consent).await?;
        let end = self.press(&consent, answer).await?;
        self.followed(end).await
    }

    async fn followed(&self, page: Page) -> Result<Page, Error> {
        match &page.location {
            Some(location) => self.open(location).await,
            None => Ok(page),
        }
    }

    async fn load(&self, request: RequestBuilder) -> Result<Page, Error> {
        let response = request.headers(self.headers.clone()).send().await?;
        let (url, status, headers) = (response.url().clone(), response.status().as_u16(), response.headers().clone());
        let location = headers.get(LOCATION).map(|location| location.to_str()).transpose()?;
        let location = location.map(|location| url.join(location)).transpose()?;
        Ok(Page { url, status, headers, location, html: response.text().await? })
    }
}

impl Page {
    /// The page's text, as a screen reader would read it, without the layout.
    #[must_use]
    pub fn text(&self) -> String {
        let document = Html::parse_document(&self.html);
        let words: Vec<&str> = select(document.root_element(), "body")
            .flat_map(|body| body.text())
            .flat_map(str::split_whitespace)
            .collect();
        words.join(" ")
    }

    /// Returns the form of the first button whose label contains `label`.
    ///
    /// # Errors
    ///
    /// If there is no such button.
    pub fn form(&self, label: &str) -> Result<Form, Error> {
        let document = Html::parse_document(&self.html);
        let form = select(document.root_element(), "form").find_map(|form| {
            let button = select(form, "button, input[type=submit]").find(|button| {
                let text: String = button.text().collect();
                text.contains(label) || button.attr("value").is_some_and(|value| value.contains(label))
            })?;
            let named =
                |field: ElementRef<'_>| Some((field.attr("name")?.into(), field.attr("value").unwrap_or("").into()));
            let method = form.attr("method").unwrap_or("get");
            Some(Form {
                method: if method.eq_ignore_ascii_case("post") { Method::POST } else { Method::GET },
                action: self.url.join(form.attr("action").unwrap_or("")).ok()?,
                fields: select(form, "input")
                    .filter(|input| match input.attr("type") {
                        Some("radio" | "checkbox") => input.attr("checked").is_some(),
                        Some("submit") => false,
                        _ => true,
                    })
                    .chain([button])
                    .filter_map(named)
                    .collect(),
            })
        });
        form.ok_or_else(|| format!("no button “{label}” on {}:\n{}", self.url, self.text()).into())
    }
}

impl Form {
    /// A form without fields that is posted to `action`, with no page before it.
    #[must_use]
    pub fn empty(action: Url) -> Self {
        Self { method: Method::POST, action, fields: BTreeMap::new() }
    }

    /// Changes the value of a field.
    #[must_use]
    pub fn with(mut self, field: &str, value: &str) -> Self {
        self.fields.insert(field.to_owned(), value.to_owned());
        self
    }
}

fn select<'a>(element: ElementRef<'a>, selector: &str) -> impl Iterator<Item = ElementRef<'a>> + use<'a> {
    Selector::parse(selector).into_iter().flat_map(move |selector| element.select(&selector).collect::<Vec<_>>())
}
