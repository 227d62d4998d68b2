import { formatNoun } from "@stageplay/core";
import { type PlacedRow, type SequenceLayout, sequenceLayout } from "../layout/sequence-layout.js";
import { ellipsize, textWidth } from "../layout/text-width.js";
import type { SequenceRow } from "../model/sequence-rows.js";
import type { SequenceModel } from "../model/sequence-types.js";
import { timeMark } from "../text/time-mark.js";
import { type Attributes, element, escapeText } from "./element.js";
import { safeId, svgDocument, translated } from "./frame.js";
import { sequenceArrow } from "./sequence-arrow.js";
import { svgText } from "./text.js";
import { lightTheme, stageColor, stageTextColor, type Theme } from "./theme.js";

const HEAD_HEIGHT = 48;
const TITLE_SIZE = 11;

export interface SequenceSvgOptions {
  /** `lightTheme` unless given. */
  readonly theme?: Theme;
  /** Pixels that there are; the picture is wider when it has more lanes than fit. */
  readonly width: number;
  /** Start of the ids in the picture, for pages with several. */
  readonly idPrefix?: string;
  /** Colour of a stage attempt by its label. */
  readonly colorOf: (stage: string) => number;
}

/** The names above the lanes, as wide as {@link sequenceSvg} of the same rows; a picture of its own, so that it can stay in view. */
export function sequenceHeadSvg(
  model: SequenceModel,
  rows: readonly SequenceRow[],
  { theme = lightTheme, width, idPrefix = "sequence" }: SequenceSvgOptions,
): string {
  const layout = sequenceLayout(model, rows, width);
  const names = layout.lanes.map(({ lane, x, width }) => {
    const lines = titleLines(lane.title, width - 4);
    const tip = element("title", {}, escapeText([lane.title, lane.note ?? ""].join(" ").trim()));
    const texts = lines.map((text, i) =>
      svgText(
        { x, y: HEAD_HEIGHT - 9 - 13 * (lines.length - 1 - i), text },
        { size: TITLE_SIZE, fill: theme.text, anchor: "middle", bold: true },
      ),
    );
    const tick = element("line", { x1: x, x2: x, y1: HEAD_HEIGHT - 5, y2: HEAD_HEIGHT, stroke: theme.muted });
    return element("g", {}, tip, ...texts, tick);
  });
  const ground = element("rect", { width: layout.width, height: HEAD_HEIGHT, fill: theme.background });
  const rule = element("line", {
    x1: 0,
    x2: layout.width,
    y1: HEAD_HEIGHT - 0.5,
    y2: HEAD_HEIGHT - 0.5,
    stroke: theme.line,
  });
  const unit = svgText(
    { x: layout.timeX - 8, y: HEAD_HEIGHT - 9, text: "time" },
    { size: 10, fill: theme.muted, anchor: "end" },
  );
  const picture = { width: layout.width, height: HEAD_HEIGHT, body: ground + unit + names.join("") + rule };
  return svgDocument(picture, theme, `${safeId(idPrefix)}-head`, "Who takes part", "sp-sequence-head");
}

/** Who said what to whom, line by line. Lines that stand for something have `data-row` with their id. */
export function sequenceSvg(
  model: SequenceModel,
  rows: readonly SequenceRow[],
  { theme = lightTheme, width, idPrefix = "sequence", colorOf }: SequenceSvgOptions,
): string {
  const layout = sequenceLayout(model, rows, width);
  const body = [
    element("rect", { width: layout.width, height: layout.height, fill: theme.background }),
    ...layout.lanes.map((_, i) => lifeline(layout, i, theme)),
    ...layout.rows.map((row) => line(row, layout, theme)),
    ...layout.stages.map((stage) => stageBar(stage, colorOf(stage.label))),
  ].join("");
  const label = `Messages of run ${model.run.runId}: ${formatNoun(model.messages, "message")}`;
  return svgDocument(
    { width: layout.width, height: layout.height, body },
    theme,
    safeId(idPrefix),
    label,
    "sp-sequence",
  );
}

