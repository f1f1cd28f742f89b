//! Values as the text of a constant expression. The compiler evaluates policies on a configuration that is written as a
//! constant.

use std::fmt::{self, Write as _};

use std::borrow::Cow;

/// A value that can be written as a constant expression.
pub trait Constant {
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
}

impl fmt::Write for Expression<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.write_str(text)
    }
}

impl Constant for bool {
    fn write(&self, to: &mut Expression<'_>) {
        to.push(if *self { "true" } else { "false" });
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Constant for $number {
            fn write(&self, to: &mut Expression<'_>) {
                let _ = write!(to.text, "{self}");
            }
        }
    )*};
}

numbers!(u8, u64);

impl Constant for Cow<'static, str> {
    fn write(&self, to: &mut Expression<'_>) {
        to.path("config::Text::Borrowed(");
        let _ = write!(to.text, "{self:?})");
    }
}

impl<T: Constant + Clone> Constant for Cow<'static, [T]>
where
    [T]: ToOwned<Owned = Vec<T>>,
{
    fn write(&self, to: &mut Expression<'_>) {
        to.path("config::List::Borrowed(&[");
        for item in self.iter() {
            item.write(to);
            to.push(",");
        }
        to.push("])");
    }
}

impl<T: Constant> Constant for Option<T> {
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
    (struct $name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::constant::Constant for $name {
            fn write(&self, to: &mut $crate::constant::Expression<'_>) {
                let Self { $($field),* } = self;
                to.path(concat!("config::", stringify!($name), " {"));
                $(
                    to.push(concat!(stringify!($field), ": "));
                    $crate::constant::Constant::write($field, to);
                    to.push(",");
                )*
                to.push("}");
            }
        }
    };
    (enum $name:ident { $($variant:ident $(($value:ident))? $({ $($field:ident),* })?),* $(,)? }) => {
        impl $crate::constant::Constant for $name {
            fn write(&self, to: &mut $crate::constant::Expression<'_>) {
                to.path(concat!("config::", stringify!($name), "::"));
                match self {
                    $(Self::$variant $(($value))? $({ $($field),* })? => {
                        to.push(stringify!($variant));
                        $(
                            to.push("(");
                            $crate::constant::Constant::write($value, to);
                            to.push(")");
                        )?
                        $(
                            to.push(" {");
                            $(
                                to.push(concat!(stringify!($field), ": "));
                                $crate::constant::Constant::write($field, to);
                                to.push(",");
                            )*
                            to.push("}");
                        )?
                    })*
                }
            }
        }
    };
}

pub(crate) use constant;
