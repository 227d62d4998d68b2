import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ExprIdGenerator } from "../plans/expressions/index.js";
import type { ExpressionEvaluator } from "./expression-evaluator.js";
import type { Batch, Rule } from "./rule.js";
import { AQEPropagateEmptyRelation } from "./rules/aqe-propagate-empty-relation.js";
import { BooleanSimplification } from "./rules/boolean-simplification.js";
import { CollapseProject } from "./rules/collapse-project.js";
import { CollapseRepartition } from "./rules/collapse-repartition.js";
import { CollapseWindow } from "./rules/collapse-window.js";
import { ColumnPruning } from "./rules/column-pruning.js";
import { CombineUnions } from "./rules/combine-unions.js";
import { ComputeCurrentTime } from "./rules/compute-current-time.js";
import { ConvertToLocalRelation } from "./rules/convert-to-local-relation.js";
import { DynamicJoinSelection } from "./rules/dynamic-join-selection.js";
import { EliminateLimits } from "./rules/eliminate-limits.js";
import { EliminateOffsets } from "./rules/eliminate-offsets.js";
import { EliminateOuterJoin } from "./rules/eliminate-outer-join.js";
import { EliminateResolvedHint } from "./rules/eliminate-resolved-hint.js";
import { EliminateSorts } from "./rules/eliminate-sorts.js";
import { EliminateSubqueryAliases } from "./rules/eliminate-subquery-aliases.js";
import { InferFiltersFromConstraints } from "./rules/infer-filters-from-constraints.js";
import { InferFiltersFromGenerate } from "./rules/infer-filters-from-generate.js";
import { InferWindowGroupLimit } from "./rules/infer-window-group-limit.js";
import { LikeSimplification } from "./rules/like-simplification.js";
import { LimitPushDown } from "./rules/limit-push-down.js";
import { NormalizeFloatingNumbers } from "./rules/normalize-floating-numbers.js";
import { OptimizeLimitZero } from "./rules/optimize-limit-zero.js";
import { OptimizeOneRowPlan } from "./rules/optimize-one-row-plan.js";
import { PropagateEmptyRelation } from "./rules/propagate-empty-relation.js";
import { PruneFilters } from "./rules/prune-filters.js";
import { PullOutGroupingExpressions } from "./rules/pull-out-grouping-expressions.js";
import { PushDownLeftSemiAntiJoin } from "./rules/push-down-left-semi-anti-join.js";
import { PushDownPredicates } from "./rules/push-down-predicates.js";
import { PushProjectionThroughLimit } from "./rules/push-projection-through-limit.js";
import { PushProjectionThroughUnion } from "./rules/push-projection-through-union.js";
import { RemoveNoopOperators } from "./rules/remove-noop-operators.js";
import { RemoveNoopUnion } from "./rules/remove-noop-union.js";
import { RemoveRedundantAggregates } from "./rules/remove-redundant-aggregates.js";
import { RemoveRedundantAliases } from "./rules/remove-redundant-aliases.js";
import {
  ReplaceDistinctWithAggregate,
  ReplaceSetOperationsWithJoins,
} from "./rules/replace-distinct-with-aggregate.js";
import { ReplaceExceptWithFilter } from "./rules/replace-except-with-filter.js";
import { ReplaceNullWithFalseInPredicate } from "./rules/replace-null-with-false.js";
import { ResolveCoalesceHints } from "./rules/resolve-coalesce-hints.js";
import { RewriteDistinctAggregates } from "./rules/rewrite-distinct-aggregates.js";
import { PushFoldableIntoBranches, SimplifyConditionals } from "./rules/simplify-conditionals.js";
import { ConstantFolding, NullPropagation, OptimizeIn, SimplifyExtractValueOps } from "./rules/simplify-expressions.js";
import { TransposeWindow } from "./rules/transpose-window.js";
import { UnwrapCastInBinaryComparison } from "./rules/unwrap-cast-in-binary-comparison.js";

