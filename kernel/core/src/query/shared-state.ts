import type { AccumulatorId, ExecutionId } from "../base/brand.js";
import { exprIdGenerator } from "../plans/expressions/index.js";
import { CacheManager } from "./cache-manager.js";

/** What all sessions of an application have in common, Spark's SharedState: the cached tables, and what is numbered through. */
export class SharedState {
  readonly cache: CacheManager = new CacheManager();
  readonly exprIds: ReturnType<typeof exprIdGenerator> = exprIdGenerator();
  private executions: ExecutionId = 0;
  private accumulators: AccumulatorId = 0;
  private plans = 0;

  nextExecutionId(): ExecutionId {
    return this.executions++;
  }

  nextAccumulatorId(): AccumulatorId {
    return this.accumulators++;
  }

  nextPlanId(): number {
    return ++this.plans;
  }
}
