//! Values as the text of a constant expression. The compiler evaluates policies on a configuration that is written as a
//! constant.

use std::fmt::{self, Write as _};

use std::borrow::Cow;

/// A value that can be written as a constant expression.
pub trait Constant {
    /// Whether its expression calls no function. The compiler makes a `'static` of a reference to such an expression by itself.
    const IS_LITERAL: bool;

    /// Writes it.
    fn write(&self, to: &mut Expression<'_>);
}

/// The text of a constant expression.
#[derive(Debug)]
pub struct Expression<'a> {
    /// The path of the crate that re-exports `config`.
    root: &'a str,
    text: String,
}

impl<'a> Expression<'a> {
    /// The expression of `value`, whose types are found in `config` of the crate at `root`.
    #[must_use]
    pub fn of(value: &impl Constant, root: &'a str) -> String {
        let mut expression = Self { root, text: String::new() };
        value.write(&mut expression);
        expression.text
    }

    /// Writes text as it is.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes a path in the crate.
    pub fn path(&mut self, path: &str) {
        self.text.push_str(self.root);
        self.text.push_str("::");
        self.text.push_str(path);
    }

    /// Writes a list that is borrowed for `'static`, whose items `write` writes.
    pub fn list<T>(&mut self, items: &[T], are_literal: bool, write: impl Fn(&T, &mut Self)) {
        let (open, close) = if are_literal { ("&[", "]") } else { ("const { &[", "] }") };
        self.path("config::List::Borrowed(");
        self.push(open);
        for item in items {
            write(item, self);
            self.push(",");
        }
        self.push(close);
        self.push(")");
    }

    /// Writes a slice that is borrowed for `'static`.
    pub fn slice<T: Constant>(&mut self, items: &[T]) {
        self.push("&[");
        for item in items {
            item.write(self);
            self.push(",");
        }
        self.push("]");
    }
}

impl fmt::Write for Expression<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.write_str(text)
    }
}

impl Constant for bool {
    const IS_LITERAL: bool = true;

    fn write(&self, to: &mut Expression<'_>) {
        to.push(if *self { "true" } else { "false" });
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Constant for $number {
            const IS_LITERAL: bool = true;

            fn write(&self, to: &mut Expression<'_>) {
                let _ = write!(to.text, "{self}");
            }
        }
    )*};
}

numbers!(u8, u64);

impl Constant for &str {
    const IS_LITERAL: bool = true;

    fn write(&self, to: &mut Expression<'_>) {
        let _ = write!(to.text, "{self:?}");
    }
}

impl Constant for Cow<'static, str> {
    const IS_LITERAL: bool = true;

    fn write(&self, to: &mut Expression<'_>) {
        to.path("config::Text::Borrowed(");
        let _ = write!(to.text, "{self:?})");
    }
}

impl<T: Constant + Clone> Constant for Cow<'static, [T]>
where
    [T]: ToOwned<Owned = Vec<T>>,
{
    const IS_LITERAL: bool = T::IS_LITERAL;

    fn write(&self, to: &mut Expression<'_>) {
        to.list(self, T::IS_LITERAL, T::write);
    }
}

impl<T: Constant> Constant for Option<T> {
    const IS_LITERAL: bool = T::IS_LITERAL;

    fn write(&self, to: &mut Expression<'_>) {
        match self {
            None => to.push("::core::option::Option::None"),
            Some(value) => {
                to.push("::core::option::Option::Some(");
                value.write(to);
                to.push(")");
            }
        }
    }
}

/// Implements [`Constant`] for a struct or an enum of `config`. Every field and variant has to be named.
macro_rules! constant {
    (enum $name:ident { $($variant:ident $(($value:ident))? $({ $($field:ident),* } = $constructor:ident)?),* $(,)? }) => {
        impl $crate::constant::Constant for $name {
            const IS_LITERAL: bool = false;

            fn write(&self, to: &mut $crate::constant::Expression<'_>) {
                to.path(concat!("config::", stringify!($name), "::"));
                match self {
                    $(Self::$variant $(($value))? $({ $($field),* })? => {
                        $crate::constant::constant!(@written to $variant $($value)? $([$constructor $($field)*])?);
                    })*
                }
            }
        }
    };
    (@written $to:ident $variant:ident) => {
        $to.push(stringify!($variant));
    };
    (@written $to:ident $variant:ident $value:ident) => {
        $to.push(concat!(stringify!($variant), "("));
        $crate::constant::Constant::write($value, $to);
        $to.push(")");
    };
    (@written $to:ident $variant:ident [$constructor:ident $($field:ident)*]) => {
        $to.push(concat!(stringify!($constructor), "("));
        $(
            $crate::constant::Constant::write($field, $to);
            $to.push(",");
        )*
        $to.push(")");
    };
}

pub(crate) use constant;
