import type { AccumulatorId, RunDocument, RunSqlExecution, SparkPlanInfo, TraceStep } from "@stageplay/core";
import { comparePlans } from "./compare-plans.js";
import { operatorName } from "./operator-name.js";
import type { MetricKind } from "./task-metrics.js";

/** A number that an operator counted. */
export interface OperatorMetric {
  /** Spark's name, `number of output rows`. */
  readonly name: string;
  readonly value: number;
  readonly kind: MetricKind;
}

/** An operator as a line of a plan that is drawn as an indented tree; its children come after it. */
export interface PlanLine {
  /** The path from the root, `0.1`; unique within its plan. */
  readonly id: string;
  readonly name: string;
  /** The node in one line, as `explain` has it, without its name. */
  readonly detail: string;
  /** A chain of operators stays on its level; where a plan branches, all inputs but the last are one level in. */
  readonly depth: number;
  /** The generated function that the operator is fused into. */
  readonly codegenId?: number;
  /** On the first operator of an adaptive query stage: which one, as Spark prints it (`ShuffleQueryStage 1`). */
  readonly queryStage?: string;
  readonly metrics: readonly OperatorMetric[];
}

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
    const lines = planLines(planInfo, execution.metrics);
    return {
      executionId,
      title: description,
      ...(endMs === undefined ? {} : { durationMs: endMs - startMs }),
      failed: errorMessage !== "",
      lines,
      ...(initialPlanInfo === undefined ? {} : { adaptive: comparePlans(planLines(initialPlanInfo, {}), lines) }),
      trace: planTrace ?? [],
    };
  });
}

/** Nodes that stand for how a plan runs and not for what it does; what they say is said on the operator below. */
const WRAPPERS = /^(AdaptiveSparkPlan|InputAdapter|ColumnarToRow|WholeStageCodegen \(\d+\)|\w+QueryStage)$/;
const CODEGEN = /^WholeStageCodegen \((\d+)\)$/;

interface Above {
  readonly path: string;
  readonly depth: number;
  readonly codegenId?: number;
  readonly queryStage?: string;
}

function planLines(root: SparkPlanInfo, metrics: RunSqlExecution["metrics"]): readonly PlanLine[] {
  const lines: PlanLine[] = [];
  const visit = (node: SparkPlanInfo, above: Above): void => {
    const name = node.nodeName.trim();
    if (WRAPPERS.test(name) && node.children.length > 0) {
      visit(node.children[0]!, inside(node, name, above));
      return;
    }
    const { codegenId, queryStage, path, depth } = above;
    lines.push({
      id: path,
      name: operatorName(node),
      detail: withoutName(node),
      depth,
      ...(codegenId === undefined ? {} : { codegenId }),
      ...(queryStage === undefined ? {} : { queryStage }),
      metrics: metricsOf(node, metrics),
    });
    const last = node.children.length - 1;
    for (const [i, child] of node.children.entries()) {
      const below = { path: `${path}.${i}`, depth: i === last ? depth : depth + 1 };
      visit(child, codegenId === undefined ? below : { ...below, codegenId });
    }
  };
  visit(root, { path: "0", depth: 0 });
  return lines;
}

function inside(node: SparkPlanInfo, name: string, above: Above): Above {
  const generated = CODEGEN.exec(name);
  if (generated !== null) return { ...above, codegenId: Number(generated[1]) };
  if (name === "InputAdapter") {
    const { codegenId: _, ...outside } = above;
    return outside;
  }
  return name.endsWith("QueryStage") && name !== "ResultQueryStage"
    ? { ...above, queryStage: node.simpleString }
    : above;
}

/** `Filter (id > 3)` as `(id > 3)`. */
function withoutName({ nodeName, simpleString }: SparkPlanInfo): string {
  const name = nodeName.trim();
  const text = simpleString.startsWith(name)
    ? simpleString.slice(name.length)
    : simpleString.replace(/^FileScan \w+ ?/, "");
  return text.trim();
}

const KINDS: Readonly<Record<string, MetricKind>> = { sum: "n", size: "bytes", timing: "ms" };

function metricsOf(node: SparkPlanInfo, values: Readonly<Record<AccumulatorId, number>>): readonly OperatorMetric[] {
  return node.metrics.flatMap(({ name, accumulatorId, metricType }): OperatorMetric[] => {
    const value = values[accumulatorId];
    return value === undefined ? [] : [{ name, value, kind: KINDS[metricType] ?? "n" }];
  });
}
