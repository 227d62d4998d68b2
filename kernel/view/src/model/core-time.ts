import {
  formatCount,
  IDLE_REASONS,
  type IdleReason,
  LEDGER_TEXTS,
  Ledger,
  type LedgerName,
  RUN_PHASES,
  type RunDocument,
} from "@stageplay/core";

/** The core time of a run as a bundle carries it: whole microseconds of one core. */
export interface CoreTimeFacts {
  /** Cores × time. */
  readonly totalUs: number;
  /** By {@link LedgerName}, what took any time; adds up to the total exactly. */
  readonly parts: Readonly<Record<string, number>>;
  readonly largest?: CoreTimeOwner;
}

/** Whom the largest part goes back to. */
export interface CoreTimeOwner {
  readonly name: LedgerName;
  /** Line of the user's program, `count at cell [3]:4`. */
  readonly line: string;
  readonly jobId: number;
  /** A stage attempt's label, where the time is that of a stage. */
  readonly stage?: string;
}

/** A phase of tasks, or a reason why cores had none. */
export interface CoreTimePart {
  readonly kind: "run" | "idle";
  readonly name: LedgerName;
  readonly coreUs: number;
  /** Of all core time, 0 … 1. */
  readonly share: number;
  /** The name in a sentence. */
  readonly text: string;
}

/** Where the core-seconds of a run went. */
export interface CoreTimeModel {
  readonly totalUs: number;
  /** Phases in the order of a task, then reasons in the order of their rules. */
  readonly parts: readonly CoreTimePart[];
  readonly largest?: CoreTimeOwner;
}

/** Reasons for which the driver is at work: they go back to the action, the others to the line that made the stage. */
const DRIVER_REASONS: readonly LedgerName[] = ["resubmission wait", "stage submission", "planning", "program"];

export function coreTimeFacts(run: RunDocument): CoreTimeFacts {
  const ledger = new Ledger(run);
  const parts = Object.fromEntries(ledger.entries.map(({ name, coreUs }) => [name, coreUs]));
  const largest = ledger.entries.reduce<Ledger["entries"][number] | undefined>(
    (most, entry) => (most === undefined || entry.coreUs > most.coreUs ? entry : most),
    undefined,
  );
  const owner = largest === undefined ? undefined : ownerOf(run, ledger, largest.name);
  return { totalUs: ledger.totalUs, parts, ...(owner === undefined ? {} : { largest: owner }) };
}

export function coreTimeModel({ totalUs, parts, largest }: CoreTimeFacts): CoreTimeModel {
  const part = (kind: "run" | "idle", name: LedgerName): CoreTimePart => {
    const coreUs = parts[name] ?? 0;
    return { kind, name, coreUs, share: totalUs === 0 ? 0 : coreUs / totalUs, text: LEDGER_TEXTS[name] };
  };
  return {
    totalUs,
    parts: [...RUN_PHASES.map((name) => part("run", name)), ...IDLE_REASONS.map((name) => part("idle", name))].filter(
      ({ coreUs }) => coreUs > 0,
    ),
    ...(largest === undefined ? {} : { largest }),
  };
}

/**
 * The largest part of all core time in one sentence: what it was, its core-seconds, and the line of the user's program that it goes back to.
 *
 * @example
 * largestPart(coreTime); // "40% of core time was idle, too few tasks: 3.2 of 8.0 core-seconds, most of it for count at cell [3]:4 (stage 1)."
 */
export function largestPart({ totalUs, parts, largest }: CoreTimeModel): string | undefined {
  const part = parts.find(({ name }) => name === largest?.name);
  if (part === undefined || largest === undefined) return undefined;
  const { name, kind, coreUs, share } = part;
  const what = kind === "idle" ? `idle, ${name}` : name;
  const amount = `${coreSeconds(coreUs)} of ${coreSeconds(totalUs)} core-seconds`;
  const where = largest.stage === undefined ? `job ${largest.jobId}` : `stage ${largest.stage}`;
  return `${shareText(share)} of core time was ${what}: ${amount}, most of it for ${largest.line} (${where}).`;
}

/** Time on the user's lines; of the line with most of it, its stage with most. What the cluster did is named with the longest job. */
function ownerOf(run: RunDocument, ledger: Ledger, name: LedgerName): CoreTimeOwner | undefined {
  const stages = new Map(run.stages.map((stage) => [`${stage.stageId}.${stage.attempt}`, stage]));
  const jobs = new Map(run.jobs.map((job) => [job.jobId, job]));
  const ofDriver = DRIVER_REASONS.includes(name as IdleReason);
  const sums = new Map<string, { owner: CoreTimeOwner; us: number }>();
  for (const { stageId, stageAttempt, coreUs } of ledger.stagesOf(name)) {
    const stage = stages.get(`${stageId}.${stageAttempt}`)!;
    const job = jobs.get(stage.jobId);
    const line = ofDriver && job !== undefined ? job.callSite.short : stage.callSite.short;
    const label = stageAttempt === 0 ? `${stageId}` : `${stageId}.${stageAttempt}`;
    const known = sums.get(line);
    if (known !== undefined) known.us += coreUs;
    else
      sums.set(line, { us: coreUs, owner: { name, line, jobId: stage.jobId, ...(ofDriver ? {} : { stage: label }) } });
  }
  const most = [...sums.values()].sort((a, b) => b.us - a.us)[0];
  if (most !== undefined) return most.owner;
  const length = (job: RunDocument["jobs"][number]): number => (job.endMs ?? run.endMs) - job.startMs;
  const longest = [...run.jobs].sort((a, b) => length(b) - length(a))[0];
  return longest === undefined ? undefined : { name, line: longest.callSite.short, jobId: longest.jobId };
}

/** Core-seconds as a number: `3.2`, `0.412`. */
export function coreSeconds(us: number): string {
  const s = us / 1_000_000;
  return s >= 100 ? formatCount(s) : s.toFixed(s >= 1 ? 1 : 3);
}

/** A part of the whole, 0 … 1, in percent. */
export function shareText(share: number): string {
  const percent = 100 * share;
  return percent < 0.1 ? "<0.1%" : `${percent < 9.95 ? percent.toFixed(1) : Math.round(percent)}%`;
}
