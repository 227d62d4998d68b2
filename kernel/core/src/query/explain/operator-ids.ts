import {
  type AdaptiveSparkPlanExec,
  isQueryStage,
  type PhysicalPlan,
  physicalTree,
  type ReusedExchangeExec,
} from "../../plans/physical/index.js";

/** The numbers of a plan's operators in `explain("formatted")`, and what hangs on them. */
export interface NumberedPlan {
  /** By identity: an operator that is in the initial and in the final plan has one number. Caches have theirs by what they keep. */
  readonly ids: ReadonlyMap<object, number>;
  /** In the order of their numbers. */
  readonly operators: readonly (PhysicalPlan | CachedRelationOperator)[];
  /** The generated stage that an operator runs in. */
  readonly codegenIds: ReadonlyMap<object, number>;
  /** Exchanges that the plan reuses but does not show: AQE has dropped what they were made for. */
  readonly optimizedOut: readonly PhysicalPlan[];
}

/** The relation below a scan of a cached table: an operator of its own in `explain("formatted")`. */
export interface CachedRelationOperator {
  readonly kind: "InMemoryRelation";
  readonly scan: Extract<PhysicalPlan, { kind: "InMemoryTableScanExec" }>;
}

/** Numbers operators as Spark does: children first, left to right; a final plan before the initial one. */
export function numberOperators(plan: PhysicalPlan): NumberedPlan {
  const ids = new Map<object, number>();
  const operators: NumberedPlan["operators"][number][] = [];
  const reused: ReusedExchangeExec[] = [];
  const number = (key: object, operator: NumberedPlan["operators"][number]): void => {
    if (ids.has(key)) return;
    ids.set(key, ids.size + 1);
    operators.push(operator);
  };
  const visit = (node: PhysicalPlan): void => {
    if (node.kind === "AdaptiveSparkPlanExec") adaptivePlans(node).forEach(visit);
    else if (isQueryStage(node) || node.kind === "ResultQueryStageExec") visit(node.plan);
    else physicalTree.children(node).forEach(visit);
    if (node.kind === "WholeStageCodegenExec" || node.kind === "InputAdapter") return;
    if (node.kind === "ReusedExchangeExec" && !ids.has(node)) reused.push(node);
    number(node, node);
    if (node.kind !== "InMemoryTableScanExec") return;
    number(node.cached, { kind: "InMemoryRelation", scan: node });
    visit(node.cached.plan);
  };
  visit(plan);
  const optimizedOut = reused.map(({ exchange }) => exchange).filter((exchange) => !ids.has(exchange));
  optimizedOut.forEach(visit);
  return { ids, operators, optimizedOut: [...new Set(optimizedOut)], codegenIds: codegenIdsOf(plan) };
}

/** What an adaptive plan is now, and what it was at first. */
export function adaptivePlans({ adaptive }: AdaptiveSparkPlanExec): readonly PhysicalPlan[] {
  const { currentPlan, initialPlan } = adaptive;
  return currentPlan === initialPlan ? [currentPlan] : [currentPlan, initialPlan];
}

/**
 * Spark walks the plan in one go and takes the last stage that it entered for the stage of all that follows, until rows come in from
 * outside: later branches of a fused union have no stage in this list, though the tree has a star at them.
 */
function codegenIdsOf(plan: PhysicalPlan): ReadonlyMap<object, number> {
  const found = new Map<object, number>();
  const walk = (root: PhysicalPlan): void => {
    let current: number | undefined;
    const visit = (node: PhysicalPlan): void => {
      if (node.kind === "WholeStageCodegenExec") current = node.id;
      else if (node.kind === "InputAdapter") current = undefined;
      else if (current !== undefined && !found.has(node)) found.set(node, current);
      if (node.kind === "AdaptiveSparkPlanExec") adaptivePlans(node).forEach(walk);
      else if (isQueryStage(node) || node.kind === "ResultQueryStageExec") walk(node.plan);
      else if (node.kind === "InMemoryTableScanExec") walk(node.cached.plan);
      physicalTree.children(node).forEach(visit);
    };
    visit(root);
  };
  walk(plan);
  return found;
}
