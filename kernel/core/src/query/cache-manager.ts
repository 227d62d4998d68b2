import type { CachedTable } from "../planner/index.js";
import { type LogicalPlan, logicalText, logicalTree, outputOf } from "../plans/logical/index.js";

interface CachedData {
  readonly key: string;
  readonly table: CachedTable;
}

/**
 * The persisted plans of a session (Spark's CacheManager, G10). A later plan that contains an equal analyzed plan reads the cache
 * instead.
 */
export class CacheManager {
  private entries: readonly CachedData[] = [];

  has(analyzed: LogicalPlan): boolean {
    return this.lookUp(analyzed) !== undefined;
  }

  lookUp(analyzed: LogicalPlan): CachedTable | undefined {
    const key = planKey(analyzed);
    return this.entries.find((entry) => entry.key === key)?.table;
  }

  add(analyzed: LogicalPlan, table: CachedTable): void {
    this.entries = [...this.entries, { key: planKey(analyzed), table }];
  }

  /** Forgets a plan; gives its table, whose blocks can go. */
  remove(analyzed: LogicalPlan): CachedTable | undefined {
    const table = this.lookUp(analyzed);
    this.entries = this.entries.filter((entry) => entry.table !== table);
    return table;
  }

  /** Replaces every persisted part of the plan, the largest first. */
  useCachedData(plan: LogicalPlan): LogicalPlan {
    if (this.entries.length === 0) return plan;
    const table = plan.kind === "InMemoryRelation" ? undefined : this.lookUp(plan);
    if (table !== undefined) return { kind: "InMemoryRelation", output: outputOf(plan), cached: table };
    return logicalTree.mapChildren(plan, (child) => this.useCachedData(child));
  }
}

const sourceIds = new WeakMap<object, number>();
let nextSourceId = 0;

/** Equal for plans that give the same rows: relation names do not matter, nor do the numbers of expression ids. */
function planKey(plan: LogicalPlan): string {
  const bare = logicalTree.transformUp(plan, (node) => (node.kind === "SubqueryAlias" ? node.child : node));
  const leaves = logicalTree.collect(bare, (node) => logicalTree.children(node).length === 0);
  const names = new Map<string, number>();
  const text = logicalText(bare).replace(/#(\d+)/g, (_, id: string) => {
    const known = names.get(id) ?? names.size;
    names.set(id, known);
    return `#${known}`;
  });
  return `${text}${leaves.map(sourceOf).join()}`;
}

function sourceOf(leaf: LogicalPlan): string {
  switch (leaf.kind) {
    case "LogicalRelation":
      return JSON.stringify([leaf.relation.paths, leaf.relation.options]);
    case "LocalRelation":
      return String(idOf(leaf.rows));
    case "LogicalRDD":
      return String(idOf(leaf.source));
    default:
      return "";
  }
}

function idOf(source: object): number {
  const id = sourceIds.get(source) ?? nextSourceId++;
  sourceIds.set(source, id);
  return id;
}
