use super::Jack;
#[allow(
    dead_code,
    missing_copy_implementations,
    non_snake_case,
    unreachable_pub,
    unused_imports,
    unused_qualifications,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
    rustdoc::all
)]
mod __tool_router_types_of_Jack {
    mod brought {
        pub use ::tool_router::__private::{serde, serde_json, std};
    }
    ///The arguments of the tools that [`Jack`](super::super::Jack) names.
    pub mod jack_tools {
        /**The arguments of `21RISK_LIST`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct Tool21riskList {
            ///`camelCase`.
            #[serde(
                rename = "camelCase",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub camel_case: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`$filter`.
            #[serde(
                rename = "$filter",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub filter: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`größe`.
            #[serde(
                rename = "größe",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub gr_e: super::brought::std::option::Option<f64>,
            ///`self`.
            #[serde(
                rename = "self",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub self_: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`type`.
            #[serde(
                rename = "type",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub type_: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`user-id`.
            #[serde(
                rename = "user-id",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub user_id: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///The argument without a name.
            #[serde(
                rename = "",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub argument: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`2fa`.
            #[serde(
                rename = "2fa",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub _2fa: super::brought::std::option::Option<bool>,
        }
        /**The arguments of `CASE_A`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseA {
            ///`b_c`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub b_c: super::brought::std::option::Option<CaseAbc>,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAbc {
            ///`x`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub x: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        /**The arguments of `CASE_ALL_OF`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAllOf {
            ///`contradiction`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub contradiction: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`loop`.
            #[serde(
                rename = "loop",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub loop_: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`merged`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub merged: super::brought::std::option::Option<CaseAllOfMerged>,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAllOfMerged {
            ///`x`.
            pub x: super::brought::std::string::String,
            ///`y`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub y: super::brought::std::option::Option<i64>,
        }
        impl CaseAllOfMerged {
            ///Takes the required fields. The others can be set: `CaseAllOfMerged { y: …, ..CaseAllOfMerged::new(…) }`.
            #[must_use]
            pub fn new(
                x: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    x: ::core::convert::Into::into(x),
                    y: ::core::default::Default::default(),
                }
            }
        }
        /**The arguments of `CASE_ANY_OF`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAnyOf {
            ///`anything`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub anything: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`conditions`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub conditions: super::brought::std::option::Option<CaseAnyOfConditions>,
            ///`lists`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub lists: super::brought::std::option::Option<CaseAnyOfLists>,
            ///`not`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub not: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`nothing`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub nothing: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`objects`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub objects: super::brought::std::option::Option<CaseAnyOfObjects>,
            ///`open`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub open: super::brought::std::option::Option<CaseAnyOfOpen>,
            ///`or_list`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub or_list: super::brought::std::option::Option<CaseAnyOfOrList>,
            ///`same`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub same: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`same_tag`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub same_tag: super::brought::std::option::Option<CaseAnyOfSameTag>,
            ///`with_base`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub with_base: super::brought::std::option::Option<CaseAnyOfWithBase>,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAnyOfConditions {
            ///`a`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub a: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`b`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub b: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum CaseAnyOfLists {
            ///List.
            List(super::brought::std::vec::Vec<super::brought::std::string::String>),
            ///List2.
            List2(super::brought::std::vec::Vec<i64>),
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum CaseAnyOfObjects {
            ///Form.
            Form(CaseAnyOfObjectsForm),
            ///Form2.
            Form2(CaseAnyOfObjectsForm2),
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAnyOfObjectsForm {
            ///`Variant0`.
            #[serde(
                rename = "Variant0",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub variant0: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAnyOfObjectsForm2 {
            ///`b`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub b: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum CaseAnyOfOpen {
            ///Known.
            Known(CaseAnyOfOpenKnown),
            ///String.
            String(super::brought::std::string::String),
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::marker::Copy,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub enum CaseAnyOfOpenKnown {
            ///`a`.
            #[serde(rename = "a")]
            A,
            ///`b`.
            #[serde(rename = "b")]
            B,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum CaseAnyOfOrList {
            ///String.
            String(super::brought::std::string::String),
            ///List.
            List(super::brought::std::vec::Vec<super::brought::std::string::String>),
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum CaseAnyOfSameTag {
            ///T.
            T(CaseAnyOfSameTagT),
            ///T2.
            T2(CaseAnyOfSameTagT2),
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAnyOfSameTagT {
            ///`t`.
            pub t: CaseAnyOfSameTagTt,
        }
        impl CaseAnyOfSameTagT {
            ///Takes the required fields.
            #[must_use]
            pub fn new(t: CaseAnyOfSameTagTt) -> Self {
                Self { t }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAnyOfSameTagT2 {
            ///`t`.
            pub t: CaseAnyOfSameTagT2t,
        }
        impl CaseAnyOfSameTagT2 {
            ///Takes the required fields.
            #[must_use]
            pub fn new(t: CaseAnyOfSameTagT2t) -> Self {
                Self { t }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::marker::Copy,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub enum CaseAnyOfSameTagT2t {
            ///`A`.
            A,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::marker::Copy,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub enum CaseAnyOfSameTagTt {
            ///`a`.
            #[serde(rename = "a")]
            A,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum CaseAnyOfWithBase {
            ///A.
            A(CaseAnyOfWithBaseA),
            ///B.
            B(CaseAnyOfWithBaseB),
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAnyOfWithBaseA {
            ///`a`.
            pub a: super::brought::std::string::String,
            ///`shared`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub shared: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        impl CaseAnyOfWithBaseA {
            ///Takes the required fields. The others can be set: `CaseAnyOfWithBaseA { shared: …, ..CaseAnyOfWithBaseA::new(…) }`.
            #[must_use]
            pub fn new(
                a: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    a: ::core::convert::Into::into(a),
                    shared: ::core::default::Default::default(),
                }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAnyOfWithBaseB {
            ///`b`.
            pub b: super::brought::std::string::String,
            ///`shared`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub shared: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        impl CaseAnyOfWithBaseB {
            ///Takes the required fields. The others can be set: `CaseAnyOfWithBaseB { shared: …, ..CaseAnyOfWithBaseB::new(…) }`.
            #[must_use]
            pub fn new(
                b: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    b: ::core::convert::Into::into(b),
                    shared: ::core::default::Default::default(),
                }
            }
        }
        /**The arguments of `CASE_A_B`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAb {
            ///`c`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub c: super::brought::std::option::Option<CaseAbC>,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseAbC {
            ///`y`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub y: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        /**The arguments of `CASE_CLASH`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseClash {
            ///`userId`.
            #[serde(
                rename = "userId",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub user_id_2: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`user_id`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub user_id: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        /**The arguments of `CASE_ENUMS`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseEnums {
            ///`case`.
            pub case: CaseEnumsCase,
            ///`empty`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub empty: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///One of `true`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub flag: super::brought::std::option::Option<bool>,
            ///One of `1`, `a`, `null`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub mixed: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`nullable`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub nullable: super::brought::std::option::Option<CaseEnumsNullable>,
            ///One of `1`, `2`, `3`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub numbers: super::brought::std::option::Option<i64>,
            ///`one`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub one: super::brought::std::option::Option<CaseEnumsOne>,
            ///`twice`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub twice: super::brought::std::option::Option<CaseEnumsTwice>,
        }
        impl CaseEnums {
            ///Takes the required fields. The others can be set: `CaseEnums { empty: …, ..CaseEnums::new(…) }`.
            #[must_use]
            pub fn new(case: CaseEnumsCase) -> Self {
                Self {
                    case,
                    empty: ::core::default::Default::default(),
                    flag: ::core::default::Default::default(),
                    mixed: ::core::default::Default::default(),
                    nullable: ::core::default::Default::default(),
                    numbers: ::core::default::Default::default(),
                    one: ::core::default::Default::default(),
                    twice: ::core::default::Default::default(),
                }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::marker::Copy,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub enum CaseEnumsCase {
            ///`a`.
            #[serde(rename = "a")]
            A,
            ///`A`.
            #[serde(rename = "A")]
            A2,
            ///`é`.
            #[serde(rename = "é")]
            Value,
            ///The empty string.
            #[serde(rename = "")]
            Empty,
            ///`self`.
            #[serde(rename = "self")]
            Self_,
            ///`2024-01-01`.
            #[serde(rename = "2024-01-01")]
            V20240101,
            ///`a b`.
            #[serde(rename = "a b")]
            AB,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::marker::Copy,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub enum CaseEnumsNullable {
            ///`x`.
            #[serde(rename = "x")]
            X,
            ///`y`.
            #[serde(rename = "y")]
            Y,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::marker::Copy,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub enum CaseEnumsOne {
            ///`fixed`.
            #[serde(rename = "fixed")]
            Fixed,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::marker::Copy,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub enum CaseEnumsTwice {
            ///`x`.
            #[serde(rename = "x")]
            X,
        }
        /**The arguments of `CASE_EXTRA`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseExtra {
            ///`a`.
            pub a: super::brought::std::string::String,
            ///Any other properties, by name.
            #[serde(flatten)]
            pub extra: super::brought::std::collections::BTreeMap<
                super::brought::std::string::String,
                i64,
            >,
        }
        impl CaseExtra {
            ///Takes the required fields. The others can be set: `CaseExtra { extra: …, ..CaseExtra::new(…) }`.
            #[must_use]
            pub fn new(
                a: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    a: ::core::convert::Into::into(a),
                    extra: ::core::default::Default::default(),
                }
            }
        }
        /**The arguments of `CASE_EXTRA_AND_NO_MORE`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseExtraAndNoMore {}
        /**The arguments of `CASE_EXTRA_TAKEN`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseExtraTaken {
            ///`extra`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub extra: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///Any other properties, by name.
            #[serde(flatten)]
            pub extra_2: super::brought::std::collections::BTreeMap<
                super::brought::std::string::String,
                super::brought::std::string::String,
            >,
        }
        /**The arguments of `CASE_FALSE`.

Never.

Falls back to JSON values: its schema is not that of an object.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::default::Default,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", transparent)]
        pub struct CaseFalse(
            /// The arguments by their names.
            pub super::brought::serde_json::Map<
                super::brought::std::string::String,
                super::brought::serde_json::Value,
            >,
        );
        /**The arguments of `CASE_INTEGERS`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseIntegers {
            ///Limits: `minimum` `0.5`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub float: super::brought::std::option::Option<f64>,
            ///Limits: `maximum` `1e+300`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub huge: super::brought::std::option::Option<i64>,
            ///Limits: `minimum` `1`, `maximum` `1`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub one: super::brought::std::option::Option<u64>,
            ///Limits: `exclusiveMinimum` `0`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub positive: super::brought::std::option::Option<u64>,
            ///`signed`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub signed: super::brought::std::option::Option<i64>,
            ///Limits: `minimum` `0`, `maximum` `255`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub unsigned: super::brought::std::option::Option<u64>,
        }
        /**The arguments of `CASE_MALFORMED`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseMalformed {
            ///`missing_one`.
            pub missing_one: super::brought::serde_json::Value,
            ///`list_of_schemas`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub list_of_schemas: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`no_type`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub no_type: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`null`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub null: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///Limits: `pattern` `(?<x`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub pattern: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`patterns`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub patterns: super::brought::std::option::Option<
                super::brought::std::collections::BTreeMap<
                    super::brought::std::string::String,
                    i64,
                >,
            >,
            ///`prefix`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub prefix: super::brought::std::option::Option<
                super::brought::std::vec::Vec<super::brought::serde_json::Value>,
            >,
            ///`text`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub text: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`tuple`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub tuple: super::brought::std::option::Option<
                super::brought::std::vec::Vec<super::brought::serde_json::Value>,
            >,
            ///`types`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub types: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`weird_type`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub weird_type: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
        }
        impl CaseMalformed {
            ///Takes the required fields. The others can be set: `CaseMalformed { list_of_schemas: …, ..CaseMalformed::new(…) }`.
            #[must_use]
            pub fn new(missing_one: super::brought::serde_json::Value) -> Self {
                Self {
                    list_of_schemas: ::core::default::Default::default(),
                    missing_one,
                    no_type: ::core::default::Default::default(),
                    null: ::core::default::Default::default(),
                    pattern: ::core::default::Default::default(),
                    patterns: ::core::default::Default::default(),
                    prefix: ::core::default::Default::default(),
                    text: ::core::default::Default::default(),
                    tuple: ::core::default::Default::default(),
                    types: ::core::default::Default::default(),
                    weird_type: ::core::default::Default::default(),
                }
            }
        }
        /**The arguments of `CASE_MANY_REQUIRED`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseManyRequired {
            ///`z`.
            pub z: super::brought::std::string::String,
            ///`y`.
            pub y: super::brought::std::string::String,
            ///`x`.
            pub x: super::brought::std::string::String,
            ///`w`.
            pub w: super::brought::std::string::String,
            ///`v`.
            pub v: super::brought::std::string::String,
            ///`u`.
            pub u: super::brought::std::string::String,
            ///`t`.
            pub t: super::brought::std::string::String,
            ///`s`.
            pub s: super::brought::std::string::String,
            ///`r`.
            pub r: super::brought::std::string::String,
            ///`q`.
            pub q: super::brought::std::string::String,
        }
        impl CaseManyRequired {
            ///Takes the required fields.
            #[must_use]
            pub fn new(
                z: impl ::core::convert::Into<super::brought::std::string::String>,
                y: impl ::core::convert::Into<super::brought::std::string::String>,
                x: impl ::core::convert::Into<super::brought::std::string::String>,
                w: impl ::core::convert::Into<super::brought::std::string::String>,
                v: impl ::core::convert::Into<super::brought::std::string::String>,
                u: impl ::core::convert::Into<super::brought::std::string::String>,
                t: impl ::core::convert::Into<super::brought::std::string::String>,
                s: impl ::core::convert::Into<super::brought::std::string::String>,
                r: impl ::core::convert::Into<super::brought::std::string::String>,
                q: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    q: ::core::convert::Into::into(q),
                    r: ::core::convert::Into::into(r),
                    s: ::core::convert::Into::into(s),
                    t: ::core::convert::Into::into(t),
                    u: ::core::convert::Into::into(u),
                    v: ::core::convert::Into::into(v),
                    w: ::core::convert::Into::into(w),
                    x: ::core::convert::Into::into(x),
                    y: ::core::convert::Into::into(y),
                    z: ::core::convert::Into::into(z),
                }
            }
        }
        /**The arguments of `CASE_MUTUAL`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseMutual {
            ///`a`.
            pub a: CaseMutualA,
        }
        impl CaseMutual {
            ///Takes the required fields.
            #[must_use]
            pub fn new(a: CaseMutualA) -> Self {
                Self { a }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseMutualA {
            ///`b`.
            pub b: CaseMutualB,
        }
        impl CaseMutualA {
            ///Takes the required fields.
            #[must_use]
            pub fn new(b: CaseMutualB) -> Self {
                Self { b }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum CaseMutualB {
            ///A.
            A(super::brought::std::boxed::Box<CaseMutualA>),
            ///String.
            String(super::brought::std::string::String),
        }
        /**The arguments of `CASE_NO_ARGUMENTS`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseNoArguments {}
        /**The arguments of `CASE_NO_OBJECT`.

Not an object.

Falls back to JSON values: its schema is not that of an object.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::default::Default,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", transparent)]
        pub struct CaseNoObject(
            /// The arguments by their names.
            pub super::brought::serde_json::Map<
                super::brought::std::string::String,
                super::brought::serde_json::Value,
            >,
        );
        /**The arguments of `CASE_NO_PROPERTIES`.

Does it.

Falls back to JSON values: its schema names no arguments.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::default::Default,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", transparent)]
        pub struct CaseNoProperties(
            /// The arguments by their names.
            pub super::brought::serde_json::Map<
                super::brought::std::string::String,
                super::brought::serde_json::Value,
            >,
        );
        /**The arguments of `CASE_NO_SCHEMA`.

No schema.

Falls back to JSON values: its schema is not that of an object.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::default::Default,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", transparent)]
        pub struct CaseNoSchema(
            /// The arguments by their names.
            pub super::brought::serde_json::Map<
                super::brought::std::string::String,
                super::brought::serde_json::Value,
            >,
        );
        /**The arguments of `CASE_OPTIONAL`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseOptional {
            ///`required_null`.
            pub required_null: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`any`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub any: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`free`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub free: super::brought::std::option::Option<
                super::brought::serde_json::Map<
                    super::brought::std::string::String,
                    super::brought::serde_json::Value,
                >,
            >,
            ///Default: `["a"]`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub list: super::brought::std::option::Option<
                super::brought::std::vec::Vec<super::brought::std::string::String>,
            >,
            ///`map`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub map: super::brought::std::option::Option<
                super::brought::std::collections::BTreeMap<
                    super::brought::std::string::String,
                    i64,
                >,
            >,
            ///`null`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub null: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`openapi`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub openapi: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`truth`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub truth: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
        }
        impl CaseOptional {
            ///Takes the required fields. The others can be set: `CaseOptional { any: …, ..CaseOptional::new(…) }`.
            #[must_use]
            pub fn new(
                required_null: super::brought::std::option::Option<
                    super::brought::std::string::String,
                >,
            ) -> Self {
                Self {
                    any: ::core::default::Default::default(),
                    free: ::core::default::Default::default(),
                    list: ::core::default::Default::default(),
                    map: ::core::default::Default::default(),
                    null: ::core::default::Default::default(),
                    openapi: ::core::default::Default::default(),
                    required_null,
                    truth: ::core::default::Default::default(),
                }
            }
        }
        /**The arguments of `CASE_REFERENCES`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseReferences {
            ///`field`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub field: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`itself`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub itself: super::brought::std::option::Option<CaseReferencesItself>,
            ///`lists`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub lists: super::brought::std::option::Option<CaseReferencesLists>,
            ///`maybe`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub maybe: super::brought::std::option::Option<CaseReferencesMaybe>,
            ///`missing`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub missing: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`number`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub number: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`ping`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub ping: super::brought::std::option::Option<CaseReferencesPing>,
            ///`plain`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub plain: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`remote`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub remote: super::brought::std::option::Option<
                super::brought::serde_json::Value,
            >,
            ///`root`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub root: super::brought::std::option::Option<
                super::brought::std::boxed::Box<CaseReferences>,
            >,
            ///`slash`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub slash: super::brought::std::option::Option<CaseReferencesA1b>,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseReferencesA1b {
            ///`x`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub x: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", transparent)]
        pub struct CaseReferencesItself(
            ///The value.
            pub super::brought::serde_json::Value,
        );
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", transparent)]
        pub struct CaseReferencesLists(
            ///The value.
            pub super::brought::std::vec::Vec<CaseReferencesLists>,
        );
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", transparent)]
        pub struct CaseReferencesMaybe(
            ///The value.
            pub super::brought::serde_json::Value,
        );
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", transparent)]
        pub struct CaseReferencesPing(
            ///The value.
            pub super::brought::serde_json::Value,
        );
        /**The arguments of `CASE_ROOT_CONDITIONS`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseRootConditions {
            ///`a`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub a: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`b`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub b: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        ///The arguments of `CASE_ROOT_FORMS`.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum CaseRootForms {
            ///Id.
            Id(CaseRootFormsId),
            ///Name.
            Name(CaseRootFormsName),
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseRootFormsId {
            ///`id`.
            pub id: super::brought::std::string::String,
        }
        impl CaseRootFormsId {
            ///Takes the required fields.
            #[must_use]
            pub fn new(
                id: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    id: ::core::convert::Into::into(id),
                }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseRootFormsName {
            ///`name`.
            pub name: super::brought::std::string::String,
            ///`first`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub first: super::brought::std::option::Option<bool>,
        }
        impl CaseRootFormsName {
            ///Takes the required fields. The others can be set: `CaseRootFormsName { first: …, ..CaseRootFormsName::new(…) }`.
            #[must_use]
            pub fn new(
                name: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    first: ::core::default::Default::default(),
                    name: ::core::convert::Into::into(name),
                }
            }
        }
        /**The arguments of `CASE_TWO_NAMES_IN_ONE`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseTwoNamesInOne {
            ///`a`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub a: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`filter`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub filter: super::brought::std::option::Option<CaseTwoNamesInOneFilter>,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct CaseTwoNamesInOneFilter {
            ///`user-id`.
            #[serde(
                rename = "user-id",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub user_id_2: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`user_id`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub user_id: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        /**The arguments of `GITHUB_CREATE_AN_ISSUE`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct GithubCreateAnIssue {
            ///`owner`.
            pub owner: super::brought::std::string::String,
            ///`repo`.
            pub repo: super::brought::std::string::String,
            ///The title, which can be a number.
            pub title: GithubCreateAnIssueTitle,
            ///`assignees`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub assignees: super::brought::std::option::Option<
                super::brought::std::vec::Vec<super::brought::std::string::String>,
            >,
            ///`labels`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub labels: super::brought::std::option::Option<
                super::brought::std::vec::Vec<GithubCreateAnIssueLabelsItem>,
            >,
            ///`milestone`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub milestone: super::brought::std::option::Option<
                GithubCreateAnIssueMilestone,
            >,
        }
        impl GithubCreateAnIssue {
            ///Takes the required fields. The others can be set: `GithubCreateAnIssue { assignees: …, ..GithubCreateAnIssue::new(…) }`.
            #[must_use]
            pub fn new(
                owner: impl ::core::convert::Into<super::brought::std::string::String>,
                repo: impl ::core::convert::Into<super::brought::std::string::String>,
                title: GithubCreateAnIssueTitle,
            ) -> Self {
                Self {
                    assignees: ::core::default::Default::default(),
                    labels: ::core::default::Default::default(),
                    milestone: ::core::default::Default::default(),
                    owner: ::core::convert::Into::into(owner),
                    repo: ::core::convert::Into::into(repo),
                    title,
                }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct GithubCreateAnIssueLabel {
            ///`color`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub color: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`id`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub id: super::brought::std::option::Option<i64>,
            ///`name`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub name: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum GithubCreateAnIssueLabelsItem {
            ///String.
            String(super::brought::std::string::String),
            ///Label.
            Label(GithubCreateAnIssueLabel),
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum GithubCreateAnIssueMilestone {
            ///String.
            String(super::brought::std::string::String),
            ///Integer.
            Integer(i64),
        }
        ///The title, which can be a number.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum GithubCreateAnIssueTitle {
            ///String.
            String(super::brought::std::string::String),
            ///Integer.
            Integer(i64),
        }
        /**The arguments of `GITHUB_CREATE_REACTION`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct GithubCreateReaction {
            ///Limits: `minimum` `1`.
            pub issue_number: u64,
            ///`content`.
            pub content: GithubCreateReactionContent,
        }
        impl GithubCreateReaction {
            ///Takes the required fields.
            #[must_use]
            pub fn new(issue_number: u64, content: GithubCreateReactionContent) -> Self {
                Self { content, issue_number }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::marker::Copy,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub enum GithubCreateReactionContent {
            ///`+1`.
            #[serde(rename = "+1")]
            Plus1,
            ///`-1`.
            #[serde(rename = "-1")]
            Minus1,
            ///`laugh`.
            #[serde(rename = "laugh")]
            Laugh,
            ///`confused`.
            #[serde(rename = "confused")]
            Confused,
            ///`heart`.
            #[serde(rename = "heart")]
            Heart,
            ///`hooray`.
            #[serde(rename = "hooray")]
            Hooray,
            ///`rocket`.
            #[serde(rename = "rocket")]
            Rocket,
            ///`eyes`.
            #[serde(rename = "eyes")]
            Eyes,
        }
        /**The arguments of `GMAIL_SEND_EMAIL`.

Sends a mail.

fn main() { panic!() }
'''
panic!()
'''*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct GmailSendEmail {
            /**Who gets it.

Examples: `ada@example.com`.*/
            pub recipient_email: super::brought::std::string::String,
            ///Text or HTML; see \[RFC 5322\](https\://example.com) \<b\>.
            pub body: super::brought::std::string::String,
            ///One file or several.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub attachment: super::brought::std::option::Option<
                GmailSendEmailAttachment,
            >,
            ///Default: `[]`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub cc: super::brought::std::option::Option<
                super::brought::std::vec::Vec<super::brought::std::string::String>,
            >,
            ///Default: `false`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub is_html: super::brought::std::option::Option<bool>,
            ///`subject`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub subject: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        impl GmailSendEmail {
            ///Takes the required fields. The others can be set: `GmailSendEmail { attachment: …, ..GmailSendEmail::new(…) }`.
            #[must_use]
            pub fn new(
                recipient_email: impl ::core::convert::Into<
                    super::brought::std::string::String,
                >,
                body: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    attachment: ::core::default::Default::default(),
                    body: ::core::convert::Into::into(body),
                    cc: ::core::default::Default::default(),
                    is_html: ::core::default::Default::default(),
                    recipient_email: ::core::convert::Into::into(recipient_email),
                    subject: ::core::default::Default::default(),
                }
            }
        }
        ///One file or several.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum GmailSendEmailAttachment {
            ///FileUploadable.
            FileUploadable(GmailSendEmailFileUploadable),
            ///List.
            List(super::brought::std::vec::Vec<GmailSendEmailFileUploadable>),
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct GmailSendEmailFileUploadable {
            ///`name`.
            pub name: super::brought::std::string::String,
            ///`mimetype`.
            pub mimetype: super::brought::std::string::String,
            ///`s3key`.
            pub s3key: super::brought::std::string::String,
        }
        impl GmailSendEmailFileUploadable {
            ///Takes the required fields.
            #[must_use]
            pub fn new(
                name: impl ::core::convert::Into<super::brought::std::string::String>,
                mimetype: impl ::core::convert::Into<
                    super::brought::std::string::String,
                >,
                s3key: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    mimetype: ::core::convert::Into::into(mimetype),
                    name: ::core::convert::Into::into(name),
                    s3key: ::core::convert::Into::into(s3key),
                }
            }
        }
        /**The arguments of `GOOGLECALENDAR_CREATE_EVENT`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct GooglecalendarCreateEvent {
            ///`start`.
            pub start: GooglecalendarCreateEventTime,
            ///`attendees`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub attendees: super::brought::std::option::Option<
                super::brought::std::vec::Vec<GooglecalendarCreateEventAttendeesItem>,
            >,
            ///When it ends.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub end: super::brought::std::option::Option<GooglecalendarCreateEventTime>,
            ///`recurrence`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub recurrence: super::brought::std::option::Option<
                super::brought::std::vec::Vec<super::brought::std::string::String>,
            >,
        }
        impl GooglecalendarCreateEvent {
            ///Takes the required fields. The others can be set: `GooglecalendarCreateEvent { attendees: …, ..GooglecalendarCreateEvent::new(…) }`.
            #[must_use]
            pub fn new(start: GooglecalendarCreateEventTime) -> Self {
                Self {
                    attendees: ::core::default::Default::default(),
                    end: ::core::default::Default::default(),
                    recurrence: ::core::default::Default::default(),
                    start,
                }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct GooglecalendarCreateEventAttendeesItem {
            ///Limits: `format` `email`.
            pub email: super::brought::std::string::String,
            ///`optional`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub optional: super::brought::std::option::Option<bool>,
        }
        impl GooglecalendarCreateEventAttendeesItem {
            ///Takes the required fields. The others can be set: `GooglecalendarCreateEventAttendeesItem { optional: …, ..GooglecalendarCreateEventAttendeesItem::new(…) }`.
            #[must_use]
            pub fn new(
                email: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    email: ::core::convert::Into::into(email),
                    optional: ::core::default::Default::default(),
                }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::default::Default,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct GooglecalendarCreateEventTime {
            ///Limits: `format` `date-time`.
            #[serde(
                rename = "dateTime",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub date_time: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
            ///`timeZone`.
            #[serde(
                rename = "timeZone",
                skip_serializing_if = "::core::option::Option::is_none",
            )]
            pub time_zone: super::brought::std::option::Option<
                super::brought::std::string::String,
            >,
        }
        /**The arguments of `NOTION_CREATE_PAGE`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct NotionCreatePage {
            ///`parent`.
            pub parent: NotionCreatePageParent,
            ///`children`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub children: super::brought::std::option::Option<
                super::brought::std::vec::Vec<NotionCreatePageBlock>,
            >,
        }
        impl NotionCreatePage {
            ///Takes the required fields. The others can be set: `NotionCreatePage { children: …, ..NotionCreatePage::new(…) }`.
            #[must_use]
            pub fn new(parent: NotionCreatePageParent) -> Self {
                Self {
                    children: ::core::default::Default::default(),
                    parent,
                }
            }
        }
        ///A block, which can contain others.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct NotionCreatePageBlock {
            ///`kind`.
            pub kind: NotionCreatePageKind,
            ///`children`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub children: super::brought::std::option::Option<
                super::brought::std::vec::Vec<NotionCreatePageBlock>,
            >,
            ///The one after it.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub next: super::brought::std::option::Option<
                super::brought::std::boxed::Box<NotionCreatePageBlock>,
            >,
        }
        impl NotionCreatePageBlock {
            ///Takes the required fields. The others can be set: `NotionCreatePageBlock { children: …, ..NotionCreatePageBlock::new(…) }`.
            #[must_use]
            pub fn new(kind: NotionCreatePageKind) -> Self {
                Self {
                    children: ::core::default::Default::default(),
                    kind,
                    next: ::core::default::Default::default(),
                }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct NotionCreatePageDatabaseParent {
            ///Limits: `pattern` `^[0-9a-f-]+$`, `format` `uuid`.
            pub database_id: super::brought::std::string::String,
        }
        impl NotionCreatePageDatabaseParent {
            ///Takes the required fields.
            #[must_use]
            pub fn new(
                database_id: impl ::core::convert::Into<
                    super::brought::std::string::String,
                >,
            ) -> Self {
                Self {
                    database_id: ::core::convert::Into::into(database_id),
                }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::marker::Copy,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub enum NotionCreatePageKind {
            ///Something to do.
            #[serde(rename = "to_do")]
            ToDo,
            ///Something said.
            #[serde(rename = "quote")]
            Quote,
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct NotionCreatePagePageParent {
            ///`page_id`.
            pub page_id: super::brought::std::string::String,
        }
        impl NotionCreatePagePageParent {
            ///Takes the required fields.
            #[must_use]
            pub fn new(
                page_id: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    page_id: ::core::convert::Into::into(page_id),
                }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", untagged)]
        pub enum NotionCreatePageParent {
            ///DatabaseParent.
            DatabaseParent(NotionCreatePageDatabaseParent),
            ///PageParent.
            PageParent(NotionCreatePagePageParent),
        }
        /**The arguments of `SLACK_SEND_MESSAGE`.

Does it.*/
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde")]
        pub struct SlackSendMessage {
            ///`channel`.
            pub channel: super::brought::std::string::String,
            ///`blocks`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub blocks: super::brought::std::option::Option<
                super::brought::std::vec::Vec<SlackSendMessageBlocksItem>,
            >,
            ///`metadata`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub metadata: super::brought::std::option::Option<
                super::brought::std::collections::BTreeMap<
                    super::brought::std::string::String,
                    super::brought::std::string::String,
                >,
            >,
            ///`ts`.
            #[serde(skip_serializing_if = "::core::option::Option::is_none")]
            pub ts: super::brought::std::option::Option<f64>,
        }
        impl SlackSendMessage {
            ///Takes the required fields. The others can be set: `SlackSendMessage { blocks: …, ..SlackSendMessage::new(…) }`.
            #[must_use]
            pub fn new(
                channel: impl ::core::convert::Into<super::brought::std::string::String>,
            ) -> Self {
                Self {
                    blocks: ::core::default::Default::default(),
                    channel: ::core::convert::Into::into(channel),
                    metadata: ::core::default::Default::default(),
                    ts: ::core::default::Default::default(),
                }
            }
        }
        ///Part of the arguments.
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            super::brought::serde::Serialize
        )]
        #[serde(crate = "super::brought::serde", tag = "type")]
        pub enum SlackSendMessageBlocksItem {
            ///Text.
            #[serde(rename = "section")]
            Section {
                ///`accessory`.
                #[serde(skip_serializing_if = "::core::option::Option::is_none")]
                accessory: super::brought::std::option::Option<
                    super::brought::serde_json::Map<
                        super::brought::std::string::String,
                        super::brought::serde_json::Value,
                    >,
                >,
                ///What it says.
                text: super::brought::std::string::String,
            },
            ///`divider`.
            #[serde(rename = "divider")]
            Divider,
            ///`image`.
            #[serde(rename = "image")]
            Image {
                ///`alt-text`.
                #[serde(
                    rename = "alt-text",
                    skip_serializing_if = "::core::option::Option::is_none",
                )]
                alt_text: super::brought::std::option::Option<
                    super::brought::std::string::String,
                >,
                ///Limits: `format` `uri`.
                image_url: super::brought::std::string::String,
            },
        }
    }
}
#[allow(unused_imports, unreachable_pub)]
pub use __tool_router_types_of_Jack::*;
#[allow(unused_imports, unreachable_pub)]
pub use __tool_router_types_of_Jack::jack_tools::*;
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::Tool21riskList {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "21RISK_LIST",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseA {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared("CASE_A");
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseAllOf {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_ALL_OF",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseAnyOf {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_ANY_OF",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseAb {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared("CASE_A_B");
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseClash {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_CLASH",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseEnums {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_ENUMS",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseExtra {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_EXTRA",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseExtraAndNoMore {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_EXTRA_AND_NO_MORE",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseExtraTaken {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_EXTRA_TAKEN",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseFalse {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_FALSE",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseIntegers {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_INTEGERS",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseMalformed {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_MALFORMED",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseManyRequired {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_MANY_REQUIRED",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseMutual {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_MUTUAL",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseNoArguments {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_NO_ARGUMENTS",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseNoObject {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_NO_OBJECT",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseNoProperties {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_NO_PROPERTIES",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseNoSchema {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_NO_SCHEMA",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseOptional {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_OPTIONAL",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseReferences {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_REFERENCES",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseRootConditions {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_ROOT_CONDITIONS",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseRootForms {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_ROOT_FORMS",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::CaseTwoNamesInOne {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "CASE_TWO_NAMES_IN_ONE",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::GithubCreateAnIssue {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "GITHUB_CREATE_AN_ISSUE",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::GithubCreateReaction {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "GITHUB_CREATE_REACTION",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::GmailSendEmail {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "GMAIL_SEND_EMAIL",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::GooglecalendarCreateEvent {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "GOOGLECALENDAR_CREATE_EVENT",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::NotionCreatePage {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "NOTION_CREATE_PAGE",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<Jack>
for __tool_router_types_of_Jack::jack_tools::SlackSendMessage {
    const TOOL: ::tool_router::Tool<Jack> = ::tool_router::Tool::__declared(
        "SLACK_SEND_MESSAGE",
    );
}
