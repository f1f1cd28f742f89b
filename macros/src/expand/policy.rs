//! The policies: one constant for each setting that they are about, at whose evaluation the compiler stops at that setting.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

use syn::Path;
use tool_router_core::constant::Expression;

use super::Expansion;
use crate::{
    cargo_manifest::{CargoManifest, Problem},
    declaration::{Declaration, Instant, PolicyKind, PolicyPath, Reach, Said, Sandbox, Spanned, Supplied},
    diagnostic::{Diagnostic, Diagnostics},
    rules::WRONG_FORM,
};

/// A setting as a policy looks at it, and the tokens that say it; `None` where nothing does.
struct Setting {
    subject: TokenStream,
    tokens: Option<TokenStream>,
}

impl Setting {
    fn new(subject: TokenStream, tokens: Option<impl ToTokens>) -> Self {
        Self { subject, tokens: tokens.map(ToTokens::into_token_stream) }
    }
}

/// The policies of the declaration, and those that the manifest has for every session. What is wrong in the manifest has no
/// tokens in the source; it is reported at the struct's name.
pub(super) fn all(
    declaration: &Declaration,
    cargo_manifest: &CargoManifest,
    agent: &Ident,
    diagnostics: &mut Diagnostics,
) -> Vec<PolicyPath> {
    for Problem { what, help } in &cargo_manifest.problems {
        diagnostics.push(Diagnostic::new(&WRONG_FORM, agent, what).help(help));
    }
    let mut policies = declaration.policies.clone();
    for named in &cargo_manifest.policies {
        let Ok(path) = syn::parse_str::<Path>(&named.path) else { continue };
        let Ok(path) = syn::parse2(located(path.to_token_stream(), agent.span())) else { continue };
        let policy = PolicyPath::new(path);
        if !policies.iter().any(|declared| declared.name() == policy.name()) {
            policies.push(policy);
        }
    }
    policies
}

