import fc from "fast-check";
import { COLUMN_NAMES, COLUMNS, type ColumnName, condition, expressionOf } from "./random-expression.js";

/** A row of a source: whole numbers, halves, words, days of February 2024, cents, truth; null for each. */
export type SourceRow = readonly [
  k: number | null,
  v: number | null,
  x: number | null,
  s: string | null,
  d: string | null,
  m: string | null,
  b: boolean | null,
];

/** Rows of the driver, spread over some partitions by an exchange (none for 0), or rows computed from a range. */
export type Source =
  | { readonly kind: "local"; readonly rows: readonly SourceRow[]; readonly spread: number }
  | { readonly kind: "range"; readonly rows: number; readonly partitions: number; readonly keys: number };

export type PlanJoinType = "inner" | "left" | "right" | "full" | "left_semi" | "left_anti" | "cross";

/** One operation. Its columns are those that it got: what it computes takes the place of some of them. */
export type PlanStep =
  | { readonly op: "filter"; readonly condition: string }
  | { readonly op: "project"; readonly column: ColumnName; readonly sql: string }
  | {
      readonly op: "aggregate";
      readonly grouping: "groupBy" | "rollup" | "cube";
      readonly keys: readonly ColumnName[];
      /** For each column that is no key, how its values come into one. */
      readonly distinct: boolean;
      readonly function: string;
    }
  | {
      readonly op: "join";
      readonly joinType: PlanJoinType;
      readonly other: RandomPlan;
      /** SQL over the left columns `k`… and the right ones `k2`…. */
      readonly on: string;
      readonly hint?: "broadcast" | "merge" | "shuffle_hash" | "shuffle_replicate_nl";
    }
  | { readonly op: "union" | "intersect" | "except"; readonly other: RandomPlan }
  | { readonly op: "unionSelf" | "distinct" | "explode" | "cache" }
  | { readonly op: "window"; readonly column: "v"; readonly sql: string; readonly by: readonly ColumnName[] }
  | { readonly op: "rank"; readonly by: readonly ColumnName[]; readonly most: number }
  | { readonly op: "sort"; readonly limit?: number; readonly descending: boolean }
  | { readonly op: "repartition"; readonly partitions: number; readonly by?: ColumnName; readonly range: boolean }
  | { readonly op: "coalesce"; readonly partitions: number };

/**
 * A random query as plain data: it can be shrunk, printed and run anywhere (`run-plan.ts` runs it here). Whatever the settings, it gives
 * one multiset of rows.
 */
export interface RandomPlan {
  readonly source: Source;
  readonly steps: readonly PlanStep[];
  /** The columns that are asked for at last. */
  readonly columns: readonly ColumnName[];
}

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 6, nil: null });

const row: fc.Arbitrary<SourceRow> = fc.tuple(
  orNull(fc.integer({ min: 0, max: 5 })),
  orNull(fc.integer({ min: -20, max: 20 })),
  orNull(fc.integer({ min: -16, max: 16 }).map((n) => n / 4)),
  orNull(fc.constantFrom("", "a", "bb", "Ab", "é", " c ")),
  orNull(fc.integer({ min: 1, max: 28 }).map((n) => `2024-02-${String(n).padStart(2, "0")}`)),
  orNull(fc.integer({ min: -500, max: 500 }).map((n) => (n / 100).toFixed(2))),
  orNull(fc.boolean()),
);

