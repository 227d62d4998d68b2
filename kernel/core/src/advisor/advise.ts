import type { Millis } from "../base/brand.js";
import { FINDING_TITLES, type Finding } from "../events/finding.js";
import type { RunDocument } from "../events/run.js";
import type { Detected, FindingRule } from "./finding-rule.js";
import { FINDING_RULES } from "./findings/index.js";
import { AdvisorFacts } from "./run-facts.js";

/** Part of all core time below which a warning is but a note. */
const MINOR_SHARE = 0.01;
/** Places that a finding names; the rest is counted. */
const MOST_PLACES = 8;

/**
 * What could be better about a run, dearest first. A pure function of the run's data; what is seen at ten stages of one line is one finding.
 *
 * @example
 * await sc.parallelize([1, 2, 3, 4], 4).count(); // 4
 * spark.lastRun.advice(); // []
 */
export function advise(run: RunDocument): readonly Finding[] {
  const facts = new AdvisorFacts(run);
  return FINDING_RULES.filter(({ id }) => !facts.settings.isSilent(id))
    .flatMap((rule) => together(rule, rule.detect(facts)))
    .map((finding) => weighed(finding, facts.coreMs))
    .sort((a, b) => b.costMs - a.costMs);
}

function weighed(finding: Finding, coreMs: Millis): Finding {
  const isMinor = finding.severity === "warning" && finding.costMs < coreMs * MINOR_SHARE;
  return isMinor ? { ...finding, severity: "note" } : finding;
}

/** One finding for each line of the user's program. */
function together({ id }: FindingRule, detected: readonly Detected[]): readonly Finding[] {
  const byLine = new Map<string, Detected[]>();
  for (const one of detected) {
    const line = one.callSite?.short ?? "";
    byLine.set(line, [...(byLine.get(line) ?? []), one]);
  }
  return [...byLine.values()].map((same) => {
    const [worst, ...others] = same.sort((a, b) => b.costMs - a.costMs) as [Detected, ...Detected[]];
    const saves = same.flatMap(({ savesMs }) => savesMs ?? []);
    return {
      ...worst,
      id,
      title: FINDING_TITLES[id],
      seen: others.length === 0 ? worst.seen : `${worst.seen} And ${timesMore(others.length)} at the same line.`,
      places: same.flatMap(({ places }) => places).slice(0, MOST_PLACES),
      occurrences: same.length,
      costMs: same.reduce((total, { costMs }) => total + costMs, 0),
      ...(saves.length === 0 ? {} : { savesMs: saves.reduce((total, ms) => total + ms, 0) }),
    };
  });
}

const timesMore = (count: number): string => (count === 1 ? "once more" : `${count} times more`);
