import type { PhysicalPlan } from "../../../plans/physical/index.js";
import { DEFAULT_OPERATOR_MEMORY } from "../../operators/operator-memory.js";
import { buildStage } from "./build-stage.js";
import { canGenerate } from "./function-cache.js";

/** Metrics have no number in a source that is only read. */
const NO_METRIC = 0;

/**
 * The source of a stage's generated functions, for vectors as the columns let expect them; undefined where its operators run row by row. A
 * function takes a batch of columns and the state of its task; what the user wrote comes as `references`.
 */
export function stageSource(plan: PhysicalPlan, ansi: boolean): string | undefined {
  const stage = canGenerate()
    ? buildStage(plan, {
        ansi,
        kernelOptions: () => ({ ansi, time: NO_METRIC, memory: DEFAULT_OPERATOR_MEMORY }),
        relation: () => {
          throw new Error("A stage that is only printed has no rows.");
        },
      })
    : undefined;
  if (stage === undefined || stage.phases.length === 0) return undefined;
  return stage.phases
    .map(
      ({ segment, tableColumns }) =>
        segment?.expectedSource(tableColumns) ?? "// Sort: all rows, by the words of their keys",
    )
    .join("\n\n");
}
