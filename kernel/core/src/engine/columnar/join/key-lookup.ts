import { structuralKey } from "../../../base/structural-key.js";
import { StringDictionary } from "../../../types/string-dictionary.js";

/** A code that no text has. */
const NO_CODE = 0x7fffffff;

/**
 * Turns the values of one key of a join into numbers that are equal where the values are: the build side adds its values, the streamed side
 * only looks them up. It has the methods of the aggregation's interner, so that both are read by the same code.
 */
export class KeyLookup {
  /** Of the build side's texts. */
  private readonly dictionary: StringDictionary;
  private readonly ids: Map<unknown, number> = new Map();
  private source: StringDictionary | undefined;
  private codes: Int32Array = new Int32Array(0);

  constructor(dictionary: StringDictionary = new StringDictionary()) {
    this.dictionary = dictionary;
  }

  addText(text: string): number {
    return this.dictionary.codeOf(text);
  }

  /** A value that is neither a number nor a text. */
  add(value: unknown): number {
    const key = structuralKey(value);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.ids.size);
    return this.ids.size - 1;
  }

  /** Numbers themselves; bigints get numbers beyond. */
  addLong(value: number | bigint): number {
    return typeof value === "number" ? value : bigNumber(this.add(value));
  }

  /** Null when codes of the dictionary can be used as they are, else codes as far as they are known (−1). */
  translate(source: StringDictionary): Int32Array | null {
    if (source === this.dictionary) return null;
    if (source !== this.source || this.codes.length < source.size) {
      this.source = source;
      this.codes = new Int32Array(source.size).fill(-1);
    }
    return this.codes;
  }

  code(sourceCode: number): number {
    const code = this.text(this.source!.values[sourceCode]!);
    this.codes[sourceCode] = code;
    return code;
  }

  text(text: string): number {
    const code = this.dictionary.find(text);
    return code === -1 ? NO_CODE : code;
  }

  long(value: number | bigint): number {
    return typeof value === "number" ? value : bigNumber(this.ids.get(value) ?? -1);
  }

  any(value: unknown): number {
    return this.ids.get(structuralKey(value)) ?? NO_CODE;
  }
}

/** Beyond the numbers that a double holds exactly. */
const bigNumber = (id: number): number => 2 ** 60 + id * 2 ** 10;
