import type { PlanLine } from "./plan-lines.js";
import type { ComparedLine } from "./plan-model.js";

/**
 * Two plans held against each other: operators that both have, in the same order, are the same or changed, the others are new (which in
 * the first plan means: gone in the second).
 */
export function comparePlans(
  initial: readonly PlanLine[],
  final: readonly PlanLine[],
): { readonly initial: readonly ComparedLine[]; readonly final: readonly ComparedLine[] } {
  const pairs = longestCommon(
    initial.map(({ name }) => name),
    final.map(({ name }) => name),
  );
  const ofInitial = new Map(pairs);
  const ofFinal = new Map(pairs.map(([i, j]) => [j, i] as const));
  const marked = (line: PlanLine, twin: PlanLine | undefined): ComparedLine => {
    if (twin === undefined) return { ...line, mark: "new" };
    return { ...line, mark: bare(line.detail) === bare(twin.detail) ? "same" : "changed" };
  };
  return {
    initial: initial.map((line, i) => marked(line, twinOf(final, ofInitial.get(i)))),
    final: final.map((line, j) => marked(line, twinOf(initial, ofFinal.get(j)))),
  };
}

function twinOf(lines: readonly PlanLine[], at: number | undefined): PlanLine | undefined {
  return at === undefined ? undefined : lines[at];
}

/** An exchange that became a stage has another plan_id, which is no change of what it does. */
function bare(detail: string): string {
  return detail.replace(/,? ?\[(?:plan_)?id=#?\d+\]/g, "");
}

/** Pairs of positions of a longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [below, right] = [lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!];
      lengths[i * width + j] = a[i] === b[j] ? lengths[(i + 1) * width + j + 1]! + 1 : Math.max(below, right);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}
