import type { StageStatus } from "@stageplay/core";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** A text placed by its baseline. It has been cut to fit; `full` is the whole text when it was. */
export interface PlacedText extends Point {
  readonly text: string;
  readonly full?: string;
}

/** An operator inside a stage box, in the picture's coordinates. */
export interface DagOperatorBox extends Rect {
  readonly id: string;
  readonly name: PlacedText;
  /** Rows out, right-aligned at its x; absent when not known. */
  readonly value?: PlacedText;
  readonly cached: boolean;
  readonly detail: string;
}

/** A stage box, in the picture's coordinates. */
export interface DagStageBox extends Rect {
  readonly stageId: number;
  readonly status: StageStatus;
  readonly colorIndex: number;
  readonly title: PlacedText;
  readonly subtitle: PlacedText;
  /** What the stage read, wrote and spilled, a line each; of a fold also what is folded. */
  readonly lines: readonly PlacedText[];
  /** Of stages that are drawn as one: the fold's key, and how many they are. */
  readonly fold?: { readonly key: string; readonly stages: number };
  /** Tasks done of a running stage, 0 … 1: a bar along the top. */
  readonly progress?: number;
  /** Whether its operators are drawn; absent when it has none. */
  readonly open?: boolean;
  /** ✓ ↷ ▶ … ✕, right-aligned at its x. */
  readonly icon: PlacedText;
  readonly operators: readonly DagOperatorBox[];
  /** `2 more operators`, when the box does not show all. */
  readonly more?: PlacedText;
  /** The box in words, for screen readers. */
  readonly description: string;
}

/** An arrow between two stage boxes; `lines` are centred at their x. */
export interface DagEdgePath {
  readonly from: number;
  readonly to: number;
  readonly dashed: boolean;
  /** True for a broadcast, which every task of the stage gets whole. */
  readonly broadcast: boolean;
  /** SVG path data. */
  readonly path: string;
  readonly points: readonly Point[];
  readonly labels: readonly PlacedText[];
  /** The rectangle that the labels cover. */
  readonly labelArea?: Rect;
}

/** A job's stage graph as numbers; the origin is the top left corner. */
export interface DagGeometry {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DagStageBox[];
  readonly edges: readonly DagEdgePath[];
  /** Stages of the job that are not drawn because there are too many. */
  readonly hiddenStages: number;
}

/** A tick of the time axis. */
export interface Tick {
  readonly timeMs: number;
  readonly x: number;
  readonly label: string;
}

/** A bar of the Gantt chart: one task attempt, or neighbours too small to be seen alone. */
export interface GanttBar extends Rect {
  /** Row of the task in `run.tasks`; the first one of a merged bar. */
  readonly row: number;
  /** Number of attempts merged into this bar; 1 for a single one. */
  readonly tasks: number;
  readonly stageIndex: number;
  readonly colorIndex: number;
  readonly failed: boolean;
  readonly running: boolean;
  readonly speculative: boolean;
  /** Present only where it fits. */
  readonly label?: PlacedText;
}

export interface GanttBand extends Rect {
  readonly executorId: number;
  /** Right-aligned at its x; absent where bands are too thin to name each. */
  readonly name?: PlacedText;
  readonly host?: PlacedText;
  /** Where the executor was lost: a line at x, and its text. */
  readonly lost?: { readonly x: number; readonly text?: PlacedText };
  /** Where an executor that came later starts. */
  readonly addedX?: number;
}

/** The end of a stage: a dashed vertical line, named where there is room. */
export interface GanttStageEnd {
  readonly x: number;
  readonly stageId: number;
  readonly attempt: number;
  readonly failed: boolean;
  /** Right-aligned at its x; absent where it would overlap another name. */
  readonly label?: PlacedText;
}

/** A fault or command, marked below the time axis. */
export interface GanttMarkPlace extends Point {
  readonly description: string;
  readonly label?: PlacedText;
}

/** The executor timeline as numbers. */
export interface GanttGeometry {
  readonly width: number;
  readonly height: number;
  /** Where bars may be. */
  readonly plot: Rect;
  readonly bands: readonly GanttBand[];
  readonly bars: readonly GanttBar[];
  readonly stageEnds: readonly GanttStageEnd[];
  readonly ticks: readonly Tick[];
  /** The curve of active tasks, as SVG path data, above a baseline; `slotsY` is where all slots are busy. */
  readonly active: { readonly path: string; readonly area: Rect; readonly slotsY: number; readonly slotsLabel: string };
  readonly marks: readonly GanttMarkPlace[];
  /** True when bars are merged. */
  readonly merged: boolean;
}
