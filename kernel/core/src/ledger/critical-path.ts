import { formatMillis } from "../base/format.js";
import type { RunDocument } from "../events/run.js";
import { CriticalPathWalk } from "./critical-path-walk.js";
import type { IdleReason } from "./ledger-names.js";
import { jobOf } from "./ledger-window.js";
import { toMicros } from "./micros.js";
import { textTable } from "./text-table.js";

/** What a link of the critical path is: a task, the driver at the end of something, or one of the reasons for which nothing ran. */
export type CriticalLinkKind = "task" | "driver" | IdleReason;

/** One link: it could not begin before the one before it had ended. */
export interface CriticalLink {
  readonly kind: CriticalLinkKind;
  /** Virtual milliseconds; each link begins where the one before it ends. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Its length in whole microseconds. */
  readonly us: number;
  /** Why it took this time, in words. */
  readonly text: string;
  readonly jobId?: number;
  readonly stageId?: number;
  readonly stageAttempt?: number;
  readonly partition?: number;
  readonly taskId?: number;
}

/**
 * What the run, or a job, had to wait for: a chain of links from its beginning to its end in which each waited for the one before. To make the run
 * faster, one of them must become shorter. The lengths add up to the makespan exactly, in whole microseconds. Made by
 * `spark.lastRun.criticalPath()`.
 *
 * @example
 * await sc.parallelize([1, 2, 3], 3).map((x) => (work(x === 3 ? "9s" : "1s"), x)).count();
 * const path = spark.lastRun.criticalPath();
 * path.longest.kind; // "task"
 * path.longest.partition; // 2
 * path.links.reduce((sum, link) => sum + link.us, 0) === path.lengthUs; // true
 */
export class CriticalPath {
  /** From the first to the last. */
  readonly links: readonly CriticalLink[];
  readonly fromMs: number;
  readonly toMs: number;

  /** @throws SparkError NO_SUCH_JOB */
  constructor(run: RunDocument, scope: { readonly job?: number } = {}) {
    const job = scope.job === undefined ? undefined : jobOf(run, scope.job);
    this.fromMs = toMicros(job?.startMs ?? run.startMs) / 1000;
    this.toMs = toMicros(job?.endMs ?? run.endMs) / 1000;
    this.links = new CriticalPathWalk(run, job).links();
  }

  /** The makespan in whole microseconds. */
  get lengthUs(): number {
    return toMicros(this.toMs) - toMicros(this.fromMs);
  }

  get longest(): CriticalLink {
    return this.links.reduce((most, link) => (link.us > most.us ? link : most));
  }

  /** Length of all links of one kind, in whole microseconds. */
  us(kind: CriticalLinkKind): number {
    return this.links.reduce((sum, link) => (link.kind === kind ? sum + link.us : sum), 0);
  }

  /** The table that a cell shows; tasks of a stage that ran one after another on one slot are one line. */
  toString(): string {
    const lines = folded(this.links).map(({ fromMs, us, kind, text }) => [
      `+${formatMillis(fromMs - this.fromMs)}`,
      formatMillis(us / 1000),
      kind,
      text,
    ]);
    return `Critical path of ${formatMillis(this.toMs - this.fromMs)}\n${textTable(lines, [0, 1])}`;
  }
}

function folded(links: readonly CriticalLink[]): CriticalLink[] {
  const lines: CriticalLink[] = [];
  let count = 1;
  for (const link of links) {
    const last = lines.at(-1);
    if (last?.kind !== "task" || link.kind !== "task" || last.stageId !== link.stageId) {
      lines.push(link);
      count = 1;
      continue;
    }
    count++;
    const text = `${count} tasks of stage ${link.stageId}, one after another`;
    lines[lines.length - 1] = { ...link, fromMs: last.fromMs, us: last.us + link.us, text };
  }
  return lines;
}
