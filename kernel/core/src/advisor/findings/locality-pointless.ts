import { formatMillis, formatNoun } from "../../base/format.js";
import { startWith } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";

const KEYS = [
  "spark.locality.wait",
  "spark.locality.wait.process",
  "spark.locality.wait.node",
  "spark.locality.wait.rack",
];

/** The wait for local tasks was raised, and no task of the run has a place that it prefers (C4). */
export const localityPointless: FindingRule = {
  id: "locality-pointless",
  detect: ({ completed, settings }) => {
    const raised = KEYS.find(
      (key) => settings.isSet(key) && settings.number(key) > settings.threshold("locality-pointless", "time"),
    );
    const readers = completed.filter((stage) => stage.sum("inputBytes") > 0);
    if (raised === undefined || readers.length === 0) return [];
    // Stages that read shuffles prefer places of their own; this is about the sources.
    if (readers.some(({ stage }) => stage.prefersPlaces === true)) return [];
    const [first] = readers as [(typeof readers)[number]];
    return [
      {
        severity: "note",
        seen: `${raised} is ${formatMillis(settings.number(raised))}, and no task of ${formatNoun(readers.length, "stage")} that read files prefers any place.`,
        cause: "Files of an object store, or of a file system that all share, are equally far from every executor.",
        fix: "Leave the setting at its default: where a source does have places, the wait costs idle slots.",
        change: startWith({ [raised]: "3s" }),
        callSite: first.stage.callSite,
        places: [first.place()],
        costMs: 0,
      },
    ];
  },
};
