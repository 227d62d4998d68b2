import type { Timeline, TimelineStage } from "./timeline.js";

/** How a simulated timeline departs from the recorded one. */
export interface TimelineComparison {
  /** Modelled over recorded makespan, minus one. */
  readonly error: number;
  /** What must be equal and is not, in words. */
  readonly differences: readonly string[];
}

/** Holds a simulated timeline against a recorded one. */
export function compareTimelines(recorded: Timeline, modelled: Timeline): TimelineComparison {
  const differences: string[] = [];
  const check = (what: string, expected: unknown, actual: unknown): void => {
    const [e, a] = [JSON.stringify(expected), JSON.stringify(actual)];
    if (e !== a) differences.push(`${what}: ${a}, recorded ${e}`);
  };
  check("jobs", recorded.jobs.map(jobFacts), modelled.jobs.map(jobFacts));
  check("stage attempts", recorded.stages.map(stageFacts).sort(), modelled.stages.map(stageFacts).sort());
  for (const stage of recorded.stages) {
    const name = nameOf(stage);
    const other = modelled.stages.find((candidate) => nameOf(candidate) === name);
    if (other === undefined) continue;
    check(`stage ${name}, ends`, count(stage, "reason"), count(other, "reason"));
    check(`stage ${name}, localities`, count(stage, "locality"), count(other, "locality"));
    check(`stage ${name}, copies`, count(stage, "speculative"), count(other, "speculative"));
    check(`stage ${name}, attempts by task`, attemptsByTask(stage), attemptsByTask(other));
  }
  return { error: modelled.makespanMs / recorded.makespanMs - 1, differences };
}

function nameOf({ id, attempt }: TimelineStage): string {
  return `${id}.${attempt}`;
}

function jobFacts({ id, succeeded }: Timeline["jobs"][number]): string {
  return `${id} ${succeeded ? "succeeded" : "failed"}`;
}

function stageFacts(stage: TimelineStage): string {
  return `${nameOf(stage)} of ${stage.numTasks}${stage.failed ? " failed" : ""}`;
}

/** How many attempts have each value of a column. */
function count(stage: TimelineStage, column: "reason" | "locality" | "speculative"): [string, number][] {
  const counts = new Map<string, number>();
  for (const task of stage.tasks) counts.set(String(task[column]), (counts.get(String(task[column])) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** How many tasks had how many attempts. */
function attemptsByTask(stage: TimelineStage): [string, number][] {
  const attempts = new Map<number, number>();
  for (const { partition } of stage.tasks) attempts.set(partition, (attempts.get(partition) ?? 0) + 1);
  const counts = new Map<string, number>();
  for (const n of attempts.values()) counts.set(String(n), (counts.get(String(n)) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
