import { formatCount, formatMillis, type JobCause, type RunDocument } from "@stageplay/core";
import { type CoreTimeModel, largestPart } from "./core-time.js";
import { lossReason } from "./loss-reason.js";
import type { StageModel, Verdict } from "./run-model-types.js";

/** The run in words: the numbers first, then where the cores' time went, why there are so many jobs, and what went wrong. */
export function verdict(run: RunDocument, stages: readonly StageModel[], time: CoreTimeModel): Verdict {
  const sentences = [whyJobs(run), ...losses(run, stages)].filter((sentence) => sentence !== "");
  const coreTime = largestPart(time);
  const advice = adviceOf(run);
  return {
    headline: headline(run, stages),
    failed: fewOf(failedJobs(run)),
    ...(coreTime === undefined ? {} : { coreTime }),
    ...(advice === undefined ? {} : { advice }),
    sentences,
  };
}

function adviceOf({ advice = [] }: RunDocument): string | undefined {
  const [first, ...more] = advice;
  if (first === undefined) return undefined;
  return more.length === 0 ? first.title : `${first.title} (and ${more.length} more)`;
}

function headline(run: RunDocument, stages: readonly StageModel[]): string {
  const ids = new Set(stages.map((stage) => stage.stageId));
  const skipped = stages.filter((stage) => stage.status === "skipped").length;
  const repeated = stages.length > ids.size ? `, ${stages.length} attempts` : "";
  const sum = (key: "succeeded" | "failed" | "killed" | "running"): number =>
    stages.reduce((total, stage) => total + stage.counts[key], 0);
  const attempts = sum("succeeded") + sum("failed") + sum("killed") + sum("running");
  const parts = [
    counted(run.jobs.length, "job"),
    `${counted(ids.size, "stage")}${skipped > 0 ? `, ${skipped} skipped` : ""}${repeated}`,
    `${counted(attempts, "task")}${tally(sum("failed"), "failed")}${tally(sum("killed"), "killed")}`,
  ];
  const time = formatMillis(run.endMs - run.startMs);
  const running = run.jobs.some((job) => job.endMs === undefined);
  return `${parts.join(" · ")} ${running ? `after ${time}, still running` : `in ${time}`}`;
}

const CAUSE_NOUNS: Readonly<Record<JobCause, string>> = {
  action: "result",
  "take ramp-up": "take ramp-up",
  "range sampling": "range sample",
  "schema inference": "schema read",
  broadcast: "broadcast",
  "query stage": "query stage",
  cache: "cache",
  "partition sizes": "partition count",
  checkpoint: "checkpoint",
};

/** Why so many jobs: each cause beside the action itself is Spark's own doing (A8, A9, G7, G16, H2). */
function whyJobs(run: RunDocument): string {
  const causes = new Map<JobCause, number>();
  for (const job of run.jobs) causes.set(job.cause, (causes.get(job.cause) ?? 0) + 1);
  const actions = causes.get("action") ?? 0;
  if (run.jobs.length === actions) return "";
  causes.delete("action");
  if (actions > 0) causes.set("action", actions);
  const list = [...causes].map(([cause, number]) => counted(number, CAUSE_NOUNS[cause] ?? cause)).join(", ");
  const jobs = `${inWords(run.jobs.length)} ${run.jobs.length === 1 ? "job" : "jobs"}`;
  const subject = actions === 0 ? jobs : `${inWords(actions)} ${actions === 1 ? "action" : "actions"}, ${jobs}`;
  return `${capital(subject)}: ${list}.`;
}

const MOST_FAILURES = 3;

function failedJobs({ jobs }: RunDocument): readonly string[] {
  return jobs.flatMap(({ jobId, failure }) =>
    failure === undefined ? [] : [`Job ${jobId} failed: ${oneLine(failure).replace(/\.$/, "")}.`],
  );
}

function losses(run: RunDocument, stages: readonly StageModel[]): readonly string[] {
  const lost = run.executors
    .filter((executor) => executor.removedMs !== undefined && executor.removedMs >= run.startMs)
    .map(({ executorId, removedMs, removedReason }) => {
      const reason = removedReason === undefined ? "" : ` (${oneLine(lossReason(removedReason)).replace(/\.$/, "")})`;
      return `Executor ${executorId} was lost at ${formatMillis(removedMs! - run.startMs)}${reason}.`;
    });
  const again = stages
    .filter((stage) => stage.attempt > 0)
    .map((stage) => `Stage ${stage.stageId} ran again (${stage.label}): ${counted(stage.numTasks, "task")}.`);
  return fewOf([...lost, ...again]);
}

function fewOf(all: readonly string[]): readonly string[] {
  return all.length <= MOST_FAILURES
    ? all
    : [...all.slice(0, MOST_FAILURES), `And ${all.length - MOST_FAILURES} more.`];
}

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const inWords = (count: number): string => WORDS[count] ?? formatCount(count);
const counted = (count: number, noun: string): string => `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
const tally = (count: number, word: string): string => (count === 0 ? "" : `, ${formatCount(count)} ${word}`);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function oneLine(text: string): string {
  const line = text.split("\n", 1)[0]!.trim();
  return line.length <= 160 ? line : `${line.slice(0, 159)}…`;
}
