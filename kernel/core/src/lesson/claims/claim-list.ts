import { CLAIM_ROWS, type ClaimBasis } from "./claim-rows.js";

/** Id of a claim, `C001` to `C150`. */
export type ClaimId = (typeof CLAIM_ROWS)[number][0];

/** One thing that the lessons show by running. */
export interface Claim {
  readonly id: ClaimId;
  /** The lesson that shows it, `L00`. */
  readonly lesson: string;
  readonly basis: ClaimBasis;
  /** The usual statement is wrong or too general here: the lesson shows it failing as well. */
  readonly corrected: boolean;
  readonly statement: string;
}

/** All claims, in order of id. */
export const CLAIMS: readonly Claim[] = CLAIM_ROWS.map(([id, lesson, basis, corrected, statement]) => ({
  id,
  lesson,
  basis,
  corrected: corrected === "corrected",
  statement,
}));

const BY_ID: ReadonlyMap<string, Claim> = new Map(CLAIMS.map((claim) => [claim.id, claim]));

/** The claim with this id; undefined when there is none. */
export function claimOf(id: string): Claim | undefined {
  return BY_ID.get(id);
}
