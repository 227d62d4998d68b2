import { alikeKey } from "./alike.js";
import { findRepeats } from "./find-repeats.js";
import { foldedStage } from "./folded-stage.js";
import type { JobModel, StageEdge, StageFold, StageModel } from "./run-model-types.js";

/** Up to so many boxes of a graph are looked at one by one, alike or not; and so many rows of a table. */
const ROOMY = { graph: 12, table: 24 } as const;
/** A stretch has to come so often to be folded. */
const LEAST_TIMES = 4;
const LEAST_SKIPPED = 2;
/** An opened fold shows so many parts at most; longer ones are folds again. */
const MOST_PARTS = 10;

/**
 * The job with stages folded into one that say the same: skipped ones that only feed skipped ones (a long lineage leaves many), and in a large job
 * rounds of stages that are alike. A fold is a stage with {@link StageModel.fold}; all sums stay exact, and no arrow goes backwards, since only
 * neighbours in order of data flow are put together.
 *
 * @param opened keys of the folds that are shown part by part
 *
 * @example
 * foldStages(job).stages.length; // 3, of a loop with 250 stages
 */
export function foldStages(job: JobModel, opened: ReadonlySet<string> = new Set()): JobModel {
  const stages = folded(job.stages, farSkipped(job), ROOMY.graph, opened);
  return stages.length === job.stages.length ? job : { ...job, stages, edges: foldedEdges(job.edges, stages) };
}

/**
 * The same for a list of stage attempts that stand below each other: all skipped neighbours are one row.
 *
 * @example
 * foldStageRows(model.stages).length; // 3
 */
export function foldStageRows(
  stages: readonly StageModel[],
  opened: ReadonlySet<string> = new Set(),
): readonly StageModel[] {
  const isSkipped = stages.map(({ status }) => status === "skipped");
  return folded(stages, isSkipped, ROOMY.table, opened);
}

/** The stages that a box stands for: itself, or those that are folded into it. */
export function stagesOf(stage: StageModel): readonly StageModel[] {
  return stage.fold?.stages ?? [stage];
}

function folded(
  stages: readonly StageModel[],
  isSkipped: readonly boolean[],
  roomy: number,
  opened: ReadonlySet<string>,
): readonly StageModel[] {
  const skipped = groupsOf(isSkipped, LEAST_SKIPPED).map(({ start, end }) =>
    makeFold(stages.slice(start, end), 1, "skipped"),
  );
  const items = withFolds(stages, skipped);
  const repeats = items.length <= roomy ? [] : findRepeats(items.map(keyOf), LEAST_TIMES);
  const repeated = repeats.map(({ start, period, times }) =>
    makeFold(items.slice(start, start + period * times), period, "repeated"),
  );
  return withFolds(items, repeated).flatMap((item) => shown(item, opened));
}

/** A loop skips one stage more in each round. */
function keyOf(stage: StageModel): string | undefined {
  return stage.fold === undefined ? alikeKey(stage) : stage.fold.kind;
}

function makeFold(parts: readonly StageModel[], period: number, kind: StageFold["kind"]): StageFold {
  const stages = parts.flatMap(stagesOf);
  return { key: `${stages[0]!.label}-${stages.at(-1)!.label}`, kind, parts, stages, period };
}

/** Whether each stage is skipped and feeds only skipped ones. */
function farSkipped({ stages, edges }: JobModel): readonly boolean[] {
  const skipped = new Set(stages.filter(({ status }) => status === "skipped").map(({ stageId }) => stageId));
  const near = new Set(edges.filter(({ to }) => !skipped.has(to)).map(({ from }) => from));
  return stages.map(({ stageId }) => skipped.has(stageId) && !near.has(stageId));
}

function groupsOf(
  flags: readonly boolean[],
  least: number,
): readonly { readonly start: number; readonly end: number }[] {
  const groups: { start: number; end: number }[] = [];
  for (let start = 0; start < flags.length; start++) {
    let end = start;
    while (flags[end] === true) end++;
    if (end - start >= least) groups.push({ start, end });
    start = Math.max(start, end);
  }
  return groups;
}

/** The list with each fold in the place of its parts. */
function withFolds(items: readonly StageModel[], folds: readonly StageFold[]): readonly StageModel[] {
  const foldOf = new Map(folds.flatMap((fold) => fold.parts.map((part) => [part, fold] as const)));
  return items.flatMap((item) => {
    const fold = foldOf.get(item);
    if (fold === undefined) return [item];
    return fold.parts[0] === item ? [foldedStage(fold)] : [];
  });
}

/** A fold that is open as its parts, or as no more than {@link MOST_PARTS} smaller folds. */
function shown(item: StageModel, opened: ReadonlySet<string>): readonly StageModel[] {
  const { fold } = item;
  if (fold === undefined || !opened.has(fold.key)) return [item];
  const { parts, period, kind } = fold;
  const rounds = Math.ceil(parts.length / period);
  const size = Math.ceil(rounds / MOST_PARTS) * period;
  if (size === period) return parts.flatMap((part) => shown(part, opened));
  const smaller = Array.from({ length: Math.ceil(parts.length / size) }, (_, i) =>
    parts.slice(i * size, (i + 1) * size),
  );
  return smaller.flatMap((some) =>
    shown(some.length === 1 ? some[0]! : foldedStage(makeFold(some, period, kind)), opened),
  );
}

/** Arrows between what is shown; several between the same two are one, with the sums. Into skipped stages nothing flows. */
function foldedEdges(edges: readonly StageEdge[], stages: readonly StageModel[]): readonly StageEdge[] {
  const boxOf = new Map(stages.flatMap((stage) => stagesOf(stage).map(({ stageId }) => [stageId, stage] as const)));
  const merged = new Map<string, StageEdge>();
  for (const edge of edges) {
    const [from, to] = [boxOf.get(edge.from), boxOf.get(edge.to)];
    if (from === undefined || to === undefined || from === to) continue;
    const key = `${from.stageId} ${to.stageId}`;
    const own = { ...(to.fold?.kind === "skipped" ? withoutAmount(edge) : edge), from: from.stageId, to: to.stageId };
    const known = merged.get(key);
    merged.set(key, known === undefined ? own : added(known, own));
  }
  return [...merged.values()];
}

function added(known: StageEdge, more: StageEdge): StageEdge {
  const reused = known.reused && more.reused;
  if (known.records === undefined || more.records === undefined) return { ...withoutAmount(known), reused };
  return { ...known, reused, records: known.records + more.records, bytes: (known.bytes ?? 0) + (more.bytes ?? 0) };
}

function withoutAmount({ records: _, bytes: __, ...edge }: StageEdge): StageEdge {
  return edge;
}
