import type { AccumulatorId } from "../base/brand.js";

/** Running totals of SQL metrics and accumulators, fed by successful task attempts only. */
export class Accumulators {
  private readonly totals: Map<AccumulatorId, number> = new Map();
  /** Ids that each stage's tasks touched. */
  private readonly byStage: Map<number, Set<AccumulatorId>> = new Map();

  add(stageId: number, updates: ReadonlyMap<AccumulatorId, number>): void {
    if (updates.size === 0) return;
    let touched = this.byStage.get(stageId);
    if (touched === undefined) {
      touched = new Set();
      this.byStage.set(stageId, touched);
    }
    for (const [id, amount] of updates) {
      touched.add(id);
      this.totals.set(id, (this.totals.get(id) ?? 0) + amount);
    }
  }

  /** Takes the running totals of what a stage touched; afterwards the stage is forgotten. */
  takeStage(stageId: number): ReadonlyMap<AccumulatorId, number> {
    const touched = this.byStage.get(stageId);
    if (touched === undefined) return NOTHING;
    this.byStage.delete(stageId);
    return new Map([...touched].map((id) => [id, this.totals.get(id)!]));
  }
}

const NOTHING: ReadonlyMap<AccumulatorId, number> = new Map();
