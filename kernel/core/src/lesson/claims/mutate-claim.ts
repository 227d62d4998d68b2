import { missedFacts, type PlainFacts, plainFacts } from "./judge-facts.js";
import { type Leaf, Observation, type ObserveOptions } from "./observed.js";
import { lastPerturbations, perturbations, SCRAMBLES, scrambled } from "./perturbations.js";
import { sameValue, valueText } from "./same-value.js";
import type { ClaimCase } from "./show-claim.js";

/** How a claim stood up to changes of the data that it asserts on. */
export interface MutationReport {
  /** Values of the evidence that were read. */
  readonly leaves: number;
  /**
   * Of those that were changed, one at a time, how many changed a fact: the claim has to fail for each. A number that was handed in by itself,
   * `{ jobs: 5 }`, does not count: anybody could have written it there.
   */
  readonly asserted: number;
  /** Changes that changed a fact and left the claim standing, in words. */
  readonly survivors: readonly string[];
  /** Facts that no change of the run's data changes: they do not come from the run. */
  readonly unmoved: readonly string[];
}

/** Leaves to keep; a claim over a table of tasks reads every column of every row. */
const MOST_LEAVES = 200_000;
/** Leaves of one field (`.stages[*].numTasks`) that are changed, spread over its rows … */
const MOST_OF_FIELD = 8;
/** … or fewer, so that all changes together read about this much. */
const MOST_READS = 20_000_000;
/** A changed run may be read so many times longer than the real one. */
const LONGER_LOOPS = 10;
const FEW_READS = 1000;

/**
 * Changes the evidence of a claim that holds, one leaf at a time, and looks whether the claim then fails. Fields of which the facts are made are found
 * first, by changing all their leaves at once: a claim over tasks reads many columns and asserts on few.
 *
 * @example
 * const facts = (run: { jobs: number[] }) => ({ jobs: run.jobs.length });
 * mutateClaim({ id: "C003", evidence: { jobs: [0, 1] }, facts, expected: { right: { jobs: 2 } } }).survivors; // []
 */
export function mutateClaim<E, F extends object>(claimCase: ClaimCase<E, F>): MutationReport {
  const original = new Observation(claimCase.evidence, { keepLeaves: MOST_LEAVES });
  const trial = new Trial(claimCase, plainFacts(claimCase.facts(original.evidence)), original);
  const fields = [...fieldsOf(original.leaves).values()].filter((leaves) => trial.matters(leaves));
  const affordable = Math.floor(MOST_READS / Math.max(1, original.reads * fields.length));
  const perField = Math.max(1, Math.min(MOST_OF_FIELD, affordable));
  const survivors: string[] = [];
  let asserted = 0;
  for (const leaf of fields.flatMap((leaves) => spread(leaves, perField))) {
    const fate = trial.fateOf(leaf);
    if (fate.length === 0) continue;
    if (!isHandedIn(leaf, claimCase.evidence)) asserted++;
    if (fate.some(({ fails }) => fails)) continue;
    const values = fate.map(({ value }) => valueText(value)).join(", ");
    survivors.push(`run${leaf.path}: ${valueText(leaf.value)} became ${values}, and the claim still held`);
  }
  if (!trial.isSteady()) survivors.push("the same run read twice gives other facts: they come from somewhere else");
  return { leaves: original.leaves.length, asserted, survivors, unmoved: trial.unmoved };
}

/** A number or truth value that stands in the evidence's own braces. */
function isHandedIn({ owner, value }: Leaf, evidence: unknown): boolean {
  if (typeof value === "string" || typeof value === "object") return false;
  const isLiteral = owner === evidence && Object.getPrototypeOf(owner) === Object.prototype;
  return isLiteral || typeof evidence !== "object";
}

interface Outcome {
  readonly value: unknown;
  readonly fails: boolean;
}

/** Evaluates the facts of one claim over changed data, again and again. */
class Trial<E, F extends object> {
  private readonly claimCase: ClaimCase<E, F>;
  private readonly before: PlainFacts;
  private readonly original: Observation<E>;
  private readonly names: readonly string[];
  private readonly moved: Set<string> = new Set();

