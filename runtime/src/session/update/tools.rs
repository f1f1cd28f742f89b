use super::SessionUpdate;
use super::narrow::distinct;
use crate::config::{Tags, Text, ToolAccess, ToolkitTools};
use crate::error::InvalidInput;
use crate::spec::{DeclaredToolkit, SessionSpec, Tool};

impl<S: SessionSpec> SessionUpdate<S> {
    /// Narrows a toolkit to these tools of the declaration. Other toolkits keep their tools.
    pub fn only_tools(self, toolkit: impl DeclaredToolkit<S>, tools: impl IntoIterator<Item = Tool<S>>) -> Self {
        let kept: Vec<Text> = tools.into_iter().map(|tool| tool.slug().into()).collect();
        self.of_toolkit(toolkit, |block| {
            block.require_approval.to_mut().retain(|tool| kept.contains(tool));
            block.access = ToolAccess::Only(kept.into());
        })
    }

    /// Removes these tools, by their slugs, from those of a toolkit that the session can use now. This is not possible
    /// for a toolkit whose tools are chosen by tags.
    pub fn without_tools(
        mut self,
        toolkit: impl DeclaredToolkit<S>,
        tools: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let taken = owned(tools);
        if taken.is_empty() {
            return self;
        }
        let mut tagged = false;
        self = self.of_toolkit(toolkit, |block| {
            block.access = match &block.access {
                ToolAccess::Any => ToolAccess::Except(distinct(&taken)),
                ToolAccess::Except(denied) => ToolAccess::Except(distinct(&[&**denied, &taken].concat())),
                ToolAccess::Only(kept) => {
                    ToolAccess::Only(kept.iter().filter(|tool| !taken.contains(tool)).cloned().collect())
                }
                by_tags @ ToolAccess::Tagged(_) => {
                    tagged = true;
                    by_tags.clone()
                }
            };
            block.require_approval.to_mut().retain(|tool| !taken.contains(tool));
        });
        if tagged {
            let problem =
                format!("the tools of {} are chosen by tags, so they cannot be removed by name", toolkit.__slug());
            self.note(Err(InvalidInput::Change { place: "tools", problem }));
        }
        self
    }

    /// Requires the user's approval for every call of these tools, by their slugs, in addition to existing approvals.
    pub fn require_tool_approval(
        self,
        toolkit: impl DeclaredToolkit<S>,
        tools: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let asked = owned(tools);
        if asked.is_empty() {
            return self;
        }
        self.of_toolkit(toolkit, |block| {
            block.require_approval = distinct(&[&*block.require_approval, &asked].concat());
        })
    }

    /// Sets which tools of a toolkit may be used by their tags. For this toolkit they replace the session's tags:
    /// include what was declared.
    pub fn tags_of(self, toolkit: impl DeclaredToolkit<S>, tags: Tags) -> Self {
        self.of_toolkit(toolkit, |block| block.access = ToolAccess::Tagged(tags))
    }

    /// Changes the settings of one toolkit; the others keep theirs.
    fn of_toolkit(mut self, toolkit: impl DeclaredToolkit<S>, change: impl FnOnce(&mut ToolkitTools)) -> Self {
        let current = self.current_tools();
        self.patch.tools.amend_from(
            || current,
            |tools| {
                let mut block = tools.get(toolkit.__slug()).cloned().unwrap_or_default();
                change(&mut block);
                tools.insert(toolkit.__slug(), block);
            },
        );
        self
    }
}

fn owned(slugs: impl IntoIterator<Item = impl Into<String>>) -> Vec<Text> {
    slugs.into_iter().map(|slug| Text::Owned(slug.into())).collect()
}
