import type { SparkPlanInfo } from "@stageplay/core";
import { operatorName } from "./operator-name.js";
import { metricsOf, type OperatorMetric, ownMillis, type PlanNumbers, rowsOf } from "./operator-numbers.js";

/** An operator as a line of a plan that is drawn as an indented tree; its children come after it. */
export interface PlanLine {
  /** The path from the root, `0.1`; unique within its plan. */
  readonly id: string;
  readonly name: string;
  /** The node in one line, as `explain` has it, without its name. */
  readonly detail: string;
  /** The same with its name. */
  readonly text: string;
  /** A chain of operators stays on its level; where a plan branches, all inputs but the last are one level in. */
  readonly depth: number;
  /** Of the first line of an input that is one level in: how many lines that input has. */
  readonly branchLines?: number;
  /** The generated function that the operator is fused into. */
  readonly codegenId?: number;
  /** On the first operator of a generated function: what its tasks took together, as Spark's `duration`. */
  readonly codegenMs?: number;
  /** On the first operator of an adaptive query stage: which one, as Spark prints it (`ShuffleQueryStage 1`). */
  readonly queryStage?: string;
  readonly metrics: readonly OperatorMetric[];
  /** Rows that came out. */
  readonly rows?: number;
  /** What it took itself, without its inputs: over all tasks, and as a share of all operators together. */
  readonly time?: { readonly ms: number; readonly share: number };
  /** The operator that took most. */
  readonly isHottest: boolean;
  /** Stages that it ran in, in order. */
  readonly stages: readonly number[];
}

/** Nodes that stand for how a plan runs and not for what it does; what they say is said on the operator below. */
const WRAPPERS = /^(AdaptiveSparkPlan|InputAdapter|ColumnarToRow|WholeStageCodegen \(\d+\)|\w+QueryStage)$/;
const CODEGEN = /^WholeStageCodegen \((\d+)\)$/;

interface Above {
  readonly path: string;
  readonly depth: number;
  readonly codegenId?: number;
  readonly codegenMs?: number;
  readonly queryStage?: string;
}

type Timed = Omit<PlanLine, "time" | "isHottest"> & { readonly ms: number | undefined };

/** @param stages of each node, in the order of a walk from the root, as {@link RunSqlExecution.nodeStages} has them */
export function planLines(
  root: SparkPlanInfo,
  numbers: PlanNumbers,
  stages: readonly (readonly number[])[] = [],
): readonly PlanLine[] {
  const lines: Timed[] = [];
  let at = 0;
  const visit = (node: SparkPlanInfo, above: Above): void => {
    const nodeStages = stages[at++] ?? [];
    const name = node.nodeName.trim();
    if (WRAPPERS.test(name) && node.children.length > 0) {
      visit(node.children[0]!, inside(node, name, above, numbers));
      return;
    }
    const { codegenId, codegenMs, queryStage, path, depth } = above;
    const rows = rowsOf(node, numbers.metrics);
    lines.push({
      id: path,
      name: operatorName(node),
      detail: withoutName(node),
      text: node.simpleString,
      depth,
      ...(codegenId === undefined ? {} : { codegenId }),
      ...(codegenMs === undefined ? {} : { codegenMs }),
      ...(queryStage === undefined ? {} : { queryStage }),
      ...(rows === undefined ? {} : { rows }),
      metrics: metricsOf(node, numbers),
      ms: ownMillis(node, numbers.metrics),
      stages: nodeStages,
    });
    const last = node.children.length - 1;
    for (const [i, child] of node.children.entries()) {
      const below = { path: `${path}.${i}`, depth: i === last ? depth : depth + 1 };
      const first = lines.length;
      visit(child, codegenId === undefined ? below : { ...below, codegenId });
      if (i < last) lines[first] = { ...lines[first]!, branchLines: lines.length - first };
    }
  };
  visit(root, { path: "0", depth: 0 });
  return withShares(lines);
}

function withShares(lines: readonly Timed[]): readonly PlanLine[] {
  const total = lines.reduce((sum, { ms }) => sum + (ms ?? 0), 0);
  const most = lines.reduce((max, { ms }) => Math.max(max, ms ?? 0), 0);
  const hottest = most > 0 ? lines.findIndex(({ ms }) => ms === most) : -1;
  return lines.map(({ ms, ...line }, i) => ({
    ...line,
    ...(ms === undefined ? {} : { time: { ms, share: total === 0 ? 0 : ms / total } }),
    isHottest: i === hottest,
  }));
}

function inside(node: SparkPlanInfo, name: string, above: Above, { metrics }: PlanNumbers): Above {
  const generated = CODEGEN.exec(name);
  if (generated !== null) {
    const duration = node.metrics.find((metric) => metric.name === "duration");
    const codegenMs = duration === undefined ? undefined : metrics[duration.accumulatorId];
    return { ...above, codegenId: Number(generated[1]), ...(codegenMs === undefined ? {} : { codegenMs }) };
  }
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
