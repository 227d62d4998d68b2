import { TASK_PHASES, type TaskPhaseName } from "@stageplay/view";

const TILE_PX = 6;

type Stroke = readonly [fromX: number, fromY: number, toX: number, toY: number];

const RISING: readonly Stroke[] = [-TILE_PX, 0, TILE_PX].map((shift) => [shift, TILE_PX, shift + TILE_PX, 0]);
const FALLING: readonly Stroke[] = [-TILE_PX, 0, TILE_PX].map((shift) => [shift, 0, shift + TILE_PX, TILE_PX]);

/** Strokes over a phase's colour; compute is plain. */
const PHASE_STROKES: Readonly<Record<TaskPhaseName, readonly Stroke[]>> = {
  "scheduler delay": [[3, 0, 3, 1.5]],
  deserialize: FALLING,
  "fetch wait": [[0, 3, TILE_PX, 3]],
  compute: [],
  GC: [...RISING, ...FALLING],
  "shuffle write": [[3, 0, 3, TILE_PX]],
  result: RISING,
};

/** Patterns that tell bars apart without their colours; made once a canvas and stroke colour. */
export class Patterns {
  readonly failed: CanvasPattern | undefined;
  /** In the order of `TASK_PHASES`. */
  readonly phases: readonly (CanvasPattern | undefined)[];

  constructor(context: CanvasRenderingContext2D, stroke: string) {
    this.failed = pattern(context, RISING, stroke, 0.5);
    this.phases = TASK_PHASES.map((name) => pattern(context, PHASE_STROKES[name], "#000000", 0.42));
  }
}

function pattern(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  color: string,
  opacity: number,
): CanvasPattern | undefined {
  if (strokes.length === 0) return undefined;
  const tile = document.createElement("canvas");
  tile.width = TILE_PX;
  tile.height = TILE_PX;
  const brush = tile.getContext("2d");
  if (brush === null) return undefined;
  brush.strokeStyle = color;
  brush.globalAlpha = opacity;
  brush.lineWidth = 1.4;
  for (const [fromX, fromY, toX, toY] of strokes) {
    brush.beginPath();
    brush.moveTo(fromX, fromY);
    brush.lineTo(toX, toY);
    brush.stroke();
  }
  return context.createPattern(tile, "repeat") ?? undefined;
}
