import { work } from "../../dsl/task-context.js";
import type { FindingId } from "../../events/finding.js";
import type { Session } from "../../session.js";

type Settings = Readonly<Record<string, string>>;

/** A program that has a finding, and one close to it that has not. */
export interface SeededProgram {
  readonly id: FindingId;
  readonly conf?: Settings;
  /** Settings of the near miss; those of the program unless given. */
  readonly nearConf?: Settings;
  readonly triggers: (session: Session) => Promise<unknown>;
  readonly nearMiss: (session: Session) => Promise<unknown>;
  /** What the words must name: a number seen, and the value to set. */
  readonly says: readonly RegExp[];
}

/** One executor whose unified memory is 3 MB. */
export const SMALL_MEMORY: Settings = {
  "spark.executor.instances": "1",
  "spark.executor.cores": "1",
  "spark.executor.memory": "450m",
  "spark.memory.fraction": "0.02",
};

/** The value, after so much virtual work. */
export function after<T>(duration: string, value: T): T {
  work(duration);
  return value;
}
