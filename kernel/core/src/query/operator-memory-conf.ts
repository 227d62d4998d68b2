import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { OperatorMemory } from "../engine/operators/index.js";
import type { BufferLimits } from "../rdd/task-memory.js";

/** The settings of operators' memory, as they are when a query runs (E6). */
export function operatorMemory(conf: RuntimeConfig): OperatorMemory {
  const limits = (operator: string): BufferLimits => ({
    inMemoryRows: conf.getInt(`spark.sql.${operator}.buffer.in.memory.threshold`),
    spillRows: conf.getInt(`spark.sql.${operator}.buffer.spill.threshold`),
  });
  return {
    windowBuffer: limits("windowExec"),
    joinBuffer: limits("sortMergeJoinExec"),
    productBuffer: limits("cartesianProductExec"),
    objectGroups: conf.getInt("spark.sql.objectHashAggregate.sortBased.fallbackThreshold"),
    radixSort: conf.getBoolean("spark.sql.sort.enableRadixSort"),
  };
}
