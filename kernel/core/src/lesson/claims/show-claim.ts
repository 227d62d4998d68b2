import { nearestNames } from "../../base/nearest-name.js";
import { SparkError } from "../../errors/spark-error.js";
import { CLAIMS, type Claim, type ClaimId, claimOf } from "./claim-list.js";
import { type ExpectedFacts, missedFacts, missLines, type PlainFacts, plainFacts } from "./judge-facts.js";
import { Observation } from "./observed.js";
import { valueText } from "./same-value.js";

/** What the facts have to be, and what the usual statement would make them. */
export interface ClaimExpectation<F> {
  readonly right: ExpectedFacts<F>;
  /** What the usual statement would give: it must not hold. Needed where the list of claims marks the usual statement as wrong. */
  readonly naive?: Partial<ExpectedFacts<F>>;
}

/** A claim, the evidence for it, the facts that are read of the evidence, and what they have to be. */
export interface ClaimCase<E, F extends object> {
  readonly id: ClaimId;
  readonly evidence: E;
  readonly facts: (evidence: E) => F;
  readonly expected: ClaimExpectation<F>;
}

/** A claim that a run has shown. */
export interface ShownClaim {
  readonly claim: Claim;
  readonly facts: PlainFacts;
  /** One calm line. */
  readonly line: string;
}

/**
 * Holds a claim against the data of a run.
 *
 * @throws SparkError UNKNOWN_CLAIM, CLAIM_NEEDS_NAIVE, CLAIM_WITHOUT_EVIDENCE when the facts read nothing of the evidence, CLAIM_NOT_SHOWN when a
 * fact is not what it should be, NAIVE_CLAIM_HOLDS when the usual statement would do as well.
 */
export function showClaim<E, F extends object>(claimCase: ClaimCase<E, F>): ShownClaim {
  const { id, evidence, expected } = claimCase;
  const claim = claimOf(id) ?? unknownClaim(id);
  if (claim.corrected && expected.naive === undefined) throw needsNaive(claim);
  const observation = new Observation(evidence);
  const facts = plainFacts(claimCase.facts(observation.evidence));
  if (observation.reads === 0 || Object.keys(expected.right).length === 0) throw withoutEvidence(claim);
  const misses = missedFacts(facts, expected.right);
  if (misses.length > 0) throw notShown(claim, missLines(misses));
  if (expected.naive !== undefined && missedFacts(facts, expected.naive).length === 0) throw naiveHolds(claim);
  return { claim, facts, line: shownLine(claim, facts, expected.naive) };
}

/** `✓ C003 shown: Repeating an action repeats a job.`, or what of the usual statement does not hold. */
function shownLine({ id, basis, statement, corrected }: Claim, facts: PlainFacts, naive: object | undefined): string {
  const shown = `✓ ${id} shown${basis === "modelled" ? " (modelled)" : ""}`;
  const [miss] = naive === undefined ? [] : missedFacts(facts, naive);
  const usual =
    miss === undefined ? "" : ` The usual answer, ${miss.name}: ${miss.expected}, fails here; it was ${miss.actual}.`;
  return corrected ? `${shown}: "${statement}" is not the whole story.${usual}` : `${shown}: ${statement}.${usual}`;
}

function unknownClaim(id: string): never {
  const ids = CLAIMS.map((claim) => claim.id);
  const [nearest = "C001"] = nearestNames(id, ids, 1);
  throw new SparkError({
    condition: "UNKNOWN_CLAIM",
    message: `There is no claim ${valueText(id)}. Did you mean ${nearest}?`,
    nextStep: `Use an id from ${ids[0]} to ${ids.at(-1)}.`,
  });
}

function needsNaive({ id, statement }: Claim): SparkError {
  return new SparkError({
    condition: "CLAIM_NEEDS_NAIVE",
    message: `${id} corrects the usual statement, "${statement}", so it also has to show that one failing.`,
    nextStep: "Give `naive`: the facts that the usual statement would lead to.",
  });
}

function withoutEvidence({ id }: Claim): SparkError {
  return new SparkError({
    condition: "CLAIM_WITHOUT_EVIDENCE",
    message: `${id} asserts nothing about a run: its facts were made without looking at the evidence.`,
    nextStep: "Read the facts from the run that the function is given: `(run) => ({ jobs: run.jobs.length })`.",
  });
}

function notShown({ id, statement }: Claim, lines: readonly string[]): SparkError {
  return new SparkError({
    condition: "CLAIM_NOT_SHOWN",
    message: `${id}, "${statement}", is not what this run shows:\n${lines.map((line) => `  ${line}`).join("\n")}`,
    nextStep: "Look at the picture of the run; if cells ran out of order, run the notebook from its first cell.",
  });
}

function naiveHolds({ id }: Claim): SparkError {
  return new SparkError({
    condition: "NAIVE_CLAIM_HOLDS",
    message: `${id} corrects the usual statement, but what that would give holds for this run as well.`,
    nextStep: "Choose a run, or facts, in which the two differ.",
  });
}
