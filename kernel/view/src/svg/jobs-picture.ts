import { formatCount } from "@stageplay/core";
import { chooseStages } from "../layout/choose-stages.js";
import { dagLayout } from "../layout/dag.js";
import { ellipsize, textWidth } from "../layout/text-width.js";
import { foldJobs } from "../model/fold-jobs.js";
import { foldStages } from "../model/fold-stages.js";
import type { JobModel } from "../model/run-model-types.js";
import { dagPicture, hiddenStagesText } from "./dag-svg.js";
import { foldedDag } from "./folded-dag.js";
import { type Picture, translated } from "./frame.js";
import { svgText } from "./text.js";
import type { Theme } from "./theme.js";

/** Jobs drawn; the others are counted. */
const MOST_JOBS = 6;
/** A graph may be shrunk so far with its operators, then without them. */
const SMALLEST_SCALE = 0.72;
const MOST_STAGES = 40;
const TITLE = 12;
const TITLE_HEIGHT = 24;
const GAP = 28;
const ROW_GAP = 16;

/** The stage graphs of a run's jobs, small ones beside each other. */
export function jobsPicture(jobs: readonly JobModel[], width: number, theme: Theme, idPrefix: string): Picture {
  const drawn = chooseJobs(foldJobs(jobs).flatMap((fold) => (fold.jobs.length === 1 ? fold.jobs : []))).map((job) =>
    foldStages(job),
  );
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  let body = "";
  for (const job of drawn) {
    const picture = jobPicture(job, width, theme, idPrefix);
    if (x > 0 && x + picture.width > width) {
      y += rowHeight + ROW_GAP;
      x = 0;
      rowHeight = 0;
    }
    body += translated(x, y, picture.body);
    x += picture.width + GAP;
    rowHeight = Math.max(rowHeight, picture.height);
  }
  let height = y + rowHeight;
  const hidden = jobs.length - drawn.length;
  if (hidden > 0) {
    const text = `${formatCount(hidden)} more ${hidden === 1 ? "job" : "jobs"}, not drawn`;
    body += svgText({ x: 0, y: height + 20, text }, { size: TITLE, fill: theme.muted });
    height += 26;
  }
  return { width, height, body };
}

/** Failed jobs and actions first, then those with most stages; drawn in their own order. */
function chooseJobs(jobs: readonly JobModel[]): readonly JobModel[] {
  if (jobs.length <= MOST_JOBS) return jobs;
  const weight = (job: JobModel): number =>
    (job.status === "failed" ? 1e6 : 0) + (job.cause === "action" ? 1e3 : 0) + Math.min(job.stages.length, 999);
  const chosen = new Set([...jobs].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_JOBS));
  return jobs.filter((job) => chosen.has(job));
}

function jobPicture(job: JobModel, width: number, theme: Theme, idPrefix: string): Picture {
  const dag = fittedDag(job, width, theme, idPrefix);
  const cause = job.cause === "action" ? "" : ` · ${job.cause}`;
  const failed = job.status === "failed";
  const full = `${failed ? "✕ " : ""}${job.title}${cause}${failed ? ` · failed: ${firstLine(job.failure)}` : ""}`;
  const text = ellipsize(full, width, TITLE, true);
  const title = svgText(text === full ? { x: 0, y: 12, text } : { x: 0, y: 12, text, full }, {
    size: TITLE,
    fill: failed ? theme.bad : theme.muted,
    bold: true,
  });
  return {
    width: Math.max(dag.width, textWidth(text, TITLE, true)),
    height: TITLE_HEIGHT + dag.height,
    body: title + translated(0, TITLE_HEIGHT, dag.body),
  };
}

/** The most detailed picture that is still readable: shrunk a little, then without operators, then in several rows. */
function fittedDag(job: JobModel, width: number, theme: Theme, idPrefix: string): Picture {
  const compact = { maxOperators: 0, maxBoxWidth: 170, maxStages: MOST_STAGES };
  for (const options of [{}, compact]) {
    const geometry = dagLayout(job, options);
    const scale = Math.min(1, width / geometry.width);
    if (scale < SMALLEST_SCALE) continue;
    const dag = dagPicture(geometry, theme, idPrefix);
    return { width: dag.width * scale, height: dag.height * scale, body: translated(0, 0, dag.body, scale) };
  }
  const { stages, hidden } = chooseStages(job, MOST_STAGES);
  const folded = foldedDag({ ...job, stages }, width, theme, idPrefix, compact);
  if (hidden === 0) return folded;
  const note = svgText(
    { x: 4, y: folded.height + 16, text: hiddenStagesText(hidden) },
    { size: 11, fill: theme.muted },
  );
  return { ...folded, height: folded.height + 20, body: folded.body + note };
}

const firstLine = (text = ""): string => text.split("\n", 1)[0]!;
