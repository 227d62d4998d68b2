import { formatBytes, formatCount, formatMillis, type JobCause } from "@stageplay/core";
import type { OperatorModel, StageFold, StageModel } from "../model/run-model-types.js";
import { foldedWhat, foldTimes } from "../text/fold-words.js";
import { shortRows } from "../text/short-count.js";
import type { DagOperatorBox, DagStageBox, PlacedText } from "./geometry.js";
import { ellipsize, textWidth } from "./text-width.js";

/** Font sizes of the DAG in pixels. */
export const DAG_FONT = { title: 12, subtitle: 11, operator: 10.5, edge: 10.5 } as const;

const HEADER = 41;
const FLOW_LINE = 15;
const OPERATOR_STEP = 22;
const OPERATOR_HEIGHT = 18;
const BOTTOM = 5;
const LEFT = 13;
const RIGHT = 10;
/** For the sign of its status, and with the one that opens it. */
const ICON_ROOM = { plain: 20, caret: 38 } as const;
const NARROWEST = 150;

const ICONS = { complete: "✓", skipped: "↷", active: "▶", pending: "…", failed: "✕" } as const;

export interface StageBoxOptions {
  /** Widest box in pixels; longer texts are cut. */
  readonly maxWidth: number;
  /** Most operators shown in the box; 0 leaves them out. */
  readonly maxOperators: number;
  /** What stands after the stage's number, `result` for instance; may be empty. */
  readonly note: string;
  /** Leaves room for the sign that opens it. */
  readonly caret?: boolean;
}

/** A result stage is called `result`, or by the cause of a job that Spark started itself. */
export function stageNote(stage: StageModel, cause: JobCause): string {
  if (!stage.isResult) return "";
  return cause === "action" ? "result" : cause;
}

/** A stage box of the size that its content needs, at the origin. */
export function stageBox(stage: StageModel, options: StageBoxOptions): DagStageBox {
  const title = stageTitle(stage, options.note);
  const subtitle = stageSubtitle(stage);
  const lines = stage.fold === undefined ? flowLines(stage) : foldLines(stage, stage.fold);
  const header = HEADER + lines.length * FLOW_LINE;
  const iconRoom = options.caret === true ? ICON_ROOM.caret : ICON_ROOM.plain;
  const { shown, hidden } = chooseOperators(stage.operators, options.maxOperators);
  const wanted = Math.max(
    textWidth(title, DAG_FONT.title) + LEFT + RIGHT + iconRoom,
    textWidth(subtitle, DAG_FONT.subtitle) + LEFT + RIGHT,
    ...lines.map((line) => textWidth(line, DAG_FONT.operator) + LEFT + RIGHT),
    ...shown.map((operator) => operatorWidth(operator)),
  );
  const width = Math.ceil(Math.min(Math.max(wanted, NARROWEST), options.maxWidth));
  const rows = shown.length + (hidden > 0 ? 1 : 0);
  const inner = width - LEFT - RIGHT;
  const more = moreText(hidden);
  return {
    stageId: stage.stageId,
    status: stage.status,
    colorIndex: stage.colorIndex,
    x: 0,
    y: 0,
    width,
    height: rows === 0 ? header : header + rows * OPERATOR_STEP + BOTTOM,
    title: placed(LEFT, 18, title, inner - iconRoom, DAG_FONT.title),
    subtitle: placed(LEFT, 33, subtitle, inner, DAG_FONT.subtitle),
    lines: lines.map((line, i) => placed(LEFT, HEADER + 7 + i * FLOW_LINE, line, inner, DAG_FONT.operator)),
    ...(stage.fold === undefined
      ? {}
      : { fold: { key: stage.fold.key, stages: stage.fold.stages.length }, open: false }),
    ...(stage.status === "active" && stage.numTasks > 0 ? { progress: stage.counts.succeeded / stage.numTasks } : {}),
    ...(stage.operators.length > 0 ? { open: shown.length > 0 } : {}),
    icon: { x: width - RIGHT, y: 18, text: ICONS[stage.status] },
    operators: shown.map((operator, i) => operatorBox(operator, header + i * OPERATOR_STEP, width)),
    ...(hidden > 0
      ? { more: placed(LEFT + 6, header + shown.length * OPERATOR_STEP + 14, more, inner, DAG_FONT.operator) }
      : {}),
    description: describe(stage),
  };
}

/** The same box elsewhere. */
export function moveBox(box: DagStageBox, dx: number, dy: number): DagStageBox {
  const move = <T extends { readonly x: number; readonly y: number }>(item: T): T => ({
    ...item,
    x: item.x + dx,
    y: item.y + dy,
  });
  return {
    ...move(box),
    title: move(box.title),
    subtitle: move(box.subtitle),
    lines: box.lines.map(move),
    icon: move(box.icon),
    operators: box.operators.map((operator) => ({
      ...move(operator),
      name: move(operator.name),
      ...(operator.value === undefined ? {} : { value: move(operator.value) }),
    })),
    ...(box.more === undefined ? {} : { more: move(box.more) }),
  };
}

function stageTitle(stage: StageModel, note: string): string {
  if (stage.fold?.kind === "skipped") return `Stages ${stage.label}`;
  if (stage.fold !== undefined) return `Stages ${stage.label} · ${foldTimes(stage.fold)}`;
  const attempts = stage.attempt > 0 ? ` · ${stage.attempt + 1} attempts` : "";
  if (stage.status === "skipped") return `Stage ${stage.stageId} · skipped`;
  return `Stage ${stage.stageId}${note === "" ? "" : ` · ${note}`}${attempts}`;
}

