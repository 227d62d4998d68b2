import type { RunStage } from "@stageplay/core";
import type { SequenceGroup, SequenceItem } from "./sequence-types.js";

interface Stretch {
  readonly stages: string[];
  readonly first: number;
  last: number;
}

/** A job with many messages as parts that can be closed: one for each stage, or for stages that run side by side. The rest stands alone. */
export function stageGroups(
  group: SequenceGroup,
  stages: readonly RunStage[],
): readonly (SequenceGroup | SequenceItem)[] {
  const parts: (SequenceGroup | SequenceItem)[] = [];
  let at = 0;
  for (const stretch of stretches(group.items)) {
    parts.push(...group.items.slice(at, stretch.first), stretchGroup(group, stretch, stages));
    at = stretch.last + 1;
  }
  return [...parts, ...group.items.slice(at)];
}

/** From the first message about a stage to the last; those that overlap are one. In order. */
function stretches(items: readonly SequenceItem[]): readonly Stretch[] {
  const byStage = new Map<string, Stretch>();
  for (const [i, item] of items.entries()) {
    if (item.kind !== "message" || item.stage === undefined) continue;
    const known = byStage.get(item.stage);
    if (known === undefined) byStage.set(item.stage, { stages: [item.stage], first: i, last: i });
    else known.last = i;
  }
  const merged: Stretch[] = [];
  for (const stretch of byStage.values()) {
    const before = merged.at(-1);
    if (before === undefined || before.last < stretch.first) merged.push(stretch);
    else {
      before.stages.push(...stretch.stages);
      before.last = Math.max(before.last, stretch.last);
    }
  }
  return merged;
}

function stretchGroup(job: SequenceGroup, { stages, first, last }: Stretch, facts: readonly RunStage[]): SequenceGroup {
  const items = job.items.slice(first, last + 1);
  const [label] = stages;
  const name = facts.find(({ stageId, attempt }) => `${stageId}.${attempt}` === label)?.name ?? "";
  const together = `Stages ${label} to ${stages.at(-1)}, side by side`;
  return {
    id: `${job.id}/stage ${label}`,
    title: stages.length === 1 ? `Stage ${label} · ${name}` : together,
    ...(stages.length === 1 ? { subject: { kind: "Stage", label: label!, name } as const } : {}),
    jobIds: job.jobIds,
    failed: items.some((item) => item.kind === "fault" || item.tone === "bad"),
    startMs: items[0]!.timeMs,
    endMs: items.reduce((end, item) => Math.max(end, item.kind === "message" ? item.lastMs : item.timeMs), 0),
    messages: items.reduce((sum, item) => sum + (item.kind === "message" ? item.count : 0), 0),
    items,
  };
}
