import { cssVariable } from "../dom/theme.js";

/** Colours of the chart, read from the card's CSS variables: a canvas cannot use variables itself. */
export interface GanttColors {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly lane: string;
  readonly accent: string;
  /** The curve of active tasks. */
  readonly active: string;
  readonly bad: string;
  readonly hatch: string;
  readonly fontFamily: string;
}

/** Reads the colours as they are now at `node`. */
export function ganttColors(node: Element): GanttColors {
  return {
    background: cssVariable(node, "--sp-background", "#ffffff"),
    text: cssVariable(node, "--sp-text", "#1f2328"),
    muted: cssVariable(node, "--sp-muted", "#59636e"),
    line: cssVariable(node, "--sp-line", "#d0d7de"),
    lane: cssVariable(node, "--sp-lane", "#eef1f4"),
    accent: cssVariable(node, "--sp-accent", "#0969da"),
    active: cssVariable(node, "--sp-active", "#bad5f3"),
    bad: cssVariable(node, "--sp-bad", "#b3261e"),
    hatch: cssVariable(node, "--sp-hatch", "#000000"),
    fontFamily: cssVariable(node, "--sp-font", "sans-serif"),
  };
}
