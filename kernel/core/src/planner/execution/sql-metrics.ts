import type { AccumulatorId, ExecutionId } from "../../base/brand.js";
import type { OperatorMetrics } from "../../engine/operators/index.js";
import type { SQLMetricInfo } from "../../events/listener.js";
import { type PhysicalPlan, physicalTree } from "../../plans/physical/index.js";
import type { ShuffleMetrics } from "../../rdd/dependency.js";
import type { TimedTogether } from "../../rdd/task-context.js";
import { metricTypes, OUTPUT_ROWS } from "./metric-names.js";

/** Values of an operator's metrics that the driver counts, by name; several where it counts by partition. */
export type DriverMetrics = Readonly<Record<string, number | readonly number[]>>;

/** Tells listeners what the driver counted for an execution. */
export type PostUpdates = (
  executionId: ExecutionId,
  updates: ReadonlyMap<AccumulatorId, number | readonly number[]>,
) => void;

/** What an operator works itself, where Spark has no timing for that. */
const OWN_TIME = "own time";

/** Ids of the SQL metrics of a session's operators: what tasks add to, and what plans tell listeners (I7). */
export class SQLMetrics {
  private readonly nextId: () => AccumulatorId;
  private readonly postUpdates: PostUpdates;
  private readonly ids: WeakMap<PhysicalPlan, Map<string, AccumulatorId>> = new WeakMap();

  constructor(nextId: () => AccumulatorId, postUpdates: PostUpdates) {
    this.nextId = nextId;
    this.postUpdates = postUpdates;
  }

  id(plan: PhysicalPlan, name: string): AccumulatorId {
    let ofPlan = this.ids.get(plan);
    if (ofPlan === undefined) {
      ofPlan = new Map();
      this.ids.set(plan, ofPlan);
    }
    const id = ofPlan.get(name) ?? this.nextId();
    ofPlan.set(name, id);
    return id;
  }

  /** An operator's metrics for listeners. */
  infos(plan: PhysicalPlan): readonly SQLMetricInfo[] {
    return Object.entries(metricTypes(plan)).map(([name, metricType]) => ({
      name,
      accumulatorId: this.id(plan, name),
      metricType,
    }));
  }

  /** Where an operator counts in a task. */
  ofOperator(plan: PhysicalPlan): OperatorMetrics {
    const types = metricTypes(plan);
    const known = (name: string): AccumulatorId | undefined => (name in types ? this.id(plan, name) : undefined);
    return {
      outputRows: known(OUTPUT_ROWS),
      time: this.id(plan, timeName(plan)),
      peakMemory: known("peak memory"),
      spillSize: known("spill size"),
      sortFallbacks: known("number of sort fallback tasks"),
      buildSize: known("data size of build side"),
    };
  }

  /** Where the tasks count that write a plan's shuffle, and those that read it. */
  ofShuffle(plan: PhysicalPlan): ShuffleMetrics {
    return {
      ...("data size" in metricTypes(plan) && { dataSize: this.id(plan, "data size") }),
      bytesWritten: this.id(plan, "shuffle bytes written"),
      recordsWritten: this.id(plan, "shuffle records written"),
      writeTime: this.id(plan, "shuffle write time"),
      localBlocks: this.id(plan, "local blocks read"),
      remoteBlocks: this.id(plan, "remote blocks read"),
      localBytes: this.id(plan, "local bytes read"),
      remoteBytes: this.id(plan, "remote bytes read"),
      remoteBytesToDisk: this.id(plan, "remote bytes read to disk"),
      recordsRead: this.id(plan, "records read"),
      fetchWait: this.id(plan, "fetch wait time"),
    };
  }

  /** The metrics whose sum is the time that an operator took: its own work, moving rows, or work of the driver's for it. */
  ownTime(plan: PhysicalPlan): readonly AccumulatorId[] {
    switch (plan.kind) {
      case "ShuffleExchangeExec":
        return [this.id(plan, "shuffle write time"), this.id(plan, "fetch wait time"), this.id(plan, OWN_TIME)];
      case "CollectLimitExec":
      case "TakeOrderedAndProjectExec":
        return [this.id(plan, OWN_TIME), this.id(plan, "shuffle write time"), this.id(plan, "fetch wait time")];
      case "BroadcastExchangeExec":
        return [this.id(plan, "time to build"), this.id(plan, "time to broadcast")];
      case "WholeStageCodegenExec":
      case "InputAdapter":
      case "AdaptiveSparkPlanExec":
      case "ReusedExchangeExec":
      case "ShuffleQueryStageExec":
      case "BroadcastQueryStageExec":
      case "TableCacheQueryStageExec":
      case "ResultQueryStageExec":
        return [];
      default:
        return [this.id(plan, timeName(plan))];
    }
  }

  /** A generated function's duration: what its operators take, and what hands them rows in the same task. */
  duration(plan: PhysicalPlan): TimedTogether {
    return { id: this.id(plan, "duration"), members: this.timesInTask(plan) };
  }

  /** Tells listeners what the driver counted of an operator. */
  post(plan: PhysicalPlan, executionId: ExecutionId | undefined, values: DriverMetrics): void {
    if (executionId === undefined) return;
    this.postUpdates(executionId, new Map(Object.entries(values).map(([name, value]) => [this.id(plan, name), value])));
  }

  private timesInTask(plan: PhysicalPlan): readonly AccumulatorId[] {
    switch (plan.kind) {
      case "ShuffleExchangeExec":
        return [this.id(plan, "fetch wait time")];
      case "ReusedExchangeExec":
        return this.timesInTask(plan.exchange);
      case "ShuffleQueryStageExec":
      case "TableCacheQueryStageExec":
        return this.timesInTask(plan.plan);
      case "BroadcastExchangeExec":
      case "BroadcastQueryStageExec":
        return [];
      default:
        return [...this.ownTime(plan), ...physicalTree.children(plan).flatMap((child) => this.timesInTask(child))];
    }
  }
}

function timeName(plan: PhysicalPlan): string {
  const types = metricTypes(plan);
  return ["sort time", "scan time", "time in aggregation build"].find((name) => name in types) ?? OWN_TIME;
}
