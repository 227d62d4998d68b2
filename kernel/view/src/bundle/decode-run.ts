import type { CarriedRun } from "../model/carried-run.js";
import type { TaskFacts } from "../model/task-facts.js";
import { unpackJson } from "./deflate.js";
import { documentShape, factsShape, tasksShape } from "./document-shape.js";
import { type RunBundle, RunBundleError } from "./run-bundle.js";
import { count, optional } from "./shape.js";
import { decodeTasks } from "./task-columns.js";

/** More rows than any bundle within its limit can hold; a claim of more is not believed. */
const MOST_ROWS = 1_000_000;

/**
 * The run in a bundle. `carried` says how many of its tasks and metrics the bundle holds.
 *
 * @param bundle what the notebook holds under {@link RUN_MIME}; anything at all is allowed.
 * @throws RunBundleError when it is not a bundle of version 1 or is damaged.
 */
export function decodeRun(bundle: unknown): CarriedRun {
  const { document, packed, tasks, facts: packedFacts, jobsTotal } = checkedEnvelope(bundle);
  const run = document ?? unpackJson(packed ?? "", "The run document");
  documentShape(run, "document");
  const { total, drawn, sampled } = tasks;
  const facts = packedFacts === undefined ? undefined : unpackJson(packedFacts, "The task facts");
  if (facts !== undefined) factsShape(facts, "facts");
  const whole = run as Omit<CarriedRun, "tasks" | "carried">;
  return {
    ...whole,
    tasks: decodeTasks(tasks),
    carried: {
      tasksDrawn: { drawn, total },
      metricsSampled: { drawn: sampled, total },
      timeResolutionMs: tasks.timeResolutionMs,
      jobsKept: { drawn: whole.jobs.length, total: jobsTotal ?? whole.jobs.length },
      ...(facts === undefined ? {} : { facts: facts as TaskFacts }),
    },
  };
}

function checkedEnvelope(bundle: unknown): RunBundle {
  if (typeof bundle !== "object" || bundle === null || Array.isArray(bundle)) {
    throw new RunBundleError("This is not a run bundle: an object was expected.");
  }
  const { version, document, packed, tasks, facts, jobsTotal } = bundle as Record<string, unknown>;
  if (version !== 1) {
    throw new RunBundleError(
      `This run bundle has version ${String(version)}; this version of Stageplay reads version 1.`,
    );
  }
  if ((document === undefined) === (packed === undefined) || (packed !== undefined && typeof packed !== "string")) {
    throw new RunBundleError("The run bundle is malformed: it needs either a document or a packed document.");
  }
  if (facts !== undefined && typeof facts !== "string") {
    throw new RunBundleError("The run bundle is malformed: facts is not a string.");
  }
  optional(count)(jobsTotal, "jobsTotal");
  tasksShape(tasks, "tasks");
  const { total, drawn, sampled, metricsStep } = tasks as RunBundle["tasks"];
  if (drawn > total || drawn > MOST_ROWS || metricsStep < 1 || sampled !== Math.ceil(drawn / metricsStep)) {
    throw new RunBundleError(`The run bundle is malformed: ${sampled} samples of ${drawn} of ${total} tasks.`);
  }
  return bundle as RunBundle;
}
