import type { RunDocument, RunSqlExecution, RunStage } from "@stageplay/core";

type RunWithoutTasks = Omit<RunDocument, "tasks">;

/**
 * The document with less detail, for runs whose plans and stages alone would not fit. Level 0 is everything; each level
 * keeps less, and says so where something is missing.
 */
export function thinDocument(run: RunWithoutTasks, level: number): RunWithoutTasks {
  if (level === 0) return run;
  const plain = { ...run, sqlExecutions: run.sqlExecutions.map(withoutTrace) };
  const short = cutStrings(plain, level === 1 ? 20_000 : 500) as RunWithoutTasks;
  if (level <= 2) return short;
  const bare = { ...short, stages: short.stages.map(withoutRdds) };
  if (level === 3) return bare;
  return lastJobs(bare, Math.floor(bare.jobs.length / 2 ** (level - 3)));
}

function cutStrings(value: unknown, most: number): unknown {
  if (typeof value === "string") {
    return value.length <= most ? value : `${value.slice(0, most)}… (${value.length - most} more characters)`;
  }
  if (Array.isArray(value)) return value.map((item) => cutStrings(item, most));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cutStrings(item, most)]));
}

/** A query with its plans, but not how planning came to them. */
function withoutTrace({ planTrace: _, ...execution }: RunSqlExecution): RunSqlExecution {
  return execution;
}

/** A stage drawn by its name alone. */
function withoutRdds(stage: RunStage): RunStage {
  return { ...stage, rdds: [] };
}

function lastJobs(run: RunWithoutTasks, wanted: number): RunWithoutTasks {
  const jobs = wanted === 0 ? [] : run.jobs.slice(-wanted);
  const ids = new Set(jobs.map((job) => job.jobId));
  const executions = new Set(jobs.map((job) => job.executionId));
  return {
    ...run,
    jobs,
    stages: run.stages.filter((stage) => ids.has(stage.jobId)),
    sqlExecutions: run.sqlExecutions.filter((execution) => executions.has(execution.executionId)),
    predictions: run.predictions.slice(-wanted),
    faults: run.faults.slice(-100),
  };
}
