import type { Dependency } from "../rdd/dependency.js";
import type { RDDContext } from "../rdd/rdd-context.js";
import { RDDLineage } from "../rdd/rdd-lineage.js";
import type { TaskContext } from "../rdd/task-context.js";
import { type ColumnModel, uniformValues } from "./column-model.js";
import { invalidModel } from "./modelled-errors.js";
import { PairsModel } from "./pairs-model.js";

/** What a modelled RDD of pairs is said to be. */
export interface ModelledPairsOptions<K = unknown, V = unknown> {
  /** How many pairs there are. */
  readonly rows: number;
  readonly partitions: number;
  readonly key: ColumnModel<K>;
  /** The number 1 when left out. */
  readonly value?: ColumnModel<V>;
}

/** Partitions of pairs of which only numbers and distributions are known, as after reading a text file into pairs. */
export class ModelledPairsRDD<K, V> extends RDDLineage<[K, V]> {
  override readonly isModelled: boolean = true;
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  private readonly part: PairsModel;

  /** @throws SparkError INVALID_MODELLED_TABLE */
  constructor(context: RDDContext, { rows, partitions, key, value }: ModelledPairsOptions<K, V>) {
    super(context, "ModelledPairsRDD");
    if (!(Number.isFinite(rows) && rows >= 0))
      throw invalidModel(`An RDD cannot have ${rows} rows.`, "Give a number from 0: rows: 2e9.");
    if (!(Number.isInteger(partitions) && partitions >= 1)) {
      throw invalidModel(
        `An RDD cannot have ${partitions} partitions.`,
        "Give a whole number from 1: partitions: 400.",
      );
    }
    this.numPartitions = partitions;
    this.part = PairsModel.of(rows / partitions, key, value ?? uniformValues([1]));
  }

  compute(partition: number, { metrics }: TaskContext): Iterable<[K, V]> {
    const { rows, rowBytes } = this.part;
    const records = Math.round(rows * (partition + 1)) - Math.round(rows * partition);
    const bytes = Math.round(rows * rowBytes);
    metrics.inputRecords += records;
    metrics.inputBytes += bytes;
    metrics.charge("textBytes", bytes);
    return this.part as Iterable<unknown> as Iterable<[K, V]>;
  }
}
