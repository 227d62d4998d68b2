import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { Batch } from "./rule.js";

/** Rules that put operators in place of others that the planner has no plan for; they always run. */
const NON_EXCLUDABLE: ReadonlySet<string> = new Set([
  "EliminateResolvedHint",
  "EliminateSubqueryAliases",
  "NormalizeFloatingNumbers",
  "PullOutGroupingExpressions",
  "ReplaceDistinctWithAggregate",
  "ReplaceExceptWithFilter",
  "ReplaceSetOperationsWithJoins",
  "ResolveCoalesceHints",
  "RewriteDistinctAggregates",
  "RewriteExceptAll",
  "RewriteIntersectAll",
]);

/**
 * The batches without the rules that the user excludes, by Spark's names, with their package or without, separated by commas.
 *
 * @param key `spark.sql.optimizer.excludedRules` or `spark.sql.adaptive.optimizer.excludedRules`
 */
export function withoutExcludedRules(batches: readonly Batch[], conf: RuntimeConfig, key: string): readonly Batch[] {
  const names = (conf.getOption(key) ?? "").split(",").map((name) => name.trim().split(".").at(-1)!);
  const excluded = new Set(names.filter((name) => !NON_EXCLUDABLE.has(name)));
  const rules = ({ rules: all }: Batch) => all.filter((rule) => !excluded.has(rule.name));
  return batches.map((batch) => ({ ...batch, rules: rules(batch) })).filter((batch) => batch.rules.length > 0);
}

/** The names of the rules of these batches that may be excluded. */
export function excludableRules(batches: readonly Batch[]): readonly string[] {
  const names = batches.flatMap((batch) => batch.rules.map((rule) => rule.name));
  return [...new Set(names)].filter((name) => !NON_EXCLUDABLE.has(name));
}
