//! The structs of a configuration.

/// Declares a struct of a configuration: what it has where nothing is said, a method for each field that can stand in a constant,
/// and how it is written as one.
///
/// A row is the field, its type, what it has where nothing is said, and the method that sets it. Fields that have to be said stand in
/// a block of their own before the others, and become the arguments of `new`; without such a block the struct has a `DEFAULT`.
///
/// The structs are `#[non_exhaustive]`, so that one of them can have another field without breaking whoever makes it: by `DEFAULT`
/// or `new`, and by those methods.
macro_rules! record {
    (
        $(#[$about_default:meta])*
        const DEFAULT;

        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$about_field:meta])* pub $field:ident: $type:ty = $default:expr, $with:ident;)*
        }
    ) => {
        $(#[$about])*
        #[non_exhaustive]
        pub struct $name {
            $($(#[$about_field])* pub $field: $type,)*
        }

        impl $name {
            $(#[$about_default])*
            pub const DEFAULT: Self = Self { $($field: $default),* };
        }

        impl Default for $name {
            fn default() -> Self {
                Self::DEFAULT
            }
        }

        impl $crate::constant::Constant for $name {
            const IS_LITERAL: bool = false;

            fn write(&self, to: &mut $crate::constant::Expression<'_>) {
                to.path(concat!("config::", stringify!($name), "::DEFAULT"));
                self.write_said(to);
            }
        }

        $crate::config::record::record!(@fields $name { $($field: $type = $default, $with;)* });
    };
    (
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$about_required:meta])* pub $required:ident: $required_type:ty,)+
        } with {
            $($(#[$about_field:meta])* pub $field:ident: $type:ty = $default:expr, $with:ident;)*
        }
    ) => {
        $(#[$about])*
        #[non_exhaustive]
        pub struct $name {
            $($(#[$about_required])* pub $required: $required_type,)+
            $($(#[$about_field])* pub $field: $type,)*
        }

        impl $name {
            /// What has to be said, and nothing else.
            #[must_use]
            pub const fn new($($required: $required_type),+) -> Self {
                Self { $($required,)+ $($field: $default,)* }
            }
        }

        impl $crate::constant::Constant for $name {
            const IS_LITERAL: bool = false;

            fn write(&self, to: &mut $crate::constant::Expression<'_>) {
                to.path(concat!("config::", stringify!($name), "::new("));
                $(
                    $crate::constant::Constant::write(&self.$required, to);
                    to.push(",");
                )+
                to.push(")");
                self.write_said(to);
            }
        }

        $crate::config::record::record!(@fields $name { $($field: $type = $default, $with;)* });
    };
    (@fields $name:ident { $($field:ident: $type:ty = $default:expr, $with:ident;)* }) => {
        impl $name {
            $(
                #[doc = concat!("The same with this as its [`", stringify!($field), "`](Self#structfield.", stringify!($field), ").")]
                ///
                /// For constants: it frees nothing that the field held. While a program runs, assign to the field.
                #[must_use]
                #[allow(forgetting_copy_types, clippy::forget_non_drop, reason = "some fields need no destructor")]
                pub const fn $with(mut self, $field: $type) -> Self {
                    // A constant cannot drop anything.
                    ::std::mem::forget(::std::mem::replace(&mut self.$field, $field));
                    self
                }
            )*

            /// Calls of the methods for what is said.
            fn write_said(&self, _to: &mut $crate::constant::Expression<'_>) {
                $(
                    let default: $type = $default;
                    if self.$field != default {
                        _to.push(concat!(".", stringify!($with), "("));
                        $crate::constant::Constant::write(&self.$field, _to);
                        _to.push(")");
                    }
                )*
            }
        }
    };
}

pub(crate) use record;
