import { formatCount } from "../../base/format.js";
import type { FindingRule } from "../finding-rule.js";
import { listIn, type PlanOperator } from "../plan-facts.js";

/** A distinct over more columns than it takes: it drops nothing, or an aggregate over a part of them follows. */
export const distinctWide: FindingRule = {
  id: "distinct-wide",
  detect: ({ plans, settings }) =>
    plans
      .flatMap((plan) => [...plan.all()])
      .filter(isFinalDistinct)
      .flatMap((distinct) => {
        const keys = listIn(distinct.text, "keys");
        if (keys.length < settings.threshold("distinct-wide", "columns")) return [];
        const rowsIn = inputRows(distinct);
        const rows = distinct.rows;
        if (rowsIn === undefined || rows === undefined) return [];
        if (rowsIn < settings.threshold("distinct-wide", "records")) return [];
        const aggregate = aggregateAbove(distinct);
        if (aggregate !== undefined && /\bdistinct\b/i.test(aggregate.text)) return [];
        const groups = aggregate === undefined ? undefined : listIn(aggregate.text, "keys");
        const isBelowAggregate =
          groups !== undefined &&
          groups.length > 0 &&
          groups.length < keys.length &&
          groups.every((key) => keys.includes(key));
        const dropsNothing = rows >= rowsIn * settings.threshold("distinct-wide", "kept");
        if (!dropsNothing && !(isBelowAggregate && keys.length > 2)) return [];
        return [
          {
            severity: "warning",
            seen: dropsNothing
              ? `distinct over ${keys.join(", ")} took ${formatCount(rowsIn)} rows and dropped none.`
              : `distinct over ${keys.join(", ")} took ${formatCount(rowsIn)} rows to ${formatCount(rows)}, and they are grouped by ${groups!.join(", ")} next.`,
            cause:
              "Every column of a distinct is part of its key: wide rows are hashed, compared and shuffled, though fewer columns tell them apart.",
            fix: dropsNothing
              ? "Leave it out, or name the columns that make a row unique."
              : "Drop duplicates by the columns that the aggregate needs, or let the aggregate do it.",
            change: `df.dropDuplicates(${(isBelowAggregate ? groups! : keys.slice(0, 1)).map((key) => JSON.stringify(key)).join(", ")})`,
            callSite: distinct.execution.callSite,
            places: [distinct.place],
            costMs: rowsIn / AGGREGATE_ROWS_PER_MS,
          } as const,
        ];
      }),
};

/** One core's (K). */
const AGGREGATE_ROWS_PER_MS = 5_000;

/** The aggregate that a distinct ends with: keys and no functions, and not the half of it that comes before its exchange. */
function isFinalDistinct(operator: PlanOperator): boolean {
  return isDistinct(operator) && !isDistinct(above(operator));
}

function isDistinct(operator: PlanOperator | undefined): boolean {
  return operator !== undefined && operator.name === "HashAggregate" && operator.text.includes("functions=[]");
}

/** Rows that came in, before the first half where there are two. */
function inputRows(distinct: PlanOperator): number | undefined {
  let below = distinct.children[0];
  while (below !== undefined && /^(?:Exchange|Sort)$/.test(below.name)) below = below.children[0];
  return isDistinct(below) ? below?.rowsIn : distinct.rowsIn;
}

function above({ parent }: PlanOperator): PlanOperator | undefined {
  let next = parent;
  while (next !== undefined && /^(?:Project|Filter|Exchange|Sort)$/.test(next.name)) next = next.parent;
  return next;
}

function aggregateAbove(distinct: PlanOperator): PlanOperator | undefined {
  const next = above(distinct);
  return next?.name.endsWith("Aggregate") === true && !isDistinct(next) ? next : undefined;
}
