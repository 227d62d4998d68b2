import { findRepeats } from "./find-repeats.js";
import type { SequenceGroup, SequenceItem } from "./sequence-types.js";

/** Up to so many groups are listed one by one. */
const ROOMY = 12;
/** A round has to come so often to be folded. */
const LEAST_TIMES = 4;

/** Groups in which the same was said again and again, as one. */
export interface SequenceFold {
  /** What they are together: their titles in one, and the sums. */
  readonly group: SequenceGroup;
  readonly parts: readonly SequenceGroup[];
}

export type SequencePart = SequenceGroup | SequenceItem | SequenceFold;

/** The same list with neighbouring jobs or stages that are alike folded; of each loop the last round stands for itself, as an example. */
export function foldGroups(parts: readonly (SequenceGroup | SequenceItem)[]): readonly SequencePart[] {
  if (parts.filter((part) => "items" in part).length <= ROOMY) return parts;
  const repeats = findRepeats(parts.map(keyOf), LEAST_TIMES);
  const ends = new Map(repeats.map(({ start, period, times }) => [start, start + period * (times - 1)]));
  const folded: SequencePart[] = [];
  for (let start = 0; start < parts.length; ) {
    const end = ends.get(start) ?? start + 1;
    folded.push(end > start + 1 ? fold(parts.slice(start, end) as SequenceGroup[]) : parts[start]!);
    start = end;
  }
  return folded;
}

/** Alike is of what the same was said, whatever it took. */
function keyOf(part: SequenceGroup | SequenceItem): string | undefined {
  if (!("items" in part) || part.failed || part.subject === undefined) return undefined;
  const said = part.items.map((item) => (item.kind === "message" ? `${item.name} ${item.count}` : "fault"));
  return said.includes("fault") ? undefined : JSON.stringify([part.subject.kind, part.subject.name, said]);
}

function fold(parts: readonly SequenceGroup[]): SequenceFold {
  const [first, last] = [parts[0]!, parts.at(-1)!];
  const names = [...new Set(parts.map(({ subject }) => subject!.name))].join(", ");
  const { kind, label } = first.subject!;
  return {
    parts,
    group: {
      id: `${first.id} and on`,
      title: `${kind}s ${label}–${last.subject!.label} · ${names} · ×${parts.length}, like what follows`,
      jobIds: parts.flatMap(({ jobIds }) => jobIds),
      failed: false,
      startMs: first.startMs,
      endMs: last.endMs,
      messages: parts.reduce((sum, { messages }) => sum + messages, 0),
      items: [],
    },
  };
}
