import type { Session } from "../../session.js";
import { MISCONCEIVED_PLANS } from "./misconceived-plans.js";
import { MISCONCEIVED_TASKS } from "./misconceived-tasks.js";

export type Settings = Readonly<Record<string, string>>;

/** Answers that a misconception gives, and answers close to them that it does not. Each makes a prediction and runs its action. */
export interface MisconceivedProgram {
  readonly id: `M${number}`;
  readonly title: string;
  readonly conf?: Settings;
  readonly triggers: (session: Session) => Promise<unknown>;
  readonly nearMiss: (session: Session) => Promise<unknown>;
}

export const MISCONCEIVED_PROGRAMS: readonly MisconceivedProgram[] = [...MISCONCEIVED_PLANS, ...MISCONCEIVED_TASKS];