/** Spark's `spark.sql.optimizer.maxIterations`. */
const FIXED_POINT = 100;
const ONCE = 1;

/** The optimizer's batches, in Spark's order and under Spark's names. */
export function optimizerBatches(
  ids: ExprIdGenerator,
  evaluator: ExpressionEvaluator,
  conf: RuntimeConfig,
): readonly Batch[] {
  const operatorOptimization: readonly Rule[] = [
    CombineUnions,
    PushProjectionThroughUnion,
    PushProjectionThroughLimit,
    LimitPushDown,
    EliminateOuterJoin(evaluator),
    PushDownPredicates,
    PushDownLeftSemiAntiJoin(conf),
    ColumnPruning,
    CollapseRepartition,
    CollapseProject,
    TransposeWindow,
    CollapseWindow,
    EliminateOffsets,
    EliminateLimits,
    EliminateSorts,
    NullPropagation,
    ConstantFolding(evaluator),
    OptimizeIn,
    LikeSimplification,
    BooleanSimplification,
    SimplifyConditionals,
    PushFoldableIntoBranches,
    ReplaceNullWithFalseInPredicate,
    PruneFilters,
    RemoveRedundantAliases,
    UnwrapCastInBinaryComparison(evaluator),
    RemoveNoopOperators,
    SimplifyExtractValueOps,
    RemoveRedundantAggregates,
  ];
  return [
    {
      name: "Finish Analysis",
      maxIterations: ONCE,
      rules: [
        ResolveCoalesceHints(conf),
        EliminateResolvedHint,
        EliminateSubqueryAliases,
        ComputeCurrentTime(evaluator),
      ],
    },
    { name: "Union", maxIterations: ONCE, rules: [CombineUnions, RemoveNoopUnion] },
    { name: "OptimizeLimitZero", maxIterations: ONCE, rules: [OptimizeLimitZero] },
    {
      name: "Replace Operators",
      maxIterations: ONCE,
      rules: [
        CombineUnions,
        ReplaceExceptWithFilter,
        ReplaceSetOperationsWithJoins,
        ReplaceDistinctWithAggregate(ids),
        PullOutGroupingExpressions(ids),
      ],
    },
    {
      name: "Operator Optimization before Inferring Filters",
      maxIterations: FIXED_POINT,
      rules: operatorOptimization,
    },
    { name: "Infer Filters", maxIterations: ONCE, rules: [InferFiltersFromGenerate, InferFiltersFromConstraints] },
    { name: "Operator Optimization after Inferring Filters", maxIterations: FIXED_POINT, rules: operatorOptimization },
    { name: "InferWindowGroupLimit", maxIterations: ONCE, rules: [InferWindowGroupLimit(conf), EliminateLimits] },
    {
      name: "LocalRelation",
      maxIterations: FIXED_POINT,
      rules: [ConvertToLocalRelation(evaluator), PropagateEmptyRelation, EliminateLimits],
    },
    { name: "Distinct Aggregate Rewrite", maxIterations: ONCE, rules: [RewriteDistinctAggregates(ids)] },
    { name: "Clean Up", maxIterations: ONCE, rules: [ColumnPruning, CollapseProject, RemoveNoopOperators] },
    { name: "NormalizeFloatingNumbers", maxIterations: ONCE, rules: [NormalizeFloatingNumbers] },
  ];
}

/** The optimizer that runs again whenever a query stage has run (Spark's AQEOptimizer, H4). */
export function adaptiveBatches(conf: RuntimeConfig): readonly Batch[] {
  return [
    { name: "Propagate Empty Relations", maxIterations: FIXED_POINT, rules: [AQEPropagateEmptyRelation] },
    { name: "Dynamic Join Selection", maxIterations: ONCE, rules: [DynamicJoinSelection(conf)] },
    { name: "Eliminate Limits", maxIterations: FIXED_POINT, rules: [EliminateLimits] },
    { name: "Optimize One Row Plan", maxIterations: FIXED_POINT, rules: [OptimizeOneRowPlan] },
  ];
}
