import { SparkError } from "../errors/spark-error.js";
import type { CallSite } from "../events/listener.js";
import type { PredictionVerdict } from "../events/prediction-verdict.js";
import type { RunDocument } from "../events/run.js";
import { checkPrediction } from "./check-prediction.js";
import { type ActionOutcome, FIELDS } from "./fields/index.js";
import { judgeSealed } from "./judge.js";
import type { Prediction } from "./prediction.js";
import { type Sealed, sealPrediction } from "./seal.js";
import { verdictLine } from "./verdict-line.js";

/** What the desk must be able to ask of the application, and tell. */
export interface PredictionSource {
  /** Id that the next job will have at least: the number of jobs so far. */
  jobCount(): number;
  document(): RunDocument;
  record(verdict: PredictionVerdict): void;
  /** A word to the user, beside the verdicts. */
  tell(note: string): void;
}

/** A sealed prediction, and from which job on it counts. */
interface Armed extends Sealed {
  readonly firstJob: number;
}

/** Jobs that a step of the program runs on its way to an action: they belong to that action, as `pivot` without values does (N3). */
const BEFORE_ACTIONS: readonly string[] = ["pivot"];

/**
 * Holds the prediction that was made last until its action has ended, then judges it. The next action that starts takes it; the jobs of others
 * that run meanwhile are not its own.
 */
export class PredictionDesk {
  private armed: Armed | undefined;
  private readonly running: Map<CallSite, Armed> = new Map();
  /** Call sites of the actions of this cell: a job is another action's when it has one of these. */
  private readonly actions: Set<CallSite> = new Set();
  private verdicts: PredictionVerdict[] = [];
  private readonly source: PredictionSource;

  constructor(source: PredictionSource) {
    this.source = source;
  }

  /** Arms the next action, in place of a prediction that none has followed. @throws SparkError for a prediction that nobody can judge. */
  predict(prediction: Prediction): void {
    checkPrediction(prediction);
    if (this.armed !== undefined) {
      const { id } = this.armed.prediction;
      this.source.tell(
        `${nameOf(prediction)} takes the place of ${id ?? "the one before it"}: no action came between the two. Put each prediction right before its action.`,
      );
    }
    this.armed = { ...sealPrediction(prediction), firstJob: this.source.jobCount() };
  }

  /**
   * The cell's program has ended. Who said that it runs no job, and put no action into it, may be wrong all the same: reading without a schema
   * (G16) and sorting an RDD (A8) run jobs on their own.
   */
  endProgram(): void {
    const { armed } = this;
    if (armed === undefined || !saysNoJob(armed.prediction) || this.source.jobCount() <= armed.firstJob) return;
    const run = this.source.document();
    const jobIds = this.jobsOf(undefined, armed, run);
    if (jobIds.length === 0) return;
    this.armed = undefined;
    const verdict = judgeSealed(armed, { run, jobIds, outcome: {} });
    this.verdicts.push(verdict);
    this.source.record(verdict);
  }

  /**
   * The cell is over: forgets a prediction that no action has followed, and says so.
   * @param isShown whether there is a run to show the verdicts with; without one they are told.
   */
  endCell(isShown: boolean): void {
    if (this.armed !== undefined) this.source.tell(withoutAction(this.armed.prediction));
    if (!isShown) for (const verdict of this.verdicts) this.source.tell(verdictLine(verdict));
    this.clear();
  }

  /**
   * Another application takes the place of the running one. A prediction that waits for its action waits on: the program may start a cluster on
   * the way there, and jobs count from 0 again.
   * @param isShown as of {@link endCell}, for the application that ends
   */
  endApplication(isShown: boolean): void {
    const { armed } = this;
    this.armed = undefined;
    this.endCell(isShown);
    if (armed !== undefined) this.armed = { ...armed, firstJob: 0 };
  }

  private clear(): void {
    this.armed = undefined;
    this.running.clear();
    this.actions.clear();
    this.verdicts = [];
  }

  actionStarted(callSite: CallSite): void {
    if (BEFORE_ACTIONS.includes(callSite.method)) return;
    this.actions.add(callSite);
    if (this.armed !== undefined) this.running.set(callSite, this.armed);
    this.armed = undefined;
  }

  /** @param error what it failed with; undefined when it succeeded */
  actionEnded(callSite: CallSite, error: unknown): void {
    const armed = this.running.get(callSite);
    if (armed === undefined) return;
    this.running.delete(callSite);
    const run = this.source.document();
    const jobIds = this.jobsOf(callSite, armed, run);
    if (error !== undefined && jobIds.length === 0 && armed.prediction.outcome === undefined) {
      this.source.tell(refusedAction(armed.prediction));
      return;
    }
    const action = { run, jobIds, callSite, outcome: outcomeOf(error) };
    const verdict = judgeSealed(armed, action);
    this.verdicts.push(verdict);
    this.source.record(verdict);
  }

  /** Jobs since the prediction but those of other actions: what a transformation ran before the action is its own (A8). */
  private jobsOf(callSite: CallSite | undefined, { firstJob }: Armed, run: RunDocument): readonly number[] {
    const queries = new Map(run.sqlExecutions.map((query) => [query.executionId, query.callSite]));
    const isOthers = (site: CallSite | undefined): boolean =>
      site !== undefined && site !== callSite && this.actions.has(site);
    return run.jobs
      .filter(({ jobId, callSite: own, executionId }) => {
        const query = executionId === undefined ? undefined : queries.get(executionId);
        return jobId >= firstJob && !isOthers(own) && !isOthers(query);
      })
      .map(({ jobId }) => jobId);
  }
}

function nameOf({ id }: Prediction): string {
  return id === undefined ? "The prediction" : `Prediction ${id}`;
}

function saysNoJob({ jobs }: Prediction): boolean {
  return jobs !== undefined && !FIELDS.jobs.hasOpen(jobs) && FIELDS.jobs.judge(jobs, 0).score === 1;
}

function withoutAction(prediction: Prediction): string {
  const name = nameOf(prediction);
  return saysNoJob(prediction)
    ? `${name} was right about jobs: no action followed it in this cell, so none ran.`
    : `${name} was not judged: no action followed it in this cell. Put it right before the action.`;
}

/** A mistyped column says nothing of what the learner knows of stages. */
function refusedAction(prediction: Prediction): string {
  return `${nameOf(prediction)} was not judged: the action failed before its first job. Mend what the error says, then run the cell again.`;
}

/** The chain of an action's errors, from the outermost to the innermost. */
function outcomeOf(error: unknown): ActionOutcome {
  if (error === undefined) return {};
  const conditions: string[] = [];
  const messages: string[] = [];
  for (let next: unknown = error; next instanceof Error; next = next.cause) {
    if (next instanceof SparkError) conditions.push(next.condition);
    messages.push(`${next.name}: ${next.message}`);
  }
  return { conditions, messages };
}
