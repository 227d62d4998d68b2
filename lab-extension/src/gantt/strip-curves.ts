import { memoryCurve, type RunModel, StepPyramid } from "@stageplay/view";

/** The curves above and below the lanes, at every level of detail. */
export interface StripCurves {
  readonly active: StepPyramid;
  /** Peak execution memory of the running tasks: each layer stands on the one before. Empty when no task reports any. */
  readonly memory: readonly { readonly name: string; readonly upTo: StepPyramid }[];
  /** Highest sum of all layers, in bytes. */
  readonly mostMemory: number;
}

/** Made once a model: its cost grows with the number of tasks. */
export function stripCurves({ run, gantt }: RunModel): StripCurves {
  const active = new StepPyramid({ timeMs: gantt.active.timeMs, values: gantt.active.count });
  const curve = memoryCurve(run, gantt);
  if (curve === undefined) return { active, memory: [], mostMemory: 0 };
  let below: Float64Array | undefined;
  const memory = curve.layers.map(({ name, bytes }) => {
    const under = below;
    const upTo = under === undefined ? bytes : bytes.map((value, i) => value + under[i]!);
    below = upTo;
    return { name, upTo: new StepPyramid({ timeMs: curve.timeMs, values: upTo }) };
  });
  return { active, memory, mostMemory: memory.at(-1)?.upTo.highest ?? 0 };
}
