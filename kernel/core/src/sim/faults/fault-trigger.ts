import type { SparkListener } from "../../events/listener.js";

/** Something that happens in a run, for a fault to wait for: `stage(1).completed`. */
export interface RunCondition {
  readonly text: string;
  readonly event: "stage submitted" | "stage completed" | "job started" | "job ended";
  readonly id: number;
}

/** What `stage(1)` gives: the moments of a stage that a fault can wait for. */
export interface StageMoments {
  readonly submitted: RunCondition;
  readonly completed: RunCondition;
}

/**
 * The moments of a stage, by its number in the pictures.
 * @example
 * cluster.executor(1).kill().when(stage(0).completed);
 */
export function stage(stageId: number): StageMoments {
  return {
    submitted: { text: `stage(${stageId}).submitted`, event: "stage submitted", id: stageId },
    completed: { text: `stage(${stageId}).completed`, event: "stage completed", id: stageId },
  };
}

/** Calls back when one of the awaited conditions comes true, each once. */
export class ConditionWatch implements SparkListener {
  private awaited: { readonly condition: RunCondition; readonly call: () => void }[] = [];

  await(condition: RunCondition, call: () => void): void {
    this.awaited.push({ condition, call });
  }

  onStageSubmitted({ stage: { stageId } }: Parameters<NonNullable<SparkListener["onStageSubmitted"]>>[0]): void {
    this.tell("stage submitted", stageId);
  }

  onStageCompleted(event: Parameters<NonNullable<SparkListener["onStageCompleted"]>>[0]): void {
    if (event.failureReason === undefined) this.tell("stage completed", event.stage.stageId);
  }

  onJobStart({ jobId }: Parameters<NonNullable<SparkListener["onJobStart"]>>[0]): void {
    this.tell("job started", jobId);
  }

  onJobEnd({ jobId }: Parameters<NonNullable<SparkListener["onJobEnd"]>>[0]): void {
    this.tell("job ended", jobId);
  }

  private tell(event: RunCondition["event"], id: number): void {
    if (this.awaited.length === 0) return;
    const met = this.awaited.filter(({ condition }) => condition.event === event && condition.id === id);
    if (met.length === 0) return;
    this.awaited = this.awaited.filter((entry) => !met.includes(entry));
    for (const { call } of met) call();
  }
}
