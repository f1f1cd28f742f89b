mod paging;
mod refusals;
mod repetition;
mod trouble;
