import type { Evaluator } from "../evaluator.js";
import type { SpecialImplementations } from "./function-table.js";

/** The first argument that is not null; later ones are not computed. */
function firstNotNull(args: readonly Evaluator[]): Evaluator {
  return (row) => {
    for (const arg of args) {
      const value = arg(row);
      if (value !== null) return value;
    }
    return null;
  };
}

export const CONDITIONAL_SPECIALS: SpecialImplementations = {
  coalesce: firstNotNull,
  nanvl:
    ([value, otherwise]) =>
    (row) => {
      const found = value!(row);
      return Number.isNaN(found) ? otherwise!(row) : found;
    },
  atleastnnonnulls:
    ([least, ...values]) =>
    (row) => {
      const present = values.filter((value) => {
        const found = value(row);
        return found !== null && !Number.isNaN(found);
      });
      return present.length >= (least!(row) as number);
    },
  if:
    ([condition, then, otherwise]) =>
    (row) =>
      condition!(row) === true ? then!(row) : otherwise!(row),
};
