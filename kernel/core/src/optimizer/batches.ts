import type { ExprIdGenerator } from "../plans/expressions/index.js";
import type { ExpressionEvaluator } from "./expression-evaluator.js";
import type { Batch, Rule } from "./rule.js";
import { CollapseProject } from "./rules/collapse-project.js";
import { CollapseRepartition } from "./rules/collapse-repartition.js";
import { ColumnPruning } from "./rules/column-pruning.js";
import { ConvertToLocalRelation } from "./rules/convert-to-local-relation.js";
import { EliminateLimits } from "./rules/eliminate-limits.js";
import { EliminateResolvedHint } from "./rules/eliminate-resolved-hint.js";
import { EliminateSorts } from "./rules/eliminate-sorts.js";
import { EliminateSubqueryAliases } from "./rules/eliminate-subquery-aliases.js";
import { InferFiltersFromConstraints } from "./rules/infer-filters-from-constraints.js";
import { LimitPushDown } from "./rules/limit-push-down.js";
import { PruneFilters } from "./rules/prune-filters.js";
import { PullOutGroupingExpressions } from "./rules/pull-out-grouping-expressions.js";
import { PushDownPredicates } from "./rules/push-down-predicates.js";
import { PushProjectionThroughUnion } from "./rules/push-projection-through-union.js";
import { RemoveNoopOperators } from "./rules/remove-noop-operators.js";
import { ReplaceDistinctWithAggregate } from "./rules/replace-distinct-with-aggregate.js";
import { RewriteDistinctAggregates } from "./rules/rewrite-distinct-aggregates.js";
import { BooleanSimplification, ConstantFolding, NullPropagation, OptimizeIn } from "./rules/simplify-expressions.js";

/** Spark's `spark.sql.optimizer.maxIterations`. */
const FIXED_POINT = 100;
const ONCE = 1;

/** The optimizer's batches, in Spark's order and under Spark's names. */
export function optimizerBatches(ids: ExprIdGenerator, evaluator: ExpressionEvaluator): readonly Batch[] {
  const operatorOptimization: readonly Rule[] = [
    PushProjectionThroughUnion,
    LimitPushDown,
    PushDownPredicates,
    ColumnPruning,
    CollapseRepartition,
    CollapseProject,
    EliminateLimits,
    EliminateSorts,
    NullPropagation,
    ConstantFolding(evaluator),
    OptimizeIn,
    BooleanSimplification,
    PruneFilters,
    RemoveNoopOperators,
  ];
  return [
    { name: "Finish Analysis", maxIterations: ONCE, rules: [EliminateResolvedHint, EliminateSubqueryAliases] },
    {
      name: "Replace Operators",
      maxIterations: ONCE,
      rules: [ReplaceDistinctWithAggregate(ids), PullOutGroupingExpressions(ids)],
    },
    {
      name: "Operator Optimization before Inferring Filters",
      maxIterations: FIXED_POINT,
      rules: operatorOptimization,
    },
    { name: "Infer Filters", maxIterations: ONCE, rules: [InferFiltersFromConstraints] },
    { name: "Operator Optimization after Inferring Filters", maxIterations: FIXED_POINT, rules: operatorOptimization },
    { name: "LocalRelation", maxIterations: FIXED_POINT, rules: [ConvertToLocalRelation(evaluator), EliminateLimits] },
    { name: "Distinct Aggregate Rewrite", maxIterations: ONCE, rules: [RewriteDistinctAggregates(ids)] },
    { name: "Clean Up", maxIterations: ONCE, rules: [ColumnPruning, CollapseProject, RemoveNoopOperators] },
  ];
}
