import {
  isQueryStage,
  type PhysicalPlan,
  physicalText,
  physicalTree,
  type WholeStageCodegenExec,
} from "../../plans/physical/index.js";
import { generatedSource } from "./generated-source.js";

/** The generated stages, each as the tree of operators that are fused in it and the function made of them (`explain("codegen")`). */
export function codegenText(plan: PhysicalPlan): string {
  const stages = generatedStages(plan);
  const texts = stages.map((stage, i) => {
    const source = generatedSource(stage);
    const code = source === undefined ? "" : `\nGenerated code:\n${source}\n`;
    return `== Subtree ${i + 1} / ${stages.length} ==\n${physicalText(stage)}${code}`;
  });
  return [`Found ${stages.length} WholeStageCodegen subtrees.`, ...texts].join("\n");
}

/** In the order of their numbers; each once, also those inside query stages. */
function generatedStages(plan: PhysicalPlan): readonly WholeStageCodegenExec[] {
  const found = new Set<WholeStageCodegenExec>();
  const visit = (node: PhysicalPlan): void => {
    if (node.kind === "WholeStageCodegenExec") found.add(node);
    if (node.kind === "AdaptiveSparkPlanExec") visit(node.adaptive.currentPlan);
    else if (isQueryStage(node) || node.kind === "ResultQueryStageExec") visit(node.plan);
    physicalTree.children(node).forEach(visit);
  };
  visit(plan);
  return [...found].sort((a, b) => a.id - b.id);
}
