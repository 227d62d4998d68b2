import { type LogicalPlan, logicalTree, outputOf } from "../../plans/logical/index.js";
import {
  type AdaptiveSparkPlanExec,
  type BroadcastExchangeExec,
  type Distribution,
  type InMemoryTableScanExec,
  isQueryStage,
  linkedTo,
  logicalLink,
  type PhysicalPlan,
  physicalOutput,
  physicalText,
  physicalTree,
  type QueryStageExec,
  type ShuffleExchangeExec,
} from "../../plans/physical/index.js";
import { canonicalKey } from "../canonical-key.js";
import type { PlanExecution } from "../execution/plan-execution.js";
import type { WithState } from "../execution/prepare-plan.js";
import { runLater, runNow } from "../execution/steps.js";
import { PlannedPhysical } from "./logical-query-stage.js";
import { optimizeQueryStage } from "./optimize-query-stage.js";
import type { StageRuleContext } from "./shuffle-reads.js";
import { StageResult, startStage } from "./stage-result.js";

/** The steps of planning that adaptive execution runs again and again, and the plan that it begins with. */
export interface AdaptivePlanning extends StageRuleContext {
  readonly logicalPlan: LogicalPlan;
  readonly initialPlan: PhysicalPlan;
  /** Rules that look at what stages have found (H4). */
  reOptimize(plan: LogicalPlan): LogicalPlan;
  /** Operators, exchanges, sorts and skewed joins of a logical plan. */
  plan(plan: LogicalPlan): PhysicalPlan;
  /** The next `plan_id` of an exchange. */
  nextPlanId(): number;
  /** Fuses the operators of a stage into generated functions, numbered by `nextId`. */
  fuse(plan: PhysicalPlan, nextId: () => number): PhysicalPlan;
  /** Whether the last stage reads its shuffles in other pieces, too; not so for cached plans (G10). */
  readonly changesFinalReads: boolean;
  /** How a `repartition` at the top of the query asks for its rows to be spread. */
  readonly requiredDistribution: Distribution;
}

type Exchange = ShuffleExchangeExec | BroadcastExchangeExec;

/** A plan with stages for those of its exchanges that can run. */
interface Staged {
  readonly plan: PhysicalPlan;
  /** Whether all stages below have run. */
  readonly isReady: boolean;
  readonly created: readonly QueryStageExec[];
}

/**
 * Runs a plan stage by stage (Spark's AdaptiveSparkPlanExec): every exchange whose inputs are there becomes a query stage with a job of
 * its own; when one has run, the rest of the plan is planned anew with what is known by then (H2–H4). What remains at the end is
 * the plan whose rows the action takes.
 */
export class AdaptiveExecution implements Readonly<AdaptiveSparkPlanExec["adaptive"]> {
  readonly initialPlan: PhysicalPlan;
  currentPlan: PhysicalPlan;
  isFinalPlan = false;
  private readonly planning: AdaptivePlanning;
  private logicalPlan: LogicalPlan;
  private readonly stages: Map<string, QueryStageExec> = new Map();
  private nextStageId = 0;
  private codegenStages = 0;
  private running: Promise<PhysicalPlan> | undefined;

  constructor(planning: AdaptivePlanning) {
    this.planning = planning;
    this.initialPlan = withoutTransitions(planning.initialPlan);
    this.currentPlan = this.initialPlan;
    this.logicalPlan = planning.logicalPlan;
  }

  /** The plan that is left when all stages have run; runs them on the first call. `onUpdate` is told of each change. */
  finalPlan(execution: PlanExecution, withState: WithState, onUpdate: () => void = () => {}): Promise<PhysicalPlan> {
    this.running ??= this.run(execution, withState, onUpdate).catch((error: unknown) => {
      // Another action tries again; stages that have run stay.
      this.running = undefined;
      throw error;
    });
    return this.running;
  }

  /** The same before returning, one stage after the other: for an RDD that is asked for between actions. */
  finalPlanNow(execution: PlanExecution, withState: WithState, onUpdate: () => void = () => {}): PhysicalPlan {
    if (this.isFinalPlan) return this.currentPlan;
    const rounds = this.rounds(onUpdate);
    let round = rounds.next();
    for (; round.done !== true; round = rounds.next()) {
      for (const stage of round.value) {
        const result = stage.result as StageResult;
        if (!result.isMaterialized) runNow(startStage(stage, execution, withState).run(result));
      }
    }
    return round.value;
  }

