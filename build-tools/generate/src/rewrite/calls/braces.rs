//! Expressions that the generator writes in braces.

use syn::{Expr, Stmt};

/// What is in braces around nothing else.
pub(super) fn unbraced(expr: &Expr) -> &Expr {
    match expr {
        Expr::Block(block) => match &block.block.stmts[..] {
            [Stmt::Expr(inner, None)] => unbraced(inner),
            _ => expr,
        },
        _ => expr,
    }
}
