import { type ConfigEntry, entry } from "../config-entry.js";

/** Constants of the cost model that a setting may replace; `CostModel` says what each is. */
export const COST_CONSTANTS = [
  "shuffleWriteMsPerByte",
  "localReadMsPerByte",
  "remoteReadMsPerByte",
  "remoteFetchMs",
  "firstDeserializeMs",
  "deserializeMs",
  "resultSerializeMsPerByte",
  "resultFetchMsPerByte",
  "taskSendMsPerByte",
  "deserializeMsPerByte",
  "broadcastMsPerByte",
  "broadcastReadMsPerByte",
  "fileFetchMsPerByte",
  "launchMs",
  "reportMs",
  "stageBinaryMs",
  "statusUpdateMs",
  "taskDispatchMs",
  "killMs",
  "executorLossMs",
  "fetchFailureMs",
  "missingOutputMs",
  "executorReplacementMs",
  "jitterMs",
  "gcShare",
  "gcContention",
  "queryPlanningMs",
  "jobSubmitMs",
  "stageSubmitMs",
] as const;

/** The setting that replaces one constant. */
export function costKey(constant: (typeof COST_CONSTANTS)[number]): string {
  return `spark.stageplay.cost.${constant}`;
}

/** What modelled time is computed from, one key a constant; unset, the model's own value holds. */
export const COST_ENTRIES: readonly ConfigEntry[] = COST_CONSTANTS.map((constant) =>
  entry(costKey(constant), "double", undefined, "Replaces a constant of the cost model.", { min: 0 }),
);