/** The names and the lines in one picture, for a file. */
export function sequencePictureSvg(
  model: SequenceModel,
  rows: readonly SequenceRow[],
  options: SequenceSvgOptions,
): string {
  const { theme = lightTheme, idPrefix = "sequence" } = options;
  const { width, height } = sequenceLayout(model, rows, options.width);
  const body =
    sequenceHeadSvg(model, rows, options) +
    translated(0, HEAD_HEIGHT, sequenceSvg(model, rows, { ...options, idPrefix: `${idPrefix}-rows` }));
  const label = `Messages of run ${model.run.runId}`;
  return svgDocument(
    { width, height: height + HEAD_HEIGHT, body },
    theme,
    `${safeId(idPrefix)}-picture`,
    label,
    "sp-messages",
  );
}

function line(placed: PlacedRow, layout: SequenceLayout, theme: Theme): string {
  const { row, y, height } = placed;
  const hit = element("rect", { class: "sp-seq-hit", x: 0, y, width: layout.width, height, fill: "transparent" });
  if (row.kind === "message") {
    const name = element("title", {}, escapeText(spoken(row)));
    return rowGroup(row, name, hit, times(placed, layout, theme), sequenceArrow(placed, layout, theme));
  }
  if (row.kind === "rest") {
    const text = `… ${formatNoun(row.count, "more message")} of this kind`;
    return svgText({ x: layout.timeX + 30, y: y + 15, text }, { size: 11, fill: theme.muted });
  }
  if (row.kind === "group") {
    const color = row.group.failed ? theme.bad : theme.line;
    const x = row.depth === 0 ? 0 : layout.left + 14;
    const band = bandOf(placed, x, layout, { fill: theme.soft, stroke: color });
    const text = groupText(row);
    return rowGroup(row, element("title", {}, escapeText(text)), band, bandText(placed, x + 8, text, layout, theme));
  }
  const band = bandOf(placed, layout.left, layout, {
    fill: theme.background,
    stroke: theme.bad,
    "stroke-dasharray": "5 3",
  });
  const { timeMs, text } = row.fault;
  const time = { x: layout.timeX - 8, y: y + height / 2 + 4, text: timeMark(timeMs) };
  return rowGroup(
    row,
    element("title", {}, escapeText(`${text} at ${timeMark(timeMs)}`)),
    band,
    svgText(time, { size: 10.5, fill: theme.text, anchor: "end" }),
    bandText(placed, layout.timeX + 4, `⚡ ${text}`, layout, theme),
  );
}

function bandOf({ y, height }: PlacedRow, x: number, { width }: SequenceLayout, paint: Attributes): string {
  const place = { x: x + 1, y: y + 2, width: width - x - 2, height: height - 4, rx: 3 };
  return element("rect", { class: "sp-seq-hit", ...place, ...paint });
}

function bandText(
  { row, y, height }: PlacedRow,
  x: number,
  text: string,
  { width }: SequenceLayout,
  theme: Theme,
): string {
  const isBad = row.kind === "fault" || row.group.failed;
  const style = { size: 12, fill: isBad ? theme.bad : theme.text, bold: true };
  return svgText({ x, y: y + height / 2 + 4, text: ellipsize(text, width - x - 12, 12, true) }, style);
}

function rowGroup(row: SequenceRow, ...children: readonly string[]): string {
  return element("g", { class: `sp-seq-row sp-seq-${row.kind}`, "data-row": row.id }, ...children);
}

function groupText({ group, isOpen }: SequenceRow & { kind: "group" }): string {
  const fate = group.failed ? "✕ with failures · " : "";
  return `${isOpen ? "▾" : "▸"} ${group.title} · ${fate}${formatNoun(group.messages, "message")}`;
}

