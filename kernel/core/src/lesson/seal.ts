import { sha1Hex } from "../base/sha1.js";
import { utf8Encode } from "../types/utf8.js";
import { isPredictedField, type Prediction } from "./prediction.js";
import { isOpen, TODO } from "./todo.js";

/** A prediction as it was given, with a digest of it. */
export interface Sealed {
  readonly prediction: Prediction;
  readonly seal: string;
}

const DIGITS = 12;

/**
 * Copies a prediction deep down, so that nothing that happens to the object later changes the answer, and digests it: equal predictions have equal
 * seals, whatever the order of their fields.
 *
 * @example
 * const answer = { stages: 2, tasks: [4, 1] };
 * const sealed = sealPrediction(answer);
 * answer.tasks[1] = 200;
 * sealed.prediction.tasks; // [4, 1]
 * sealed.seal === sealPrediction({ tasks: [4, 1], stages: 2 }).seal; // true
 */
export function sealPrediction(prediction: Prediction): Sealed {
  const given = Object.entries(prediction).filter(([name, value]) => isPredictedField(name) || !isOpen(value));
  const copy = frozenCopy(Object.fromEntries(given)) as Prediction;
  return { prediction: copy, seal: sha1Hex(utf8Encode(canonical(copy))).slice(0, DIGITS) };
}

function frozenCopy(value: unknown): unknown {
  if (isOpen(value)) return TODO;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return Object.freeze(Array.from(value, frozenCopy));
  return Object.freeze(
    Object.fromEntries(Object.entries(value as object).map(([name, item]) => [name, frozenCopy(item)])),
  );
}

/** As text that is the same for the same content. JSON would write infinite ends of a range as null. */
function canonical(value: unknown): string {
  if (value === (TODO as unknown)) return "TODO";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(",")}}`;
}
