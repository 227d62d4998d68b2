import { formatBytes, formatCount } from "@stageplay/core";
import { type DagLayoutOptions, dagLayout } from "../layout/dag.js";
import type { JobModel, StageModel } from "../model/run-model-types.js";
import { dagPicture } from "./dag-svg.js";
import { type Picture, translated } from "./frame.js";
import { svgText } from "./text.js";
import type { Theme } from "./theme.js";

const NOTE = 11;
const NOTE_HEIGHT = 20;
const ROW_GAP = 10;

/** A stage graph too long for the width, cut between its ranks into rows; arrows between rows are written as text. */
export function foldedDag(
  job: JobModel,
  width: number,
  theme: Theme,
  idPrefix: string,
  options: DagLayoutOptions,
): Picture {
  let y = 0;
  let body = "";
  let widest = 0;
  const rows = foldRanks(job, width, options);
  const rowOf = new Map(rows.flatMap((row, i) => row.stages.map((stage) => [stage.stageId, i] as const)));
  rows.forEach((row, i) => {
    const into = job.edges.filter((edge) => rowOf.get(edge.to) === i && (rowOf.get(edge.from) ?? i) < i);
    if (into.length > 0) {
      const shown = into.slice(0, 3).map((edge) => {
        const amount =
          edge.records === undefined ? "" : ` (${formatCount(edge.records)} rows, ${formatBytes(edge.bytes ?? 0)})`;
        return `stage ${edge.from} → stage ${edge.to}${amount}`;
      });
      const text = `↳ ${shown.join(", ")}${into.length > 3 ? `, ${into.length - 3} more` : ""}`;
      body += svgText({ x: 4, y: y + 10, text }, { size: NOTE, fill: theme.muted });
      y += NOTE_HEIGHT;
    }
    const picture = dagPicture(dagLayout(row, options), theme, idPrefix);
    body += translated(0, y, picture.body);
    widest = Math.max(widest, picture.width);
    y += picture.height + ROW_GAP;
  });
  return { width: widest, height: y - ROW_GAP, body };
}

/** As many neighbouring ranks a row as fit; each row is a part of the job. */
function foldRanks(job: JobModel, width: number, options: DagLayoutOptions): readonly JobModel[] {
  const ranks = byRank(job);
  const rows: JobModel[] = [];
  let current: readonly StageModel[] = [];
  for (const rank of ranks) {
    const longer = [...current, ...rank];
    if (current.length > 0 && dagLayout(part(job, longer), options).width > width) {
      rows.push(part(job, current));
      current = rank;
    } else current = longer;
  }
  return [...rows, part(job, current)];
}

function part(job: JobModel, stages: readonly StageModel[]): JobModel {
  const ids = new Set(stages.map((stage) => stage.stageId));
  return { ...job, stages, edges: job.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)) };
}

/** Stages by their longest way from a source; `job.stages` has parents before children. */
function byRank(job: JobModel): readonly (readonly StageModel[])[] {
  const rankOf = new Map<number, number>();
  const ranks: StageModel[][] = [];
  for (const stage of job.stages) {
    const above = job.edges.filter((edge) => edge.to === stage.stageId).map((edge) => rankOf.get(edge.from) ?? -1);
    const rank = Math.max(-1, ...above) + 1;
    rankOf.set(stage.stageId, rank);
    const row = ranks[rank];
    if (row === undefined) ranks[rank] = [stage];
    else row.push(stage);
  }
  return ranks;
}
