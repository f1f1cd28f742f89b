use std::cell::Cell;
use std::rc::Rc;

use tool_router::custom::State;
use tool_router::{custom_tool, custom_tools};

/// Counts the customers.
#[custom_tool]
async fn count_customers(State(counter): State<Cell<u32>>) -> Result<u32, std::io::Error> {
    Ok(counter.get())
}

struct Orders {
    all: Rc<[u32]>,
}

#[custom_tools]
impl Orders {
    /// Counts the orders.
    #[custom_tool]
    async fn count_orders(&self) -> Result<usize, std::io::Error> {
        Ok(self.all.len())
    }
}

fn main() {}
