export * from "./critical-path.js";
export * from "./ledger.js";
export {
  IDLE_REASONS,
  type IdleReason,
  LEDGER_TEXTS,
  type LedgerName,
  RUN_PHASES,
  type RunPhase,
} from "./ledger-names.js";
export type { LedgerScope } from "./ledger-window.js";
export * from "./run-facts.js";
export * from "./why-jobs.js";
