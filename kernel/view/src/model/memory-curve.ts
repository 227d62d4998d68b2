import type { RunDocument } from "@stageplay/core";
import { carriedBy } from "./carried-run.js";
import type { GanttModel } from "./run-model-types.js";
import { timeOrder } from "./time-order.js";

/** Peak execution memory of the tasks that run at a time, one curve an executor. */
export interface MemoryCurve {
  readonly timeMs: Float64Array;
  readonly layers: readonly MemoryLayer[];
}

export interface MemoryLayer {
  /** `executor 0`, `all executors` or `other executors`. */
  readonly name: string;
  /** `bytes[i]` holds from `timeMs[i]` on. */
  readonly bytes: Float64Array;
}

/** Layers more than this cannot be told from each other. */
const MOST_LAYERS = 4;
/** Above this many tasks one curve for all executors, which is a sixth of the memory. */
const MOST_TASKS_BY_EXECUTOR = 20_000;

/**
 * Sums `peakExecutionMemory` over the running tasks. It is an upper bound of what was in use: a task holds its peak for a moment only. Undefined when
 * no task reports any, or when a bundle kept the metrics of some tasks only.
 */
export function memoryCurve(run: RunDocument, gantt: GanttModel): MemoryCurve | undefined {
  const { metricsSampled } = carriedBy(run);
  const peak = run.tasks.columns.peakMemoryBytes;
  if (metricsSampled.drawn < metricsSampled.total || !anyPositive(peak, gantt.count)) return undefined;
  const { names, layerOf } = layersOf(run, gantt);
  const starts = timeOrder(gantt.startMs);
  const endMs = gantt.startMs.map((start, row) => start + gantt.durationMs[row]!);
  const ends = timeOrder(endMs);
  const timeMs = new Float64Array(2 * gantt.count);
  const layers = names.map((name) => ({ name, bytes: new Float64Array(2 * gantt.count) }));
  const now = new Float64Array(names.length);
  let points = 0;
  for (let s = 0, e = 0; e < ends.length; ) {
    const ending = s >= starts.length || endMs[ends[e]!]! <= gantt.startMs[starts[s]!]!;
    const row = ending ? ends[e++]! : starts[s++]!;
    const at = ending ? endMs[row]! : gantt.startMs[row]!;
    now[layerOf(row)]! += ending ? -peak[row]! : peak[row]!;
    if (points === 0 || timeMs[points - 1] !== at) points++;
    timeMs[points - 1] = at;
    for (let layer = 0; layer < layers.length; layer++) layers[layer]!.bytes[points - 1] = now[layer]!;
  }
  return {
    timeMs: timeMs.subarray(0, points),
    layers: layers.map(({ name, bytes }) => ({ name, bytes: bytes.subarray(0, points) })),
  };
}

function anyPositive(values: ArrayLike<number>, count: number): boolean {
  for (let row = 0; row < count; row++) if (values[row]! > 0) return true;
  return false;
}

/** The executors that the run has, few of them one by one. */
function layersOf(
  run: RunDocument,
  gantt: GanttModel,
): { readonly names: readonly string[]; readonly layerOf: (row: number) => number } {
  if (gantt.count > MOST_TASKS_BY_EXECUTOR) return { names: ["all executors"], layerOf: () => 0 };
  const ids = gantt.executors.map(({ executorId }) => executorId);
  const alone = ids.length <= MOST_LAYERS ? ids : ids.slice(0, MOST_LAYERS - 1);
  const names = alone.map((id) => `executor ${id}`);
  const executor = run.tasks.columns.executor;
  const place = new Map(alone.map((id, layer) => [id, layer]));
  const others = names.length;
  return {
    names: ids.length > alone.length || others === 0 ? [...names, "other executors"] : names,
    layerOf: (row) => place.get(executor[row]!) ?? Math.min(others, Math.max(0, ids.length - 1)),
  };
}
