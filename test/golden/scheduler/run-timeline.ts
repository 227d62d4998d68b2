import { createSession } from "@stageplay/core";
import { kernelPorts } from "../ports.js";
import { SCHEDULER_PROGRAMS, warmUp } from "./programs.js";
import { type SchedulerRecord, type Timeline, timelineOf } from "./timeline.js";

/** The recorder's cluster: 3 hosts with room for an executor of 2 cores each. */
const CLUSTER = { "spark.stageplay.cluster.hosts": "3", "spark.executor.cores": "2" };

export interface SimulatedTimeline {
  readonly timeline: Timeline;
  /** What the program returned, in the record's words. */
  readonly result: string;
}

/** `s07-speculation-slow-executor-true` → `s07`. */
export function schedulerProgramOf(id: string): string {
  return id.slice(0, id.indexOf("-"));
}

/**
 * Runs a record's program on a warm cluster like the recorder's.
 *
 * @param constants of the cost model, by name
 */
export async function runTimeline(
  record: SchedulerRecord,
  constants: Readonly<Record<string, number>>,
  seed = 42,
): Promise<SimulatedTimeline> {
  const cost = Object.entries(constants).map(([name, value]) => [`spark.stageplay.cost.${name}`, String(value)]);
  const instances = { "spark.executor.instances": String(record.executorsAtStart) };
  const conf = { ...CLUSTER, ...instances, ...Object.fromEntries(cost), ...record.conf };
  const ports = kernelPorts();
  // Actions that nobody awaits are submitted before time passes, as the kernel does it: its event loop turns once.
  const host = { ...ports.host, breathe: () => new Promise<void>((resolve) => setImmediate(resolve)) };
  const session = createSession({ ...ports, host }, { appName: record.id, conf, seed });
  const { sc, spark } = session;
  session.beginCell(1);
  await warmUp(sc);
  await session.settle();
  const startMs = session.endCell()!.endMs;
  session.beginCell(2);
  const result = await SCHEDULER_PROGRAMS[schedulerProgramOf(record.id)]!({ sc, spark }).then(String, errorText);
  await session.settle();
  return { timeline: timelineOf(session.endCell()!, startMs), result };
}

function errorText(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error);
  return text.includes("Job aborted due to stage failure") ? "ERROR Job aborted due to stage failure" : `ERROR ${text}`;
}
