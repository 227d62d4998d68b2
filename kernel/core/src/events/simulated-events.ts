import type { SparkListener } from "./listener.js";

/** Every event that the simulation decides; those that depend on when somebody looked are left out. */
export const SIMULATED_EVENTS: readonly (keyof SparkListener)[] = [
  "onApplicationStart",
  "onExecutorAdded",
  "onExecutorRemoved",
  "onExecutorRequested",
  "onExecutorRequestDropped",
  "onExecutorStopped",
  "onExecutorDecommissioned",
  "onExecutorExcluded",
  "onNodeExcluded",
  "onExecutorExcludedForStage",
  "onNodeExcludedForStage",
  "onJobStart",
  "onJobEnd",
  "onStageSubmitted",
  "onStageCompleted",
  "onTaskSetSubmitted",
  "onUnpersistRDD",
  "onBlockUpdated",
  "onSQLExecutionStart",
  "onSQLAdaptiveExecutionUpdate",
  "onSQLExecutionEnd",
  "onDriverAccumUpdates",
  "onFault",
];
