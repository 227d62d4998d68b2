import type { PlanOperator } from "../../advisor/plan-facts.js";
import { planOf } from "../../advisor/plan-facts.js";
import { AdvisorFacts } from "../../advisor/run-facts.js";
import type { CallSite, RDDInfo } from "../../events/listener.js";
import type { RunDocument, RunJob, RunSqlExecution, RunStage } from "../../events/run.js";
import type { ActionOutcome } from "../fields/index.js";

/** One action of the user's program, after it has ended. */
export interface EndedAction {
  readonly run: RunDocument;
  /** Its jobs, those that Spark added included. */
  readonly jobIds: readonly number[];
  readonly callSite?: CallSite;
  readonly outcome: ActionOutcome;
}

/** Jobs that bring an action's result; all others are extra. */
const RESULT_CAUSES: readonly string[] = ["action", "take ramp-up"];

/** What an action did, with the usual questions answered once. */
export class ActionFacts {
  readonly run: RunDocument;
  readonly jobs: readonly RunJob[];
  /** The last job that brought its result; the last of all when none did. */
  readonly finalJob: RunJob | undefined;
  /** The first attempt of each stage that counts, by stage id. */
  readonly stages: readonly RunStage[];
  readonly callSite: CallSite | undefined;
  readonly outcome: ActionOutcome;
  private advisor: AdvisorFacts | undefined;

  /** @param scope which jobs' stages count */
  constructor({ run, jobIds, callSite, outcome }: EndedAction, scope: "finalJob" | "all" = "finalJob") {
    this.run = run;
    const ids = new Set(jobIds);
    this.jobs = run.jobs.filter((job) => ids.has(job.jobId));
    this.finalJob = this.jobs.filter((job) => RESULT_CAUSES.includes(job.cause)).at(-1) ?? this.jobs.at(-1);
    this.callSite = callSite;
    this.outcome = outcome;
    this.stages = this.stagesOf(scope === "all" ? this.jobs : this.finalJob === undefined ? [] : [this.finalJob]);
  }

  /** The first attempt of each stage of the jobs, by stage id. */
  stagesOf(jobs: readonly RunJob[]): readonly RunStage[] {
    const ids = [...new Set(jobs.flatMap((job) => job.stageIds))].sort((a, b) => a - b);
    return ids.flatMap((id) => this.run.stages.find((stage) => stage.stageId === id) ?? []);
  }

  /** Stages of the jobs that ran, with their tasks. */
  get facts(): AdvisorFacts {
    this.advisor ??= new AdvisorFacts(this.run);
    return this.advisor;
  }

  /** Attempts of the stages that count, as far as they ran. */
  get ran(): AdvisorFacts["stages"] {
    const ids = new Set<number>(this.stages.map((stage) => stage.stageId));
    return this.facts.stages.filter(({ stage }) => ids.has(stage.stageId));
  }

  get extraJobs(): readonly RunJob[] {
    return this.jobs.filter((job) => job !== this.finalJob);
  }

  /** Queries of the action: those of its jobs, and one without jobs by its line. */
  get executions(): readonly RunSqlExecution[] {
    const ids = new Set(this.jobs.map((job) => job.executionId));
    return this.run.sqlExecutions.filter(
      ({ executionId, callSite }) => ids.has(executionId) || (callSite === this.callSite && callSite !== undefined),
    );
  }

  /** The query that brought the result; undefined for an action on an RDD. */
  get execution(): RunSqlExecution | undefined {
    const wanted = this.finalJob?.executionId;
    return this.executions.filter(({ executionId }) => wanted === undefined || executionId === wanted).at(-1);
  }

  /** The operators of that query's plan as it was at last, from the top down. */
  get operators(): readonly PlanOperator[] {
    return this.execution === undefined ? [] : [...planOf(this.execution).all()];
  }

  /** True for a query that adaptive execution runs stage by stage (H1). */
  get isAdaptive(): boolean {
    return this.execution?.planInfo.nodeName === "AdaptiveSparkPlan";
  }

  /** `spark.sql.shuffle.partitions` of the run. */
  get shufflePartitions(): number {
    return this.facts.settings.number("spark.sql.shuffle.partitions");
  }

  /** The RDDs of the stages that count, each once. */
  get rdds(): readonly RDDInfo[] {
    const byId = new Map<number, RDDInfo>();
    for (const stage of this.stages) for (const rdd of stage.rdds) byId.set(rdd.id, rdd);
    return [...byId.values()].sort((a, b) => a.id - b.id);
  }

  /** Tasks that could run at once while a stage ran. */
  slotsOf(stage: RunStage): number {
    return this.facts.slotsOf(stage);
  }
}
