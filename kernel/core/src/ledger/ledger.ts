import { formatMillis, formatNoun } from "../base/format.js";
import type { RunDocument } from "../events/run.js";
import { TASK_STATUSES, type TaskStatus } from "../events/task-table.js";
import { countCoreTime, type StageCoreTime } from "./count-core-time.js";
import {
  IDLE_REASONS,
  type IdleReason,
  LEDGER_TEXTS,
  type LedgerName,
  RUN_PHASES,
  type RunPhase,
} from "./ledger-names.js";
import { type LedgerScope, ledgerWindow } from "./ledger-window.js";
import { textTable } from "./text-table.js";

/** One line of a {@link Ledger}. */
export interface LedgerEntry {
  readonly kind: "run" | "idle";
  readonly name: LedgerName;
  /** Core time in whole microseconds. */
  readonly coreUs: number;
  /** Part of all core time, 0 … 1. */
  readonly share: number;
  /** The name in a sentence. */
  readonly text: string;
}

/** What a stage attempt has of a phase or reason. */
export interface StageShare {
  readonly stageId: number;
  readonly stageAttempt: number;
  /** Core time in whole microseconds. */
  readonly coreUs: number;
}

/**
 * Where did the time go? Every core of the cluster, for all of the time, in phases of tasks and named reasons why no task ran. What it counts are
 * whole microseconds of one core, and they add up exactly: the entries' `coreUs` are `totalUs`, cores × time, to the last one.
 *
 * Cores count from the moment at which their executor was asked for and granted until it is gone. Made by `spark.lastRun.ledger()`.
 *
 * @example
 * await sc.parallelize([1, 2, 3], 3).map((x) => (work("1s"), x)).count();
 * const ledger = spark.lastRun.ledger();
 * ledger.coreUs("executor computing"); // 3000000
 * ledger.entries.reduce((sum, entry) => sum + entry.coreUs, 0) === ledger.totalUs; // true
 * ledger.share("too few tasks") > 0.4; // true
 */
export class Ledger {
  /** The stretch of virtual time that it is of. */
  readonly fromMs: number;
  readonly toMs: number;
  /** What took any time: phases in the order of a task, then reasons in the order of their rules. */
  readonly entries: readonly LedgerEntry[];
  /** Cores × time. */
  readonly totalUs: number;
  private readonly outcomes: Float64Array;
  private readonly stages: readonly StageCoreTime[];

  /** @throws SparkError NO_SUCH_JOB, NO_SUCH_STAGE, INVALID_WINDOW */
  constructor(run: RunDocument, scope: LedgerScope = {}) {
    const window = ledgerWindow(run, scope);
    const { phases, idle, outcomes, capacityUs, stages } = countCoreTime(run, window);
    this.fromMs = window.fromUs / 1000;
    this.toMs = window.toUs / 1000;
    this.totalUs = capacityUs;
    this.outcomes = outcomes;
    this.stages = stages;
    const entry = (kind: "run" | "idle", name: LedgerName, coreUs: number): LedgerEntry => ({
      kind,
      name,
      coreUs,
      share: capacityUs === 0 ? 0 : coreUs / capacityUs,
      text: LEDGER_TEXTS[name],
    });
    this.entries = [
      ...RUN_PHASES.map((name, i) => entry("run", name, phases[i]!)),
      ...IDLE_REASONS.map((name, i) => entry("idle", name, idle[i]!)),
    ].filter(({ coreUs }) => coreUs > 0);
  }

  /** Core time of a phase or reason in whole microseconds; 0 for one that took none. */
  coreUs(name: LedgerName): number {
    return this.entries.find((entry) => entry.name === name)?.coreUs ?? 0;
  }

  /** Its part of all core time, 0 … 1. */
  share(name: LedgerName): number {
    return this.entries.find((entry) => entry.name === name)?.share ?? 0;
  }

  /**
   * Which stage attempts a phase or reason belongs to, the one with most of it first. A core without a task belongs to the stage that waited or ran, or,
   * while the driver was at work, to the stage that it submitted next. What comes of the cluster (allocation, failures) belongs to none.
   * @example
   * await sc.parallelize([1, 2, 3], 3).map((x) => (work("1s"), x)).count();
   * spark.lastRun.ledger().stagesOf("executor computing"); // [{ stageId: 0, stageAttempt: 0, coreUs: 3000000 }]
   */
  stagesOf(name: LedgerName): readonly StageShare[] {
    const [phase, reason] = [RUN_PHASES.indexOf(name as RunPhase), IDLE_REASONS.indexOf(name as IdleReason)];
    return this.stages
      .map(({ stage, phases, idle }) => ({
        stageId: stage.stageId,
        stageAttempt: stage.attempt,
        coreUs: phase >= 0 ? phases[phase]! : idle[reason]!,
      }))
      .filter(({ coreUs }) => coreUs > 0)
      .sort((a, b) => b.coreUs - a.coreUs);
  }

  /** Core time in which tasks had the cores. */
  get runUs(): number {
    return this.entries.reduce((sum, { kind, coreUs }) => (kind === "run" ? sum + coreUs : sum), 0);
  }

  /** Core time in which no task had the core. */
  get idleUs(): number {
    return this.totalUs - this.runUs;
  }

  /** Core time of attempts by how they ended, e.g. `endedAs("ExceptionFailure")`: all but `Success` was in vain. */
  endedAs(status: TaskStatus): number {
    return this.outcomes[TASK_STATUSES.indexOf(status)]!;
  }

  /** The table that a cell shows. */
  toString(): string {
    const window = this.toMs - this.fromMs;
    const cores = window === 0 ? 0 : this.totalUs / 1000 / window;
    const shown = Number.isInteger(cores) ? formatNoun(cores, "core") : `${cores.toFixed(1)} cores`;
    const title = `Where did the time go? ${shown} × ${formatMillis(window)}`;
    const lines = this.entries.map(({ kind, name, coreUs, share, text }) => [
      kind,
      name,
      formatMillis(coreUs / 1000),
      `${(100 * share).toFixed(1)}%`,
      text,
    ]);
    const total = ["", "all cores", formatMillis(this.totalUs / 1000), this.totalUs === 0 ? "" : "100.0%", ""];
    return `${title}\n${textTable([...lines, total], [2, 3])}`;
  }
}