  private async run(execution: PlanExecution, withState: WithState, onUpdate: () => void): Promise<PhysicalPlan> {
    const pending = new Map<StageResult, Promise<void>>();
    const rounds = this.rounds(onUpdate);
    let round = rounds.next();
    for (; round.done !== true; round = rounds.next()) {
      await this.submit(round.value, pending, execution, withState);
      await nextStage(pending);
    }
    return round.value;
  }

  /** Gives the stages that can start; goes on when one has run. */
  private *rounds(onUpdate: () => void): Generator<readonly QueryStageExec[], PhysicalPlan, void> {
    const { initialPlan } = this.planning;
    let toReplace: readonly QueryStageExec[] = [];
    let staged = this.createStages(this.currentPlan === this.initialPlan ? initialPlan : this.currentPlan);
    while (!staged.isReady) {
      this.currentPlan = staged.plan;
      toReplace = [...staged.created, ...toReplace];
      if (staged.created.length > 0) onUpdate();
      yield staged.created;
      if (this.rePlan(toReplace)) toReplace = [];
      staged = this.createStages(this.currentPlan);
    }
    const { requiredDistribution, changesFinalReads } = this.planning;
    const last = changesFinalReads ? optimizeQueryStage(staged.plan, this.planning, requiredDistribution) : staged.plan;
    this.currentPlan = { kind: "ResultQueryStageExec", id: this.nextStageId++, plan: this.fused(last) };
    this.isFinalPlan = true;
    onUpdate();
    return this.currentPlan;
  }

  /** Starts stages at the same time: broadcasts, then the others from left to right (H3). */
  private async submit(
    created: readonly QueryStageExec[],
    pending: Map<StageResult, Promise<void>>,
    execution: PlanExecution,
    withState: WithState,
  ): Promise<void> {
    const isBroadcast = (stage: QueryStageExec): boolean => stage.kind === "BroadcastQueryStageExec";
    // A cached table may be there already.
    const waiting = created.filter((stage) => !stage.result.isMaterialized);
    const ordered = [...waiting.filter(isBroadcast), ...waiting.filter((stage) => !isBroadcast(stage))];
    // Stages that reuse an exchange share its result: it is written once.
    const fresh = new Map(ordered.map((stage) => [stage.result as StageResult, stage]));
    for (const result of pending.keys()) fresh.delete(result);
    const starts = [...fresh].map(
      ([result, stage]) => [result, startStage(stage, execution.cancelledBy(result.cancellation), withState)] as const,
    );
    await Promise.all(starts.map(([, start]) => start.load()));
    for (const [result, start] of starts) {
      const done = runLater(start.run(result)).then(() => void pending.delete(result));
      // A failure stays in `pending`, for whoever waits next.
      done.catch(() => {});
      pending.set(result, done);
    }
  }

  /** Plans what has not begun to run anew; keeps the old plan where the new one would shuffle more (H4). */
  private rePlan(stages: readonly QueryStageExec[]): boolean {
    const logical = this.withStages(stages);
    if (logical === undefined) return false;
    const logicalPlan = this.planning.reOptimize(logical);
    const plan = this.planning.plan(logicalPlan);
    const [cost, current] = [shuffles(plan), shuffles(this.currentPlan)];
    if (cost > current || (cost === current && looksLike(plan, this.currentPlan))) return false;
    this.currentPlan = plan;
    this.logicalPlan = logicalPlan;
    return true;
  }

  /** The logical plan with stages in place of what was planned as them; undefined when one has no place there. */
  private withStages(stages: readonly QueryStageExec[]): LogicalPlan | undefined {
    let plan = this.logicalPlan;
    for (const stage of stages) {
      const [own] = physicalTree.collect(this.currentPlan, (node) => node === stage);
      // Wrapped in a later stage.
      if (own === undefined) continue;
      const logical = logicalLink(stage);
      if (logical === undefined) return undefined;
      const [physical] = physicalTree.collect(
        this.currentPlan,
        (node) => node === stage || logicalLink(node) === logical,
      );
      const node: LogicalPlan = {
        kind: "LogicalQueryStage",
        output: outputOf(logical),
        logical,
        stage: new PlannedPhysical(physical!),
      };
      plan = logicalTree.transformDown(plan, (n) => (n === logical ? node : n));
    }
    return plan;
  }

