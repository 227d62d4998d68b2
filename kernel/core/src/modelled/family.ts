import { hashLong } from "../engine/expressions/murmur3-hash.js";

/**
 * A numbered set of values, of which spans stand for as many values as there may be: `from … to − 1` of the whole numbers, of `user-1`, `user-2`, ….
 * Spans of the same family (by `id`) hold the same values where their numbers are the same, so that tables can be joined.
 */
export interface Family {
  readonly id: string;
  valueOf(index: number): unknown;
  /** The number of a value; undefined for values that are not of the family. */
  indexOf(value: unknown): number | undefined;
  /** Whether values grow with their number, so that a range of values is a range of numbers. */
  readonly ascending: boolean;
}

/** Whole numbers, which are their own numbers: ids, years, dates as days. */
export const WHOLE_NUMBERS: Family = {
  id: "whole",
  valueOf: (index) => index,
  indexOf: (value) => (typeof value === "number" && Number.isInteger(value) ? value : undefined),
  ascending: true,
};

/** Moments a second apart, held as microseconds. */
export const SECONDS: Family = {
  id: "seconds",
  valueOf: (index) => index * 1e6,
  indexOf: (value) => (typeof value === "number" && value % 1e6 === 0 ? value / 1e6 : undefined),
  ascending: true,
};

/** Numbers with fractions, `step` apart. */
export function fractions(low: number, step: number): Family {
  return {
    id: `fractions:${low}:${step}`,
    valueOf: (index) => low + index * step,
    indexOf: (value) => {
      if (typeof value !== "number") return undefined;
      const index = Math.round((value - low) / step);
      return Math.abs(low + index * step - value) < step * 1e-6 ? index : undefined;
    },
    ascending: true,
  };
}

/** `user-1`, `user-2`, …: names that are made up where only their number matters. */
export function names(prefix: string): Family {
  const pattern = /^(.*)-(\d+)$/s;
  return {
    id: `names:${prefix}`,
    valueOf: (index) => `${prefix}-${index + 1}`,
    indexOf: (value) => {
      const match = typeof value === "string" ? pattern.exec(value) : null;
      return match !== null && match[1] === prefix ? Number(match[2]) - 1 : undefined;
    },
    ascending: false,
  };
}

/** Texts of one length that look like nothing in particular. */
export function texts(length: number): Family {
  return {
    id: `texts:${length}`,
    valueOf: (index) => textOf(index, length),
    indexOf: () => undefined,
    ascending: false,
  };
}

/** Values that are at hand. */
export function listed(id: string, values: readonly unknown[]): Family {
  return { id, valueOf: (index) => values[index], indexOf: () => undefined, ascending: false };
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz 0123456789";

function textOf(index: number, length: number): string {
  let text = "";
  let state = hashLong(index, length);
  while (text.length < length) {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    text += LETTERS[(state >>> 16) % LETTERS.length];
  }
  return text;
}
