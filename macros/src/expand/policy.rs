//! The policies. Each setting that they concern gets a constant, so that the compiler stops at that setting.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

use syn::Path;
use tool_router_core::{
    constant::{Constant, Expression},
    grammar::slug::compare,
    policy::{Looked as LookedAt, NameTable, SettingTable, Statement, Subject},
};

use super::{Expansion, runtime::RuntimePath};
use crate::{
    cargo_manifest::{CargoManifest, Problem},
    declaration::{Declaration, Instant, PolicyKind, PolicyPath, Reach, Said, Sandbox, Spanned, Supplied},
    diagnostic::{Diagnostic, Diagnostics},
    rules::named_toolkits,
};

/// A part of the declaration, and its tokens; `None` if it has no tokens.
struct Looked {
    at: LookedAt,
    tokens: Option<TokenStream>,
}

impl Looked {
    fn new(at: LookedAt, tokens: Option<impl ToTokens>) -> Self {
        Self { at, tokens: tokens.map(ToTokens::into_token_stream) }
    }

    fn setting(subject: Subject, tokens: Option<impl ToTokens>) -> Self {
        Self::new(LookedAt::Setting(subject), tokens)
    }
}

/// The policies of the declaration, and the manifest's for every session. Mistakes in the manifest have no tokens in
/// the source; they are reported at the struct's name.
pub(super) fn all(
    declaration: &Declaration,
    cargo_manifest: &CargoManifest,
    agent: &Ident,
    diagnostics: &mut Diagnostics,
) -> Vec<PolicyPath> {
    for Problem { rule, what, help } in &cargo_manifest.problems {
        diagnostics.push(Diagnostic::new(rule, agent, what).help(help));
    }
    let mut policies = declaration.policies.clone();
    for named in &cargo_manifest.policies {
        let Ok(path) = syn::parse_str::<Path>(&named.path) else { continue };
        let Ok(path) = syn::parse2::<Path>(located(path.to_token_stream(), agent.span())) else { continue };
        let policy = PolicyPath { of_manifest: true, ..PolicyPath::new(path) };
        match policies.iter().find(|declared| declared.name() == policy.name()) {
            None => policies.push(policy),
            Some(declared) if declared.path.leading_colon == policy.path.leading_colon => {}
            // The declaration may refer to a module of its own with the crate's name. The manifest's policy is added at
            // the same tokens: if both are the same, the compiler shows one error.
            Some(declared) => {
                let start = ends(&declared.path).0;
                let leading_colon = Some(syn::token::PathSep { spans: [start; 2] });
                policies.push(PolicyPath::new(Path { leading_colon, ..declared.path.clone() }));
            }
        }
    }
    policies
}

