import type { PredictionVerdict, RunDocument } from "../events/run.js";
import { judge } from "./judge.js";
import { checkPrediction, type Prediction } from "./prediction.js";

/** What the desk must be able to ask of the application. */
export interface PredictionSource {
  /** Id that the next job will have at least: the number of jobs so far. */
  jobCount(): number;
  document(): RunDocument;
  record(verdict: PredictionVerdict): void;
}

/** Holds the prediction that was made last until its action has ended, then judges it. */
export class PredictionDesk {
  private armed: { readonly prediction: Prediction; readonly firstJob: number; started: boolean } | undefined;
  private readonly source: PredictionSource;

  constructor(source: PredictionSource) {
    this.source = source;
  }

  /** Arms the next action. @throws SparkError for a prediction that nobody can judge. */
  predict(prediction: Prediction): void {
    checkPrediction(prediction);
    this.armed = { prediction: { ...prediction }, firstJob: this.source.jobCount(), started: false };
  }

  /** Forgets a prediction that no action has followed; true when there was one. */
  clear(): boolean {
    const waited = this.armed !== undefined && !this.armed.started;
    this.armed = undefined;
    return waited;
  }

  actionStarted(): void {
    if (this.armed !== undefined) this.armed.started = true;
  }

  actionEnded(): void {
    if (this.armed?.started !== true) return;
    const { prediction, firstJob } = this.armed;
    this.armed = undefined;
    const run = this.source.document();
    const jobIds = run.jobs.map((job) => job.jobId).filter((jobId) => jobId >= firstJob);
    this.source.record(judge(prediction, run, jobIds));
  }
}