/** A line in words: for screen readers, and beside the pointer. */
export function spoken({ message }: SequenceRow & { kind: "message" }): string {
  const { name, count, from, to, executors, timeMs, lastMs, says, stage, lost } = message;
  const many = executors.length > 1 ? `${executors.length} executors` : undefined;
  const end = (end: string): string => (end.startsWith("executor ") && many !== undefined ? many : end);
  const until = timeMark(lastMs) === timeMark(timeMs) ? "" : ` until ${timeMark(lastMs)}`;
  return [
    `${name}${count > 1 ? ` ×${count}` : ""} from ${end(from)} to ${end(to)} at ${timeMark(timeMs)}${until}`,
    ...(says === "" ? [] : [says]),
    ...(stage === undefined || says.includes(`stage ${stage}`) ? [] : [`stage ${stage}`]),
    ...(lost ? ["lost on the way"] : []),
  ].join(", ");
}

function times({ row, y }: PlacedRow, { timeX }: SequenceLayout, theme: Theme): string {
  if (row.kind !== "message") return "";
  const { timeMs, lastMs } = row.message;
  const [from, until] = [timeMark(timeMs), timeMark(lastMs)];
  const first = svgText(
    { x: timeX - 8, y: y + (from === until ? 24 : 15), text: from },
    { size: 10.5, fill: theme.text, anchor: "end" },
  );
  if (from === until) return first;
  return (
    first + svgText({ x: timeX - 8, y: y + 27, text: `– ${until}` }, { size: 10, fill: theme.muted, anchor: "end" })
  );
}

/** A lane: dotted before its process came and after it went. */
function lifeline({ lanes, rows, height }: SequenceLayout, index: number, theme: Theme): string {
  const { lane, x } = lanes[index]!;
  const yAt = (timeMs: number | undefined): number | undefined => {
    if (timeMs === undefined) return undefined;
    return rows.find(({ row }) => row.kind === "message" && row.message.timeMs >= timeMs)?.y;
  };
  const bornY = lane.bornMs === undefined || lane.bornMs <= (firstMs(rows) ?? 0) ? 0 : (yAt(lane.bornMs) ?? 0);
  const goneY = lane.goneMs === undefined ? height : (yAt(lane.goneMs) ?? height);
  const part = (y1: number, y2: number, dash?: string): string =>
    y2 <= y1 ? "" : element("line", { x1: x, x2: x, y1, y2, stroke: theme.line, "stroke-dasharray": dash });
  const cross =
    goneY < height
      ? element("path", { d: `M${x - 4},${goneY - 4}l8,8m0,-8l-8,8`, stroke: theme.bad, "stroke-width": 1.6 })
      : "";
  return part(0, bornY, "1 5") + part(bornY, goneY) + part(goneY, height, "1 5") + cross;
}

function firstMs(rows: readonly PlacedRow[]): number | undefined {
  for (const { row } of rows) if (row.kind === "message") return row.message.timeMs;
  return undefined;
}

function stageBar({ label, x, y, height }: SequenceLayout["stages"][number], colorIndex: number): string {
  const text = height >= 60 ? `stage ${label}` : label;
  const turn = `rotate(-90 ${x + 9.5} ${y + 4})`;
  return element(
    "g",
    {},
    element("title", {}, escapeText(`stage ${label}`)),
    element("rect", { x, y, width: 13, height, rx: 3, fill: stageColor(colorIndex) }),
    element(
      "text",
      { x: x + 9.5, y: y + 4, transform: turn, "font-size": 9, "text-anchor": "end", fill: stageTextColor(colorIndex) },
      escapeText(ellipsize(text, height - 6, 9)),
    ),
  );
}

/** `Block`, `Manager` and `Master`: a name in at most three lines, broken where one of its words ends. */
function titleLines(title: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of title.match(/ ?(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]?[^A-Z ]+|[A-Z]+)/g) ?? [title]) {
    const longer = `${lines.at(-1) ?? ""}${word}`;
    if (lines.length > 0 && textWidth(longer.trim(), TITLE_SIZE, true) <= width) lines[lines.length - 1] = longer;
    else lines.push(word.trimStart());
  }
  return lines.slice(0, 3).map((line) => ellipsize(line, width, TITLE_SIZE, true));
}
