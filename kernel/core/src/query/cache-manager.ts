import type { CachedTable } from "../planner/index.js";
import { completeLine, type LogicalPlan, logicalText, logicalTree, outputOf } from "../plans/logical/index.js";
import { planKey } from "../plans/plan-key.js";
import { readsAny } from "./write-target.js";

interface CachedData {
  readonly key: string;
  readonly plan: LogicalPlan;
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
    const key = cacheKey(analyzed);
    return this.entries.find((entry) => entry.key === key)?.table;
  }

  add(analyzed: LogicalPlan, table: CachedTable): void {
    this.entries = [...this.entries, { key: cacheKey(analyzed), plan: analyzed, table }];
  }

  /** Forgets a plan; gives its table, whose blocks can go. */
  remove(analyzed: LogicalPlan): CachedTable | undefined {
    const table = this.lookUp(analyzed);
    this.entries = this.entries.filter((entry) => entry.table !== table);
    return table;
  }

  /** Forgets the plans that read one of these files, because they were written; gives their tables. */
  removeReading(files: ReadonlySet<string>): CachedTable[] {
    const stale = this.entries.filter((entry) => readsAny(entry.plan, files));
    this.entries = this.entries.filter((entry) => !stale.includes(entry));
    return stale.map((entry) => entry.table);
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
function cacheKey(plan: LogicalPlan): string {
  const bare = logicalTree.transformUp(plan, (node) => (node.kind === "SubqueryAlias" ? node.child : node));
  const leaves = logicalTree.collect(bare, (node) => logicalTree.children(node).length === 0);
  const text = planKey(bare, logicalTree, (plain) => logicalText(plain, completeLine));
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