impl Expansion<'_> {
    /// What the declaration says of the policies.
    pub(crate) fn held_to(&self) -> Option<TokenStream> {
        (!self.policies.is_empty()).then(|| quote!(.held_to(__POLICIES, __POLICY_RULES)))
    }

    /// `spec`, the impl, with the constants that it shares with the policies' checks, and those checks.
    ///
    /// They stand outside of the impl, for a constant of a generic type is only evaluated where that type is used.
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
            quote!(#reference #path)
        });
        let rules: Vec<&PolicyPath> = self.of_kind(PolicyKind::Rule).collect();
        // The one place that names the function, so that one that does not fit is reported once.
        let functions = rules.iter().enumerate().map(|(index, rule)| {
            let (function, path) = (rule_function(index), &rule.path);
            let (_, end) = ends(path);
            let arguments = located(quote!((config)), end);
            quote!(const fn #function(config: &#session_config) -> #module::Verdict { #path #arguments })
        });
        let listed = rules.iter().enumerate().map(|(index, rule)| {
            let (function, name) = (rule_function(index), rule.name());
            quote!(#module::Rule::new(#name, #function))
        });
        let checks = (!self.undecided).then(|| {
            let config = self.constant_config();
            let settings = self.settings();
            let checks = policies.iter().enumerate().map(|(index, policy)| of_policy(index, policy, &settings));
            let rules = rules.iter().enumerate().map(|(index, rule)| of_rule(index, rule));
            quote! {
                const __CONFIG: &#session_config = &#config;
                const _: () = {
                    use #module::{__check, __uphold, Subject};
                    #(#checks)*
                    #(#rules)*
                };
            }
        });
        quote! {
            const _: () = {
                const __POLICIES: &[&#module::Policy] = &[#(#references),*];
                const __POLICY_RULES: &[#module::Rule] = &[#(#listed),*];
                #(#functions)*
                #spec
                #checks
            };
        }
    }

    /// The configuration as a constant, which is all that a compiler can hold a policy to.
    fn constant_config(&self) -> TokenStream {
        let expression = Expression::of(self.resolved.config(), self.runtime.root());
        // It is Rust whatever the declaration says; no constant at all would be an error that nobody could mend.
        expression.parse().unwrap_or_default()
    }

    fn of_kind(&self, kind: PolicyKind) -> impl Iterator<Item = &PolicyPath> {
        self.policies.iter().filter(move |policy| policy.kind == kind)
    }

    /// Every setting that a policy looks at.
    fn settings(&self) -> Vec<Setting> {
        let declaration = self.declaration;
        let connections = &declaration.manage_connections;
        let toolkits = declaration.toolkits.as_ref();
        let only = toolkits.and_then(|toolkits| match &toolkits.reach {
            Said::Yes(Reach::Only(slugs)) => Some(slugs),
            _ => None,
        });
        let toolkit = only.into_iter().flat_map(|slugs| &slugs.items).map(|slug| {
            let name = &slug.name;
            Setting::new(quote!(Toolkit(#name)), Some(&slug.tokens))
        });
        let tool = declaration.tools.iter().filter_map(|tools| tools.enable.as_ref()).flat_map(|slugs| &slugs.items);
        let tool = tool.map(|slug| {
            let name = &slug.name;
            Setting::new(quote!(Tool(#name)), Some(&slug.tokens))
        });
        let tags_of = declaration.tools.iter().filter_map(|tools| {
            let (name, tags) = (&tools.toolkit.name, tools.tags.as_ref()?);
            Some(Setting::new(quote!(TagsOf(#name)), Some(&tags.tokens)))
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
            Spanned { value: Supplied::AtRunTime, .. } => None,
        });
        let settings = [
            Setting::new(quote!(Toolkits), reach.or_else(|| tokens(&declaration.session_config))),
            Setting::new(quote!(Tags), declaration.tags.as_ref().map(|tags| &tags.tokens)),
            Setting::new(quote!(Approvals), tokens(&declaration.no_elicitation_support)),
            Setting::new(quote!(ManageConnections), tokens(connections.switch.said())),
            Setting::new(quote!(CallbackUrl), callback_url),
            Setting::new(quote!(Sandbox), sandbox),
            Setting::new(quote!(SandboxSize), of_sandbox.and_then(|sandbox| tokens(&sandbox.size))),
            Setting::new(
                quote!(SandboxProxyExecution),
                of_sandbox.and_then(|sandbox| tokens(&sandbox.proxy_execution)),
            ),
            Setting::new(quote!(ProxyExecute), tokens(&declaration.proxy_execute)),
            Setting::new(quote!(Instant), declaration.instant.as_ref().and_then(of_instant)),
        ];
        let mcp = declaration.serves_mcp().map(|tokens| Setting::new(quote!(Mcp), Some(tokens)));
        toolkit.chain(tool).chain(tags_of).chain(settings).chain(mcp).collect()
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

/// One evaluation for each setting. What the declaration does not say is reported at the policy, for it has no tokens.
fn of_policy(index: usize, policy: &PolicyPath, settings: &[Setting]) -> TokenStream {
    let checks = settings.iter().map(|Setting { subject, tokens }| {
        let place = tokens.clone().unwrap_or_else(|| policy.path.to_token_stream());
        let call = call_at(&place, quote!(__check), quote!((__POLICIES[#index], __CONFIG, Subject::#subject)));
        quote!(const _: () = #call;)
    });
    checks.collect()
}

fn of_rule(index: usize, rule: &PolicyPath) -> TokenStream {
    let (function, name) = (rule_function(index), rule.name());
    let call = call_at(&rule.path, quote!(__uphold), quote!((#name, #function(__CONFIG))));
    quote!(const _: () = #call;)
}

/// The name of the function that stands for a rule.
fn rule_function(index: usize) -> Ident {
    format_ident!("__rule_{index}")
}

/// A call, so placed that the compiler underlines `place` when it stops in it.
fn call_at(place: &impl ToTokens, function: TokenStream, arguments: TokenStream) -> TokenStream {
    let (start, end) = ends(place);
    let (function, arguments) = (located(function, start), located(arguments, end));
    quote!(#function #arguments)
}

/// The spans of the first and of the last token.
fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
    let start = spans.next().unwrap_or_else(Span::call_site);
    (start, spans.last().unwrap_or(start))
}

/// The tokens as if the user had written them at `span`; what stands in their groups stays as it is.
fn located(tokens: TokenStream, span: Span) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    tokens.collect()
}
