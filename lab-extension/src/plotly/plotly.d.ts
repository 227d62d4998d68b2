/**
 * The small part of plotly.js that our charts use, typed by hand: the official types cover every chart there is and
 * do not match the basic bundle.
 */
declare module "plotly.js-basic-dist-min" {
  export interface Axis {
    range?: readonly [number, number];
    domain?: readonly [number, number];
    fixedrange?: boolean;
    tickmode?: "array" | "auto";
    tickvals?: readonly number[];
    ticktext?: readonly string[];
    ticks?: "" | "outside";
    ticklen?: number;
    nticks?: number;
    tickfont?: Font;
    tickcolor?: string;
    showgrid?: boolean;
    zeroline?: boolean;
    showline?: boolean;
    gridcolor?: string;
    linecolor?: string;
    anchor?: string;
    title?: { text: string };
    autorange?: boolean;
    minallowed?: number;
    maxallowed?: number;
  }
  export interface Font {
    family?: string;
    size?: number;
    color?: string;
  }
  export interface Shape {
    type: "rect" | "line";
    xref?: string;
    yref?: string;
    x0: number;
    x1: number;
    y0: number;
    y1: number;
    layer?: "above" | "below" | "between";
    fillcolor?: string;
    opacity?: number;
    line?: { color?: string; width?: number; dash?: string };
  }
  export interface Annotation {
    x: number;
    y: number;
    xref?: string;
    yref?: string;
    text: string;
    showarrow: false;
    xanchor?: "left" | "center" | "right";
    yanchor?: "top" | "middle" | "bottom";
    xshift?: number;
    yshift?: number;
    font?: Font;
    bgcolor?: string;
    borderpad?: number;
  }
  export interface Layout {
    width?: number;
    height?: number;
    autosize?: boolean;
    margin?: { l: number; r: number; t: number; b: number };
    barmode?: "overlay";
    bargap?: number;
    barcornerradius?: number;
    dragmode?: "zoom" | "pan" | false;
    hovermode?: "closest" | false;
    hoverdistance?: number;
    showlegend?: boolean;
    paper_bgcolor?: string;
    plot_bgcolor?: string;
    font?: Font;
    modebar?: { bgcolor?: string; color?: string; activecolor?: string };
    xaxis?: Axis;
    yaxis?: Axis;
    yaxis2?: Axis;
    shapes?: readonly Shape[];
    annotations?: readonly Annotation[];
    datarevision?: number;
    uirevision?: string;
  }
  export interface Marker {
    color?: string | readonly string[];
    opacity?: number | readonly number[];
    symbol?: string;
    size?: number;
    line?: { color?: string | readonly string[]; width?: number | readonly number[] };
    pattern?: {
      shape?: readonly string[];
      fgopacity?: number;
      size?: number;
      solidity?: number;
      fillmode?: "overlay" | "replace";
    };
  }
  export interface Trace {
    type: "bar" | "scatter";
    orientation?: "h";
    name?: string;
    mode?: "lines" | "markers" | "none";
    x: readonly (number | null)[] | Float64Array;
    y: readonly (number | null)[] | Float64Array;
    base?: readonly number[];
    width?: number;
    text?: readonly string[];
    textposition?: "inside" | "none";
    insidetextanchor?: "start" | "middle";
    insidetextfont?: { size?: number; color?: readonly string[] };
    textangle?: number;
    textfont?: Font;
    constraintext?: "none" | "inside";
    cliponaxis?: boolean;
    customdata?: readonly number[];
    marker?: Marker;
    line?: { color?: string; width?: number; shape?: "hv" | "linear" };
    fill?: "tozeroy";
    fillcolor?: string;
    hoverinfo?: "none" | "skip" | "text";
    xaxis?: string;
    yaxis?: string;
  }
  export interface Config {
    displaylogo?: boolean;
    displayModeBar?: boolean | "hover";
    responsive?: boolean;
    scrollZoom?: boolean;
    doubleClick?: "reset" | "autosize" | false;
    showTips?: boolean;
    modeBarButtons?: readonly (readonly string[])[];
  }
  /** Flat keys of what changed, e.g. `xaxis.range[0]`. */
  export type RelayoutEvent = Readonly<Record<string, unknown>>;
  export interface PlotElement extends HTMLElement {
    on(event: "plotly_relayout" | "plotly_relayouting", handler: (event: RelayoutEvent) => void): void;
  }
  export interface PlotlyStatic {
    newPlot(host: HTMLElement, data: readonly Trace[], layout: Layout, config?: Config): Promise<PlotElement>;
    react(host: HTMLElement, data: readonly Trace[], layout: Layout, config?: Config): Promise<PlotElement>;
    purge(host: HTMLElement): void;
  }
  const Plotly: PlotlyStatic;
  export default Plotly;
}