const source: fc.Arbitrary<Source> = fc.oneof(
  fc.record({
    kind: fc.constant("local" as const),
    rows: fc.array(row, { maxLength: 20 }),
    spread: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({
    kind: fc.constant("range" as const),
    rows: fc.integer({ min: 0, max: 60 }),
    partitions: fc.integer({ min: 1, max: 4 }),
    keys: fc.integer({ min: 1, max: 9 }),
  }),
);

const column = fc.constantFrom<ColumnName[]>(...COLUMN_NAMES);
const columns = (minLength: number): fc.Arbitrary<ColumnName[]> => fc.uniqueArray(column, { minLength, maxLength: 3 });

/** Conditions of joins: with equal keys and without, null-safe, with more to hold, with a column of one side alone. */
const JOIN_CONDITIONS = [
  "k = k2",
  "k = k2 and s = s2",
  "k = k2 and v < v2",
  "k <=> k2",
  "k + 1 = k2",
  "v = k2",
  "s = s2",
  "k = k2 and v > 3",
  "k = k2 and v2 > 3",
  "k < k2",
  "d = d2 or m = m2",
  "k = k2 and k2 = 2",
] as const;

const WINDOWS = [
  "sum(v) over (partition by {by})",
  "count(s) over (partition by {by})",
  "max(v) over (partition by {by} order by v)",
  "sum(v) over (partition by {by} order by v)",
  "rank() over (partition by {by} order by v desc)",
  "dense_rank() over (partition by {by} order by v)",
  "min(v) over (partition by {by} order by v range between 3 preceding and current row)",
] as const;

const FUNCTIONS = ["sum", "min", "max", "count", "avg"] as const;

/** Random queries of up to `maxSteps` operations (the other side of a join or union has fewer). */
export function randomPlans(maxSteps = 4): fc.Arbitrary<RandomPlan> {
  return fc.letrec<{ plan: RandomPlan; other: RandomPlan; step: PlanStep }>((tie) => ({
    plan: plan(tie("step"), maxSteps),
    other: plan(tie("step"), 1),
    step: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.record({ op: fc.constant("filter" as const), condition }),
      column.chain((name) =>
        fc.record({
          op: fc.constant("project" as const),
          column: fc.constant(name),
          sql: expressionOf(COLUMNS[name]),
        }),
      ),
      fc.record({
        op: fc.constant("aggregate" as const),
        grouping: fc.constantFrom("groupBy" as const, "groupBy" as const, "rollup" as const, "cube" as const),
        keys: columns(0),
        distinct: fc.boolean(),
        function: fc.constantFrom(...FUNCTIONS),
      }),
      fc.record({
        op: fc.constantFrom("unionSelf" as const, "distinct" as const, "explode" as const, "cache" as const),
      }),
      fc.record({
        op: fc.constant("window" as const),
        column: fc.constant("v" as const),
        sql: fc.constantFrom(...WINDOWS),
        by: columns(1),
      }),
      fc.record({ op: fc.constant("rank" as const), by: columns(0), most: fc.integer({ min: 1, max: 3 }) }),
      fc.record(
        { op: fc.constant("sort" as const), limit: fc.integer({ min: 0, max: 12 }), descending: fc.boolean() },
        { requiredKeys: ["op", "descending"] },
      ),
      fc.record(
        {
          op: fc.constant("repartition" as const),
          partitions: fc.integer({ min: 1, max: 4 }),
          by: column,
          range: fc.boolean(),
        },
        { requiredKeys: ["op", "partitions", "range"] },
      ),
      fc.record({ op: fc.constant("coalesce" as const), partitions: fc.integer({ min: 1, max: 3 }) }),
      fc.record(
        {
          op: fc.constant("join" as const),
          joinType: fc.constantFrom<PlanJoinType[]>(
            "inner",
            "left",
            "right",
            "full",
            "left_semi",
            "left_anti",
            "cross",
          ),
          other: tie("other"),
          on: fc.constantFrom(...JOIN_CONDITIONS),
          hint: fc.constantFrom(
            "broadcast" as const,
            "merge" as const,
            "shuffle_hash" as const,
            "shuffle_replicate_nl" as const,
          ),
        },
        { requiredKeys: ["op", "joinType", "other", "on"] },
      ),
      fc.record({
        op: fc.constantFrom("union" as const, "intersect" as const, "except" as const),
        other: tie("other"),
      }),
    ),
  })).plan;
}

function plan(step: fc.Arbitrary<PlanStep>, maxLength: number): fc.Arbitrary<RandomPlan> {
  return fc.record({
    source,
    steps: fc.array(step, { maxLength }),
    columns: fc.uniqueArray(column, { minLength: 1, maxLength: COLUMN_NAMES.length }),
  });
}
