import type { RunSqlExecution, SparkPlanInfo } from "@stageplay/core";
import { operatorName } from "./operator-name.js";
import { rowsOf } from "./operator-numbers.js";
import { type PlanRegion, planRegions } from "./plan-regions.js";
import type { OperatorModel } from "./run-model-types.js";

/** An RDD operation scope of a stage (A16): in a query it has the name of the plan node that made the RDD. */
export interface Scope {
  readonly id: string;
  readonly name: string;
}

const CODEGEN = /^WholeStageCodegen \(\d+\)$/;

/** Finds the physical operators of a query behind the RDD scopes of its stages. */
export class PlanOperators {
  private readonly execution: RunSqlExecution;
  private readonly regions: readonly PlanRegion[];
  /** Scope ids seen so far: repeated stages of a query have the same ones. */
  private readonly regionOf: Map<string, PlanRegion> = new Map();
  private readonly stagesOf: Map<SparkPlanInfo, number> = new Map();

  constructor(execution: RunSqlExecution) {
    this.execution = execution;
    this.regions = planRegions(execution.planInfo);
    let at = 0;
    const walk = (node: SparkPlanInfo): void => {
      this.stagesOf.set(node, execution.nodeStages?.[at++]?.length ?? 0);
      node.children.forEach(walk);
    };
    walk(execution.planInfo);
  }

  /**
   * The operators in each scope of one stage, in the same order: of `WholeStageCodegen (n)` the ones fused in it, leaf first; of
   * any other scope the node of that name. Undefined where the plan has no such node (AQE's readers, RDD calls). Last, apart
   * from the scopes, the broadcast exchange that the stage feeds, which has no RDD of its own.
   */
  resolve(scopes: readonly Scope[]): {
    readonly operators: readonly (readonly OperatorModel[] | undefined)[];
    readonly broadcast?: OperatorModel;
  } {
    const region = this.chooseRegion(scopes);
    if (region === undefined) return { operators: scopes.map(() => undefined) };
    const free = [...region.nodes];
    const operators = scopes.map((scope) => {
      this.regionOf.set(scope.id, region);
      const index = free.findIndex((node) => node.nodeName.trim() === scope.name.trim());
      if (index < 0) return undefined;
      const [node] = free.splice(index, 1);
      const fused = CODEGEN.test(scope.name) ? node!.children.flatMap(fusedOperators) : [node!];
      return fused.map((operator, i) => this.describe(operator, `${scope.id}/${i}`));
    });
    const { exchange } = region;
    if (exchange?.nodeName !== "BroadcastExchange") return { operators };
    return { operators, broadcast: this.describe(exchange, `${scopes.at(-1)?.id}/broadcast`) };
  }

  /** The region with most of the stage's scopes; among equals one that these scopes had before, then one not taken. */
  private chooseRegion(scopes: readonly Scope[]): PlanRegion | undefined {
    const taken = new Set(this.regionOf.values());
    const score = (region: PlanRegion): number => {
      const names = new Set(region.nodes.map((node) => node.nodeName.trim()));
      const found = scopes.filter((scope) => names.has(scope.name.trim())).length;
      if (found === 0) return 0;
      const known = scopes.some((scope) => this.regionOf.get(scope.id) === region);
      return found + (known ? 0.5 : taken.has(region) ? 0 : 0.25);
    };
    let best: PlanRegion | undefined;
    for (const region of this.regions) if (score(region) > (best === undefined ? 0 : score(best))) best = region;
    return best;
  }

  private describe(node: SparkPlanInfo, id: string): OperatorModel {
    const rows = rowsOf(node, this.execution.metrics);
    const { executionId } = this.execution;
    const base = { id, name: operatorName(node), detail: node.simpleString, cached: false, executionId };
    if (rows === undefined) return base;
    const ranInStages = this.stagesOf.get(node) ?? 0;
    return ranInStages > 1 ? { ...base, rows, ranInStages } : { ...base, rows };
  }
}

/** The operators of one generated function: down to where its input comes in. */
function fusedOperators(node: SparkPlanInfo): SparkPlanInfo[] {
  if (node.nodeName === "InputAdapter") return [];
  return [...node.children.flatMap(fusedOperators), node];
}