impl Expansion<'_> {
    /// The declaration's policies for the runtime.
    pub(crate) fn held_to(&self) -> Option<TokenStream> {
        let rules = self.of_kind(PolicyKind::Rule).enumerate().map(|(index, rule)| {
            let (function, name, module) = (rule_function(index), rule.name(), self.runtime.path("policy"));
            quote!(#module::Rule::new(#name, #function))
        });
        let held_to = self.runtime.path("__private::HeldTo");
        (!self.policies.is_empty())
            .then(|| quote!(const __HELD_TO: #held_to = #held_to::all(__POLICIES, &[#(#rules),*]);))
    }

    /// The impl `spec`, the constants that it shares with the policies' checks, and those checks.
    ///
    /// The checks are outside the impl, because a constant of a generic type is only evaluated where that type is used.
    pub(crate) fn held(&self, spec: TokenStream) -> TokenStream {
        if self.policies.is_empty() {
            return spec;
        }
        let module = self.runtime.path("policy");
        let session_config = self.runtime.path("config::SessionConfig");
        let policies: Vec<&PolicyPath> = self.of_kind(PolicyKind::Policy).collect();
        let references = policies.iter().map(|policy| {
            let path = &policy.path;
            let (start, _) = ends(path);
            let reference = located(quote!(&), start);
            self.named(policy, quote!(#reference #path))
        });
        let rules: Vec<&PolicyPath> = self.of_kind(PolicyKind::Rule).collect();
        // The only place that names the function, so that a wrong one is reported once.
        let functions = rules.iter().enumerate().map(|(index, rule)| {
            let (function, path) = (rule_function(index), &rule.path);
            let (_, end) = ends(&rule.path);
            // A hygienic name: a rule or a constant may be called `config`.
            let config = Ident::new("__tool_router_config", Span::mixed_site());
            let arguments = located_call(&config, end);
            let call = self.named(rule, quote!(#path #arguments));
            quote!(const fn #function(#config: &#session_config) -> #module::Verdict { #call })
        });
        let checks = (!self.undecided).then(|| {
            let listed = self.listed();
            let table = NameTable::of(self.resolved.config(), |slug| listed.get(slug).map(Vec::as_slice));
            let settings = SettingTable::of(self.resolved.config(), self.declaration.serves_mcp().is_some());
            let stops = (!policies.is_empty()).then(|| self.stops(&module, &policies, (&table, &settings)));
            // Only rules, which are functions of the user's, look at the whole configuration.
            let config = (!rules.is_empty()).then(|| {
                let config = self.constant_of(self.resolved.config());
                quote!(const __CONFIG: &#session_config = &#config;)
            });
            let rules = rules.iter().enumerate().map(|(index, rule)| of_rule(&module, index, rule));
            let alias = self.runtime.alias();
            quote! {
                #alias
                #config
                const _: () = {
                    #stops
                    #(#rules)*
                };
            }
        });
        quote! {
            const _: () = {
                const __POLICIES: &[&#module::Policy] = &[#(#references),*];
                #(#functions)*
                #spec
                #checks
            };
        }
    }

    /// The evaluation of each policy, and where the compiler stops at what it has found.
    fn stops(
        &self,
        module: &RuntimePath,
        policies: &[&PolicyPath],
        (names, settings): (&NameTable<'_>, &SettingTable<'_>),
    ) -> TokenStream {
        let (said, omitted): (Vec<Looked>, Vec<Looked>) =
            self.looked(names, settings).into_iter().partition(|looked| looked.tokens.is_some());
        let looked = said.iter().chain(&omitted).map(|looked| looked.at).collect();
        let stated = self.constant_of(&Statement { names, settings, looked });
        let size = said.len() + omitted.len();
        let of_each = policies.iter().enumerate().map(|(index, policy)| {
            let held = format_ident!("__HELD_{index}");
            let stops = of_policy(module, policy, &held, &said, omitted.len());
            quote! {
                // A thousand denied tools are legitimate; the lint is about endless loops.
                #[allow(long_running_const_eval)]
                const #held: #module::Held<#size> = #module::__hold(__POLICIES[#index], #stated);
                #stops
            }
        });
        of_each.collect()
    }

    /// An expression with the path of a policy. One from Cargo.toml comes out of a macro with a telling name: the
    /// compiler names that macro if the path does not resolve, or is not a policy.
    fn named(&self, policy: &PolicyPath, expression: TokenStream) -> TokenStream {
        if !policy.of_manifest {
            return expression;
        }
        let named = self.runtime.path("__private::Cargo_toml_names_this_policy");
        quote!(#named!(#expression))
    }

    /// A value as a constant: the compiler can only check constants against a policy.
    fn constant_of(&self, value: &impl Constant) -> TokenStream {
        let expression = Expression::of(value, self.runtime.root());
        // It is valid Rust whatever the declaration contains; without a constant, the user would see an error that they
        // cannot fix.
        expression.parse().unwrap_or_default()
    }

    /// The tools that the catalogue lists for each named toolkit.
    fn listed(&self) -> BTreeMap<&str, Vec<&str>> {
        let named = named_toolkits(self.declaration).map(|slug| slug.name.as_str());
        let listed = named.filter_map(|slug| {
            let catalog = self.catalog.filter(|catalog| catalog.toolkits().any(|known| known == slug))?;
            let mut tools: Vec<&str> = catalog.tools_of(slug).collect();
            tools.sort_by(|left, right| compare(left, right, false));
            Some((slug, tools))
        });
        listed.collect()
    }

    fn of_kind(&self, kind: PolicyKind) -> impl Iterator<Item = &PolicyPath> {
        self.policies.iter().filter(move |policy| policy.kind == kind)
    }

    /// Every part of the configuration that a policy checks.
    fn looked(&self, table: &NameTable<'_>, stated: &SettingTable<'_>) -> Vec<Looked> {
        let declaration = self.declaration;
        let connections = &declaration.manage_connections;
        let toolkits = declaration.toolkits.as_ref();
        let only = toolkits.and_then(|toolkits| match &toolkits.reach {
            Said::Yes(Reach::Only(slugs)) => Some(slugs),
            _ => None,
        });
        let toolkit = only.into_iter().flat_map(|slugs| &slugs.items).filter_map(|slug| {
            let place = table.place_of_toolkit(&slug.name)?;
            Some(Looked::new(LookedAt::Toolkit(place), Some(&slug.tokens)))
        });
        let tool = declaration.tools.iter().filter_map(|tools| tools.enable.as_ref()).flat_map(|slugs| &slugs.items);
        let tool = tool.filter_map(|slug| {
            let place = table.place_of_tool(&slug.name)?;
            Some(Looked::new(LookedAt::Tool(place), Some(&slug.tokens)))
        });
        let tags_of = declaration.tools.iter().filter_map(|tools| {
            let (place, tags) = (stated.place_of_filter(&tools.toolkit.name)?, tools.tags.as_ref()?);
            Some(Looked::setting(Subject::Tags(place), Some(&tags.tokens)))
        });
        let reach = toolkits.map(|toolkits| &toolkits.tokens);
        let of_sandbox = declaration.sandbox.as_ref();
        let sandbox = of_sandbox.and_then(|sandbox| {
            let Sandbox { switch, size, tool_execution, proxy_execution, auto_offload_threshold } = sandbox;
            let flags = tokens(tool_execution).or_else(|| tokens(proxy_execution));
            let said = tokens(switch.said()).or_else(|| tokens(size)).or(flags);
            said.or_else(|| tokens(auto_offload_threshold))
        });
        let callback_url = connections.callback_url.yes().and_then(|url| match url {
            Spanned { value: Supplied::Here(_), tokens } => Some(tokens),
            Spanned { value: Supplied::AtRunTime | Supplied::IfAny, .. } => None,
        });
        let settings = [
            Looked::new(LookedAt::Beyond, reach.or_else(|| tokens(&declaration.session_config))),
            Looked::setting(Subject::Tags(0), declaration.tags.as_ref().map(|tags| &tags.tokens)),
            Looked::setting(Subject::Approvals, tokens(&declaration.no_elicitation_support)),
            Looked::setting(Subject::ManageConnections, tokens(connections.switch.said())),
            Looked::setting(Subject::CallbackUrl, callback_url),
            Looked::setting(Subject::LinkUrl, tokens(&declaration.link_url)),
            Looked::setting(Subject::Sandbox, sandbox),
            Looked::setting(Subject::SandboxSize, of_sandbox.and_then(|sandbox| tokens(&sandbox.size))),
            Looked::setting(
                Subject::SandboxProxyExecution,
                of_sandbox.and_then(|sandbox| tokens(&sandbox.proxy_execution)),
            ),
            Looked::setting(Subject::ProxyExecute, tokens(&declaration.proxy_execute)),
            Looked::setting(Subject::Search, tokens(&declaration.search)),
            Looked::setting(Subject::MultiExecute, tokens(&declaration.multi_execute)),
            Looked::setting(Subject::SubmitFeedback, tokens(&declaration.submit_feedback)),
            Looked::setting(Subject::Instant, declaration.instant.as_ref().and_then(of_instant)),
        ];
        let mcp = declaration.serves_mcp().map(|tokens| Looked::setting(Subject::Mcp, Some(tokens)));
        let of_setting = tags_of.chain(settings).chain(mcp);
        // Each check costs the compiler a constant, so that what no policy objects to has none.
        let of_setting = of_setting.filter(|looked| match looked.at {
            LookedAt::Setting(subject) => stated.settings().can_break(subject),
            LookedAt::Beyond => !table.names().bounded,
            LookedAt::Toolkit(_) | LookedAt::Tool(_) => true,
        });
        toolkit.chain(tool).chain(of_setting).collect()
    }
}

fn tokens<T>(said: &Said<Spanned<T>>) -> Option<&TokenStream> {
    said.yes().map(|said| &said.tokens)
}

fn of_instant(instant: &Instant) -> Option<&TokenStream> {
    let toolkits = instant.toolkits.as_ref().and_then(|reach| match reach {
        Reach::Only(slugs) | Reach::Except(slugs) => Some(&slugs.tokens),
        Reach::Any | Reach::None => None,
    });
    tokens(instant.switch.said()).or(toolkits)
}

/// A constant for each part that has tokens, so that the compiler stops at them. What the declaration omits has none, and is reported
/// at the policy, all of it at once.
fn of_policy(module: &RuntimePath, policy: &PolicyPath, held: &Ident, said: &[Looked], omitted: usize) -> TokenStream {
    let stops = said.iter().enumerate().filter_map(|(place, looked)| {
        Some(call_at(looked.tokens.as_ref()?, quote!(#module::__stop), quote!((#held, #place))))
    });
    let rest = (omitted > 0).then(|| {
        let place = said.len();
        call_at(&policy.path, quote!(#module::__stop_from), quote!((#held, #place)))
    });
    let stops = stops.chain(rest);
    quote!(#(const _: () = #stops;)*)
}

fn of_rule(module: &RuntimePath, index: usize, rule: &PolicyPath) -> TokenStream {
    let (function, name) = (rule_function(index), rule.name());
    let call = call_at(&rule.path, quote!(#module::__uphold), quote!((#name, #function(__CONFIG))));
    quote!(const _: () = #call;)
}

/// The name of the function that represents a rule.
fn rule_function(index: usize) -> Ident {
    format_ident!("__rule_{index}")
}

/// A call whose spans make the compiler underline `place` when it stops there.
fn call_at(place: &impl ToTokens, function: TokenStream, arguments: TokenStream) -> TokenStream {
    let (start, end) = ends(place);
    let (function, arguments) = (located(function, start), located(arguments, end));
    quote!(#function #arguments)
}

/// The spans of the first and the last token.
fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
    let start = spans.next().unwrap_or_else(Span::call_site);
    (start, spans.last().unwrap_or(start))
}

/// A call's arguments at `span`, except the name in them, which stays hygienic.
fn located_call(argument: &Ident, span: Span) -> TokenStream {
    let mut arguments = Group::new(Delimiter::Parenthesis, argument.to_token_stream());
    arguments.set_span(span);
    arguments.to_token_stream()
}

/// The tokens as if the user had written them at `span`; the content of their groups is unchanged.
fn located(tokens: TokenStream, span: Span) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    tokens.collect()
}
