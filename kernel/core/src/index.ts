/** Everything public of the core. */

export * from "./base/brand.js";
export { compareKeys } from "./base/compare.js";
export { formatBytes, formatCount, formatMillis } from "./base/format.js";
export { editDistance, nearestNames } from "./base/nearest-name.js";
export { type Calibration, calibrate, type FittedConstants } from "./cluster/calibrate.js";
export { CONFIG_ENTRIES, type ConfigEntry } from "./conf/config-entries.js";
export { ConfigExplanation, type ConfigLayer } from "./conf/explain-config.js";
export { RuntimeConfig } from "./conf/runtime-config.js";
export type { SparkVersion } from "./conf/spark-version.js";
export type { DriverHeap, DriverMemoryTerm } from "./driver/driver-memory.js";
export { CollectionAccumulator, DoubleAccumulator, LongAccumulator } from "./dsl/accumulators.js";
export { broadcast } from "./dsl/broadcast.js";
export { Broadcast } from "./dsl/broadcast-variable.js";
export { capturing } from "./dsl/capturing.js";
export { Catalog } from "./dsl/catalog.js";
export { Column } from "./dsl/column.js";
export { DataFrame } from "./dsl/data-frame.js";
export { DataFrameNaFunctions } from "./dsl/data-frame-na-functions.js";
export { DataFrameReader, type ModelledRow } from "./dsl/data-frame-reader.js";
export { DataFrameStatFunctions } from "./dsl/data-frame-stat-functions.js";
export type { AnyRow, ColumnLike, ColumnName, JoinHintName, JoinTypeName } from "./dsl/data-frame-types.js";
export { DataFrameWriter } from "./dsl/data-frame-writer.js";
export * as functions from "./dsl/functions.js";
export * from "./dsl/functions.js";
export { GroupedData } from "./dsl/grouped-data.js";
export * as modelled from "./dsl/modelled.js";
export { RangePartitioner } from "./dsl/range-partitioner.js";
export { RDDBarrier } from "./dsl/rdd/barrier.js";
export type { BoundedDouble } from "./dsl/rdd/bounded-double.js";
export type { Partitioning } from "./dsl/rdd/derive.js";
export type { PairRDD } from "./dsl/rdd/pair-rdd-functions.js";
export type { Partition, RDDDependency } from "./dsl/rdd/rdd-core.js";
export type { Fractions } from "./dsl/rdd/sample-by-key.js";
export { StatCounter } from "./dsl/rdd/stat-counter.js";
export { RDD } from "./dsl/rdd.js";
export { SparkSessionBuilder } from "./dsl/session-builder.js";
export { SparkContext } from "./dsl/spark-context.js";
export { SparkSession } from "./dsl/spark-session.js";
export { TaskContext, work } from "./dsl/task-context.js";
export { Window, WindowSpec } from "./dsl/window.js";
export * from "./errors/index.js";
export * from "./events/index.js";
export * from "./ledger/index.js";
export { judge, type Prediction } from "./lesson/index.js";
export { SPARK_VERSION } from "./local.js";
export {
  ColumnModel,
  type ColumnModels,
  type ModelledPairsOptions,
  type ModelledTableOptions,
} from "./modelled/index.js";
export type { DriverPlan } from "./platform/index.js";
export * from "./ports.js";
export { ModelledRDD, type ModelledWork } from "./rdd/modelled-rdd.js";
export { HashPartitioner, type Partitioner } from "./rdd/partitioner.js";
export type { RDDStorageInfo } from "./rdd/storage-info.js";
export { StorageLevel } from "./rdd/storage-level.js";
export { createSession, Session, type SessionOptions } from "./session.js";
export { Cluster, type ExecutorView } from "./sim/cluster.js";
export type { DriverFaults } from "./sim/faults/driver-faults.js";
export type { ExecutorFaults } from "./sim/faults/executor-faults.js";
export type { Fault, FaultState, FaultView, LastingFault } from "./sim/faults/fault.js";
export type { HostFaults } from "./sim/faults/host-faults.js";
export type { NetworkSide, NetworkView } from "./sim/faults/network-faults.js";
export { at, type JobMoments, job, RunCondition, type StageMoments, stage } from "./sim/faults/run-condition.js";
export type { TaskFault } from "./sim/faults/task-fault.js";
export type { TaskSelector } from "./sim/task-selector.js";
export * from "./types/column-vector.js";
export * from "./types/data-type.js";
export { formatByPattern, parseByPattern } from "./types/date-pattern.js";
export { daysFromCivil, formatDate, parseDate } from "./types/date-time.js";
export { Decimal } from "./types/decimal.js";
export { longValue } from "./types/long-value.js";
export { Row } from "./types/row.js";
export { StringDictionary } from "./types/string-dictionary.js";
export { dayOf } from "./types/time-zone.js";
export { isoTimestampFormatter, parseTimestamp } from "./types/timestamp-text.js";
