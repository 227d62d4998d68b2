import { memoryCurve, type RunModel, StepPyramid } from "@stageplay/view";

/** The curves above and below the lanes, at every level of detail. */
export interface StripCurves {
  readonly active: StepPyramid;
  /** Peak execution memory of the running tasks: each layer stands on the one before. Empty when no task reports any. */
  readonly memory: readonly { readonly name: string; readonly upTo: StepPyramid }[];
  /** Highest sum of all layers, in bytes. */
  readonly mostMemory: number;
  /** Bytes of cached blocks in the executors' memory; absent when nothing was cached. */
  readonly storage?: StepPyramid;
}

/** Made once a model: its cost grows with the number of tasks. */
export function stripCurves({ run, gantt }: RunModel): StripCurves {
  const active = new StepPyramid({ timeMs: gantt.active.timeMs, values: gantt.active.count });
  const { storageMemory } = run;
  const storage =
    storageMemory === undefined
      ? {}
      : {
          storage: new StepPyramid({
            timeMs: Float64Array.from(storageMemory.timeMs, (timeMs) => timeMs - run.startMs),
            values: Float64Array.from(storageMemory.bytes),
          }),
        };
  const curve = memoryCurve(run, gantt);
  if (curve === undefined) return { active, memory: [], mostMemory: 0, ...storage };
  let below: Float64Array | undefined;
  const memory = curve.layers.map(({ name, bytes }) => {
    const under = below;
    const upTo = under === undefined ? bytes : bytes.map((value, i) => value + under[i]!);
    below = upTo;
    return { name, upTo: new StepPyramid({ timeMs: curve.timeMs, values: upTo }) };
  });
  return { active, memory, mostMemory: memory.at(-1)?.upTo.highest ?? 0, ...storage };
}
