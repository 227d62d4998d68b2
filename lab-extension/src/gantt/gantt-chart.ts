import { ellipsize, type GanttModel, textWidth } from "@stageplay/view";
import type { Annotation, Axis, Layout, Shape, Trace } from "plotly.js-basic-dist-min";
import { activeTrace } from "./active-trace.js";
import { barTrace } from "./bar-trace.js";
import type { ChartFrame } from "./chart-frame.js";
import type { GanttColors } from "./gantt-colors.js";
import type { LaneScale } from "./lane-scale.js";
import { plotlyText } from "./plotly-text.js";
import { STAGE_NAME_PX, type StageEnd, stageEnds } from "./stage-ends.js";
import { timeTicks } from "./time-ticks.js";
import type { TimeWindow } from "./time-window.js";

/** Everything that decides how the chart looks. */
export interface ChartInput {
  readonly gantt: GanttModel;
  readonly scale: LaneScale;
  readonly frame: ChartFrame;
  readonly colors: GanttColors;
  readonly window: TimeWindow;
  /** False when the canvas paints the bars. */
  readonly withBars: boolean;
}

const PX_PER_TICK = 90;
const BAND_LABEL_PX = 12;
const BAND_HOST_PX = 28;
const LOST_TEXT_PX = 10;
/** Plotly leaves out an axis that no trace is on. */
const LANE_AXIS_HOLDER: Trace = { type: "scatter", mode: "markers", x: [null], y: [null], hoverinfo: "skip" };
const DASH = "4px,3px";
const TRANSPARENT = "rgba(0,0,0,0)";

/** The chart as Plotly takes it: a pure function of its input, so that every redraw goes the same way. */
export function ganttChart(input: ChartInput): { readonly traces: readonly Trace[]; readonly layout: Layout } {
  const { gantt, scale, frame, colors, window } = input;
  const ends = stageEnds(gantt.stages, window, frame.plotWidth);
  const bars = input.withBars ? barTrace(gantt, scale, colors, window, frame.plotWidth) : LANE_AXIS_HOLDER;
  return {
    traces: [activeTrace(gantt, colors, window, frame.plotWidth), bars],
    layout: {
      height: frame.height,
      width: frame.margin.l + frame.plotWidth + frame.margin.r,
      margin: frame.margin,
      barmode: "overlay",
      barcornerradius: 2,
      dragmode: "zoom",
      hovermode: false,
      showlegend: false,
      paper_bgcolor: TRANSPARENT,
      plot_bgcolor: TRANSPARENT,
      font: { color: colors.muted, family: colors.fontFamily, size: 11 },
      modebar: { bgcolor: TRANSPARENT, color: colors.muted, activecolor: colors.accent },
      xaxis: timeAxis(input),
      yaxis: laneAxis(input),
      yaxis2: activeAxis(input),
      shapes: [
        ...(input.withBars ? bandShapes(input) : []),
        slotsLine(input),
        ...ends.map((end) => endLine(end, input)),
        ...lostLines(input),
      ],
      annotations: [...ends.flatMap((end) => endLabel(end, colors)), ...lostLabels(input), ...activeLabels(input)],
    },
  };
}

function timeAxis({ gantt, frame, colors, window }: ChartInput): Axis {
  const ticks = timeTicks(window, Math.max(2, Math.floor(frame.plotWidth / PX_PER_TICK)));
  return {
    range: [window.fromMs, window.toMs],
    minallowed: 0,
    maxallowed: Math.max(gantt.makespanMs, 1),
    tickmode: "array",
    tickvals: ticks.map((tick) => tick.timeMs),
    ticktext: ticks.map((tick) => tick.label),
    ticks: "outside",
    ticklen: 4,
    tickcolor: colors.muted,
    showgrid: false,
    zeroline: false,
    anchor: "y",
  };
}

/** Executors are named in the middle of their band; hosts are left out, then names thinned, where there is no room. */
function laneAxis({ scale, frame, colors }: ChartInput): Axis {
  const named = scale.bands.filter((band, i) => {
    const pitch = scale.heightPx / scale.bands.length;
    return i % Math.max(1, Math.ceil(BAND_LABEL_PX / pitch)) === 0 && band.to > band.from;
  });
  return {
    range: [scale.extent, 0],
    domain: frame.lanesDomain,
    fixedrange: true,
    tickmode: "array",
    tickvals: named.map((band) => (band.from + band.to) / 2),
    ticktext: named.map(({ executor, from, to }) => {
      const host =
        (to - from) * scale.lanePx >= BAND_HOST_PX
          ? `<br>${plotlyText(ellipsize(executor.host, frame.margin.l - 12, 11))}`
          : "";
      return `executor ${executor.executorId}${host}`;
    }),
    tickfont: { color: colors.text, size: 11 },
    ticks: "outside",
    ticklen: 6,
    tickcolor: TRANSPARENT,
    showgrid: false,
    zeroline: false,
  };
}

