import type { RunProfile } from "@stageplay/core";
import type { ProvenanceTag } from "./run-model-types.js";

const MEANING = {
  measured: "counted on the rows that were really processed",
  modelled: "computed by a model: times by the cost model, rows of modelled tables by their distributions",
  recorded: "read from a real event log",
} as const;

/** Where each kind of number comes from, as tags: `rows measured`, `times modelled`; one tag when all is recorded. */
export function provenanceTags(profile: RunProfile): readonly ProvenanceTag[] {
  const { rows, bytes, times, sparkVersion } = profile;
  if (rows === "recorded" && bytes === "recorded" && times === "recorded") {
    return [{ text: `recorded from Spark ${sparkVersion}`, explanation: MEANING.recorded }];
  }
  return Object.entries({ rows, bytes, times }).map(([what, source]) => ({
    text: `${what} ${source}`,
    explanation: `${what}: ${MEANING[source]}`,
  }));
}

/** `Spark 4.3.0 · AQE off · seed 42`. */
export function profileText(profile: RunProfile): string {
  const { sparkVersion, aqe, seed } = profile;
  return `Spark ${sparkVersion} · AQE ${aqe ? "on" : "off"} · seed ${seed}`;
}
