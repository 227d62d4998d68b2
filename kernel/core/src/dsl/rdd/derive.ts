import { isStackOverflow, lineageTooDeep } from "../../errors/index.js";
import type { CallSite } from "../../events/listener.js";
import { narrowDepth } from "../../rdd/narrow-depth.js";
import { HashPartitioner, type Partitioner } from "../../rdd/partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { RDD } from "../rdd.js";
import type { SparkContext } from "../spark-context.js";
import { Action } from "./action.js";
import { defaultPartitioner } from "./default-partitioner.js";

/** How many reducers a shuffle has, or which partitioner places its keys. */
export type Partitioning = number | Partitioner;

/** An RDD of whatever elements. */
export interface AnyRDD {
  readonly sparkContext: SparkContext;
  readonly lineage: RDDLineage<never> | RDDLineage<unknown>;
}

/** A new RDD made by an API method: in the scope of its name, unless Spark opens another (A16). */
export function derived<U>(
  rdd: AnyRDD,
  method: string,
  make: (callSite: CallSite) => RDDLineage<U>,
  scope: string = method,
): RDD<U> {
  const { sparkContext, lineage } = rdd;
  const callSite = sparkContext.callSite(method);
  return sparkContext.rdd(lineage.context.withScope(scope, callSite, () => make(callSite)));
}

/** Runs an action: one call of the user's, however many jobs. @throws SparkError LINEAGE_TOO_DEEP when not even the driver can walk it */
export function runAction<U>(
  { sparkContext, lineage }: AnyRDD,
  method: string,
  body: (action: Action) => Promise<U>,
): Promise<U> {
  const action = new Action(sparkContext, method);
  return sparkContext.runAction(action.callSite, async () => {
    try {
      return await body(action);
    } catch (error) {
      if (!isStackOverflow(error)) throw error;
      throw lineageTooDeep(narrowDepth(lineage as RDDLineage<unknown>)) ?? error;
    }
  });
}

/** The partitioner that was asked for, or for these inputs the one of the default-partitioner rule (A4). */
export function partitionerFor(inputs: readonly [AnyRDD, ...AnyRDD[]], partitioning?: Partitioning): Partitioner {
  if (typeof partitioning === "number") return new HashPartitioner(partitioning);
  if (partitioning !== undefined) return partitioning;
  const lineages = inputs.map(({ lineage }) => lineage as RDDLineage<unknown>);
  return defaultPartitioner(inputs[0].sparkContext.conf, lineages);
}

/** The partitioner that was asked for, else that of the RDD itself, else a HashPartitioner of as many partitions (A4). */
export function ownPartitioner(rdd: AnyRDD, partitioning?: Partitioning): Partitioner {
  const { partitioner, numPartitions } = rdd.lineage;
  return partitionerFor([rdd], partitioning ?? partitioner ?? new HashPartitioner(numPartitions));
}
