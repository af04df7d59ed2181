//! Sends a number without a fraction without one, where the generated code sends
//! the body.

use super::helpers::Helpers;
use super::requests::builder;
use crate::plan::Plan;
use syn::visit_mut::{self, VisitMut};
use syn::{ExprMethodCall, Item, Path, parse_quote};

pub(super) fn write_whole_numbers(builders: &mut [Item], plan: &Plan, helpers: &mut Helpers) {
    for item in builders {
        let planned = builder(item).and_then(|name| plan.operations.get(&name));
        if let Item::Impl(block) = item
            && planned.is_some_and(|plan| plan.float_body)
        {
            let parameters = helpers.parameters();
            WholeNumbers { parameters }.visit_item_impl_mut(block);
        }
    }
}

struct WholeNumbers {
    parameters: Path,
}

impl VisitMut for WholeNumbers {
    /// `.json(&body)`
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        if call.method == "json"
            && let Some(body) = call.args.first_mut()
        {
            let parameters = &self.parameters;
            *body = parse_quote! {
                &#parameters::json(#body).map_err(Error::InvalidRequest)?
            };
        }
    }
}
