import type { ShuffleMapStage, Stage } from "./stage.js";

/** The stages that were computed from the output of `changed`, up to the last stages of the jobs; `changed` itself is not among them. */
export function stagesAbove(changed: ShuffleMapStage, lastStages: Iterable<Stage>): Set<Stage> {
  const depends = new Map<Stage, boolean>([[changed, true]]);
  const isAbove = (stage: Stage): boolean => {
    let known = depends.get(stage);
    if (known === undefined) {
      // All parents are asked, so that each that is above gets noted.
      known = stage.parents.map(isAbove).includes(true);
      depends.set(stage, known);
    }
    return known;
  };
  for (const stage of lastStages) isAbove(stage);
  return new Set([...depends].filter(([stage, above]) => above && stage !== changed).map(([stage]) => stage));
}
