import { formatCount, type RunDocument } from "@stageplay/core";
import { carriedBy } from "./carried-run.js";
import { coreTimeModel } from "./core-time.js";
import { ganttModel } from "./gantt-model.js";
import { jobModel } from "./job-model.js";
import { PlanOperators } from "./plan-operators.js";
import { profileText, provenanceTags } from "./provenance.js";
import type { Carried, RunModel, StageModel } from "./run-model-types.js";
import { stageModel } from "./stage-model.js";
import { type TaskFacts, taskFacts } from "./task-facts.js";
import { verdict } from "./verdict.js";

/**
 * All derived facts of a run. Cost grows with the number of tasks (about 0.1 s for 100,000); make it once per document.
 *
 * @example
 * runModel(run).verdict.headline; // "5 jobs · 8 stages, 2 skipped · 24 tasks in 4.1 s"
 */
export function runModel(run: RunDocument): RunModel {
  const facts = taskFacts(run);
  const stages = stageModels(run, facts);
  const coreTime = coreTimeModel(facts.coreTime);
  const { tasksDrawn, metricsSampled, jobsKept, timeResolutionMs } = carriedBy(run);
  return {
    run,
    title: `Run ${run.runId}${run.cell === undefined ? "" : ` · cell ${run.cell}`}`,
    verdict: verdict(run, stages, coreTime),
    tags: provenanceTags(run.profile),
    profile: profileText(run.profile),
    jobs: run.jobs.map((job) => jobModel(run, job, stages)),
    stages,
    gantt: ganttModel(run, stages, facts),
    coreTime,
    criticalPath: facts.criticalPath,
    predictions: run.predictions,
    tasksDrawn,
    metricsSampled,
    notes: [
      ...leftOut(jobsKept, (part) => `The saved run keeps its last ${part} jobs.`),
      ...leftOut(
        tasksDrawn,
        (part) => `The timeline shows ${part} tasks, spread evenly; counts and quantiles are of all.`,
      ),
      ...leftOut(metricsSampled, (part) => `Metrics are kept for ${part} tasks; totals and quantiles are of all.`),
      ...(timeResolutionMs > 0
        ? [`Start and end of tasks are kept to ${timeResolutionMs} ms; quantiles are exact.`]
        : []),
    ],
  };
}

/** Stage attempts; colours go by order of first appearance, and a skipped stage has that of the stage it reuses. */
function stageModels(run: RunDocument, facts: TaskFacts): readonly StageModel[] {
  const plans = new Map(run.sqlExecutions.map((execution) => [execution.executionId, new PlanOperators(execution)]));
  const executionOf = new Map(run.jobs.map((job) => [job.jobId, job.executionId]));
  const colors = new Map<number, number>();
  let nextColor = 0;
  return run.stages.map((stage) => {
    const color = colors.get(stage.stageId) ?? colors.get(stage.reusesStage ?? -1) ?? nextColor++;
    colors.set(stage.stageId, color);
    const executionId = executionOf.get(stage.jobId);
    const plan = executionId === undefined ? undefined : plans.get(executionId);
    return stageModel(run, stage, facts, color, plan);
  });
}

function leftOut(carried: Carried, sentence: (part: string) => string): readonly string[] {
  if (carried.drawn >= carried.total) return [];
  return [sentence(`${formatCount(carried.drawn)} of ${formatCount(carried.total)}`)];
}
