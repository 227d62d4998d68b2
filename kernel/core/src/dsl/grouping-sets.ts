import { AnalysisException } from "../errors/index.js";
import { type Expression, prettyName, semanticKey } from "../plans/expressions/index.js";

/** Where the columns of each grouping set stand among the keys. @throws AnalysisException for one that is no key */
export function positionsOf(
  sets: readonly (readonly Expression[])[],
  keys: readonly Expression[],
): readonly (readonly number[])[] {
  const known = keys.map(semanticKey);
  return sets.map((set) =>
    set.map((e) => {
      const position = known.indexOf(semanticKey(e));
      if (position >= 0) return position;
      throw new AnalysisException({
        condition: "GROUPING_COLUMN_MISMATCH",
        message: `Column of a grouping set (${prettyName(e)}) can't be found in the grouping columns [${keys.map(prettyName).join(", ")}].`,
        nextStep: "Name every column of the sets among the keys as well.",
      });
    }),
  );
}

/** All keys, all but the last, …, none: by positions. */
export function rollupSets(keys: number): readonly (readonly number[])[] {
  return Array.from({ length: keys + 1 }, (_, i) => range(keys - i));
}

/** Every subset of the keys, by positions. */
export function cubeSets(keys: number): readonly (readonly number[])[] {
  return subsets(range(keys));
}

const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

/** The larger sets first, in the order of their keys. */
function subsets([first, ...others]: readonly number[]): readonly (readonly number[])[] {
  if (first === undefined) return [[]];
  const rest = subsets(others);
  return [...rest.map((set) => [first, ...set]), ...rest];
}
