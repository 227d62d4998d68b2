import { groupKey, type Kernel, type Rows } from "../../engine/operators/index.js";
import { type ModelKernel, measured, modelKernel, once, type PartitionModel } from "../../modelled/index.js";
import type { AttributeReference } from "../../plans/expressions/index.js";
import { type PhysicalPlan, physicalOutput, physicalTree } from "../../plans/physical/index.js";
import { ModelledRows } from "../../rdd/modelled-rows.js";
import { allRows } from "../../types/batched-rows.js";
import { broadcastOf } from "./broadcast-of.js";
import type { PlanExecution } from "./plan-execution.js";

export function isModelled(rows: Rows): rows is PartitionModel {
  return rows instanceof ModelledRows;
}

/** An operator's kernel that takes modelled rows as well: where one of its inputs is modelled, so is what it gives. */
export function withModel(plan: PhysicalPlan, kernel: Kernel, execution: PlanExecution): Kernel {
  let ofModels: ModelKernel | undefined;
  const children = physicalTree.children(plan);
  const { ansi } = execution.kernelOptions(plan);
  const broadcastRows = once((rows: object) => measured(allRows(rows as Rows), buildOutput(plan), ansi));
  const measuredOnce = measuring(ansi);
  const inputsOf = (inputs: readonly Rows[]): readonly PartitionModel[] => {
    if (plan.kind !== "BroadcastHashJoinExec" && plan.kind !== "BroadcastNestedLoopJoinExec") {
      return inputs.map((rows, i) => measuredOnce(rows, physicalOutput(children[i]!)));
    }
    const { modelled, rows } = broadcastOf(plan, execution);
    const build = (modelled as PartitionModel | undefined) ?? broadcastRows(rows);
    const isLeft = plan.buildSide === "BuildLeft";
    const stream = measuredOnce(inputs[0]!, physicalOutput(isLeft ? plan.right : plan.left));
    return isLeft ? [build, stream] : [stream, build];
  };
  const hasModelledBuild = (): boolean =>
    (plan.kind === "BroadcastHashJoinExec" || plan.kind === "BroadcastNestedLoopJoinExec") &&
    broadcastOf(plan, execution).modelled !== undefined;
  return (inputs, context, partition) => {
    if (!inputs.some(isModelled) && !hasModelledBuild()) return kernel(inputs, context, partition);
    ofModels ??= modelKernel(plan, execution.kernelOptions(plan), children);
    return ofModels(inputsOf(inputs), context);
  };
}

function buildOutput(plan: PhysicalPlan): readonly AttributeReference[] {
  if (!("buildSide" in plan)) return [];
  return physicalOutput(plan.buildSide === "BuildLeft" ? plan.left : plan.right);
}

/** Tables of so few rows are looked at to see whether they have been measured before: many tasks of a skewed join read the same ones. */
const FEW_ROWS = 64;

/** Real rows that meet modelled ones are measured. */
function measuring(ansi: boolean): (rows: Rows, output: readonly AttributeReference[]) => PartitionModel {
  const known = new Map<string, PartitionModel>();
  return (rows, output) => {
    if (isModelled(rows)) return rows;
    const all = allRows(rows);
    if (all.length > FEW_ROWS) return measured(all, output, ansi);
    const key = `${output[0]?.exprId}|${all.map(groupKey).join("|")}`;
    const model = known.get(key) ?? measured(all, output, ansi);
    known.set(key, model);
    return model;
  };
}
