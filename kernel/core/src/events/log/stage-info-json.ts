import type { CallSite, RDDInfo, RDDScope, StageInfo, StageKind } from "../listener.js";
import { asObject, type JsonObject, listOf, numberOf, objectOf, objectsOf, textOf } from "./json-fields.js";
import { STORAGE_LEVEL_NONE_TEXT, storageLevelText } from "./storage-level-json.js";

/**
 * A stage as a log has it (I5). Logs name neither the shuffle that a stage writes nor, before its first task, its kind. A shuffle is known by
 * the RDD that feeds it, which is the stage's first one: equal ids are equal shuffles.
 */
export function stageInfo(json: JsonObject, kind: StageKind): StageInfo {
  const name = textOf(json, "Stage Name");
  const rdds = objectsOf(json, "RDD Info");
  const feeding = rdds[0];
  return {
    stageId: numberOf(json, "Stage ID"),
    attempt: numberOf(json, "Stage Attempt ID"),
    name,
    kind,
    ...(kind === "ResultTask" || feeding === undefined ? {} : { shuffleId: numberOf(feeding, "RDD ID") }),
    numTasks: numberOf(json, "Number of Tasks"),
    parentIds: numbers(json, "Parent IDs"),
    rdds: rdds.map(rddInfo).sort((a, b) => a.id - b.id),
    callSite: callSite(name),
  };
}

function rddInfo(json: JsonObject): RDDInfo {
  const level = objectOf(json, "Storage Level");
  const storageLevel = storageLevelText(level);
  const scope = rddScope(textOf(json, "Scope"));
  return {
    id: numberOf(json, "RDD ID"),
    name: textOf(json, "Name"),
    ...(scope === undefined ? {} : { scope }),
    callSite: textOf(json, "Callsite"),
    parentIds: numbers(json, "Parent IDs"),
    numPartitions: numberOf(json, "Number of Partitions"),
    cached: storageLevel !== STORAGE_LEVEL_NONE_TEXT,
    storageLevel,
    ...(json["Barrier"] === true ? { barrier: true } : {}),
  };
}

/** The scope is JSON in a string. */
function rddScope(text: string): RDDScope | undefined {
  if (text === "") return undefined;
  try {
    const scope = asObject(JSON.parse(text));
    return { id: textOf(scope, "id"), name: textOf(scope, "name") };
  } catch {
    return undefined;
  }
}

const SITE = /^(.+) at (.+):(\d+)$/;

/** `count at cell [3]:4` in its parts. */
export function callSite(short: string): CallSite {
  const parts = SITE.exec(short);
  if (parts === null) return { short, method: short.split(" ", 1)[0] ?? "" };
  const [, method, file, line] = parts;
  return { short, method: method!, file: file!, line: Number(line) };
}

function numbers(json: JsonObject, field: string): readonly number[] {
  return listOf(json, field).filter((value): value is number => typeof value === "number");
}
