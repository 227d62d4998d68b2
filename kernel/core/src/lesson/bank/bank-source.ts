import type { Bank } from "./bank.js";

/** Where a lesson's bank can be had. Finding it costs little; it is read when its lesson asks, so that a broken one stops no other lesson. */
export interface BankSource {
  /** `L02` */
  readonly lesson: string;
  /** @throws SparkError INVALID_BANK, which names file and line */
  read(): Bank;
}

/** What ids of lessons look like: `L02`, and of one's own `interview` or `spark-joins-1`. */
export const LESSON_ID: RegExp = /^[A-Za-z][\w-]*$/;

/** The lesson that an exercise or a question belongs to: `L02` of `L02.q3`. */
export function lessonOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf(".")));
}
