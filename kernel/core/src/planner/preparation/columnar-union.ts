import { type PhysicalPlan, physicalTree } from "../../plans/physical/index.js";
import type { PreparationRule } from "./preparation-rule.js";

/** A union of nothing but batches stays one of batches; rows are made of them once, above it. */
export const columnarUnion: PreparationRule = (plan) =>
  physicalTree.transformUp(plan, (node): PhysicalPlan => {
    if (node.kind !== "UnionExec" || !node.children.every((child) => child.kind === "ColumnarToRowExec")) return node;
    const children = node.children.flatMap(physicalTree.children);
    return { kind: "ColumnarToRowExec", child: { ...node, children } };
  });
