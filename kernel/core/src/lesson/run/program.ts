import type { RunSqlExecution } from "../../events/run.js";
import type { ActionFacts } from "./action-facts.js";

/** An operator of the program as its author wrote it, before Spark rewrote anything: `filter`, `Aggregate`. */
export interface WrittenOperator {
  readonly name: string;
  /** Reads or makes the data that the rest works on. */
  readonly isSource: boolean;
  /** The line that it stands in, where the run says. */
  readonly line?: string;
}

/** Parts of a logical plan that nobody writes. */
const NOT_WRITTEN = /^(?:ResolvedHint|UnresolvedHint|SubqueryAlias|View|LocalLimit|ReturnAnswer)$/;

/** The steps of the action's program without the action itself; of a join, both sides. */
export function writtenOperators(action: ActionFacts): readonly WrittenOperator[] {
  return action.execution === undefined ? rddOperators(action) : queryOperators(action, action.execution);
}

/** One for each API call: the RDDs that a call made have one scope (A16). */
function rddOperators({ rdds }: ActionFacts): readonly WrittenOperator[] {
  const byScope = new Map<string, WrittenOperator>();
  for (const { scope, parentIds, callSite } of rdds) {
    if (scope === undefined || byScope.has(scope.id)) continue;
    const line = /at (.*)$/.exec(callSite)?.[1];
    byScope.set(scope.id, {
      name: scope.name,
      isSource: parentIds.length === 0,
      ...(line === undefined ? {} : { line }),
    });
  }
  return [...byScope.values()];
}

/** The plan before the first step of planning, as far as the run kept it; without what the action itself put on top. */
function queryOperators({ callSite }: ActionFacts, { planTrace }: RunSqlExecution): readonly WrittenOperator[] {
  const [first] = planTrace ?? [];
  if (first === undefined) return [];
  const lines: { readonly name: string; readonly depth: number }[] = [];
  let isAfter = false;
  for (const { mark, text } of first.diff) {
    // A changed operator has two lines, before and after.
    isAfter = mark === "!" && !isAfter;
    if (mark === "+" || (mark === "!" && !isAfter)) continue;
    const [, indent = "", name] = /^([\s:+-]*)'?([A-Za-z]+)/.exec(text) ?? [];
    if (name !== undefined) lines.push({ name, depth: indent.length });
  }
  const ofAction = actionOperators(callSite?.method);
  while (ofAction.length > 0 && ofAction.shift() === lines[0]?.name) lines.shift();
  return lines.filter(({ name }) => !NOT_WRITTEN.test(name)).map(({ name }) => ({ name, isSource: isSource(name) }));
}

/** What an action puts on top of the plan that it is called on. */
function actionOperators(method: string | undefined): string[] {
  switch (method) {
    case "count":
      return ["Aggregate"];
    case "show":
      return ["GlobalLimit", "LocalLimit", "Project"];
    case "take":
    case "head":
    case "first":
      return ["GlobalLimit", "LocalLimit"];
    default:
      return [];
  }
}

function isSource(name: string): boolean {
  return name === "Range" || /(?:Relation|RDD)$/.test(name);
}
