import { formatMillis } from "../../base/format.js";
import type { LedgerName } from "../../ledger/ledger-names.js";
import { percent, wholeWaves } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";

/** What the driver does while slots wait for it, and what to do about each. */
const DRIVER_WORK: readonly { readonly name: LedgerName; readonly fix: string }[] = [
  { name: "planning", fix: "Fewer and larger queries: planning costs the same for ten rows and for ten million." },
  { name: "stage submission", fix: "Fewer tasks and fewer stages: the driver builds and serializes each." },
  { name: "next offer", fix: "Fewer tasks: the driver hands them out one by one." },
  { name: "scheduler delay", fix: "Fewer tasks, and no collect() of large results: the driver handles each result." },
];

/** Slots wait while the one driver plans, dispatches or takes in results. */
export const driverBound: FindingRule = {
  id: "driver-bound",
  detect: (facts) => {
    if (facts.wallMs < facts.settings.threshold("driver-bound", "time")) return [];
    const ledger = facts.ledger();
    const parts = DRIVER_WORK.map((part) => ({ ...part, ms: ledger.coreUs(part.name) / 1000 })).sort(
      (a, b) => b.ms - a.ms,
    );
    const costMs = parts.reduce((total, { ms }) => total + ms, 0);
    const share = (1000 * costMs) / Math.max(1, ledger.totalUs);
    if (share < facts.settings.threshold("driver-bound", "share")) return [];
    const [worst] = parts as [(typeof parts)[number]];
    const widest = [...facts.stages].sort((a, b) => b.stage.numTasks - a.stage.numTasks)[0];
    const slots = widest === undefined ? 1 : facts.slotsOf(widest.stage);
    return [
      {
        severity: "warning",
        seen:
          `${percent(share)} of all core time (${formatMillis(costMs)}) passed while the driver was at work: ` +
          `${parts
            .filter(({ ms }) => ms > 0)
            .map(({ name, ms }) => `${name} ${formatMillis(ms)}`)
            .join(", ")}.`,
        cause: "There is one driver. What it does one after another, no number of executors makes faster.",
        fix: worst.fix,
        change:
          worst.name === "planning"
            ? "await Promise.all(queries.map((df) => df.collect()))"
            : `df.coalesce(${wholeWaves(2 * slots, slots)}) // ${widest?.stage.numTasks ?? 0} tasks now`,
        ...(widest === undefined ? {} : { callSite: widest.stage.callSite }),
        places: widest === undefined ? [] : [widest.place()],
        costMs,
      },
    ];
  },
};
