import type { WholeStageCodegenExec } from "../../plans/physical/index.js";

/** The source of the function that a generated stage runs as; undefined where its operators run one after the other. */
export function generatedSource(_stage: WholeStageCodegenExec): string | undefined {
  return undefined;
}
