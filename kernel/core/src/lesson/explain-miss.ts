import type { JobCause } from "../events/listener.js";
import type { SparkRule } from "../events/prediction-verdict.js";
import type { RunStage } from "../events/run.js";
import { TASK_STATUSES } from "../events/task-table.js";
import type { Judgement } from "./fields/index.js";
import type { PredictedField } from "./prediction.js";
import { EXTRA_JOB_RULES, RULES } from "./rules.js";
import type { ActionFacts } from "./run/action-facts.js";
import { plannedTasks } from "./run/planned-tasks.js";
import { broadcastJoins, coalesces, coPartitionedInputs, takesRows, topK, unions } from "./run/shapes.js";

const FETCH_FAILED = TASK_STATUSES.indexOf("FetchFailed");

/** The rule of Spark that a wrong answer missed, by what the run had. */
export function ruleFor(field: PredictedField, answer: unknown, judged: Judgement, action: ActionFacts): SparkRule {
  switch (field) {
    case "stages":
      return stagesRule(Number(answer), action);
    case "tasks":
      return tasksRule(answer as readonly unknown[], judged, action);
    case "jobs":
      return jobsRule(action);
    case "skipped":
      return skippedRule(action);
    case "waves":
      return RULES.slots;
    case "attempts":
      return attemptsRule(action);
    case "locality":
      return RULES.locality;
    case "shuffleBytes":
      return RULES.shuffleSize;
    case "straggler":
      return answer === false ? RULES.skew : RULES.noStraggler;
    case "outcome":
      return action.outcome.conditions === undefined ? RULES.succeeded : RULES.failures;
    case "exchanges":
      return narrowRule(action) ?? RULES.exchanges;
    case "makespan":
      return RULES.time;
  }
}

/** By the cause that most of the jobs have beside the action itself. */
function jobsRule({ jobs }: ActionFacts): SparkRule {
  const counts = new Map<JobCause, number>();
  for (const { cause } of jobs) if (cause !== "action") counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const [[most] = []] = [...counts].sort(([, a], [, b]) => b - a);
  if (most !== undefined) return EXTRA_JOB_RULES[most];
  return jobs.length > 1 ? EXTRA_JOB_RULES.action : RULES.oneJob;
}

function stagesRule(predicted: number, action: ActionFacts): SparkRule {
  const { stages, operators, callSite } = action;
  if (predicted > stages.length) return narrowRule(action) ?? RULES.shuffleCuts;
  if (stages.some(isSkipped)) return RULES.skippedCounts;
  const isCount =
    callSite?.method === "count" && operators.some((operator) => operator.text.includes("SinglePartition"));
  return isCount ? RULES.countIsAggregate : RULES.shuffleCuts;
}

/** What in the program looks like a cut and is none. */
function narrowRule(action: ActionFacts): SparkRule | undefined {
  if (broadcastJoins(action).length > 0) return RULES.broadcastCuts;
  if (topK(action) !== undefined) return RULES.topK;
  if (coPartitionedInputs(action) > 0) return RULES.coPartitioned;
  if (unions(action).length > 0) return RULES.narrowUnion;
  if (coalesces(action).length > 0) return RULES.narrowCoalesce;
  return undefined;
}

/** By the first stage whose tasks were wrong. */
function tasksRule(answer: readonly unknown[], { parts = [] }: Judgement, action: ActionFacts): SparkRule {
  const { stages } = action;
  if (answer.length !== stages.length) return stagesRule(answer.length, action);
  const missed = parts.find((part) => !part.correct && part.index !== undefined)?.index;
  const stage = missed === undefined ? undefined : stages[missed];
  if (stage === undefined) return stagesRule(answer.length, action);
  if (stage.kind === "ResultTask" && takesRows(action)) return RULES.takeScans;
  if (stage.parentIds.length > 0) return reducerRule(stage, action);
  if (stage.rdds.some(({ name }) => name === "UnionRDD")) return RULES.narrowUnion;
  return coalesces(action).length > 0 ? RULES.narrowCoalesce : RULES.sourcePartitions;
}

function reducerRule(stage: RunStage, action: ActionFacts): SparkRule {
  const { jobs, execution } = action;
  const planned = plannedTasks(stage, action);
  const isSorted = jobs.some((job) => job.cause === "range sampling");
  if (execution === undefined)
    return isSorted && stage.kind === "ResultTask" ? RULES.rangeBounds : RULES.defaultPartitioner;
  if (planned === 1) return RULES.singlePartition;
  if (action.isAdaptive && planned !== undefined && stage.numTasks < planned) return RULES.coalescedPartitions;
  if (isSorted && stage.numTasks < action.shufflePartitions) return RULES.rangeBounds;
  return RULES.shufflePartitions;
}

function skippedRule(action: ActionFacts): SparkRule {
  const skipped = action.stages.filter(isSkipped);
  if (skipped.length === 0) return RULES.nothingSkipped;
  if (action.extraJobs.some((job) => job.cause === "query stage")) return RULES.adaptiveSkips;
  if (action.extraJobs.some((job) => job.cause === "range sampling")) return RULES.samplingSkips;
  return action.rdds.some((rdd) => rdd.cached) ? RULES.cachedAncestors : RULES.skippedCounts;
}

function attemptsRule({ ran, run }: ActionFacts): SparkRule {
  const { speculative, attempt, status } = run.tasks.columns;
  const has = (test: (row: number) => boolean): boolean => ran.some(({ attempts }) => attempts.some(test));
  if (ran.some(({ stage }) => stage.attempt > 0) || has((row) => status[row] === FETCH_FAILED))
    return RULES.fetchFailure;
  if (has((row) => speculative[row] === 1)) return RULES.speculation;
  return has((row) => attempt[row]! > 0) ? RULES.retries : RULES.onceEach;
}

function isSkipped(stage: RunStage): boolean {
  return stage.status === "skipped";
}
