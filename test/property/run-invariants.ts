import { Run, type RunDocument, type TaskRecord } from "@stageplay/core";
import type { EventLog } from "./event-log.js";
import { messageErrors } from "./message-invariants.js";
import {
  childrenBeforeParents,
  oversubscribedSlots,
  partitionsWithoutSuccess,
  taskRecords,
  tasksWithoutSlot,
} from "./run-facts.js";

/** Each rule that a run breaks, in words; none for a good one. */
export function brokenInvariants(run: RunDocument, log: EventLog): string[] {
  const tasks = taskRecords(run);
  return [
    ...named("two tasks on one slot", oversubscribedSlots(run)),
    ...named("a task on a slot that there is not", tasksWithoutSlot(run)),
    ...named("a partition of a complete stage never succeeded", partitionsWithoutSuccess(run)),
    ...named("a child before its parents' outputs", childrenBeforeParents(run)),
    ...named("a result that was committed twice", resultsCommittedTwice(run, tasks)),
    ...named("a task outside its executor's life", tasksOutsideLives(run, tasks)),
    ...named("a task with more memory than its executor's", tasksBeyondMemory(log, tasks)),
    ...named("an attempt that is not accounted for", openEnds(run, tasks, log)),
    ...named("core-seconds do not add up", ledgerErrors(run)),
    ...named("messages that cannot be", messageErrors(run)),
  ];
}

function named(rule: string, found: readonly unknown[]): string[] {
  return found.length === 0 ? [] : [`${rule}: ${found.length} times, first ${JSON.stringify(found[0])}`];
}

/** Partitions of result stages with more than one success, as `stage partition`. */
function resultsCommittedTwice(run: RunDocument, tasks: readonly TaskRecord[]): string[] {
  const results = new Set<number>(run.stages.filter(({ kind }) => kind === "ResultTask").map(({ stageId }) => stageId));
  const seen = new Set<string>();
  return tasks.flatMap(({ stageId, partition, status }) => {
    const key = `${stageId} ${partition}`;
    if (status !== "Success" || !results.has(stageId)) return [];
    if (seen.has(key)) return [key];
    seen.add(key);
    return [];
  });
}

function tasksOutsideLives(run: RunDocument, tasks: readonly TaskRecord[]): TaskRecord[] {
  const executors = new Map<number, RunDocument["executors"][number]>();
  for (const executor of run.executors) executors.set(executor.executorId, executor);
  return tasks.filter(({ executor, launchMs, finishMs }) => {
    const { addedMs, removedMs, decommissionedMs } = executors.get(executor) ?? { addedMs: Number.POSITIVE_INFINITY };
    return (
      launchMs < addedMs ||
      finishMs > (removedMs ?? Infinity) ||
      launchMs > (decommissionedMs ?? Number.POSITIVE_INFINITY)
    );
  });
}

function tasksBeyondMemory(log: EventLog, tasks: readonly TaskRecord[]): TaskRecord[] {
  const memory = new Map<unknown, number>();
  for (const { event, what } of log.events) {
    if (event === "onExecutorAdded") memory.set(what["executorId"], Number(what["memoryBytes"]));
  }
  return tasks.filter((task) => task.peakMemoryBytes > (memory.get(task.executor) ?? Number.POSITIVE_INFINITY));
}

function openEnds(run: RunDocument, tasks: readonly TaskRecord[], log: EventLog): unknown[] {
  const open: unknown[] = tasks.filter(
    ({ status, launchMs, finishMs }) => status === "Running" || !(finishMs >= launchMs),
  );
  open.push(...run.jobs.filter(({ startMs, endMs }) => !(endMs !== undefined && endMs >= startMs)));
  open.push(...run.stages.filter(({ status }) => status === "active" || status === "pending"));
  const [jobs, ended] = [log.count("onJobStart"), log.count("onJobEnd")];
  if (jobs !== ended) open.push(`${jobs} jobs started, ${ended} ended`);
  const [starts, ends] = [log.count("onTaskStart"), log.count("onTaskEnd")];
  if (starts !== ends) open.push(`${starts} attempts started, ${ends} ended`);
  return open;
}

/** The ledger of the run, of each job and stage, and the critical path, each held against what they must add up to. */
function ledgerErrors(document: RunDocument): string[] {
  const run = new Run(document);
  const whole = run.ledger();
  const errors: string[] = [];
  const check = (what: string, sum: number, total: number): void => {
    if (sum !== total) errors.push(`${what}: ${sum} µs instead of ${total} µs`);
  };
  const sumOf = (parts: readonly { readonly coreUs: number }[]): number =>
    parts.reduce((sum, { coreUs }) => sum + coreUs, 0);
  check("the run", sumOf(whole.entries), whole.totalUs);
  check("the cluster", whole.totalUs, capacityUs(document));
  // A task that may run on an open slot is never left waiting, unless the slot's exclusion is over: that is noticed once a second.
  if (document.exclusions === undefined) check("next offer", whole.coreUs("next offer"), 0);
  for (const { jobId } of document.jobs) {
    const ledger = run.ledger({ job: jobId });
    check(`job ${jobId}`, sumOf(ledger.entries), ledger.totalUs);
  }
  for (const { stageId, submittedMs } of document.stages) {
    if (submittedMs === undefined) continue;
    const ledger = run.ledger({ stage: stageId });
    check(`stage ${stageId}`, sumOf(ledger.entries), ledger.totalUs);
  }
  const middle = (document.startMs + document.endMs) / 2;
  const halves = [run.ledger({ toMs: middle }), run.ledger({ fromMs: middle })];
  for (const { name, coreUs } of whole.entries) {
    check(`two halves of ${name}`, halves[0]!.coreUs(name) + halves[1]!.coreUs(name), coreUs);
  }
  for (const path of [run.criticalPath(), ...document.jobs.map(({ jobId }) => run.criticalPath({ job: jobId }))]) {
    let at = path.fromMs;
    for (const link of path.links) {
      if (link.fromMs !== at || link.us <= 0) errors.push(`the critical path breaks at ${at} ms`);
      at = link.toMs;
    }
    check(
      "critical path",
      path.links.reduce((sum, { us }) => sum + us, 0),
      path.lengthUs,
    );
  }
  return errors;
}

/** Cores × time, from the lives of the executors alone. */
function capacityUs({ executors, requests = [], startMs, endMs }: RunDocument): number {
  const us = (ms: number): number => Math.round(Math.min(endMs, Math.max(startMs, ms)) * 1000);
  const spans = [
    ...executors.map(({ requestedMs, addedMs, removedMs = endMs, cores }) => [
      requestedMs ?? addedMs,
      removedMs,
      cores,
    ]),
    ...requests.map(({ requestedMs, droppedMs = endMs, cores }) => [requestedMs, droppedMs, cores]),
  ];
  return spans.reduce((sum, [from, to, cores]) => sum + (us(to!) - us(from!)) * cores!, 0);
}
