import { formatBytes, formatCount, formatMillis, formatNoun } from "@stageplay/core";
import { foldStages } from "../model/fold-stages.js";
import type { JobModel, StageEdge, StageModel } from "../model/run-model-types.js";
import { foldedWhat, foldTimes } from "./fold-words.js";

const MOST_LINES = 60;

/**
 * A job's stages as a tree of lines, the result first, as `RDD.toDebugString` prints a lineage:
 *
 * ```
 * Stage 7 (result), 6 tasks, 800 ms: Sort > WriteFiles
 * +- 6 rows, 600 B <- Stage 6, 8 tasks, 1.9 s: HashAggregate (final) > Exchange range
 *    +- 24 rows, 2.1 KiB <- Stage 5, skipped, 4 tasks: its shuffle was written by stage 3
 * ```
 */
export function jobTree(whole: JobModel): readonly string[] {
  const job = foldStages(whole);
  const hasChild = new Set(job.edges.map((edge) => edge.from));
  const lines: string[] = [];
  const seen = new Set<number>();
  // Parents are visited with a stack of our own: lineages can be deeper than the call stack.
  const stack = job.stages
    .filter((stage) => !hasChild.has(stage.stageId))
    .reverse()
    .map((stage) => ({ stage, edge: undefined as StageEdge | undefined, depth: 0 }));
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { stage, edge, depth } = item;
    const again = seen.has(stage.stageId);
    seen.add(stage.stageId);
    const lead = depth === 0 ? "" : `${"   ".repeat(Math.min(depth - 1, 12))}+- ${flow(edge)}<- `;
    lines.push(
      lead + (again ? `${stage.fold === undefined ? "Stage" : "Stages"} ${stage.label} (see above)` : stageLine(stage)),
    );
    if (again) continue;
    for (const parent of job.edges.filter((each) => each.to === stage.stageId).reverse()) {
      stack.push({ stage: job.stages.find((each) => each.stageId === parent.from)!, edge: parent, depth: depth + 1 });
    }
  }
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `… ${formatCount(lines.length - MOST_LINES)} more stages`];
}

function flow(edge: StageEdge | undefined): string {
  if (edge?.records === undefined || edge.bytes === undefined) return "";
  return `${formatCount(edge.records)} ${edge.records === 1 ? "row" : "rows"}, ${formatBytes(edge.bytes)} `;
}

function stageLine(stage: StageModel): string {
  if (stage.fold !== undefined) {
    const { kind } = stage.fold;
    const time = stage.durationMs === undefined ? "" : `, ${formatMillis(stage.durationMs)}`;
    const why = kind === "skipped" ? ", read only by skipped stages" : "";
    return `Stages ${stage.label} (${foldTimes(stage.fold)}), ${formatNoun(stage.numTasks, "task")}${time}${why}: ${foldedWhat(stage.fold)}`;
  }
  const tasks = `${formatCount(stage.numTasks)} ${stage.numTasks === 1 ? "task" : "tasks"}`;
  if (stage.status === "skipped") return `Stage ${stage.label}, skipped, ${tasks}: ${stage.statusNote}`;
  const state = stage.status === "complete" ? "" : `, ${stage.status.toUpperCase()}`;
  const time = stage.durationMs === undefined ? "" : `, ${formatMillis(stage.durationMs)}`;
  const operators = stage.operators.map((operator) => operator.name).join(" > ");
  return `Stage ${stage.label}${stage.isResult ? " (result)" : ""}${state}, ${tasks}${time}: ${operators}`;
}
