import { formatMillis, type RunDocument, type RunJob } from "@stageplay/core";
import type { SequenceGroup, SequenceItem } from "./sequence-types.js";

/** Jobs of which each starts before those before it have all ended. Times since the run's start. */
interface Span {
  readonly jobs: RunJob[];
  readonly startMs: number;
  endMs: number;
}

/** Puts what is said under the job during which it is said; jobs that run side by side share one group. */
export class SequenceGroups {
  private readonly spans: readonly Span[];
  private readonly spanOfJob: Map<number, number> = new Map();
  /** By place: span i has 2i + 1, the time before it 2i. */
  private readonly items: Map<number, SequenceItem[]> = new Map();

  constructor(run: RunDocument) {
    this.spans = spansOf(run);
    for (const [i, { jobs }] of this.spans.entries()) for (const { jobId } of jobs) this.spanOfJob.set(jobId, i);
  }

  /** Takes the next message or fault. */
  add(item: SequenceItem): void {
    const place = this.placeOf(item);
    const known = this.items.get(place);
    if (known === undefined) this.items.set(place, [item]);
    else known.push(item);
  }

  /** All groups so far. */
  all(): readonly SequenceGroup[] {
    const places = [...this.items.keys()].sort((a, b) => a - b);
    return places.map((place) => {
      const items = this.items.get(place)!;
      const jobs = place % 2 === 1 ? this.spans[(place - 1) / 2]!.jobs : [];
      return {
        id: jobs.length > 0 ? `job ${jobs[0]!.jobId}` : `before ${this.spans[place / 2]?.jobs[0]?.jobId ?? "the end"}`,
        title: this.title(jobs, place),
        ...(jobs.length === 1
          ? { subject: { kind: "Job", label: String(jobs[0]!.jobId), name: nameOf(jobs[0]!) } as const }
          : {}),
        jobIds: jobs.map(({ jobId }) => jobId),
        failed: jobs.some(({ failure }) => failure !== undefined),
        startMs: items[0]!.timeMs,
        endMs: items.reduce((end, item) => Math.max(end, item.kind === "message" ? item.lastMs : item.timeMs), 0),
        messages: items.reduce((sum, item) => sum + (item.kind === "message" ? item.count : 0), 0),
        items: [...items],
      };
    });
  }

  private placeOf(item: SequenceItem): number {
    const named = item.kind === "message" ? /^job (\d+)/.exec(item.says) : null;
    const span = named === null ? undefined : this.spanOfJob.get(Number(named[1]));
    if (span !== undefined) return 2 * span + 1;
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.spans[middle]!.endMs < item.timeMs) low = middle + 1;
      else high = middle;
    }
    const next = this.spans[low];
    return next !== undefined && next.startMs <= item.timeMs ? 2 * low + 1 : 2 * low;
  }

  private title(jobs: readonly RunJob[], place: number): string {
    const [first] = jobs;
    if (first === undefined) {
      if (place === 0) return "Before the first job";
      return place === 2 * this.spans.length ? "After the last job" : "Between jobs";
    }
    if (jobs.length > 1) return `Jobs ${first.jobId} to ${jobs.at(-1)!.jobId}, side by side`;
    const took = first.endMs === undefined ? "" : ` · ${formatMillis(first.endMs - first.startMs)}`;
    return `Job ${first.jobId} · ${nameOf(first)}${took}`;
  }
}

function nameOf({ callSite, cause }: RunJob): string {
  return cause === "action" ? callSite.short : `${callSite.short} · ${cause}`;
}

function spansOf({ jobs, startMs }: RunDocument): readonly Span[] {
  const spans: Span[] = [];
  for (const job of [...jobs].sort((a, b) => a.startMs - b.startMs || a.jobId - b.jobId)) {
    const from = job.startMs - startMs;
    const until = job.endMs === undefined ? Number.POSITIVE_INFINITY : job.endMs - startMs;
    const last = spans.at(-1);
    if (last !== undefined && from < last.endMs) {
      last.jobs.push(job);
      last.endMs = Math.max(last.endMs, until);
    } else spans.push({ jobs: [job], startMs: from, endMs: until });
  }
  return spans;
}
