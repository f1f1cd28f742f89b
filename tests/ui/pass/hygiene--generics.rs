use std::fmt::Debug;
use std::marker::PhantomData;

use tool_router::{SessionSpec, Toolkit, tool_router_session};

#[tool_router_session(toolkits = ["gmail"])]
struct Agent<'a, 'b: 'a, T: ?Sized + Debug + 'a, U = String, const N: usize = 3>
where
    U: Clone,
    for<'c> &'c U: Debug,
{
    a: &'a T,
    b: PhantomData<&'b U>,
    c: [u8; N],
}

#[tool_router_session(toolkits = ["gmail"])]
struct OfModel<M>(#[session(user_id)] String, M);

/// A parameter may have the name of a type.
#[tool_router_session(toolkits = ["gmail"], mcp)]
struct Named<const N: usize>;

struct NotClone;

type N = NotClone;

fn gmail<S: SessionSpec>(toolkit: Toolkit<S>) -> &'static str {
    toolkit.slug()
}

pub fn main() {
    let agent: Agent<'_, '_, str> = Agent { a: "x", b: PhantomData, c: [0; 3] };
    let _ = (agent.a, agent.b, agent.c);
    assert_eq!(gmail(Agent::<'_, '_, [u8], u8, 7>::GMAIL), "gmail");
    assert_eq!(gmail(OfModel::<N>::GMAIL), "gmail");
    assert_eq!(gmail(Named::<2>::GMAIL), "gmail");
    let of_model = OfModel(String::from("user_1"), NotClone);
    let _ = of_model.session().only([OfModel::GMAIL]);
    let _ = of_model.1;
}
