import type { Bytes, Millis } from "../base/brand.js";
import type { RunDocument, RunExecutor, RunJob, RunStage } from "../events/run.js";
import { stageKey } from "../events/stage-key.js";
import { Ledger } from "../ledger/ledger.js";
import type { LedgerScope } from "../ledger/ledger-window.js";
import { type PlanOperator, planOf } from "./plan-facts.js";
import { StageFacts } from "./stage-facts.js";
import { Settings } from "./thresholds.js";

/** What findings look at: a run, with the usual questions answered once. */
export class AdvisorFacts {
  readonly run: RunDocument;
  readonly settings: Settings;
  /** Stage attempts that ran any task. */
  readonly stages: readonly StageFacts[];
  private hosts: ReadonlyMap<number, string> | undefined;
  private plansOfRun: readonly PlanOperator[] | undefined;
  private readonly ledgers: Map<number | undefined, Ledger> = new Map();

  constructor(run: RunDocument) {
    this.run = run;
    this.settings = new Settings(run.conf);
    const rows = rowsByStage(run);
    this.stages = run.stages.flatMap((stage) => {
      const attempts = rows.get(stageKey(stage.stageId, stage.attempt));
      return attempts === undefined ? [] : [new StageFacts(stage, attempts, run.tasks, run.endMs)];
    });
  }

  /** Stage attempts that ended well. */
  get completed(): readonly StageFacts[] {
    return this.stages.filter(({ stage, rows }) => stage.status === "complete" && rows.length > 0);
  }

  /** The plans of the run's queries, from the top down. */
  get plans(): readonly PlanOperator[] {
    this.plansOfRun ??= this.run.sqlExecutions.map(planOf);
    return this.plansOfRun;
  }

  get wallMs(): Millis {
    return this.run.endMs - this.run.startMs;
  }

  /** Core time of all tasks. */
  get coreMs(): Millis {
    return this.stages.reduce((total, stage) => total + stage.coreMs, 0);
  }

  /** Executors that a stage could use. */
  executorsOf({ submittedMs = this.run.startMs, completedMs = this.run.endMs }: RunStage): readonly RunExecutor[] {
    return this.run.executors.filter(
      ({ addedMs, removedMs }) => addedMs < completedMs && (removedMs === undefined || removedMs > submittedMs),
    );
  }

  /** Tasks that could run at once while a stage ran (C2). */
  slotsOf(stage: RunStage): number {
    const cpus = Math.max(1, this.settings.number("spark.task.cpus"));
    return this.executorsOf(stage).reduce((slots, { cores }) => slots + Math.floor(cores / cpus), 0);
  }

  /** Core time of the whole run, or of a stage, by the ledger's names. */
  ledger(stageId?: number): Ledger {
    let ledger = this.ledgers.get(stageId);
    if (ledger === undefined) {
      const scope: LedgerScope = stageId === undefined ? {} : { stage: stageId };
      ledger = new Ledger(this.run, scope);
      this.ledgers.set(stageId, ledger);
    }
    return ledger;
  }

  job(jobId: number): RunJob | undefined {
    return this.run.jobs.find((job) => job.jobId === jobId);
  }

  /** Stages of a query that ran, by its execution id. */
  stagesOfExecution(executionId: number): readonly StageFacts[] {
    const jobs = new Set(this.run.jobs.filter((job) => job.executionId === executionId).map((job) => job.jobId));
    return this.stages.filter(({ stage }) => jobs.has(stage.jobId));
  }

  get driverHeapBytes(): Bytes {
    return this.settings.number("spark.driver.memory");
  }

  hostOf(executorId: number): string {
    this.hosts ??= new Map(this.run.executors.map((executor) => [executor.executorId, executor.host]));
    return this.hosts.get(executorId) ?? `executor ${executorId}`;
  }
}

/** Rows of the task table by stage attempt, in order of launch. */
function rowsByStage({ tasks }: RunDocument): ReadonlyMap<number, Uint32Array> {
  const { stageId, stageAttempt } = tasks.columns;
  const lists = new Map<number, number[]>();
  let lastKey = Number.NaN;
  let last: number[] = [];
  for (let row = 0; row < tasks.length; row++) {
    const key = stageKey(stageId[row]!, stageAttempt[row]!);
    if (key !== lastKey) {
      last = lists.get(key) ?? [];
      lists.set(key, last);
      lastKey = key;
    }
    last.push(row);
  }
  return new Map([...lists].map(([key, rows]) => [key, Uint32Array.from(rows)]));
}
