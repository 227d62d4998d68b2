import { formatCount, formatNoun, type RunDocument } from "@stageplay/core";
import { foldJobs, jobFoldTitle } from "../model/fold-jobs.js";
import { stagesOf } from "../model/fold-stages.js";
import { runModel } from "../model/run-model.js";
import type { JobModel } from "../model/run-model-types.js";
import { adviceLines } from "./advice-lines.js";
import { jobTree } from "./job-tree.js";
import { predictionLines, predictionTitle } from "./prediction-lines.js";
import { printable } from "./printable.js";
import { stageRows, TABLE_HEADS } from "./stage-rows.js";

const MOST_JOBS = 20;
const MOST_ROWS = 60;
const WIDEST_CELL = 56;
const WIDEST_LINE = 400;
/** The first two columns hold texts, the others numbers. */
const LEFT_ALIGNED = 2;

/** The run as plain text: verdict, provenance, stage trees, stage table and predictions. What a terminal or a diff shows. */
export function runText(run: RunDocument): string {
  const model = runModel(run);
  const lines = [
    model.verdict.headline,
    ...model.verdict.failed,
    ...(model.verdict.coreTime === undefined ? [] : [model.verdict.coreTime]),
    ...model.verdict.sentences,
    ...adviceLines(run.advice),
    `${model.profile} · ${model.tags.map((tag) => tag.text).join(", ")}`,
    ...model.notes,
  ];
  const folds = foldJobs(model.jobs);
  for (const fold of folds.slice(0, MOST_JOBS)) {
    const [job] = fold.jobs as [JobModel];
    if (fold.jobs.length > 1) {
      lines.push("", `${jobFoldTitle(fold)}: ${formatNoun(fold.jobs.length, "job")} like those that follow`);
      continue;
    }
    const failure = job.failure === undefined ? [] : [`  FAILED: ${job.failure.split("\n", 1)[0]}`];
    const cause = job.cause === "action" ? "" : ` (${job.cause})`;
    lines.push("", `${job.title}${cause}`, ...failure, ...jobTree(job).map((line) => `  ${line}`));
  }
  const left = folds.slice(MOST_JOBS).reduce((sum, { jobs }) => sum + jobs.length, 0);
  if (left > 0) lines.push("", `${formatCount(left)} more jobs`);
  const rows = stageRows(model);
  lines.push("", ...table([TABLE_HEADS, ...rows.slice(0, MOST_ROWS).map((row) => row.cells)]));
  const hidden = rows.slice(MOST_ROWS).reduce((sum, { stage }) => sum + stagesOf(stage).length, 0);
  if (hidden > 0) lines.push(`${formatCount(hidden)} more stages`);
  for (const prediction of model.predictions) {
    lines.push(
      "",
      predictionTitle(prediction),
      ...predictionLines(prediction).map(({ text, isDetail }) => `${isDetail ? "      " : "  "}${text}`),
    );
  }
  return `${lines.map((line) => cut(plainLine(line), WIDEST_LINE)).join("\n")}\n`;
}

/** Columns that hold nothing but `–` are left out; numbers are right-aligned. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = TABLE_HEADS.map((_, i) => i).filter((i) => i < 2 || rows.slice(1).some((row) => row[i] !== "–"));
  const cells = rows.map((row) => columns.map((i) => cut(plainLine(row[i]!), WIDEST_CELL)));
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => [...row[i]!].length)));
  return cells.map((row) =>
    row
      .map((cell, i) => {
        const space = " ".repeat(widths[i]! - [...cell].length);
        return i < LEFT_ALIGNED ? cell + space : space + cell;
      })
      .join("  ")
      .trimEnd(),
  );
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}

/** One line without control characters: an escape sequence in a name must not reach a terminal. */
function plainLine(text: string): string {
  return printable(text.replace(/[\t\r\n]+/g, " "));
}
