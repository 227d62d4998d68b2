import type { FindingRule } from "../finding-rule.js";
import { broadcastLarge } from "./broadcast-large.js";
import { broadcastMissed } from "./broadcast-missed.js";
import { cacheCrowdsExecution } from "./cache-crowds-execution.js";
import { cacheUnused } from "./cache-unused.js";
import { collectLarge } from "./collect-large.js";
import { containerKilled } from "./container-killed.js";
import { distinctWide } from "./distinct-wide.js";
import { driverBound } from "./driver-bound.js";
import { executorsIdle } from "./executors-idle.js";
import { fetchFailed } from "./fetch-failed.js";
import { gc } from "./gc.js";
import { groupbykeyReduce } from "./groupbykey-reduce.js";
import { localityPointless } from "./locality-pointless.js";
import { localityWait } from "./locality-wait.js";
import { manySmallJobs } from "./many-small-jobs.js";
import { needlessRepartition } from "./needless-repartition.js";
import { needlessSort } from "./needless-sort.js";
import { recomputed } from "./recomputed.js";
import { retriesOneNode } from "./retries-one-node.js";
import { sideEffectRetry } from "./side-effect-retry.js";
import { skewedPartition } from "./skewed-partition.js";
import { slowNode } from "./slow-node.js";
import { spill } from "./spill.js";
import { taskPayload } from "./task-payload.js";
import { tooFewPartitions } from "./too-few-partitions.js";
import { tooManyPartitions } from "./too-many-partitions.js";
import { wrongJoinSide } from "./wrong-join-side.js";

/** Everything that the advisor looks for, in the order of its catalogue. */
export const FINDING_RULES: readonly FindingRule[] = [
  skewedPartition,
  slowNode,
  tooFewPartitions,
  tooManyPartitions,
  spill,
  gc,
  cacheCrowdsExecution,
  cacheUnused,
  recomputed,
  collectLarge,
  broadcastLarge,
  broadcastMissed,
  manySmallJobs,
  driverBound,
  taskPayload,
  localityWait,
  localityPointless,
  needlessRepartition,
  needlessSort,
  distinctWide,
  wrongJoinSide,
  groupbykeyReduce,
  fetchFailed,
  retriesOneNode,
  sideEffectRetry,
  executorsIdle,
  containerKilled,
];
