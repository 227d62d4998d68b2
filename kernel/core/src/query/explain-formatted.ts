import { planText } from "../plans/expressions/index.js";
import { nodeName, type PhysicalPlan, physicalOutput, printedChildren, simpleString } from "../plans/physical/index.js";
import { treeText } from "../plans/tree-text.js";

interface Entry {
  readonly node: PhysicalPlan;
  readonly stage: number | undefined;
  readonly id: number;
  readonly children: readonly Entry[];
}

/** The plan as a tree of numbered operators, then what each of them does (`explain("formatted")`). */
export function formattedPlan(plan: PhysicalPlan): string {
  let ids = 0;
  const number = (node: PhysicalPlan, stage: number | undefined): Entry => {
    if (node.kind === "WholeStageCodegenExec") return number(node.child, node.id);
    if (node.kind === "InputAdapter") return number(node.child, undefined);
    const children = childrenOf(node).map((child) => number(child, stage));
    return { node, stage, id: ++ids, children };
  };
  const root = number(plan, undefined);
  const tree = treeText(root, headline, (entry) => entry.children);
  const entries: Entry[] = [];
  const visit = (entry: Entry): void => {
    entry.children.forEach(visit);
    entries.push(entry);
  };
  visit(root);
  return `${tree}\n\n${entries.map(details).join("\n\n")}\n`;
}

/** An adaptive plan shows what it is now, a query stage the plan in it. */
function childrenOf(node: PhysicalPlan): readonly PhysicalPlan[] {
  return node.kind === "AdaptiveSparkPlanExec" ? [node.adaptive.currentPlan] : printedChildren(node);
}

function headline({ node, stage, id }: Entry): string {
  return `${stage === undefined ? "" : "* "}${nodeName(node).trimEnd()} (${id})`;
}

function details({ node, stage, id, children }: Entry): string {
  const codegen = stage === undefined ? "" : ` [codegen id : ${stage}]`;
  const output = physicalOutput(node).map((a) => planText(a, { ids: true }));
  const inputs = children.map((child) =>
    physicalOutput(child.node)
      .map((a) => planText(a, { ids: true }))
      .join(", "),
  );
  return [
    `(${id}) ${nodeName(node).trimEnd()}${codegen}`,
    `Output [${output.length}]: [${output.join(", ")}]`,
    ...inputs.map((input) => `Input: [${input}]`),
    `Arguments: ${simpleString(node)}`,
  ].join("\n");
}
