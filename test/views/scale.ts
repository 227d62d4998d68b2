import { simulateModelled } from "../bench/simulate.mjs";
import type { CardPages } from "./card-pages.js";
import { measureGraph } from "./graph.js";
import type { Scrolled } from "./in-page.js";
import { measureNodes } from "./nodes.js";
import { measurePaint, type Painted, wholeMs } from "./paint.js";
import { PICTURE_PROGRAMS } from "./picture-programs.js";
import { realRuns } from "./real-runs.js";
import { runsOf } from "./runs-of.js";
import type { Measured, Measurements } from "./target-table.js";

/** What the pictures owe to a large run: 100,000 tasks in it; 60 outputs in a notebook. */
const PAINT_MS = 300;
const PAN_FPS = 45;
const NODES = 10_000;
/** What a reader can still tell apart. */
const BOXES = 60;
const JOBS = 20;

/** The numbers of the closing line. */
export interface ScaleNumbers {
  readonly paintMs: number;
  readonly panFps: number;
  readonly nodes: number;
}

/** How the pictures do with large runs and many of them, a line a number. */
export async function measureScale(pages: CardPages, table: Measurements): Promise<ScaleNumbers> {
  const atMost = (limit: number, value: number, unit = ""): Pick<Measured, "value" | "unit" | "target" | "met"> => ({
    ...{ value, unit, target: `≤ ${limit} ${unit}`.trimEnd() },
    met: value <= limit,
  });
  const frames = (value: number): Pick<Measured, "value" | "unit" | "target" | "met"> => ({
    ...{ value, unit: "fps", target: `≥ ${PAN_FPS} fps` },
    met: value >= PAN_FPS,
  });

  const usual = await painted(pages, 100_000, { paints: 10, rides: 3 });
  const paintMs = Math.round(wholeMs(usual.paint));
  const panFps = Math.floor(usual.motion.fps);
  table.add({ what: "first paint of 100,000 tasks", ...atMost(PAINT_MS, paintMs, "ms"), note: paintNote(usual) });
  table.add({ what: "pan and zoom of its timeline", ...frames(panFps), note: rideNote(usual) });

  const million = await painted(pages, 1_000_000, { paints: 3, rides: 2 });
  const millionMs = Math.round(wholeMs(million.paint));
  table.add({ what: "first paint of 1,000,000 tasks", value: millionMs, unit: "ms", note: paintNote(million) });
  const millionFps = Math.floor(million.motion.fps);
  table.add({ what: "pan and zoom of its timeline", ...frames(millionFps), note: rideNote(million) });

  const [long] = await runsOf([PICTURE_PROGRAMS["five-hundred-stages"]!]);
  const { ms, byJob, asOne } = await measureGraph(pages, long!);
  const boxes = `boxes before anything is opened: ${byJob} by job, shown in ${Math.round(ms)} ms, ${asOne} as one graph`;
  table.add({ what: `graph of ${long!.stages.length} stages`, ...atMost(BOXES, Math.max(byJob, asOne)), note: boxes });

  const { cards, ...scrolled } = await measureNodes(pages, await realRuns());
  table.add({ what: `nodes of ${cards} cards`, ...atMost(NODES, scrolled.nodes), note: nodesNote(scrolled) });
  return { paintMs, panFps, nodes: scrolled.nodes };
}

async function painted(pages: CardPages, tasks: number, options: { paints: number; rides: number }): Promise<Painted> {
  const { run } = await simulateModelled(JOBS, tasks / JOBS, { everyRule: true });
  return measurePaint(pages, run!, options);
}

function paintNote({ paint, middleMs, bytes }: Painted): string {
  const parts = `overview ${Math.round(paint.overviewMs)}, then timeline ${Math.round(paint.timelineMs)} ms`;
  return `${parts}; the middle of all rounds ${Math.round(middleMs)} ms; bundle ${Math.round(bytes / 1000)} kB`;
}

function rideNote({ motion, paint }: Painted): string {
  const { most, fewest, slowestFrameMs } = motion;
  return `${most} to ${fewest} of ${paint.total} tasks in view, slowest frame ${Math.round(slowestFrameMs)} ms`;
}

function nodesNote({ elements, slowestFrameMs }: Scrolled): string {
  return `at most while scrolling, ${elements} of them elements; a different tab open in each card, slowest frame ${Math.round(slowestFrameMs)} ms`;
}
