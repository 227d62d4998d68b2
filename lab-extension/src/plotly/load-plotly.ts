import type { PlotlyStatic } from "plotly.js-basic-dist-min";

let loading: Promise<PlotlyStatic> | undefined;

/** plotly.js, fetched as a chunk of its own when the first chart comes into view (1.2 MB that many pages never need). */
export function loadPlotly(): Promise<PlotlyStatic> {
  loading ??= import(/* webpackChunkName: "plotly" */ "plotly.js-basic-dist-min").then((module) => module.default);
  return loading;
}
