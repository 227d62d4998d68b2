import { stageSource } from "../../engine/columnar/index.js";
import type { WholeStageCodegenExec } from "../../plans/physical/index.js";

/** The source of the functions that a generated stage runs as; undefined where its operators run one after the other. */
export function generatedSource(stage: WholeStageCodegenExec): string | undefined {
  return stageSource(stage.child, true);
}
