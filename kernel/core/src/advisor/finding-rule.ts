import type { Finding, FindingId } from "../events/finding.js";
import type { AdvisorFacts } from "./run-facts.js";

/** What a rule says of one stage, job or operator; the advisor puts equal ones together. */
export type Detected = Omit<Finding, "id" | "title" | "occurrences">;

/** One thing that can be wrong with a run, and how to see it. */
export interface FindingRule {
  readonly id: FindingId;
  detect(facts: AdvisorFacts): readonly Detected[];
}
