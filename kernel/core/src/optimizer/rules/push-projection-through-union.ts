import { isDeterministic } from "../../plans/expressions/index.js";
import { logicalTree, outputOf, project } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";
import { correspondence, substitute } from "../substitute.js";

/** Projects each input of a union instead of its result. */
export const PushProjectionThroughUnion: Rule = {
  name: "PushProjectionThroughUnion",
  apply: (plan) =>
    logicalTree.transformDown(plan, (node) => {
      if (node.kind !== "Project" || node.child.kind !== "Union" || !node.projectList.every(isDeterministic))
        return node;
      const output = outputOf(node.child);
      const children = node.child.children.map((child) => {
        const by = correspondence(output, outputOf(child));
        return project(
          node.projectList.map((e) => substitute(e, by)),
          child,
        );
      });
      return { kind: "Union", children };
    }),
};
