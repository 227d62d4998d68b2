import type { AccumulatorId } from "../base/brand.js";
import { PRICED_KINDS, type PricedKind, type TaskMetrics, type WorkKind } from "../rdd/task-context.js";
import type { CostModel } from "./cost-model.js";

/**
 * Prices the shares that operators of a query had in a task's work, with the same rates as the task itself: together they are never more than
 * its run. Garbage collection, and what a slow machine adds, is nobody's.
 */
export class OperatorTimes {
  private readonly rates: Float64Array;

  constructor(model: CostModel) {
    this.rates = Float64Array.from(PRICED_KINDS, (kind) => rateOf(kind, model));
  }

  /** Adds times to the metrics of an attempt: of each operator, then of what ran as one. */
  addTo(updates: Map<AccumulatorId, number>, { shares, together }: TaskMetrics): void {
    for (let i = 0; i < shares.length; i += 3) {
      const id = shares[i]!;
      updates.set(id, (updates.get(id) ?? 0) + shares[i + 2]! * this.rates[shares[i + 1]!]!);
    }
    for (const { id, members } of together) {
      updates.set(
        id,
        members.reduce((sum, member) => sum + (updates.get(member) ?? 0), 0),
      );
    }
  }
}

function rateOf(kind: PricedKind, model: CostModel): number {
  switch (kind) {
    case "shuffleWriteBytes":
      return model.shuffleWriteMsPerByte;
    case "shuffleLocalBytes":
      return model.localReadMsPerByte;
    case "shuffleRemoteBytes":
      return model.remoteReadMsPerByte;
    case "fetchRounds":
      return model.remoteFetchMs;
    default:
      return model.work[kind satisfies WorkKind];
  }
}
