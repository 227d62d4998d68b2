import { logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";
import { pushThroughJoin } from "./push-through-join.js";
import { pushThroughUnary } from "./push-through-unary.js";

/** Moves filters towards the data: combines neighbours, passes them through other operators, splits them over joins. */
export const PushDownPredicates: Rule = {
  name: "PushDownPredicates",
  apply: (plan) =>
    logicalTree.transformDown(plan, (node) => {
      let current = node;
      for (;;) {
        const next = current.kind === "Filter" ? pushThroughUnary(current) : current;
        const pushed = pushThroughJoin(next);
        if (pushed === current) return current;
        current = pushed;
      }
    }),
};
