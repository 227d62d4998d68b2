import { SparkException } from "../../errors/index.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { narrowAncestors } from "./stage.js";

/** What a barrier stage depends on (B14). */
export interface BarrierRules {
  readonly isDynamicAllocationEnabled: boolean;
  /** Tasks that can run at once on the executors that are there and stay. */
  readonly maxConcurrentTasks: () => number;
}

/** The one failure that more executors can mend: the job is submitted again after a while. */
export const SLOTS_CHECK_FAILED = "BARRIER_JOB_SLOTS_NUMBER_CHECK_FAILED";

/**
 * Spark's checks of a barrier stage before it is created (B14): they fail the job before it starts.
 * @param numTasks tasks that the job needs of the stage
 * @throws SparkException in Spark's words, named after Spark's exception classes
 */
export function checkBarrierStage(rdd: RDDLineage<unknown>, numTasks: () => number, rules: BarrierRules): void {
  const chain = narrowAncestors(rdd);
  if (!chain.some(({ isBarrier }) => isBarrier)) return;
  if (rules.isDynamicAllocationEnabled) throw withDynamicAllocation();
  const slots = rules.maxConcurrentTasks();
  if (rdd.numPartitions > slots) throw needsSlots(rdd.numPartitions, slots);
  const needed = numTasks();
  const isOdd = (one: RDDLineage<unknown>): boolean =>
    one.numPartitions !== needed || one.dependencies.filter(({ rdd: parent }) => isInBarrier(parent)).length > 1;
  if (chain.some(isOdd)) throw unsupportedChain();
}

function isInBarrier(rdd: RDDLineage<unknown>): boolean {
  return narrowAncestors(rdd).some(({ isBarrier }) => isBarrier);
}

function withDynamicAllocation(): SparkException {
  return new SparkException({
    condition: "BARRIER_JOB_RUN_WITH_DYNAMIC_ALLOCATION",
    message:
      "[SPARK-24942]: Barrier execution mode does not support dynamic resource allocation for now. You can disable " +
      'dynamic resource allocation by setting Spark conf "spark.dynamicAllocation.enabled" to "false".',
    nextStep: 'Build a session with .config("spark.dynamicAllocation.enabled", false) and enough executors.',
  });
}

function needsSlots(tasks: number, slots: number): SparkException {
  return new SparkException({
    condition: SLOTS_CHECK_FAILED,
    message:
      "[SPARK-24819]: Barrier execution mode does not allow run a barrier stage that requires more slots than the " +
      "total number of slots in the cluster currently. Please init a new cluster with more resources(e.g. CPU, GPU) " +
      "or repartition the input RDD(s) to reduce the number of slots required to run this barrier stage.",
    nextStep: `The stage has ${tasks} tasks and the cluster ${slots} slots: give it more executors, or repartition(${slots}).`,
  });
}

function unsupportedChain(): SparkException {
  return new SparkException({
    condition: "BARRIER_JOB_UNSUPPORTED_RDD_CHAIN",
    message:
      "[SPARK-24820][SPARK-24821]: Barrier execution mode does not allow the following pattern of RDD chain within a " +
      "barrier stage:\n1. Ancestor RDDs that have different number of partitions from the resulting RDD (e.g. " +
      "union()/coalesce()/first()/take()/PartitionPruningRDD). A workaround for first()/take() can be " +
      "barrierRdd.collect().head (scala) or barrierRdd.collect()[0] (python).\n" +
      "2. An RDD that depends on multiple barrier RDDs (e.g. barrierRdd1.zip(barrierRdd2)).",
    nextStep: "Collect the barrier RDD and take of the array what you want, or put a shuffle behind it.",
  });
}