function activeAxis({ gantt, frame }: ChartInput): Axis {
  return {
    range: [0, Math.max(1, gantt.slots) * 1.12],
    domain: frame.activeDomain,
    fixedrange: true,
    tickmode: "array",
    tickvals: [],
    showgrid: false,
    zeroline: false,
    anchor: "x",
  };
}

function bandShapes({ gantt, scale, colors }: ChartInput): Shape[] {
  return scale.bands.map(({ executor, from, to }) => ({
    type: "rect",
    layer: "below",
    x0: executor.addedMs,
    x1: executor.removedMs ?? Math.max(gantt.makespanMs, 1),
    y0: from,
    y1: to,
    fillcolor: colors.lane,
    line: { width: 0 },
  }));
}

function slotsLine({ gantt, colors }: ChartInput): Shape {
  const y = gantt.slots;
  return {
    type: "line",
    xref: "paper",
    yref: "y2",
    x0: 0,
    x1: 1,
    y0: y,
    y1: y,
    line: { color: colors.muted, width: 1, dash: "dot" },
  };
}

function activeLabels({ gantt, frame, colors }: ChartInput): Annotation[] {
  const at = (text: string, y: number): Annotation => ({
    xref: "paper",
    yref: "paper",
    x: 0,
    y,
    xshift: -8,
    xanchor: "right",
    yanchor: "middle",
    showarrow: false,
    text,
    font: { size: 10, color: colors.muted },
  });
  const bottom = frame.activeDomain[0];
  return [
    at(gantt.slots === 1 ? "1 slot" : `${gantt.slots} slots`, 1 - 0.1 * (1 - bottom)),
    at("active tasks", bottom + 0.12 * (1 - bottom)),
  ];
}

function endLine(end: StageEnd, { scale, colors }: ChartInput): Shape {
  const color = end.failed ? colors.bad : colors.muted;
  return {
    type: "line",
    x0: end.endMs,
    x1: end.endMs,
    y0: 0,
    y1: scale.extent,
    line: { color, width: 1, dash: DASH },
  };
}

function endLabel(end: StageEnd, colors: GanttColors): Annotation[] {
  if (end.label === undefined) return [];
  const color = end.failed ? colors.bad : colors.muted;
  const font = { size: STAGE_NAME_PX, color };
  return [
    { x: end.endMs, y: 0, text: plotlyText(end.label), xanchor: "right", yanchor: "bottom", showarrow: false, font },
  ];
}

function lostLines({ scale, colors }: ChartInput): Shape[] {
  return scale.bands.flatMap(({ executor, from, to }) => {
    const x = executor.removedMs;
    return x === undefined
      ? []
      : [{ type: "line", x0: x, x1: x, y0: from, y1: to, line: { color: colors.bad, width: 2 } }];
  });
}

/** `✕ executor lost: …` after the line where it happened, where the executor's lanes are empty; before it at the right edge. */
function lostLabels({ scale, frame, colors, window }: ChartInput): Annotation[] {
  const pxPerMs = frame.plotWidth / (window.toMs - window.fromMs);
  return scale.bands.flatMap(({ executor, from, to }): Annotation[] => {
    const x = executor.removedMs;
    if (x === undefined || x < window.fromMs || x > window.toMs) return [];
    if ((to - from) * scale.lanePx < BAND_LABEL_PX) return [];
    const reason = (executor.removedReason ?? "").split("\n")[0]!.slice(0, 60);
    const text = `✕ executor lost${reason === "" ? "" : `: ${reason}`}`;
    const after = textWidth(text, LOST_TEXT_PX) + 10 < (window.toMs - x) * pxPerMs;
    return [
      {
        x,
        y: (from + to) / 2,
        text: plotlyText(text),
        xanchor: after ? "left" : "right",
        xshift: after ? 5 : -5,
        yanchor: "middle",
        showarrow: false,
        bgcolor: colors.background,
        font: { size: LOST_TEXT_PX, color: colors.text },
      },
    ];
  });
}
