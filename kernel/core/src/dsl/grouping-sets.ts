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
