import type { Expression } from "../expressions/index.js";
import type { Filter, GlobalLimit, Join, JoinType, LogicalPlan, Project } from "./logical-plan.js";

export function project(projectList: readonly Expression[], child: LogicalPlan): Project {
  return { kind: "Project", projectList, child };
}

export function filter(condition: Expression, child: LogicalPlan): Filter {
  return { kind: "Filter", condition, child };
}

/** `LIMIT n`: at most n rows of each partition, of which n are kept. */
export function limit(n: number, child: LogicalPlan): GlobalLimit {
  return { kind: "GlobalLimit", limit: n, child: { kind: "LocalLimit", limit: n, child } };
}

export function join(left: LogicalPlan, right: LogicalPlan, joinType: JoinType, condition?: Expression): Join {
  return { kind: "Join", left, right, joinType, condition, hint: {} };
}
