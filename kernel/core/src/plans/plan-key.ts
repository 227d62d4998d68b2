import { StringType } from "../types/data-type.js";
import { type Expression, literal, literalKey, transformUp } from "./expressions/index.js";
import type { TreeOps } from "./tree-ops.js";

/** Stands for `#` in what the user wrote, so that only expression ids are read as such. */
const HIDDEN_MARK = "\u0000";

/**
 * The text of a plan as a key: equal for plans that are the same but for the numbers of their expression ids, which are replaced
 * by the order in which they appear. Literals are told apart by type and value, whatever characters they hold.
 */
export function planKey<Plan extends { readonly kind: string }>(
  plan: Plan,
  tree: TreeOps<Plan>,
  text: (plan: Plan) => string,
): string {
  const plain = tree.transformUp(plan, (node) => tree.mapExpressions(node, (e) => transformUp(e, unambiguous)));
  const ordinals = new Map<string, number>();
  return text(plain).replace(/#(\d+)/g, (_, id: string) => {
    const ordinal = ordinals.get(id) ?? ordinals.size;
    ordinals.set(id, ordinal);
    return `#${ordinal}`;
  });
}

function unambiguous(e: Expression): Expression {
  switch (e.kind) {
    case "Literal":
      return literal(hidden(literalKey(e)), StringType);
    case "Alias":
    case "AttributeReference":
      return e.name.includes("#") ? { ...e, name: hidden(e.name) } : e;
    default:
      return e;
  }
}

const hidden = (text: string): string => text.replaceAll("#", HIDDEN_MARK);
