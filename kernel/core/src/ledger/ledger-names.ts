/**
 * What a core does while a task has it, in Spark's words: the phases of an attempt as Spark's UI draws them. They exclude one another and are in
 * the order in which a task goes through them.
 */
export const RUN_PHASES = [
  "scheduler delay",
  "task deserialization",
  "fetch wait",
  "executor computing",
  "GC",
  "shuffle write",
  "result serialization",
  "not reported",
  "other work",
] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

/**
 * Why a core has no task, by rules that exclude one another: the first that holds, in this order. The first five ask what keeps this core from
 * taking any task; the next four, with a task waiting or a stage running, what keeps it from taking one of theirs; the last four, with no stage
 * running, what the driver does.
 */
export const IDLE_REASONS = [
  "task cpus",
  "allocation",
  "failure detection",
  "decommissioned",
  "excluded",
  "barrier slots",
  "locality wait",
  "next offer",
  "barrier tail",
  "too few tasks",
  "resubmission wait",
  "stage submission",
  "planning",
  "program",
] as const;
export type IdleReason = (typeof IDLE_REASONS)[number];
export type LedgerName = RunPhase | IdleReason;

/** Each name in a sentence, for whoever reads the table. */
export const LEDGER_TEXTS: Readonly<Record<LedgerName, string>> = {
  "scheduler delay": "on the way between driver and executor: dispatch, launch, status update",
  "task deserialization": "loading the task's code on the executor",
  "fetch wait": "waiting for shuffle blocks",
  "executor computing": "computing rows, spilling included",
  GC: "garbage collection",
  "shuffle write": "writing shuffle files",
  "result serialization": "serializing the result",
  "not reported": "attempts whose metrics never reached the driver: lost, cut off by a failed fetch, or still running",
  "other work": "tasks that do not belong to what was asked for",
  "task cpus": "cores that are left over because spark.task.cpus does not divide an executor's cores",
  allocation: "executors that were asked for and had not registered yet",
  "failure detection": "the executor was gone and the driver did not know yet",
  decommissioned: "the executor took no new tasks, because it was to leave",
  excluded: "tasks waited that this executor was not given any more after failures on it",
  "barrier slots": "a barrier stage waited until all of its tasks could start together",
  "locality wait": "tasks waited for a better place (spark.locality.wait)",
  "next offer": "a task waited that could have run here, until the driver's next round of offers",
  "barrier tail": "a stage waited for its last tasks, and everything after it as well",
  "too few tasks": "the running stages never had a task for this core",
  "resubmission wait": "a stage whose fetch had failed waited 200 ms before it was submitted again",
  "stage submission": "the driver built and serialized a stage's tasks",
  planning: "a query ran on the driver: analysis, optimization, planning, and planning again",
  program: "no job and no query ran: the user's own program, and submitting the next job",
};
