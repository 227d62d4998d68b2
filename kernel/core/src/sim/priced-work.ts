import type { CostModel } from "../cluster/cost-model.js";
import { RESULT_BASE_BYTES, TaskPricer } from "../cluster/cost-model.js";
import { RowValues } from "../events/row-values.js";
import type { TaskColumnName } from "../events/task-columns.js";
import { TaskTable } from "../events/task-table.js";
import type { ModelledRDD } from "../rdd/modelled-rdd.js";
import { TaskMetrics } from "../rdd/task-context.js";
import { METRIC_COLUMNS, writeMetrics } from "./task-row-writer.js";

/** What every task of a modelled stage does and takes, as columns of the task table, by partition. */
export interface PricedWork {
  readonly columns: readonly (readonly [TaskColumnName, RowValues])[];
  readonly runMs: Float64Array;
  readonly resultSerializeMs: Float64Array;
  readonly asleepMs: Float64Array;
  /** Whether results carry rows, which the driver counts (C11). */
  readonly bringsRows: boolean;
  /** The shortest and the longest run, result included. */
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** Prices of modelled stages: the same work is priced once, however many jobs run it. */
export class PricedStages {
  private readonly cost: CostModel;
  private readonly known: WeakMap<ModelledRDD, PricedWork> = new WeakMap();

  constructor(cost: CostModel) {
    this.cost = cost;
  }

  /** What the tasks of a result stage over `rdd` do. */
  of(rdd: ModelledRDD): PricedWork {
    let work = this.known.get(rdd);
    if (work === undefined) {
      work = this.price(rdd);
      this.known.set(rdd, work);
    }
    return work;
  }

  private price(rdd: ModelledRDD): PricedWork {
    const pricer = new TaskPricer(this.cost);
    const metrics = new TaskMetrics();
    const n = rdd.numPartitions;
    const table = new TaskTable(n, 0, "as used");
    const asleepMs = new Float64Array(n);
    const wholeMs = new Float64Array(n);
    let bringsRows = false;
    for (let partition = 0; partition < n; partition++) {
      metrics.reset();
      rdd.work(partition, metrics);
      if (metrics.resultBytes > 0) bringsRows = true;
      metrics.resultBytes += RESULT_BASE_BYTES;
      pricer.price(metrics);
      writeMetrics(table, table.append(), pricer, metrics);
      asleepMs[partition] = pricer.asleepMs;
      wholeMs[partition] = pricer.runMs + pricer.resultSerializeMs;
    }
    const columnOf = (name: TaskColumnName): Float64Array => Float64Array.from(table.columns[name].subarray(0, n));
    return {
      columns: METRIC_COLUMNS.filter((name) => table.isUsed(name) && name !== "deserializeMs").map(
        (name) => [name, new RowValues(table.columns[name].slice(0, n))] as const,
      ),
      runMs: columnOf("runMs"),
      resultSerializeMs: columnOf("resultSerializeMs"),
      asleepMs,
      bringsRows,
      shortestMs: wholeMs.reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY),
      longestMs: wholeMs.reduce((most, ms) => Math.max(most, ms), 0),
    };
  }
}
