import type { RunDocument } from "@stageplay/core";
import { GANTT_FONT, ganttLayout } from "../layout/gantt.js";
import { runModel } from "../model/run-model.js";
import type { RunModel } from "../model/run-model-types.js";
import { element } from "./element.js";
import { type Picture, svgDocument, translated } from "./frame.js";
import { ganttPicture } from "./gantt-svg.js";
import { headerPicture } from "./header.js";
import { jobsPicture } from "./jobs-picture.js";
import { legendPicture } from "./legend.js";
import { predictionsPicture } from "./predictions-picture.js";
import { stageTable } from "./stage-table.js";
import { svgText } from "./text.js";
import { darkTheme, lightTheme, type Theme } from "./theme.js";

export interface RunSvgOptions {
  /** `"light"`, `"dark"`, or colours of your own. */
  readonly theme: "light" | "dark" | Theme;
  /** Width in pixels; the height follows from the content. 900 by default. */
  readonly width?: number;
}

const PADDING = 14;
const SECTION_GAP = 14;

/**
 * The whole static picture of a run: verdict and provenance, a stage graph a job, the timeline, the stage table and what
 * became of predictions. For the notebook's PNG.
 *
 * @example
 * const svg = runSvg(run, { theme: "light", width: 900 });
 */
export function runSvg(run: RunDocument, options: RunSvgOptions): string {
  const theme = themeOf(options);
  const { width = 900 } = options;
  const idPrefix = "sp-run";
  const model = runModel(run);
  const sections = sectionsOf(model, width - 2 * PADDING, theme, () => idPrefix).map(({ picture }) => picture);
  const { body, height } = stacked(sections, width, theme);
  const card = element("rect", {
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    rx: 8,
    fill: theme.background,
    stroke: theme.line,
  });
  const label = `${model.title}: ${model.verdict.headline}`;
  return svgDocument({ width, height, body: card + body }, theme, idPrefix, label, "sp-run");
}

/** The sections of {@link runSvg} as a picture each, for paper: a page may end between them. */
export function runSvgSections(run: RunDocument, options: RunSvgOptions): readonly string[] {
  const theme = themeOf(options);
  const { width = 900 } = options;
  const model = runModel(run);
  const idPrefix = (name: string): string => `sp-run-${name}`;
  return sectionsOf(model, width, theme, idPrefix).map(({ name, label, picture }) =>
    svgDocument({ ...picture, width }, theme, idPrefix(name), `${model.title}: ${label}`, `sp-run-${name}`),
  );
}

function themeOf({ theme }: RunSvgOptions): Theme {
  return theme === "light" ? lightTheme : theme === "dark" ? darkTheme : theme;
}

interface Section {
  readonly name: string;
  readonly label: string;
  readonly picture: Picture;
}

/** @param idOf start of the ids within a section, by its name */
function sectionsOf(model: RunModel, width: number, theme: Theme, idOf: (name: string) => string): readonly Section[] {
  const { predictions, jobs, gantt } = model;
  const sections: readonly Section[] = [
    { name: "header", label: "verdict", picture: headerPicture(model, width, theme) },
    ...(predictions.length === 0
      ? []
      : [{ name: "predictions", label: "predictions", picture: predictionsPicture(predictions, width, theme) }]),
    { name: "jobs", label: "stages of its jobs", picture: jobsPicture(jobs, width, theme, idOf("jobs")) },
    ...(gantt.count === 0
      ? []
      : [{ name: "timeline", label: "timeline", picture: timeline(model, width, theme, idOf("timeline")) }]),
    { name: "stages", label: "table of stages", picture: stageTable(model, width, theme) },
    ...(model.notes.length === 0 ? [] : [{ name: "notes", label: "notes", picture: notes(model.notes, theme) }]),
  ];
  return sections.filter(({ picture }) => picture.height > 0);
}

/** Sections below each other with a line between them. */
function stacked(sections: readonly Picture[], width: number, theme: Theme): { body: string; height: number } {
  let y = PADDING;
  let body = "";
  sections.forEach((section, i) => {
    if (i > 0) {
      body += element("path", { d: `M0,${y} H${width}`, stroke: theme.line });
      y += SECTION_GAP;
    }
    body += translated(PADDING, y, section.body);
    y += section.height + SECTION_GAP;
  });
  return { body, height: Math.ceil(y) };
}

function timeline(model: RunModel, width: number, theme: Theme, idPrefix: string): Picture {
  const geometry = ganttLayout(model.gantt, { width });
  const gantt = ganttPicture(geometry, theme, idPrefix);
  const legend = legendPicture(model.gantt, geometry, width, theme, idPrefix);
  return {
    width,
    height: gantt.height + legend.height,
    body: gantt.body + translated(0, gantt.height, legend.body),
  };
}

function notes(sentences: readonly string[], theme: Theme): Picture {
  return {
    width: 0,
    height: sentences.length * 16,
    body: sentences
      .map((text, i) => svgText({ x: 0, y: 12 + i * 16, text }, { size: GANTT_FONT.small, fill: theme.muted }))
      .join(""),
  };
}
