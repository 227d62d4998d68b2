import { formatBytes, formatCount, formatMillis } from "@stageplay/core";
import { type SizeAgainstTime, stageColor } from "@stageplay/view";
import type { Axis, Layout, Trace } from "plotly.js-basic-dist-min";
import type { GanttColors } from "../gantt/gantt-colors.js";
import { plotlyText } from "../plotly/plotly-text.js";

/** Hosts with a colour and a shape of their own; the others are grey. */
const MOST_HOSTS = 8;
/** A host is told by its shape as well as by its colour. */
const SYMBOLS = ["circle", "square", "diamond", "cross", "x", "triangle-up", "star", "hexagon"] as const;
const TICKS = 4;
const TRANSPARENT = "rgba(0,0,0,0)";

/** Tasks of a stage as Plotly takes them: a point a task, size to the right, time upwards, a trace a host. */
export function distributionChart(
  points: SizeAgainstTime,
  colors: GanttColors,
  width: number,
  height: number,
): { readonly traces: readonly Trace[]; readonly layout: Layout } {
  const named = points.hosts.length <= MOST_HOSTS ? points.hosts : ["all hosts"];
  const traces = named.map((host, i): Trace => {
    const own =
      points.hosts.length <= MOST_HOSTS
        ? [...points.row.keys()].filter((at) => points.host[at] === i)
        : [...points.row.keys()];
    return {
      type: "scatter",
      mode: "markers",
      name: plotlyText(host),
      x: own.map((at) => points.size[at]!),
      y: own.map((at) => points.durationMs[at]!),
      marker: { color: stageColor(i), symbol: SYMBOLS[i % SYMBOLS.length]!, size: 6, opacity: 0.75 },
      text: own.map((at) =>
        plotlyText(`${host}: ${sizeText(points, points.size[at]!)} in ${formatMillis(points.durationMs[at]!)}`),
      ),
      hoverinfo: "text",
    };
  });
  const font = { color: colors.muted, family: colors.fontFamily, size: 11 };
  return {
    traces,
    layout: {
      width,
      height,
      margin: { l: 64, r: 10, t: 6, b: 36 },
      dragmode: "zoom",
      hovermode: "closest",
      showlegend: named.length > 1,
      paper_bgcolor: TRANSPARENT,
      plot_bgcolor: TRANSPARENT,
      font,
      xaxis: axis(points.unit === "bytes" ? "read by a task" : "rows read by a task", points.size, colors, (value) =>
        sizeText(points, value),
      ),
      yaxis: axis("duration", points.durationMs, colors, formatMillis),
    },
  };
}

function axis(title: string, values: Float64Array, colors: GanttColors, text: (value: number) => string): Axis {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  const step = niceStep(most / TICKS);
  const tickvals = Array.from({ length: TICKS + 2 }, (_, i) => i * step).filter((value) => value <= most * 1.08);
  return {
    title: { text: title },
    range: [-0.03 * most, most * 1.08],
    tickmode: "array",
    tickvals,
    ticktext: tickvals.map(text),
    gridcolor: colors.line,
    showgrid: true,
    zeroline: false,
  };
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10);
}

function sizeText({ unit }: SizeAgainstTime, value: number): string {
  return unit === "bytes" ? formatBytes(value) : formatCount(value);
}