  constructor(claimCase: ClaimCase<E, F>, before: PlainFacts, original: Observation<E>) {
    this.claimCase = claimCase;
    this.before = before;
    this.original = original;
    this.names = Object.keys(claimCase.expected.right);
  }

  get unmoved(): readonly string[] {
    return this.names.filter((name) => !this.moved.has(name));
  }

  /** Whether the unchanged run gives the same facts each time, and they are as expected. */
  isSteady(): boolean {
    if (missedFacts(this.before, this.claimCase.expected.right).length > 0) return false;
    const again = this.factsWhen((_owner, _key, value) => value);
    return again !== undefined && this.changed(again).length === 0;
  }

  /** Whether any fact changes when all these leaves do. */
  matters(leaves: readonly Leaf[]): boolean {
    const places = new Map<object, Map<unknown, number>>();
    leaves.forEach(({ owner, key }, i) => {
      const keys = places.get(owner) ?? new Map<unknown, number>();
      places.set(owner, keys.set(key, i));
    });
    return SCRAMBLES.some((how) => {
      const facts = this.factsWhen((owner, key, value) => {
        const i = places.get(owner)?.get(key);
        return i === undefined ? value : scrambled(value, i, how);
      });
      return facts === undefined || this.changed(facts).length > 0;
    });
  }

  /** What became of the claim for the changes of a leaf that changed a fact; no more of them than needed. */
  fateOf(leaf: Leaf): readonly Outcome[] {
    const outcomes = this.outcomesOf(leaf, perturbations(leaf));
    if (outcomes.length === 0 || outcomes.some(({ fails }) => fails)) return outcomes;
    return [...outcomes, ...this.outcomesOf(leaf, lastPerturbations(leaf))];
  }

  private outcomesOf(leaf: Leaf, values: readonly unknown[]): readonly Outcome[] {
    const outcomes: Outcome[] = [];
    for (const value of values) {
      const facts = this.factsWhen((owner, key, read) => (owner === leaf.owner && key === leaf.key ? value : read));
      if (facts === undefined) {
        outcomes.push({ value, fails: true });
        continue;
      }
      const changed = this.changed(facts);
      if (changed.length === 0) continue;
      const missed = missedFacts(facts, this.claimCase.expected.right).map(({ name }) => name);
      for (const name of missed) if (changed.includes(name)) this.moved.add(name);
      outcomes.push({ value, fails: missed.length > 0 });
      if (missed.length > 0 && this.unmoved.length === 0) break;
    }
    return outcomes;
  }

  private changed(facts: PlainFacts): readonly string[] {
    return this.names.filter((name) => !sameValue(this.before[name], facts[name]));
  }

  /**
   * The facts of changed data. When they cannot be read any more they are read with holes, so that it shows which of them are gone; undefined when that does
   * not help either.
   */
  private factsWhen(change: NonNullable<ObserveOptions["change"]>): PlainFacts | undefined {
    try {
      return this.read({ change });
    } catch {
      try {
        return this.read({ change, isHole: (owner, key) => !this.original.has(owner, key) });
      } catch {
        return undefined;
      }
    }
  }

  private read(options: ObserveOptions): PlainFacts {
    const { evidence, facts } = this.claimCase;
    const maxReads = this.original.reads * LONGER_LOOPS + FEW_READS;
    return plainFacts(facts(new Observation(evidence, { ...options, maxReads }).evidence));
  }
}

/** Leaves by field: rows of a table are alike, its columns are fields each. */
function fieldsOf(leaves: readonly Leaf[]): Map<string, Leaf[]> {
  const fields = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const field = leaf.path.replaceAll(/\[\d+\](?!\[)/g, "[*]");
    const same = fields.get(field);
    if (same === undefined) fields.set(field, [leaf]);
    else same.push(leaf);
  }
  return fields;
}

function spread<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  const last = Math.max(1, count - 1);
  return Array.from({ length: count }, (_, i) => all[Math.round((i * (all.length - 1)) / last)]!);
}
