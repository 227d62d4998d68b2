import { structuralKey } from "../../../base/structural-key.js";
import { StringDictionary } from "../../../types/string-dictionary.js";
import { TextTranslation } from "../code/text-translation.js";

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
  private readonly translation: TextTranslation = new TextTranslation((text) => this.text(text));

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
    return source === this.dictionary ? null : this.translation.from(source);
  }

  code(sourceCode: number): number {
    return this.translation.code(sourceCode);
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
