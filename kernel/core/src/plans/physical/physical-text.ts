import { cachedPlanLines, cachedRelationLine, type LogicalPlan, logicalLine, logicalText } from "../logical/index.js";
import { type InnerLine, indented, treeText } from "../tree-text.js";
import { type AdaptiveSparkPlanExec, isQueryStage } from "./adaptive-nodes.js";
import type { InMemoryTableScanExec, PhysicalPlan } from "./physical-plan.js";
import { type PhysicalTextOptions, simpleString } from "./simple-string.js";
import { physicalTree } from "./tree.js";

/** What a tree of operators says at each of them. */
export interface PhysicalTreeStyle {
  line(node: PhysicalPlan): string;
  /** Before the line of an operator that runs in generated stage `id`. */
  star(id: number): string;
  /** The relation below a scan of a cached table. */
  cachedLine(scan: InMemoryTableScanExec): string;
  /** A logical operator below a part of the plan that was found to give no rows. */
  logicalLine(node: LogicalPlan): string;
}

/** A physical plan as `explain()` shows it: `*(n)` before what runs in generated stage n. */
export function physicalText(plan: PhysicalPlan, options: PhysicalTextOptions = { ids: true }): string {
  return physicalTreeText(plan, {
    line: (node) => simpleString(node, options),
    star: (id) => `*(${id}) `,
    cachedLine: ({ relationOutput, cached }) => cachedRelationLine(relationOutput, cached, options),
    logicalLine: (node) => logicalLine(node, options),
  });
}

/** A physical plan as a tree in any style. */
export function physicalTreeText(plan: PhysicalPlan, style: PhysicalTreeStyle): string {
  if (plan.kind === "AdaptiveSparkPlanExec") return adaptiveText(plan, style);
  return treeText(
    numbered(plan, undefined),
    ({ node, stage }) => (stage === undefined ? "" : style.star(stage)) + style.line(node),
    ({ node, stage }) => printedChildren(node).map((child) => numbered(child, stage)),
    ({ node }) => innerLines(node, style),
  );
}

/** What it is now, and below what it was planned to be (H10). */
function adaptiveText(plan: AdaptiveSparkPlanExec, style: PhysicalTreeStyle): string {
  const { initialPlan, currentPlan, isFinalPlan } = plan.adaptive;
  const head = style.line(plan);
  const below = (text: string, lead: string): string => {
    const [first, ...rest] = text.trimEnd().split("\n");
    return [`${lead}${first}`, ...rest.map((line) => `   ${line}`)].join("\n");
  };
  const initial = physicalTreeText(initialPlan, style);
  if (currentPlan === initialPlan) return `${head}\n${below(initial, "+- ")}\n`;
  const current = below(physicalTreeText(currentPlan, style), "   ");
  const name = isFinalPlan ? "Final" : "Current";
  return `${head}\n+- == ${name} Plan ==\n${current}\n+- == Initial Plan ==\n${below(initial, "   ")}\n`;
}

/** Children, and the plan inside a query stage. */
export function printedChildren(plan: PhysicalPlan): readonly PhysicalPlan[] {
  if (plan.kind === "ResultQueryStageExec" || isQueryStage(plan)) return [plan.plan];
  return physicalTree.children(plan);
}

/** Plans that are no children but are shown below a node. */
function innerLines(node: PhysicalPlan, style: PhysicalTreeStyle): readonly InnerLine[] {
  if (node.kind === "InMemoryTableScanExec") {
    const lines = cachedPlanLines(physicalTreeText(node.cached.plan, style));
    // Deeper than a child would be, as in Spark.
    return [`   +- ${style.cachedLine(node)}`, ...lines.map((line) => indented(line, "      "))];
  }
  if (node.kind !== "EmptyRelationExec") return [];
  const [first, ...rest] = logicalText(node.logical, style.logicalLine).trimEnd().split("\n");
  return [`+- ${first}`, ...rest.map((line) => `   ${line}`)];
}

interface Numbered {
  readonly node: PhysicalPlan;
  /** The generated stage that the node is in. */
  readonly stage: number | undefined;
}

/** Steps over the nodes that do not print. */
function numbered(node: PhysicalPlan, stage: number | undefined): Numbered {
  if (node.kind === "WholeStageCodegenExec") return numbered(node.child, node.id);
  if (node.kind === "InputAdapter") return numbered(node.child, undefined);
  return { node, stage: isOutside(node) ? undefined : stage };
}

/** Operators that end a generated stage without an InputAdapter in between. */
function isOutside(node: PhysicalPlan): boolean {
  return (
    isQueryStage(node) ||
    node.kind === "AQEShuffleReadExec" ||
    node.kind === "ShuffleExchangeExec" ||
    node.kind === "BroadcastExchangeExec"
  );
}