/** `in 10,000 rows · 35.2 KiB`, `out 24 rows · 1.7 KiB`, whether by files, caches or shuffles; then what it spilled. */
function flowLines({ facts: { totals }, status }: StageModel): readonly string[] {
  if (status === "skipped" || status === "pending") return [];
  return [
    amount("in", totals.inputRecords + totals.shuffleReadRecords, totals.inputBytes + totals.shuffleReadBytes),
    amount("out", totals.outputRecords + totals.shuffleWriteRecords, totals.outputBytes + totals.shuffleWriteBytes),
    totals.diskSpillBytes > 0 ? `spilled ${formatBytes(totals.diskSpillBytes)} to disk` : "",
  ].filter((text) => text !== "");
}

function amount(verb: string, records: number, bytes: number): string {
  if (records === 0 && bytes === 0) return "";
  return `${verb} ${shortRows(records)}${bytes === 0 ? "" : ` · ${formatBytes(bytes)}`}`;
}

/** What is folded, and why that says enough. */
function foldLines(stage: StageModel, fold: StageFold): readonly string[] {
  if (fold.kind === "skipped") return ["feeds skipped stages only"];
  return [foldedWhat(fold), ...flowLines(stage)];
}

function stageSubtitle(stage: StageModel): string {
  const { counts, durationMs, numTasks, status, statusNote } = stage;
  if (stage.fold?.kind === "skipped") return `${foldTimes(stage.fold)} · ${tasks(numTasks)}`;
  if (status === "skipped" || status === "pending") {
    const { reusesStage } = stage.facts;
    return `${tasks(numTasks)} · ${reusesStage === undefined ? statusNote : `reuses stage ${reusesStage}`}`;
  }
  const all = stage.attempt > 0 ? `${formatCount(numTasks)} of ${tasks(stage.allTasks)} again` : tasks(numTasks);
  const done = status === "active" ? `${formatCount(counts.succeeded)} of ${tasks(numTasks)} done` : all;
  const failed = counts.failed > 0 ? ` · ${formatCount(counts.failed)} failed` : "";
  return `${done}${failed}${durationMs === undefined ? "" : ` · ${formatMillis(durationMs)}`}`;
}

function describe(stage: StageModel): string {
  if (stage.fold !== undefined) {
    const { stages, kind } = stage.fold;
    const why = kind === "skipped" ? "skipped, and read only by skipped stages" : "alike";
    return `Stages ${stage.label}, ${formatCount(stages.length)} stages, ${why}, ${tasks(stage.numTasks)}: ${stage.name}`;
  }
  const note = stage.statusNote === "" ? "" : `: ${stage.statusNote}`;
  const operators = stage.operators.map((operator) => operator.name).join(", ");
  return `Stage ${stage.label}, ${stage.name}, ${stage.status}${note}, ${tasks(stage.numTasks)}. ${operators}`.trim();
}

const tasks = (count: number): string => `${formatCount(count)} ${count === 1 ? "task" : "tasks"}`;
const moreText = (hidden: number): string => `${hidden} more ${hidden === 1 ? "operator" : "operators"}`;

/** The first and the last ones tell most: where the rows come from and where they go. */
function chooseOperators(
  operators: readonly OperatorModel[],
  most: number,
): { shown: readonly OperatorModel[]; hidden: number } {
  if (operators.length <= most) return { shown: operators, hidden: 0 };
  if (most === 0) return { shown: [], hidden: 0 };
  const first = Math.ceil((most - 1) / 2);
  const last = most - 1 - first;
  const shown = [...operators.slice(0, first), ...operators.slice(operators.length - last)];
  return { shown, hidden: operators.length - shown.length };
}

function rowsText(operator: OperatorModel): string {
  if (operator.rows === undefined) return "";
  return operator.ranInStages === undefined
    ? shortRows(operator.rows)
    : `${shortRows(operator.rows)} in ${operator.ranInStages} stages`;
}

const nameText = (operator: OperatorModel): string => (operator.cached ? `● ${operator.name}` : operator.name);

function operatorWidth(operator: OperatorModel): number {
  const value = textWidth(rowsText(operator), DAG_FONT.operator);
  return LEFT + RIGHT + 14 + textWidth(nameText(operator), DAG_FONT.operator) + (value > 0 ? value + 14 : 0);
}

function operatorBox(operator: OperatorModel, y: number, boxWidth: number): DagOperatorBox {
  const x = LEFT - 1;
  const width = boxWidth - LEFT - RIGHT + 2;
  const value = rowsText(operator);
  const valueWidth = value === "" ? 0 : textWidth(value, DAG_FONT.operator) + 10;
  const name = placed(x + 7, y + 13, nameText(operator), width - 14 - valueWidth, DAG_FONT.operator);
  return {
    id: operator.id,
    x,
    y,
    width,
    height: OPERATOR_HEIGHT,
    name,
    ...(value === "" ? {} : { value: { x: x + width - 7, y: y + 13, text: value } }),
    cached: operator.cached,
    detail: operator.detail,
  };
}

function placed(x: number, y: number, text: string, maxWidth: number, size: number): PlacedText {
  const cut = ellipsize(text, maxWidth, size);
  return cut === text ? { x, y, text } : { x, y, text: cut, full: text };
}
