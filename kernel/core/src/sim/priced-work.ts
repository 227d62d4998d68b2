import type { CostModel } from "../cluster/cost-model.js";
import { RESULT_BASE_BYTES, TaskPricer } from "../cluster/cost-model.js";
import { TASK_COLUMN_NAMES, type TaskColumnName, TaskTable } from "../events/task-table.js";
import type { ModelledRDD } from "../rdd/modelled-rdd.js";
import { TaskMetrics } from "../rdd/task-context.js";
import { writeMetrics } from "./task-row-writer.js";

/** What every task of a modelled stage does and takes, as columns of the task table, by partition. */
export interface PricedWork {
  readonly columns: readonly (readonly [TaskColumnName, Float64Array])[];
  readonly runMs: Float64Array;
  readonly resultSerializeMs: Float64Array;
  readonly asleepMs: Float64Array;
  /** The shortest and the longest run, result included. */
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** Prices of modelled stages: the same work is priced once, however many jobs run it. */
export class PricedStages {
  private readonly cost: CostModel;
  private readonly known: WeakMap<ModelledRDD, Map<boolean, PricedWork>> = new WeakMap();

  constructor(cost: CostModel) {
    this.cost = cost;
  }

  /** @param givesResult whether the tasks send a result to the driver. */
  of(rdd: ModelledRDD, givesResult: boolean): PricedWork {
    let kinds = this.known.get(rdd);
    if (kinds === undefined) {
      kinds = new Map();
      this.known.set(rdd, kinds);
    }
    let work = kinds.get(givesResult);
    if (work === undefined) {
      work = this.price(rdd, givesResult);
      kinds.set(givesResult, work);
    }
    return work;
  }

  private price(rdd: ModelledRDD, givesResult: boolean): PricedWork {
    const pricer = new TaskPricer(this.cost);
    const metrics = new TaskMetrics();
    const n = rdd.numPartitions;
    const table = new TaskTable(n, 0, "as used");
    const asleepMs = new Float64Array(n);
    const wholeMs = new Float64Array(n);
    for (let partition = 0; partition < n; partition++) {
      metrics.reset();
      rdd.work(partition, metrics);
      if (givesResult) metrics.resultBytes = RESULT_BASE_BYTES;
      pricer.price(metrics);
      writeMetrics(table, table.append(), pricer, metrics);
      asleepMs[partition] = pricer.asleepMs;
      wholeMs[partition] = pricer.runMs + pricer.resultSerializeMs;
    }
    const columnOf = (name: TaskColumnName): Float64Array => Float64Array.from(table.columns[name].subarray(0, n));
    const isMetric = (name: TaskColumnName): boolean =>
      table.isUsed(name) && table.columns[name] instanceof Float64Array;
    return {
      columns: TASK_COLUMN_NAMES.filter((name) => isMetric(name) && name !== "launchMs" && name !== "finishMs").map(
        (name) => [name, columnOf(name)] as const,
      ),
      runMs: columnOf("runMs"),
      resultSerializeMs: columnOf("resultSerializeMs"),
      asleepMs,
      shortestMs: wholeMs.reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY),
      longestMs: wholeMs.reduce((most, ms) => Math.max(most, ms), 0),
    };
  }
}
