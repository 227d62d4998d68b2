import type { AccumulatorId } from "../../base/brand.js";
import type { SparkPlanInfo, SQLMetricInfo } from "../../events/listener.js";
import { nodeName, type PhysicalPlan, physicalTree, simpleString } from "../../plans/physical/index.js";

const OUTPUT_ROWS = "number of output rows";
/** Operators that pass rows on without counting them. */
const UNCOUNTED: ReadonlySet<PhysicalPlan["kind"]> = new Set([
  "WholeStageCodegenExec",
  "InputAdapter",
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

/** The SQL metrics of a query's operators: ids that tasks add to, and the names that listeners are told. */
export class SQLMetrics {
  private readonly nextId: () => AccumulatorId;
  private readonly ids: Map<PhysicalPlan, Map<string, AccumulatorId>> = new Map();

  constructor(nextId: () => AccumulatorId) {
    this.nextId = nextId;
  }

  id(plan: PhysicalPlan, name: string): AccumulatorId {
    let ofPlan = this.ids.get(plan);
    if (ofPlan === undefined) {
      ofPlan = new Map();
      this.ids.set(plan, ofPlan);
    }
    const known = ofPlan.get(name) ?? this.nextId();
    ofPlan.set(name, known);
    return known;
  }

  /** The plan as listeners get it (I7). */
  planInfo(plan: PhysicalPlan): SparkPlanInfo {
    const metrics: SQLMetricInfo[] = UNCOUNTED.has(plan.kind)
      ? []
      : [{ name: OUTPUT_ROWS, accumulatorId: this.id(plan, OUTPUT_ROWS), metricType: "sum" }];
    return {
      nodeName: nodeName(plan),
      simpleString: simpleString(plan),
      children: physicalTree.children(plan).map((child) => this.planInfo(child)),
      metrics,
    };
  }
}
