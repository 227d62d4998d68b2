import { formatMillis, formatNoun } from "../../base/format.js";
import { startWith, times } from "../advice-text.js";
import type { Detected, FindingRule } from "../finding-rule.js";
import { atOrBelow } from "../numbers.js";
import type { AdvisorFacts } from "../run-facts.js";
import type { StageFacts } from "../stage-facts.js";

/** How a host did in a stage. */
interface HostInStage {
  readonly host: string;
  readonly stage: StageFacts;
  readonly ownMs: number;
  readonly othersMs: number;
  readonly lostMs: number;
  readonly row: number;
}

/** The tasks of one machine take longer than those of the others, over data of the same size. */
export const slowNode: FindingRule = {
  id: "slow-node",
  detect(facts) {
    const byHost = new Map<string, HostInStage[]>();
    for (const one of facts.completed.flatMap((stage) => slowHosts(facts, stage)))
      byHost.set(one.host, [...(byHost.get(one.host) ?? []), one]);
    return [...byHost.values()].map((seen) => findingOf(seen));
  },
};

function findingOf(seen: HostInStage[]): Detected {
  const [worst] = seen.sort((a, b) => b.lostMs - a.lostMs) as [HostInStage];
  const { host, stage, ownMs, othersMs } = worst;
  return {
    severity: "warning",
    seen:
      `Tasks on ${host} ran ${formatMillis(ownMs)} (median), those on the other hosts ${formatMillis(othersMs)} (${times(ownMs / othersMs)}), ` +
      `over data of the same size; in ${formatNoun(seen.length, "stage")}, first seen in ${stage.label.toLowerCase()}.`,
    cause: "The machine is degraded or shared with others; the data is even, so the partitions are not to blame.",
    fix: "Let Spark start a copy of slow tasks elsewhere (speculation), and take the machine out when it stays slow.",
    change: startWith({ "spark.speculation": true, "spark.speculation.multiplier": speculateFrom(ownMs / othersMs) }),
    callSite: stage.stage.callSite,
    places: seen.map((one) => one.stage.place(one.row)),
    costMs: seen.reduce((total, { lostMs }) => total + lostMs, 0),
    savesMs: seen.reduce((total, one) => total + Math.max(0, one.stage.max("runMs") - 2 * one.othersMs), 0),
  };
}

/** Below the factor that was seen, and never so low that ordinary tasks are copied (C7). */
const speculateFrom = (factor: number): number => Math.max(1.2, Math.min(3, Math.floor((factor - 0.2) * 10) / 10));

function slowHosts(facts: AdvisorFacts, stage: StageFacts): readonly HostInStage[] {
  const { settings } = facts;
  const byHost = tasksByHost(facts, stage);
  if (byHost.size < 2) return [];
  const runMs = stage.values("runMs");
  // Of two tasks the slower one does not speak for the machine: it may be late for reasons of its own.
  const medianOf = (values: Float64Array, at: readonly number[]): number =>
    atOrBelow(Float64Array.from(at, (i) => values[i]!).sort(), 0.5);
  const medians = new Map([...byHost].map(([host, own]) => [host, medianOf(runMs, own)]));
  const quickest = Math.min(...medians.values());
  const ratio = settings.threshold("slow-node", "ratio");
  return [...byHost].flatMap(([host, own]) => {
    const ownMs = medians.get(host)!;
    // The others together are no quicker than the quickest of them: most hosts need no closer look.
    if (own.length < settings.threshold("slow-node", "tasks") || ownMs < quickest * ratio) return [];
    const others = [...byHost].flatMap(([name, tasks]) => (name === host ? [] : tasks));
    const othersMs = medianOf(runMs, others);
    if (ownMs < othersMs * ratio || ownMs - othersMs < settings.threshold("slow-node", "time")) return [];
    const [input, shuffle] = [stage.values("inputBytes"), stage.values("shuffleReadBytes")];
    const bytes = input.map((read, i) => read + shuffle[i]!);
    if (medianOf(bytes, own) > medianOf(bytes, others) * settings.threshold("slow-node", "load")) return [];
    const lostMs = own.reduce((total, i) => total + Math.max(0, runMs[i]! - othersMs), 0);
    const slowest = own.reduce((best, i) => (runMs[i]! > runMs[best]! ? i : best));
    return [{ host, stage, ownMs, othersMs, lostMs, row: stage.rows[slowest]! }];
  });
}

/** Indexes into the stage's successful tasks. */
function tasksByHost(facts: AdvisorFacts, { rows }: StageFacts): ReadonlyMap<string, readonly number[]> {
  const { executor } = facts.run.tasks.columns;
  const byHost = new Map<string, number[]>();
  rows.forEach((row, i) => {
    const host = facts.hostOf(executor[row]!);
    const known = byHost.get(host);
    if (known === undefined) byHost.set(host, [i]);
    else known.push(i);
  });
  return byHost;
}
