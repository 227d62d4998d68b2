/** Identity of an attribute, an alias or an aggregate's result across a query (Spark's ExprId): `country#17`. */
export type ExprId = number & { readonly __exprId?: never };

/** The id of a node that the DSL made and that the analyzer has not yet given an identity. */
export const NO_EXPR_ID: ExprId = 0;

/** A session's counter of expression ids. Never global, so that the same program gets the same ids each time. */
export interface ExprIdGenerator {
  next(): ExprId;
}

/** A counter whose first id is 1. */
export function exprIdGenerator(): ExprIdGenerator {
  let last = 0;
  return {
    next: () => {
      last++;
      return last;
    },
  };
}
