import {
  type CriticalLink,
  type CriticalLinkKind,
  CriticalPath,
  formatMillis,
  type RunDocument,
} from "@stageplay/core";

/** A piece of the critical path as it is drawn: one link, or several that followed one another. */
export interface CriticalStep {
  /** `several` when links of more than one kind were taken together. */
  readonly kind: CriticalLinkKind | "several";
  /** Since the run's start. */
  readonly fromMs: number;
  /** Its length in whole microseconds; the steps add up to the makespan exactly. */
  readonly us: number;
  /** Why it took this time, in words. */
  readonly text: string;
  /** Links in it. */
  readonly links: number;
  readonly jobId?: number;
  /** A stage attempt's label. */
  readonly stage?: string;
  readonly partition?: number;
  readonly taskId?: number;
}

/** What a run had to wait for, from its beginning to its end; tasks of a stage that ran one after another are one step. */
export function criticalSteps(run: RunDocument): readonly CriticalStep[] {
  const steps: CriticalStep[] = [];
  for (const link of new CriticalPath(run).links) {
    const step = stepOf(link, run.startMs);
    const last = steps.at(-1);
    if (last?.kind !== "task" || step.kind !== "task" || last.stage !== step.stage) {
      steps.push(step);
      continue;
    }
    const links = last.links + 1;
    const { partition: _, taskId: __, ...rest } = last;
    const text = `${links} tasks of stage ${last.stage} on the same slots, one after another`;
    steps[steps.length - 1] = { ...rest, links, us: last.us + step.us, text };
  }
  return steps;
}

/**
 * The steps in at most `most` pieces: the longest ones stay, the others are taken together with their neighbours. First go those in which
 * no task ran.
 */
export function foldSteps(steps: readonly CriticalStep[], most: number): readonly CriticalStep[] {
  if (steps.length <= most) return steps;
  const waits = pieces(steps, (step) => step.kind !== "task");
  if (waits.length <= most) return waits.map(together);
  const lengthOf = (piece: readonly CriticalStep[]): number => piece.reduce((sum, { us }) => sum + us, 0);
  const longest = [...waits].sort((a, b) => lengthOf(b) - lengthOf(a));
  for (let count = most; count > 0; count--) {
    const stay = new Set(longest.slice(0, count));
    const found = pieces(waits, (piece) => !stay.has(piece));
    if (found.length <= most) return found.map((piece) => together(piece.flat()));
  }
  return [together(steps)];
}

/** Neighbours that may be taken together, as one piece each. */
function pieces<T>(items: readonly T[], folds: (item: T) => boolean): readonly (readonly T[])[] {
  const found: T[][] = [];
  let open = false;
  for (const item of items) {
    if (open && folds(item)) found.at(-1)!.push(item);
    else found.push([item]);
    open = folds(item);
  }
  return found;
}

const MOST_NAMED = 3;
/** Kinds of links in which the driver is at work. */
const DRIVER: readonly CriticalStep["kind"][] = [
  "driver",
  "resubmission wait",
  "stage submission",
  "planning",
  "program",
];

function together(steps: readonly CriticalStep[]): CriticalStep {
  const [first] = steps;
  if (steps.length === 1) return first!;
  const byKind = new Map<CriticalStep["kind"], number>();
  for (const { kind, us } of steps) byKind.set(kind, (byKind.get(kind) ?? 0) + us);
  const kinds = [...byKind].sort((a, b) => b[1] - a[1]);
  const named = kinds.slice(0, MOST_NAMED).map(([kind, us]) => `${kind} ${formatMillis(us / 1000)}`);
  const { jobId, stage } = steps.reduce((most, step) => (step.us > most.us ? step : most));
  const kind =
    kinds.length === 1 ? kinds[0]![0] : kinds.every(([each]) => DRIVER.includes(each)) ? "driver" : "several";
  return {
    kind,
    fromMs: first!.fromMs,
    us: steps.reduce((sum, { us }) => sum + us, 0),
    text: `${named.join(", ")}${kinds.length > MOST_NAMED ? " and more" : ""}`,
    links: steps.reduce((sum, { links }) => sum + links, 0),
    ...(jobId === undefined ? {} : { jobId }),
    ...(stage === undefined ? {} : { stage }),
  };
}

function stepOf(link: CriticalLink, startMs: number): CriticalStep {
  const { kind, fromMs, us, text, jobId, stageId, stageAttempt = 0, partition, taskId } = link;
  return {
    kind,
    fromMs: fromMs - startMs,
    us,
    text,
    links: 1,
    ...(jobId === undefined ? {} : { jobId }),
    ...(stageId === undefined ? {} : { stage: stageAttempt === 0 ? `${stageId}` : `${stageId}.${stageAttempt}` }),
    ...(kind === "task" && partition !== undefined ? { partition } : {}),
    ...(kind === "task" && taskId !== undefined ? { taskId } : {}),
  };
}
