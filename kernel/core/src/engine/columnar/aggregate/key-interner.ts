import { structuralKey } from "../../../base/structural-key.js";
import { StringDictionary } from "../../../types/string-dictionary.js";
import { TextTranslation } from "../code/text-translation.js";

/** Ids of numbers that a double does not hold exactly lie beyond those that it does. */
const BIG_BASE = 2 ** 60;
const BIG_STEP = 2 ** 10;

/**
 * Turns values of one key column into numbers that are equal where the values are: longs beyond the safe integers, texts of whatever
 * dictionary, nested values.
 */
export class KeyInterner {
  /** Where the texts of the keys have their codes: the first one that was seen, and what others add to it. */
  dictionary: StringDictionary | undefined;
  readonly values: unknown[] = [];
  private readonly ids: Map<unknown, number> = new Map();
  private readonly translation: TextTranslation = new TextTranslation((text) => this.text(text));

  /** Makes ready for the texts of a dictionary: null when its codes can be used as they are, else the codes as far as they are known (−1). */
  translate(source: StringDictionary): Int32Array | null {
    this.dictionary ??= source;
    return source === this.dictionary ? null : this.translation.from(source);
  }

  /** The code of a text of the dictionary that was last given to {@link translate}. */
  code(sourceCode: number): number {
    return this.translation.code(sourceCode);
  }

  text(text: string): number {
    this.dictionary ??= new StringDictionary();
    return this.dictionary.codeOf(text);
  }

  /** A long: itself while it is exact. */
  long(value: number | bigint): number {
    return typeof value === "number" ? value : BIG_BASE + this.id(value, value) * BIG_STEP;
  }

  /** A value of any other type. */
  any(value: unknown): number {
    return this.id(structuralKey(value), value);
  }

  private id(key: unknown, value: unknown): number {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.values.length;
    this.ids.set(key, id);
    this.values.push(value);
    return id;
  }

  /** Undoes {@link long}. */
  longOf(interned: number): unknown {
    return interned < BIG_BASE ? interned : this.values[(interned - BIG_BASE) / BIG_STEP];
  }

  get hasBigs(): boolean {
    return this.values.length > 0;
  }
}
