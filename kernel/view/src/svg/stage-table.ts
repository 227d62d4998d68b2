import { ellipsize, textWidth } from "../layout/text-width.js";
import { stagesOf } from "../model/fold-stages.js";
import type { RunModel } from "../model/run-model-types.js";
import { type StageRow, stageRows, TABLE_HEADS } from "../text/stage-rows.js";
import { element } from "./element.js";
import type { Picture } from "./frame.js";
import { svgText } from "./text.js";
import { stageColor, type Theme } from "./theme.js";

const ROW = 24;
const SIZE = 11;
const PADDING = 12;
const SWATCH = 18;
/** Index of the column that gives way when the table is too wide. */
const WHAT = 1;
const LEFT_ALIGNED = 2;
/** What it should keep. */
const LEAST_WHAT = 100;
/** Goes first when that does not help. */
const MIN = TABLE_HEADS.indexOf("min");
const MOST_ROWS = 24;

/** The stage table as a picture of the given width. */
export function stageTable(model: RunModel, width: number, theme: Theme): Picture {
  const { rows, columns, widths } = fitted(model, width);
  const hidden = model.stages.length - rows.reduce((sum, { stage }) => sum + stagesOf(stage).length, 0);
  const place = (column: number, y: number, text: string, fill: string, bold = false): string => {
    const i = columns.indexOf(column);
    const left = widths.slice(0, i).reduce((sum, each) => sum + each, 0);
    const start = left + (column === 0 ? SWATCH : column === WHAT ? PADDING : 0);
    const cut = ellipsize(text, widths[i]! - (start - left), SIZE, bold);
    const at = column < LEFT_ALIGNED ? { x: start, y } : { x: left + widths[i]!, y };
    const placed = cut === text ? { ...at, text } : { ...at, text: cut, full: text };
    return svgText(placed, { size: SIZE, fill, bold, anchor: column < LEFT_ALIGNED ? "start" : "end" });
  };
  const head = columns.map((column) => place(column, 15, TABLE_HEADS[column]!, theme.muted, true));
  const body = rows.map((row, i) => {
    const y = ROW * (i + 1);
    const swatch = { x: 2, y: y + 7, width: 10, height: 10, rx: 2 };
    const color =
      row.stage.status === "skipped"
        ? element("rect", { ...swatch, fill: "none", stroke: theme.muted, "stroke-dasharray": "2 2" })
        : element("rect", { ...swatch, fill: stageColor(row.stage.colorIndex) });
    const bad = row.stage.status === "failed";
    const cells = columns.map((column) =>
      place(column, y + 16, row.cells[column]!, bad && column === 0 ? theme.bad : theme.text),
    );
    return element("g", { class: "sp-row", "data-stage": row.stage.stageId }, rule(y, width, theme), color, ...cells);
  });
  const bottom = ROW * (rows.length + 1);
  const more =
    hidden > 0
      ? svgText({ x: SWATCH, y: bottom + 16, text: `${hidden} more stages` }, { size: SIZE, fill: theme.muted })
      : "";
  return {
    width,
    height: bottom + (hidden > 0 ? ROW : 0),
    body: [...head, ...body, rule(bottom, width, theme), more].join(""),
  };
}

const rule = (y: number, width: number, theme: Theme): string =>
  element("path", { d: `M0,${y} H${width}`, stroke: theme.line, "stroke-width": 0.8 });

interface Fitted {
  readonly rows: readonly StageRow[];
  readonly columns: readonly number[];
  readonly widths: readonly number[];
}

/** The used columns; where they are too wide, with short numbers of rows, and then without the shortest times. */
function fitted(model: RunModel, width: number): Fitted {
  const whole = withWidths(stageRows(model), width, []);
  if (whole.widths[WHAT]! >= LEAST_WHAT) return whole;
  const rows = stageRows(model, true);
  const short = withWidths(rows, width, []);
  return short.widths[WHAT]! >= LEAST_WHAT ? short : withWidths(rows, width, [MIN]);
}

function withWidths(all: readonly StageRow[], width: number, without: readonly number[]): Fitted {
  const rows = all.slice(0, MOST_ROWS);
  const isUsed = (column: number): boolean => column <= WHAT || rows.some((row) => row.cells[column] !== "–");
  const columns = TABLE_HEADS.map((_, column) => column).filter((i) => isUsed(i) && !without.includes(i));
  const cells = rows.map((row) => row.cells);
  return { rows, columns, widths: columnWidths(columns, cells, width) };
}

function columnWidths(
  columns: readonly number[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly number[] {
  const wanted = columns.map((column) => {
    const cells = rows.map((row) => textWidth(row[column]!, SIZE));
    const widest = Math.max(textWidth(TABLE_HEADS[column]!, SIZE, true), ...cells);
    return Math.ceil(widest + (column === 0 ? SWATCH : PADDING) + 2);
  });
  const others = wanted.reduce((sum, each, i) => sum + (columns[i] === WHAT ? 0 : each), 0);
  return wanted.map((each, i) => (columns[i] === WHAT ? Math.max(40, width - others) : each));
}
