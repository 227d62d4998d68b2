import type { AccumulatorId } from "../../base/brand.js";
import type { PhysicalPlan } from "../../plans/physical/index.js";

/** The SQL metric that operators count their rows in. */
export const OUTPUT_ROWS = "number of output rows";

/** Operators that pass rows on without counting them. */
const UNCOUNTED: ReadonlySet<PhysicalPlan["kind"]> = new Set([
  "WholeStageCodegenExec",
  "InputAdapter",
  "AdaptiveSparkPlanExec",
  "ShuffleQueryStageExec",
  "BroadcastQueryStageExec",
  "TableCacheQueryStageExec",
  "ResultQueryStageExec",
  "AQEShuffleReadExec",
  "EmptyRelationExec",
  "ColumnarToRowExec",
  "DeserializeToObjectExec",
  "ShuffleExchangeExec",
  "BroadcastExchangeExec",
  "ReusedExchangeExec",
  "UnionExec",
  "CoalesceExec",
  "WriteFilesExec",
  "DataWritingCommandExec",
]);

/** Names of an operator's SQL metrics. */
export function metricNames(plan: PhysicalPlan): readonly string[] {
  return UNCOUNTED.has(plan.kind) ? [] : [OUTPUT_ROWS];
}

/** Ids of the SQL metrics of a session's operators: what tasks add to. */
export class SQLMetrics {
  private readonly nextId: () => AccumulatorId;
  private readonly ids: WeakMap<PhysicalPlan, Map<string, AccumulatorId>> = new WeakMap();

  constructor(nextId: () => AccumulatorId) {
    this.nextId = nextId;
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
}
