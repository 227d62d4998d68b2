import type { PredictionField, PredictionVerdict, RunDocument } from "../events/run.js";
import { explain } from "./explain.js";
import { factsOf } from "./facts.js";
import { isOpen, PREDICTED_FIELDS, type Prediction } from "./prediction.js";

/**
 * Holds a prediction against what the action really ran. A pure function of the run's data.
 *
 * @param jobIds the jobs of the action, sampling, broadcast and schema jobs included; the last one is its final job.
 * @example
 * await spark.range(0, 1000, 1, 4).groupBy(col("id").mod(10)).count().collect();
 * judge({ stages: 2, tasks: [4, 1] }, spark.lastRun.document, [0, 1]).correct; // true
 */
export function judge(prediction: Prediction, run: RunDocument, jobIds: readonly number[]): PredictionVerdict {
  const jobs = run.jobs.filter((job) => jobIds.includes(job.jobId));
  const finalJob = jobs.at(-1);
  const facts = factsOf(run, jobs, prediction.scope === "all" ? jobs : jobs.slice(-1));
  const fields = PREDICTED_FIELDS.flatMap((name) =>
    name in prediction ? [judgeField(name, prediction[name], facts[name])] : [],
  );
  const correct = fields.every((field) => field.correct);
  const explanation = explain(prediction, run, jobs, fields);
  return {
    ...(prediction.id === undefined ? {} : { id: prediction.id }),
    jobId: finalJob?.jobId ?? -1,
    fields,
    correct,
    ...(explanation === "" ? {} : { explanation }),
  };
}

function judgeField(name: string, predicted: unknown, actual: number | readonly number[]): PredictionField {
  return {
    name,
    expected: predictedText(predicted),
    actual: countsText(actual),
    correct: countsText(predicted) === countsText(actual),
  };
}

function predictedText(predicted: unknown): string {
  return isOpen(predicted) ? "not filled in" : countsText(predicted);
}

function countsText(counts: unknown): string {
  return Array.isArray(counts) ? `[${counts.join(", ")}]` : String(counts);
}
