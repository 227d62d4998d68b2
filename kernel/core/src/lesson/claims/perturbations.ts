import type { Leaf } from "./observed.js";

/** Ids and counts become sizes of tables somewhere: not so far that these fill the memory. */
const FAR = 10_007;
/** For what is asserted with a wide tolerance. */
const VERY_FAR = 1e12;
const PRIME = 7919;

/**
 * Other values that a leaf of a run might have had: near ones and far ones, since a claim that allows for a tolerance need only fail for what is outside
 * of it.
 */
export function perturbations({ key, value }: Leaf): readonly unknown[] {
  if (isLength(key, value)) return lengths(value);
  switch (typeof value) {
    case "number":
      return Number.isFinite(value)
        ? distinct([value + 1, value - 1, 0, value * 16 + FAR, -value - FAR], value)
        : [0, 1];
    case "bigint":
      return [value + 1n, -value - BigInt(FAR)];
    case "boolean":
      return [!value];
    case "string":
      return [`${value}~`, ""].filter((other) => other !== value);
    default:
      return [1, "perturbed"];
  }
}

/** Values that are tried only when the claim stood all others. */
export function lastPerturbations({ key, value }: Leaf): readonly unknown[] {
  return typeof value === "number" && !isLength(key, value) ? [value + VERY_FAR, -VERY_FAR] : [];
}

/** Ways in which many leaves change at once. */
export const SCRAMBLES = ["near", "far", "mixed", "nothing"] as const;
export type Scramble = (typeof SCRAMBLES)[number];

/** Another value, for a leaf among many that change at once: each changes by another amount, so that what depends on differences changes too. */
export function scrambled(value: unknown, turn: number, how: Scramble): unknown {
  switch (typeof value) {
    case "number":
      return scrambledNumber(value, turn, how);
    case "bigint":
      return how === "nothing" ? 0n : value + BigInt(turn + 1);
    case "boolean":
      return !value;
    case "string":
      return how === "nothing" ? "" : `${value}~${turn}`;
    default:
      return turn;
  }
}

function scrambledNumber(value: number, turn: number, how: Scramble): number {
  const step = 1 + ((turn * PRIME) % 17);
  switch (how) {
    case "near":
      return value + step;
    case "far":
      return value * 16 + step * FAR;
    case "mixed":
      return step % 2 === 0 ? value + step * FAR : -value - step * FAR;
    case "nothing":
      return 0;
  }
}

function isLength(key: unknown, value: unknown): value is number {
  return (key === "length" || key === "size") && typeof value === "number";
}

/** Lengths that a program can walk through. */
function lengths(length: number): readonly number[] {
  return distinct([length - 1, length + 1, 0, length * 4 + 16], length).filter((other) => other >= 0);
}

function distinct(values: readonly number[], original: number): readonly number[] {
  return [...new Set(values)].filter((value) => !Object.is(value, original));
}
