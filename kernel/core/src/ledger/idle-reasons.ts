import type { RunDocument, RunExclusion, RunExecutor } from "../events/run.js";
import type { IdleReason } from "./ledger-names.js";
import { type Micros, toMicros } from "./micros.js";
import type { Moment } from "./moments.js";
import type { RetryWait, StageSpan } from "./stage-spans.js";

/** Why an executor that could take tasks was not given one, while some waited (C4, C5, C9, B14). */
export class IdleReasons {
  private readonly run: RunDocument;
  private readonly spans: readonly StageSpan[];
  private readonly byExecutor: Map<number, readonly RunExclusion[]> = new Map();
  private readonly excludesTasks: boolean;
  private readonly attemptsPerExecutor: number;
  private readonly attemptsPerNode: number;

  constructor(run: RunDocument, spans: readonly StageSpan[]) {
    this.run = run;
    this.spans = spans;
    const { conf } = run;
    const keys = ["spark.excludeOnFailure.taskAndStage.enabled", "spark.excludeOnFailure.enabled"];
    this.excludesTasks = keys.map((key) => conf[key]).find((value) => value !== undefined) === "true";
    this.attemptsPerExecutor = Number(conf["spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor"] ?? 1);
    this.attemptsPerNode = Number(conf["spark.excludeOnFailure.task.maxTaskAttemptsPerNode"] ?? 2);
  }

  /** When the application's exclusions begin and end. */
  get cuts(): Micros[] {
    return (this.run.exclusions ?? []).flatMap(({ fromMs, untilMs }) =>
      untilMs === undefined ? [toMicros(fromMs)] : [toMicros(fromMs), toMicros(untilMs)],
    );
  }

  /** Of a moment in which tasks waited. */
  whileTasksWait(executor: RunExecutor, moment: Moment): IdleReason {
    const exclusions = this.exclusionsOf(executor);
    const now = moment.fromUs;
    if (exclusions.some((one) => one.stageId === undefined && holds(one, now))) return "excluded";
    const stages = exclusions.filter((one) => one.stageId !== undefined && holds(one, now));
    const mayRun = (span: number): boolean => {
      const { stageId, attempt } = this.spans[span]!.stage;
      return !stages.some((one) => one.stageId === stageId && one.stageAttempt === attempt);
    };
    const open = moment.pending.filter(mayRun);
    for (const retry of moment.retries) {
      if (mayRun(retry.span) && !this.isTaskExcluded(retry, executor)) open.push(retry.span);
    }
    if (open.length === 0) return "excluded";
    const others = open.filter((span) => this.spans[span]!.stage.isBarrier !== true);
    if (others.length === 0) return "barrier slots";
    return others.some((span) => this.spans[span]!.stage.prefersPlaces !== true) ? "next offer" : "locality wait";
  }

  private exclusionsOf(executor: RunExecutor): readonly RunExclusion[] {
    let known = this.byExecutor.get(executor.executorId);
    if (known === undefined) {
      known = (this.run.exclusions ?? []).filter(
        (one) => one.executorId === executor.executorId || one.host === executor.host,
      );
      this.byExecutor.set(executor.executorId, known);
    }
    return known;
  }

  /** The task has failed here, or on enough executors of the host (C9). */
  private isTaskExcluded({ failedOn }: RetryWait, { executorId, host }: RunExecutor): boolean {
    if (!this.excludesTasks) return false;
    if (failedOn.filter((id) => id === executorId).length >= this.attemptsPerExecutor) return true;
    const hostOf = (id: number): string | undefined => this.run.executors.find((one) => one.executorId === id)?.host;
    return new Set(failedOn.filter((id) => hostOf(id) === host)).size >= this.attemptsPerNode;
  }
}

function holds({ fromMs, untilMs }: RunExclusion, us: Micros): boolean {
  return toMicros(fromMs) <= us && (untilMs === undefined || us < toMicros(untilMs));
}
