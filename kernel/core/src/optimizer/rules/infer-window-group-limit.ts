import type { RuntimeConfig } from "../../conf/runtime-config.js";
import {
  type Alias,
  type Expression,
  isGrowing,
  splitConjunctivePredicates,
  type WindowExpression,
  type WindowFunction,
} from "../../plans/expressions/index.js";
import {
  type Filter,
  filter,
  type LogicalPlan,
  limit,
  logicalTree,
  maxRows,
  outputOf,
  type Window,
} from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/**
 * `rank ≤ k` above a window lets only the first k rows of each window partition through already below it (G9, golden d14); without a
 * partition-by and by row number that is `ORDER BY … LIMIT k`.
 */
export function InferWindowGroupLimit(conf: RuntimeConfig): Rule {
  return {
    name: "InferWindowGroupLimit",
    apply: (plan) => {
      const threshold = conf.getInt("spark.sql.optimizer.windowGroupLimitThreshold");
      if (threshold === -1) return plan;
      return logicalTree.transformUp(plan, (node) =>
        node.kind === "Filter" && node.child.kind === "Window" ? infer(node, node.child, threshold) : node,
      );
    },
  };
}

interface RankLimit {
  readonly limit: number;
  readonly rank: WindowFunction;
}

function infer(plan: Filter, window: Window, threshold: number): LogicalPlan {
  const best = rankLimit(plan.condition, window);
  if (best === undefined || best.limit > threshold) return plan;
  if ((maxRows(window.child) ?? Number.POSITIVE_INFINITY) <= best.limit) return plan;
  if (best.limit <= 0) return { kind: "LocalRelation", output: outputOf(plan), rows: [] };
  return filter(plan.condition, { ...window, child: limited(window, best) });
}

function limited({ partitionSpec, orderSpec, child }: Window, { limit: n, rank }: RankLimit): LogicalPlan {
  if (rank.name === "row_number" && partitionSpec.length === 0) {
    return limit(n, { kind: "Sort", order: orderSpec, global: true, child });
  }
  return { kind: "WindowGroupLimit", partitionSpec, orderSpec, rankLikeFunction: rank, limit: n, child };
}

const RANK_LIKE: readonly string[] = ["row_number", "rank", "dense_rank"];

/** The smallest limit; row numbers are preferred, being the cheapest to compute. */
function rankLimit(condition: Expression, window: Window): RankLimit | undefined {
  const { child, orderSpec } = window;
  const windows = (window.windowExpressions as readonly Alias[]).map((e) => e.child as WindowExpression);
  const growing = windows.every((w) => w.frame !== undefined && isGrowing(w.frame));
  if (child.kind === "WindowGroupLimit" || orderSpec.length === 0 || !growing) return undefined;
  const limits = windows.flatMap(({ windowFunction: rank }, i): readonly RankLimit[] => {
    if (rank.kind !== "WindowFunction" || !RANK_LIKE.includes(rank.name)) return [];
    const id = (window.windowExpressions[i] as Alias).exprId;
    const bounds = splitConjunctivePredicates(condition).flatMap((e) => upperBound(e, id) ?? []);
    return bounds.length === 0 ? [] : [{ limit: Math.min(...bounds), rank }];
  });
  const byRowNumber = limits.filter(({ rank }) => rank.name === "row_number");
  return (byRowNumber.length > 0 ? byRowNumber : limits).sort((a, b) => a.limit - b.limit)[0];
}

const FLIPPED: Readonly<Record<string, string>> = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** The k of `column ≤ k`, `column < k + 1`, `column = k`, either way round. */
function upperBound(e: Expression, column: number): number | undefined {
  if (e.kind !== "BinaryComparison") return undefined;
  const isColumn = (side: Expression): boolean => side.kind === "AttributeReference" && side.exprId === column;
  const [op, bound] = isColumn(e.left) ? [e.op, e.right] : isColumn(e.right) ? [FLIPPED[e.op], e.left] : [];
  if (bound?.kind !== "Literal" || bound.dataType.kind !== "integer" || bound.value === null) return undefined;
  if (op === "=" || op === "<=") return bound.value as number;
  return op === "<" ? (bound.value as number) - 1 : undefined;
}
