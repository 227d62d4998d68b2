import type { GanttExecutor, GanttModel } from "@stageplay/view";

/** Lanes get thinner when there are many, so that the chart stays on one screen. */
const LANE_PX = { most: 20, least: 1.5 };
const LANES_AREA_PX = 520;
/** Clusters of more cores than this has room for share pixels. */
const MOST_LANES_AREA_PX = 1200;
/** Space between two executors, as a part of a lane; never less than a pixel, where executors are high enough to be told apart. */
const EXECUTOR_GAP = 0.5;
const HIGH_PX = 4;

/** One executor's band of lanes, in lane units from the top. */
export interface Band {
  readonly executor: GanttExecutor;
  readonly from: number;
  readonly to: number;
}

/** Vertical arithmetic of the Gantt chart: lane numbers to positions in lane units, counted downwards from 0. */
export interface LaneScale {
  /** Middle of each lane. */
  readonly middle: Float64Array;
  readonly bands: readonly Band[];
  /** Height of all lanes and gaps, in lane units. */
  readonly extent: number;
  readonly lanePx: number;
  readonly heightPx: number;
}

/** No cluster has more cores; a bundle that says so is damaged, and must not take the browser's memory. */
const MOST_LANES = 50_000;

/** Places a lane a core, executors apart from each other. */
export function laneScale(gantt: Pick<GanttModel, "executors" | "laneCount">): LaneScale {
  if (gantt.laneCount > MOST_LANES) throw new RangeError(`A cluster of ${gantt.laneCount} cores cannot be drawn.`);
  const gaps = Math.max(0, gantt.executors.length - 1);
  const cores = gantt.executors.reduce((sum, executor) => sum + executor.cores, 0);
  const thin = lanePxOf(cores + gaps * EXECUTOR_GAP);
  const isHigh = (thin * cores) / Math.max(1, gantt.executors.length) >= HIGH_PX;
  const gap = isHigh ? Math.max(EXECUTOR_GAP, 1 / thin) : EXECUTOR_GAP;
  const middle = new Float64Array(Math.max(1, gantt.laneCount));
  const bands: Band[] = [];
  let at = 0;
  for (const executor of gantt.executors) {
    const from = at;
    for (let core = 0; core < executor.cores; core++) middle[executor.firstLane + core] = from + core + 0.5;
    at += executor.cores;
    bands.push({ executor, from, to: at });
    at += gap;
  }
  const extent = Math.max(1, at - gap);
  // Of the thinner lanes: a gap of a pixel stays one.
  const lanePx = gap > EXECUTOR_GAP ? thin : lanePxOf(extent);
  return { middle, bands, extent, lanePx, heightPx: Math.ceil(extent * lanePx) };
}

function lanePxOf(extent: number): number {
  const least = Math.min(LANE_PX.least, MOST_LANES_AREA_PX / Math.max(1, extent));
  return Math.min(LANE_PX.most, Math.max(least, LANES_AREA_PX / Math.max(1, extent)));
}

/** The lane at a position in lane units; undefined between executors and outside. */
export function laneAt(scale: LaneScale, position: number): number | undefined {
  const band = scale.bands.find(({ from, to }) => position >= from && position < to);
  return band === undefined ? undefined : band.executor.firstLane + Math.floor(position - band.from);
}
