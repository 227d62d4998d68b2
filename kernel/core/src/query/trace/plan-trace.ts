import type { TracePhase, TraceStep } from "../../events/plan-trace.js";
import type { RuleApplication } from "../../optimizer/index.js";
import type { PlanningLog } from "../../planner/index.js";
import { type LogicalPlan, logicalLine, logicalText } from "../../plans/logical/index.js";
import {
  type AdaptiveSparkPlanExec,
  type PhysicalPlan,
  physicalText,
  simpleString,
} from "../../plans/physical/index.js";
import { diffPlans } from "./diff-plans.js";

/**
 * Collects what changed a query's plan, from analysis to the last re-planning (Spark's planChangeLog). Only references are kept while the
 * query is planned; texts and differences are made when {@link steps} is read.
 */
export class PlanTrace implements PlanningLog {
  private readonly recorded: (() => TraceStep | undefined)[] = [];
  private rePlannings = 0;
  private adaptive: AdaptiveSparkPlanExec["adaptive"] | undefined;
  private latestPlan: PhysicalPlan | undefined;

  /** The steps that changed something, in order. */
  get steps(): readonly TraceStep[] {
    return [...this.recorded, () => this.lastStep()].flatMap((step) => step() ?? []);
  }

  /** Begins to follow a plan that changes while it runs. */
  follow(adaptive: AdaptiveSparkPlanExec["adaptive"]): void {
    this.adaptive = adaptive;
    this.latestPlan = adaptive.initialPlan;
  }

  /** The rest of the plan is planned anew, with what the stages found. */
  beginRePlanning(): void {
    this.rePlannings++;
  }

  changed(names: StepNames, before: LogicalPlan, after: LogicalPlan): void {
    if (after !== before) this.recorded.push(() => step(names, logicalText(before), logicalText(after)));
  }

  optimized(phase: TracePhase, applications: readonly RuleApplication[]): void {
    for (const { before, after, ...names } of applications) this.changed({ phase, ...names }, before, after);
  }

  chosen(rule: string, logical: LogicalPlan, physical: PhysicalPlan, reason: () => string): void {
    const phase: TracePhase = this.rePlannings === 0 ? "Planning" : "Adaptive execution";
    const iteration = Math.max(1, this.rePlannings);
    this.recorded.push(() => ({
      phase,
      batch: "Strategies",
      rule,
      iteration,
      reason: reason(),
      diff: [
        { mark: "-", text: logicalLine(logical) },
        { mark: "+", text: simpleString(physical, { ids: true, brief: true }) },
      ],
    }));
  }

  prepared(rule: string, before: PhysicalPlan, after: PhysicalPlan): void {
    const names: StepNames = { phase: "Preparation", batch: "Preparations", rule, iteration: 1 };
    this.recorded.push(() => step(names, textOf(before), textOf(after)));
  }

  /** What the rest of the plan has become: compared with what it was before. */
  rePlanned(after: PhysicalPlan): void {
    const before = this.latestPlan ?? after;
    this.latestPlan = after;
    const names: StepNames = { ...ADAPTIVE, batch: "AQE Replanning", iteration: this.rePlannings };
    this.recorded.push(() => step(names, withoutStars(before), withoutStars(after)));
  }

  /** How the last stages read their shuffles, once everything has run. */
  private lastStep(): TraceStep | undefined {
    const { adaptive, latestPlan } = this;
    if (adaptive?.isFinalPlan !== true || latestPlan === undefined) return undefined;
    const names: StepNames = { ...ADAPTIVE, batch: "AQE Final Query Stage Optimization", iteration: 1 };
    return step(names, withoutStars(latestPlan), withoutStars(adaptive.currentPlan));
  }
}

const ADAPTIVE = { phase: "Adaptive execution", rule: "AdaptiveSparkPlan" } as const;

type StepNames = Pick<TraceStep, "phase" | "batch" | "rule" | "iteration">;

/** Undefined where the two look the same. */
function step(names: StepNames, before: string, after: string): TraceStep | undefined {
  const diff = diffPlans(before, after);
  return diff.every(({ mark }) => mark === " ") ? undefined : { ...names, diff };
}

function textOf(plan: PhysicalPlan): string {
  return physicalText(plan, { ids: true, brief: true, withoutPlanIds: true });
}

/** Generated stages are numbered when a query stage is made, which is no change of the plan. */
function withoutStars(plan: PhysicalPlan): string {
  return textOf(plan).replace(/\*\(\d+\) /g, "");
}