  /** Makes a stage of every exchange whose own inputs have run. */
  private createStages(plan: PhysicalPlan): Staged {
    if (isQueryStage(plan)) return { plan, isReady: plan.result.isMaterialized, created: [] };
    if (plan.kind === "InMemoryTableScanExec") {
      const stage = this.tableStage(plan);
      return { plan: stage, isReady: stage.result.isMaterialized, created: [stage] };
    }
    let isReady = true;
    const created: QueryStageExec[] = [];
    const below = physicalTree.mapChildren(plan, (child) => {
      const staged = this.createStages(child);
      isReady &&= staged.isReady;
      created.push(...staged.created);
      return staged.plan;
    });
    if (below.kind !== "ShuffleExchangeExec" && below.kind !== "BroadcastExchangeExec") {
      return { plan: below, isReady, created };
    }
    return isReady ? this.asStaged(this.exchangeStage(below)) : { plan: below, isReady, created };
  }

  private asStaged(stage: QueryStageExec): Staged {
    const isReady = stage.result.isMaterialized;
    return { plan: stage, isReady, created: isReady ? [] : [stage] };
  }

  private tableStage(plan: InMemoryTableScanExec): QueryStageExec {
    const stage: QueryStageExec = {
      kind: "TableCacheQueryStageExec",
      id: this.nextStageId++,
      plan,
      result: StageResult.ofTable(plan),
    };
    return this.linked(stage, plan);
  }

  private exchangeStage(exchange: Exchange): QueryStageExec {
    const id = this.nextStageId++;
    const child = this.fused(optimizeQueryStage(exchange.child, this.planning));
    // A copy is a node of its own, with its own number.
    const plan: Exchange =
      child === exchange.child ? exchange : { ...exchange, child, planId: this.planning.nextPlanId() };
    const key = canonicalKey(plan);
    const known = this.planning.conf.getBoolean("spark.sql.exchange.reuse") ? this.stages.get(key) : undefined;
    if (known !== undefined) return this.linked(this.reuse(known, exchange), exchange);
    const stage = {
      kind: plan.kind === "ShuffleExchangeExec" ? "ShuffleQueryStageExec" : "BroadcastQueryStageExec",
      id,
      plan,
      result: new StageResult(),
    } as QueryStageExec;
    this.stages.set(key, stage);
    return this.linked(stage, exchange);
  }

  /** A stage that reads what an equal one writes. It has a number of its own, after the one that it would have had (golden d23). */
  private reuse(known: QueryStageExec, exchange: Exchange): QueryStageExec {
    const written = known.plan as Exchange;
    const plan: PhysicalPlan = {
      kind: "ReusedExchangeExec",
      output: physicalOutput(exchange),
      exchange: written,
    };
    return { ...known, id: this.nextStageId++, plan } as QueryStageExec;
  }

  /** Generated functions; the stages of a plan number theirs in the order in which they are made (G12). */
  private fused(plan: PhysicalPlan): PhysicalPlan {
    return this.planning.fuse(plan, () => ++this.codegenStages);
  }

  private linked(stage: QueryStageExec, of: PhysicalPlan): QueryStageExec {
    const link = firstLink(of);
    return link === undefined ? stage : linkedTo(stage, link);
  }
}

/** The logical operator of a node, or of the first below it that has one: exchanges are put in later. */
function firstLink(plan: PhysicalPlan): LogicalPlan | undefined {
  const own = logicalLink(plan);
  if (own !== undefined) return own;
  for (const child of physicalTree.children(plan)) {
    const link = firstLink(child);
    if (link !== undefined) return link;
  }
  return undefined;
}

/** Spark puts in the steps from columns to rows when a stage is made: they are not in the initial plan. */
function withoutTransitions(plan: PhysicalPlan): PhysicalPlan {
  return physicalTree.transformUp(plan, (node) => (node.kind === "ColumnarToRowExec" ? node.child : node));
}

/** Spark's cost of a plan: the exchanges that have not run. */
function shuffles(plan: PhysicalPlan): number {
  return physicalTree.collect(plan, (node) => node.kind === "ShuffleExchangeExec").length;
}

/** Whether two plans of one query are the same but for the numbers of their nodes. */
function looksLike(a: PhysicalPlan, b: PhysicalPlan): boolean {
  const text = (plan: PhysicalPlan): string => physicalText(plan, { ids: true, withoutPlanIds: true, complete: true });
  return text(a) === text(b);
}

/** Waits until a stage has run; when one fails, the others are cancelled. */
async function nextStage(pending: ReadonlyMap<StageResult, Promise<void>>): Promise<void> {
  const stages = [...pending.values()];
  // The last one ended while others were being started.
  if (stages.length === 0) return;
  try {
    await Promise.race(stages);
  } catch (error) {
    for (const { cancellation } of pending.keys()) cancellation.cancel("because another stage of its query failed");
    await Promise.allSettled(stages);
    throw error;
  }
}
