import { isMatcher, type Matcher, matches } from "../matchers/index.js";
import { plainCopy, sameValue, valueText } from "./same-value.js";

/** Values that facts are expected to have, or matchers for them: `within(…)`, `atLeast(…)`, `oneOf(…)`. */
export type ExpectedFacts<F> = { readonly [K in keyof F]: F[K] | Plain<F[K]> | Matcher };

/** A type without its names: what is one of certain words may be compared with any word, an id with any number. */
type Plain<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends readonly (infer E)[]
      ? readonly Plain<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Plain<T[K]> }
        : T;

/** A fact that is not what was expected, in words. */
export interface FactMiss {
  readonly name: string;
  readonly expected: string;
  readonly actual: string;
}

/** Facts as plain data, whatever they were read from. */
export type PlainFacts = Readonly<Record<string, unknown>>;

export function plainFacts(facts: object): PlainFacts {
  return plainCopy(facts) as PlainFacts;
}

/** The facts that are not as expected; facts of which nothing is expected do not count. */
export function missedFacts(facts: PlainFacts, expected: object): readonly FactMiss[] {
  return Object.entries(expected).flatMap(([name, wanted]: [string, unknown]) => {
    const actual = facts[name];
    const holds = isMatcher(wanted) ? matches(wanted, actual) : sameValue(wanted, actual);
    return holds
      ? []
      : [{ name, expected: isMatcher(wanted) ? wanted.text : valueText(wanted), actual: valueText(actual) }];
  });
}

/** `stages should be [4, 2] and was [4, 1]`, a line for each miss. */
export function missLines(misses: readonly FactMiss[]): readonly string[] {
  return misses.map(({ name, expected, actual }) => `${name} should be ${expected} and was ${actual}`);
}
