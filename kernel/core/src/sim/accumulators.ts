import type { AccumulatorId, TaskId } from "../base/brand.js";
import { MetricValues, type StageMetricValues } from "../events/metric-values.js";

/** The attempt that adds to metrics. */
export interface AddingTask {
  readonly stageId: number;
  readonly stageAttempt: number;
  readonly taskId: TaskId;
}

/** What the attempts of each stage added to SQL metrics; only those that succeed do. */
export class Accumulators {
  private readonly byStage: Map<number, Map<AccumulatorId, MetricValues>> = new Map();

  add(task: AddingTask, updates: ReadonlyMap<AccumulatorId, number>): void {
    if (updates.size === 0) return;
    const { stageId } = task;
    let ofStage = this.byStage.get(stageId);
    if (ofStage === undefined) {
      ofStage = new Map();
      this.byStage.set(stageId, ofStage);
    }
    for (const [id, amount] of updates) {
      let values = ofStage.get(id);
      if (values === undefined) {
        values = new MetricValues();
        ofStage.set(id, values);
      }
      values.add(amount, task);
    }
  }

  /** Takes what the attempts of a stage added; afterwards the stage is forgotten. */
  takeStage(stageId: number): StageMetricValues {
    const values = this.byStage.get(stageId) ?? NOTHING;
    this.byStage.delete(stageId);
    return values;
  }
}

const NOTHING: StageMetricValues = new Map();
