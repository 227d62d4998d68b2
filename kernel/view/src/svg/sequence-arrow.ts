import type { PlacedRow, SequenceLayout } from "../layout/sequence-layout.js";
import { ellipsize, textWidth } from "../layout/text-width.js";
import { messageTitle } from "../model/sequence-model.js";
import type { SequenceTone } from "../model/sequence-types.js";
import { element, escapeText } from "./element.js";
import type { Theme } from "./theme.js";

const NAME_SIZE = 11.5;
const SAYS_SIZE = 10.5;
const SIGNS: Readonly<Record<SequenceTone, string>> = { plain: "", warn: "▲ ", bad: "✕ " };

/** A message as an arrow with its name above; of many, a head or a dot at each executor that takes part. */
export function sequenceArrow(placed: PlacedRow, layout: SequenceLayout, theme: Theme): string {
  const { row, y, from, to } = placed;
  if (row.kind !== "message" || from.length === 0 || to.length === 0) return "";
  const { tone, lost } = row.message;
  const stroke = tone === "bad" ? theme.bad : tone === "warn" ? theme.text : theme.muted;
  const lineY = y + 24;
  const ends = [...from, ...to];
  const [left, right] = [Math.min(...ends), Math.max(...ends)];
  const paint = { stroke, "stroke-width": tone === "plain" ? 1.2 : 1.7, fill: "none" };
  const label = labelText(placed, layout, left, right, theme);
  if (left === right) {
    const loop = element("path", { d: `M${left},${lineY - 6}h22v10h-16`, ...paint });
    return label + loop + head(left + 1, lineY + 4, -1, stroke);
  }
  const goesRight = to[0]! > from[0]!;
  const step = goesRight ? 1 : -1;
  const stop = lost ? (left + right) / 2 : undefined;
  const line = element("line", {
    x1: goesRight ? left : right,
    x2: stop ?? (goesRight ? right : left),
    y1: lineY,
    y2: lineY,
    "stroke-dasharray": lost ? "2 3" : tone === "warn" ? "7 3" : undefined,
    ...paint,
  });
  const dots = from.map((x) => element("circle", { cx: x, cy: lineY, r: 2.4, fill: stroke }));
  const heads =
    stop === undefined
      ? to.map((x) => head(x, lineY, step, stroke))
      : [element("path", { d: `M${stop - 4},${lineY - 4}l8,8m0,-8l-8,8`, ...paint })];
  return label + line + dots.join("") + heads.join("");
}

function head(x: number, y: number, step: 1 | -1, fill: string): string {
  return element("path", { d: `M${x},${y}l${-7 * step},-3.5v7z`, fill });
}

/** `▸ LaunchTask ×12  stage 0.0`, where there is room for it: from the left end, or up to the right one. */
function labelText(
  { row, y, who }: PlacedRow,
  { width, timeX }: SequenceLayout,
  left: number,
  right: number,
  theme: Theme,
): string {
  if (row.kind !== "message") return "";
  const { tone } = row.message;
  const caret = row.isOpen === undefined ? "" : row.isOpen ? "▾ " : "▸ ";
  const name = `${"· ".repeat(row.depth)}${caret}${SIGNS[tone]}${messageTitle(row.message)}`;
  const nameWidth = textWidth(name, NAME_SIZE, true) + 8;
  const text = [who, row.message.says].filter((part) => part !== undefined && part !== "").join(", ");
  const whole = nameWidth + textWidth(text, SAYS_SIZE);
  const roomRight = width - left - 10;
  // The times stand left of it.
  const roomLeft = right - 10 - timeX;
  const fromLeft = whole <= roomRight || roomRight >= roomLeft;
  const says = ellipsize(text, (fromLeft ? roomRight : roomLeft) - nameWidth, SAYS_SIZE);
  return element(
    "text",
    {
      x: fromLeft ? left + 6 : right - 6,
      y: y + 16,
      "text-anchor": fromLeft ? undefined : "end",
      "paint-order": "stroke",
      stroke: theme.background,
      "stroke-width": 3,
      "stroke-linejoin": "round",
      class: "sp-seq-label",
    },
    element(
      "tspan",
      { "font-size": NAME_SIZE, "font-weight": "bold", fill: tone === "bad" ? theme.bad : theme.text },
      escapeText(name),
    ),
    says === "" ? "" : element("tspan", { dx: 6, "font-size": SAYS_SIZE, fill: theme.muted }, escapeText(says)),
  );
}
