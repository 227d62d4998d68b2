import type { ExplainMode } from "../backend.js";
import { formatBytes } from "../base/format.js";
import { logicalText, sizeInBytes } from "../plans/logical/index.js";
import { type PhysicalPlan, physicalText, physicalTree } from "../plans/physical/index.js";
import { formattedPlan } from "./explain-formatted.js";
import type { QueryExecution } from "./query-execution.js";

/** The text of `df.explain(mode)` (G13). */
export function explainText(query: QueryExecution, parsed: string, mode: ExplainMode): string {
  const physical = `== Physical Plan ==\n${physicalText(query.executedPlan)}`;
  switch (mode) {
    case "simple":
      return physical;
    case "extended":
      return [
        `== Parsed Logical Plan ==\n${parsed}`,
        `== Analyzed Logical Plan ==\n${logicalText(query.analyzed)}`,
        `== Optimized Logical Plan ==\n${logicalText(query.optimizedPlan)}`,
        physical,
      ].join("\n");
    case "cost":
      return `== Optimized Logical Plan ==\n${costText(query)}\n${physical}`;
    case "formatted":
      return `== Physical Plan ==\n${formattedPlan(query.executedPlan)}`;
    case "codegen":
      return codegenText(query.executedPlan);
  }
}

function costText(query: QueryExecution): string {
  const [first, ...rest] = logicalText(query.optimizedPlan).split("\n");
  return [`${first}, Statistics(sizeInBytes=${formatBytes(sizeInBytes(query.optimizedPlan))})`, ...rest].join("\n");
}

/** The generated stages, each as the tree of operators that are fused in it. */
function codegenText(plan: PhysicalPlan): string {
  const stages = physicalTree.collect(plan, (node) => node.kind === "WholeStageCodegenExec");
  const texts = stages.map((stage, i) => `== Subtree ${i + 1} / ${stages.length} ==\n${physicalText(stage)}`);
  return `Found ${stages.length} WholeStageCodegen subtrees.\n${texts.join("\n")}`;
}
