import type { StringDictionary } from "../../../types/string-dictionary.js";

/** Translates the codes of other dictionaries into those of one, each when it is first met. */
export class TextTranslation {
  private readonly codeOfText: (text: string) => number;
  private source: StringDictionary | undefined;
  private codes: Int32Array = new Int32Array(0);

  /** @param codeOfText the code of a text in the dictionary that is translated to */
  constructor(codeOfText: (text: string) => number) {
    this.codeOfText = codeOfText;
  }

  /** The codes of a dictionary's texts as far as they are known (−1). */
  from(source: StringDictionary): Int32Array {
    if (source !== this.source || this.codes.length < source.size) {
      this.source = source;
      this.codes = new Int32Array(source.size).fill(-1);
    }
    return this.codes;
  }

  /** The code of a text of the dictionary that was last given to {@link from}. */
  code(sourceCode: number): number {
    const code = this.codeOfText(this.source!.values[sourceCode]!);
    this.codes[sourceCode] = code;
    return code;
  }
}
