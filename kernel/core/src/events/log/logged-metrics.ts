import type { AccumulatorId, StageId } from "../../base/brand.js";
import { MetricValues, type StageMetricValues } from "../metric-values.js";
import { type JsonObject, numberOf, objectOf, objectsOf, textOf } from "./json-fields.js";
import type { MetricScales } from "./plan-info-json.js";

/** Collects what the task ends of a log say that attempts added to SQL metrics, until their stage completes. */
export class LoggedMetrics {
  private readonly scales: MetricScales;
  private readonly byStage: Map<StageId, Map<AccumulatorId, MetricValues>> = new Map();

  constructor(scales: MetricScales) {
    this.scales = scales;
  }

  /** Takes a `SparkListenerTaskEnd`. */
  taskEnd(event: JsonObject): void {
    if (textOf(objectOf(event, "Task End Reason"), "Reason") !== "Success") return;
    const info = objectOf(event, "Task Info");
    const stageId = numberOf(event, "Stage ID");
    const task = { stageId, stageAttempt: numberOf(event, "Stage Attempt ID"), taskId: numberOf(info, "Task ID") };
    for (const one of sqlMetricsIn(info)) {
      const id = numberOf(one, "ID");
      this.valuesOf(stageId, id).add(numberOf(one, "Update") * (this.scales.get(id) ?? 1), task);
    }
  }

  /** What the attempts of the stage added; where their ends do not say, the value that the stage ended with. */
  takeStage(stageInfo: JsonObject): StageMetricValues {
    const stageId = numberOf(stageInfo, "Stage ID");
    for (const one of sqlMetricsIn(stageInfo)) {
      const id = numberOf(one, "ID");
      if (this.byStage.get(stageId)?.has(id)) continue;
      this.valuesOf(stageId, id).add(numberOf(one, "Value") * (this.scales.get(id) ?? 1));
    }
    const values = this.byStage.get(stageId) ?? new Map();
    this.byStage.delete(stageId);
    return values;
  }

  private valuesOf(stageId: StageId, id: AccumulatorId): MetricValues {
    let ofStage = this.byStage.get(stageId);
    if (ofStage === undefined) {
      ofStage = new Map();
      this.byStage.set(stageId, ofStage);
    }
    let values = ofStage.get(id);
    if (values === undefined) {
      values = new MetricValues();
      ofStage.set(id, values);
    }
    return values;
  }
}

function sqlMetricsIn(info: JsonObject): readonly JsonObject[] {
  return objectsOf(info, "Accumulables").filter((one) => textOf(one, "Metadata") === "sql");
}
