import { TASK_LOCALITIES, TASK_STATUSES } from "@stageplay/core";
import { longestPhase, type RunModel, STAGE_COLORS, TASK_PHASES, taskPhases, textColorOn } from "@stageplay/view";

/** What the colour of a bar tells. */
export const COLOR_MODES = ["stage", "status", "locality", "phase"] as const;
export type ColorMode = (typeof COLOR_MODES)[number];

/** How a bar of a kind is filled, and the text on it. */
export interface Shade {
  readonly name: string;
  readonly fill: string;
  readonly text: string;
}

/** The shade of each task attempt, as one byte a row: painting looks up and decides nothing. */
export interface TaskShades {
  readonly mode: ColorMode;
  readonly palette: readonly Shade[];
  /** Index into {@link palette} by row. */
  readonly codes: Uint8Array;
}

/** Okabe–Ito colours, as the stages have; names go with them everywhere. */
const BLUE = "#0072B2";
const SKY = "#56B4E9";
const GREEN = "#009E73";
const ORANGE = "#E69F00";
const RED = "#D55E00";
const PINK = "#CC79A7";
const YELLOW = "#F0E442";
const GREY = "#666666";

const STATUS_FILLS = [SKY, GREEN, RED, GREY, PINK, ORANGE, YELLOW];
const LOCALITY_FILLS = [BLUE, SKY, GREY, ORANGE, RED];
const PHASE_FILLS = [GREY, PINK, RED, GREEN, YELLOW, BLUE, SKY];
/** For attempts whose metrics a saved run did not keep. */
const UNKNOWN_PHASE = TASK_PHASES.length;

/** The phases' shades, in the order of `TASK_PHASES`. */
export const PHASE_SHADES: readonly Shade[] = TASK_PHASES.map((name, i) => shade(name, PHASE_FILLS[i]!));

/** Shades of all rows of the run. */
export function taskShades(model: RunModel, mode: ColorMode): TaskShades {
  switch (mode) {
    case "stage":
      return { mode, palette: STAGE_COLORS.map((fill, i) => shade(`colour ${i + 1}`, fill)), codes: stageCodes(model) };
    case "status":
      return {
        mode,
        palette: TASK_STATUSES.map((name, i) => shade(name, STATUS_FILLS[i]!)),
        codes: model.gantt.status,
      };
    case "locality":
      return {
        mode,
        palette: TASK_LOCALITIES.map((name, i) => shade(name, LOCALITY_FILLS[i]!)),
        codes: model.gantt.locality,
      };
    case "phase":
      return { mode, palette: [...PHASE_SHADES, shade("phases not kept", GREY)], codes: phaseCodes(model) };
  }
}

function shade(name: string, fill: string): Shade {
  return { name, fill, text: textColorOn(fill) };
}

function stageCodes({ gantt: { stages, stageIndex, count } }: RunModel): Uint8Array {
  const ofStage = stages.map(({ colorIndex }) => colorIndex % STAGE_COLORS.length);
  const codes = new Uint8Array(count);
  for (let row = 0; row < count; row++) codes[row] = ofStage[stageIndex[row]!] ?? 0;
  return codes;
}

/** The phase that took most of each task. */
function phaseCodes({ run, gantt }: RunModel): Uint8Array {
  const codes = new Uint8Array(gantt.count);
  const scratch = new Float64Array(TASK_PHASES.length);
  for (let row = 0; row < gantt.count; row++) {
    const phases = taskPhases(run.tasks.columns, row, gantt.durationMs[row]!, scratch);
    codes[row] = phases === undefined ? UNKNOWN_PHASE : longestPhase(phases);
  }
  return codes;
}
