import type { DiffLine } from "../../events/plan-trace.js";

/** Two plans as one list of lines. Operators that only moved to another depth count as unchanged where their order allows. */
export function diffPlans(before: string, after: string): DiffLine[] {
  const [old, now] = [before.trimEnd().split("\n"), after.trimEnd().split("\n")];
  const common = longestCommon(old.map(withoutBranches), now.map(withoutBranches));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...common, [old.length, now.length] as const]) {
    lines.push(...replaced(old.slice(i, a), now.slice(j, b)));
    if (b < now.length) lines.push({ mark: " ", text: now[b]! });
    [i, j] = [a + 1, b + 1];
  }
  return lines;
}

/** Lines between two that are the same: an operator of one name on both sides has changed, the others went or came. */
function replaced(removed: readonly string[], added: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  const rest = [...added];
  for (const old of removed) {
    const at = rest.findIndex((line) => operatorOf(line) === operatorOf(old));
    if (at < 0) {
      lines.push({ mark: "-", text: old });
      continue;
    }
    for (const line of rest.splice(0, at)) lines.push({ mark: "+", text: line });
    lines.push({ mark: "!", text: old }, { mark: "!", text: rest.shift()! });
  }
  return [...lines, ...rest.map((text): DiffLine => ({ mark: "+", text }))];
}

function withoutBranches(line: string): string {
  return line.replace(/^(?:[ :] {2})*(?:[+:]- )?/, "");
}

function operatorOf(line: string): string {
  return /^(?:\*\(\d+\) )?'?(\w+)/.exec(withoutBranches(line))?.[1] ?? "";
}

/** Pairs of positions of a longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}
