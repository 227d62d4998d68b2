import type { FieldValues } from "../fields/index.js";
import type { ActionFacts } from "../run/action-facts.js";

/** What someone who holds a wrong rule would say of a run: the fields that the rule speaks about. */
export type WrongValues = Partial<FieldValues>;

/** A usual mistake: a wrong rule about Spark, by which a run can be solved again. */
export interface Misconception {
  readonly id: `M${number}`;
  readonly name: string;
  /** What the wrong rule says and why it is wrong, in a sentence or two. */
  readonly wrong: string;
  /** What to do to see it. */
  readonly tryThis: string;
  /**
   * The action solved again under the wrong rule, in the variants that people come up with; empty where the rule has nothing to say. A variant that
   * equals the truth does no harm.
   */
  readonly solve: (action: ActionFacts) => readonly WrongValues[];
}
