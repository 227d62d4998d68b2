/**
 * The texts that a column's codes stand for. It only grows: a code, once given, stays valid, so that vectors may share it. Texts
 * are different from each other.
 *
 * @example
 * const dictionary = new StringDictionary();
 * dictionary.codeOf("FR"); // 0
 * dictionary.codeOf("DE"); // 1
 * dictionary.values[0]; // "FR"
 */
export class StringDictionary {
  readonly values: string[];
  /** Made when somebody first asks for a code: readers that have codes already never do. */
  private codes: Map<string, number> | undefined;

  /** @param values texts by code, without repeats; the dictionary keeps the array. */
  constructor(values: string[] = []) {
    this.values = values;
  }

  get size(): number {
    return this.values.length;
  }

  /** The code of a text, a new one if need be. */
  codeOf(text: string): number {
    const codes = this.index();
    const known = codes.get(text);
    if (known !== undefined) return known;
    const code = this.values.length;
    this.values.push(text);
    codes.set(text, code);
    return code;
  }

  /** The code of a text, −1 when there is none. */
  find(text: string): number {
    return this.index().get(text) ?? -1;
  }

  private index(): Map<string, number> {
    if (this.codes === undefined) {
      this.codes = new Map();
      for (let code = 0; code < this.values.length; code++) this.codes.set(this.values[code]!, code);
    }
    return this.codes;
  }
}
