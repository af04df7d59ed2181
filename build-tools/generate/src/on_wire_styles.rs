//! How values are written on the wire, in words, where it is not as by default.

use crate::plan::{MemberPlan, Style, Values};

/// What is said of a parameter beside its name and place.
pub(crate) fn in_style(style: Style, values: Values) -> &'static str {
    use Style::{
        DeepObject, Form, FormExploded, Json, Label, LabelExploded, Matrix, MatrixExploded,
        PipeDelimited, Simple, SimpleExploded, SpaceDelimited,
    };
    match (style, values) {
        (Json, _) => " (as JSON)",
        (Label | LabelExploded, Values::One) => " (after a dot)",
        (Matrix | MatrixExploded, Values::One) => " (after its name)",
        (_, Values::One) | (Simple | FormExploded, _) | (SimpleExploded, Values::List) => "",
        (SimpleExploded, Values::Members) => " (its members as `name=value`)",
        (Form, _) => " (joined by commas)",
        (SpaceDelimited, _) => " (joined by spaces)",
        (PipeDelimited, _) => " (joined by bars)",
        (DeepObject, _) => " (its members in brackets)",
        (Label, _) => " (after a dot and joined by commas)",
        (LabelExploded, _) => " (each after a dot)",
        (Matrix, _) => " (after its name and joined by commas)",
        (MatrixExploded, _) => " (each after a name)",
    }
}

/// What is said of the members of a form.
pub(crate) fn in_form(members: &[MemberPlan]) -> String {
    let mut said: Vec<String> = members
        .iter()
        .map(|member| (&member.name, in_style(member.style, member.values)))
        .filter(|(_, style)| !style.is_empty())
        .map(|(name, style)| format!("; `{name}`{style}"))
        .collect();
    said.sort();
    said.concat()
}
