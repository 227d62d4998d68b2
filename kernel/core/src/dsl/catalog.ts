import type { LogicalPlan } from "../plans/logical/index.js";

/**
 * The temporary views of a session, `spark.catalog`. Mirrors `Catalog`.
 *
 * @example
 * df.createOrReplaceTempView("orders");
 * spark.catalog.tableExists("ORDERS"); // true
 */
export class Catalog {
  private readonly plans: Map<string, { readonly name: string; readonly plan: LogicalPlan }> = new Map();

  /** Names of the views. @example df.createOrReplaceTempView("t"); spark.catalog.listTables(); // ["t"] */
  listTables(): string[] {
    return [...this.plans.values()].map(({ name }) => name);
  }

  /** Whether there is such a view. @example spark.catalog.tableExists("nothing"); // false */
  tableExists(name: string): boolean {
    return this.plans.has(name.toLowerCase());
  }

  /** Forgets a view; false when there was none. @example spark.catalog.dropTempView("nothing"); // false */
  dropTempView(name: string): boolean {
    return this.plans.delete(name.toLowerCase());
  }

  /** For Stageplay's own use: what `df.createOrReplaceTempView` does. */
  register(name: string, plan: LogicalPlan): void {
    this.plans.set(name.toLowerCase(), { name, plan });
  }

  /** For Stageplay's own use: the plan of a view. */
  lookUp(name: string): LogicalPlan | undefined {
    return this.plans.get(name.toLowerCase())?.plan;
  }
}
