import type { QueryRunner } from "../backend.js";
import type { CallSite } from "../events/listener.js";
import type { LogicalPlan } from "../plans/logical/index.js";
import type { InternalRow } from "../types/data-type.js";
import type { SparkContext } from "./spark-context.js";

/** What every DataFrame shares: the way to the planner and to the user's program. */
export class QueryContext {
  readonly sparkContext: SparkContext;
  readonly queries: QueryRunner;

  constructor(sparkContext: SparkContext, queries: QueryRunner) {
    this.sparkContext = sparkContext;
    this.queries = queries;
  }

  callSite(method: string): CallSite {
    return this.sparkContext.callSite(method);
  }

  print(text: string): void {
    this.sparkContext.ports.host.print(text);
  }

  /** Runs a plan as an action of the user's program. */
  run(plan: LogicalPlan, callSite: CallSite): Promise<InternalRow[]> {
    return this.sparkContext.runAction(() => this.queries.collect({ plan, callSite }));
  }
}
