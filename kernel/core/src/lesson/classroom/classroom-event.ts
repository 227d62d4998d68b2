import type { MutationReport } from "../claims/mutate-claim.js";

/** What happens in a lesson, for the commands that keep lessons honest. `cell` is the notebook's execution count. */
export type ClassroomEvent =
  | { readonly kind: "lesson"; readonly cell: number; readonly id: string }
  | {
      readonly kind: "claim";
      readonly cell: number;
      readonly id: string;
      readonly line: string;
      /** What became of it when the run's data was changed; only when that was asked for. */
      readonly mutation?: MutationReport;
    }
  | { readonly kind: "prediction"; readonly cell: number; readonly id: string; readonly correct: boolean }
  | { readonly kind: "exercise"; readonly cell: number; readonly id: string; readonly correct: boolean }
  | { readonly kind: "cell"; readonly cell: number; readonly hash: string };
