import type { RDDInfo } from "@stageplay/core";
import type { PlanOperators } from "./plan-operators.js";
import type { OperatorModel } from "./run-model-types.js";

interface ScopeGroup {
  readonly id: string;
  readonly name: string;
  readonly rdds: RDDInfo[];
}

/**
 * The operators inside a stage box, in order of data flow: its RDDs grouped by operation scope (A16), and for a query the
 * physical operators behind these scopes. The reading side of an exchange is left out: the arrow into the stage shows it.
 */
export function stageOperators(rdds: readonly RDDInfo[], plan: PlanOperators | undefined): readonly OperatorModel[] {
  const groups = groupByScope(inDataFlow(rdds), plan !== undefined);
  if (plan === undefined) return groups.map(fromScope);
  const useful = groups.filter((group) => !isPlumbing(group));
  const shown = useful.length === 0 ? groups : useful;
  const { operators, broadcast } = plan.resolve(shown);
  const all = shown.flatMap((group, i) => withCacheMark(operators[i] ?? [fromScope(group)], group));
  return broadcast === undefined ? all : [...all, broadcast];
}

/** The last operator of the group made the RDD that is cached. */
function withCacheMark(operators: readonly OperatorModel[], group: ScopeGroup): readonly OperatorModel[] {
  if (!isCached(group)) return operators;
  return operators.map((operator, i) => (i === operators.length - 1 ? { ...operator, cached: true } : operator));
}

const isCached = (group: ScopeGroup): boolean => group.rdds.some((rdd) => rdd.cached);

function fromScope(group: ScopeGroup): OperatorModel {
  const detail = group.rdds.map((rdd) => `${firstLine(rdd.name)} [${rdd.id}] at ${rdd.callSite}`).join(", ");
  return { id: group.id, name: firstLine(group.name).trim(), detail, cached: isCached(group) };
}

/** In a query: the reader of a shuffle, and RDD calls that Spark wraps around the plan's result. */
function isPlumbing(group: ScopeGroup): boolean {
  if (group.name.endsWith("Internal")) return true;
  return group.name === "Exchange" && group.rdds.every((rdd) => rdd.name === "ShuffledRowRDD");
}

/** Parents before children; ids alone do not say it, because Spark creates some RDDs out of order. */
function inDataFlow(rdds: readonly RDDInfo[]): readonly RDDInfo[] {
  const byId = new Map(rdds.map((rdd) => [rdd.id, rdd]));
  const done = new Set<RDDInfo>();
  const order: RDDInfo[] = [];
  // A stack of our own: a lineage of many thousand RDDs would overflow the call stack.
  const stack: { readonly rdd: RDDInfo; next: number }[] = [];
  const enter = (rdd: RDDInfo | undefined): void => {
    if (rdd === undefined || done.has(rdd)) return;
    done.add(rdd);
    stack.push({ rdd, next: 0 });
  };
  for (const rdd of rdds) {
    enter(rdd);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const parent = top.rdd.parentIds[top.next++];
      if (parent !== undefined) enter(byId.get(parent));
      else {
        order.push(top.rdd);
        stack.pop();
      }
    }
  }
  return order;
}

/** A query opens the scope of a codegen stage twice, once to compute and once to collect: by name they are one. */
function groupByScope(rdds: readonly RDDInfo[], isQuery: boolean): readonly ScopeGroup[] {
  const groups = new Map<string, ScopeGroup>();
  for (const rdd of rdds) {
    const isCodegen = isQuery && rdd.scope?.name.startsWith("WholeStageCodegen") === true;
    const id = isCodegen ? rdd.scope!.name : (rdd.scope?.id ?? `rdd-${rdd.id}`);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { id, name: rdd.scope?.name ?? rdd.name, rdds: [rdd] });
    else group.rdds.push(rdd);
  }
  return [...groups.values()];
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
