import type { RunDocument, TraceStep } from "@stageplay/core";
import { comparePlans } from "./compare-plans.js";
import { type PlanLine, planLines } from "./plan-lines.js";

/** A line of a plan held against the other plan. */
export interface ComparedLine extends PlanLine {
  /** `new`: the other plan has no such operator; `changed`: it has it with other arguments. */
  readonly mark: "same" | "changed" | "new";
}

/** The plan of one query, with what ran of it. */
export interface QueryPlanModel {
  readonly executionId: number;
  /** `collect at cell [3]:4`, or the description that the user gave. */
  readonly title: string;
  readonly durationMs?: number;
  readonly failed: boolean;
  readonly lines: readonly PlanLine[];
  /** How an adaptive plan began, when it came out differently; both sides marked. */
  readonly adaptive?: { readonly initial: readonly ComparedLine[]; readonly final: readonly ComparedLine[] };
  readonly trace: readonly TraceStep[];
}

/**
 * The plans of the run's queries, those that the user asked for and those of readers alike, in order.
 *
 * @example
 * planModels(run)[0]!.lines[0]!.name; // "Sort"
 */
export function planModels(run: RunDocument): readonly QueryPlanModel[] {
  return run.sqlExecutions.map((execution): QueryPlanModel => {
    const { executionId, description, startMs, endMs, errorMessage, planInfo, initialPlanInfo, planTrace } = execution;
    const lines = planLines(planInfo, execution, execution.nodeStages);
    return {
      executionId,
      title: description,
      ...(endMs === undefined ? {} : { durationMs: endMs - startMs }),
      failed: errorMessage !== "",
      lines,
      ...(initialPlanInfo === undefined
        ? {}
        : { adaptive: comparePlans(planLines(initialPlanInfo, { metrics: {} }), lines) }),
      trace: planTrace ?? [],
    };
  });
}
