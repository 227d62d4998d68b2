import type { StringDictionary } from "../../../types/string-dictionary.js";
import { compareStrings } from "../../expressions/ordering.js";

const known = new WeakMap<StringDictionary, Int32Array>();

/** The place of each text of a dictionary among all of them in SQL's order; kept until the dictionary grows. */
export function dictionaryRanks(dictionary: StringDictionary): Int32Array {
  const old = known.get(dictionary);
  if (old?.length === dictionary.size) return old;
  const { values } = dictionary;
  const order = Array.from(values, (_, code) => code).sort((a, b) => compareStrings(values[a]!, values[b]!));
  const ranks = new Int32Array(order.length);
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank]!] = rank;
  known.set(dictionary, ranks);
  return ranks;
}
