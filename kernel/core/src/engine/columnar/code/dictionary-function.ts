import { isLongLike, vectorKind } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import { StringDictionary } from "../../../types/string-dictionary.js";
import type { Evaluator } from "../../expressions/evaluator.js";

/** What is known of the result for a text: nothing yet (0), a value, null; of a boolean: false is {@link KNOWN}. */
export const KNOWN = 1;
export const ABSENT = 2;
export const TRUE = 3;

/** A function of one text, computed once for each text of a dictionary that really occurs. */
export class DictionaryFunction {
  private readonly evaluate: Evaluator;
  private readonly type: DataType;
  private readonly tables: WeakMap<StringDictionary, DictionaryResults> = new WeakMap();

  constructor(evaluate: Evaluator, type: DataType) {
    this.evaluate = evaluate;
    this.type = type;
  }

  /** The results over a dictionary as it is now. */
  over(dictionary: StringDictionary): DictionaryResults {
    let table = this.tables.get(dictionary);
    if (table === undefined) {
      table = new DictionaryResults(dictionary, this.evaluate, this.type);
      this.tables.set(dictionary, table);
    }
    table.makeRoom();
    return table;
  }
}

/** Results by entry: 0 for null, code + 1 for a text. */
export class DictionaryResults {
  states: Uint8Array = new Uint8Array(0);
  /** Numbers; of texts the code in {@link dictionary}. */
  values: Int32Array | Float64Array | unknown[];
  /** Of the results that are texts. */
  readonly dictionary: StringDictionary = new StringDictionary();
  private readonly input: StringDictionary;
  private readonly evaluate: Evaluator;
  private readonly type: DataType;

  constructor(input: StringDictionary, evaluate: Evaluator, type: DataType) {
    this.input = input;
    this.evaluate = evaluate;
    this.type = type;
    this.values = this.noValues(0);
  }

  makeRoom(): void {
    const entries = this.input.size + 1;
    if (this.states.length >= entries) return;
    const states = new Uint8Array(2 * entries);
    states.set(this.states);
    const values = this.noValues(2 * entries);
    for (let i = 0; i < this.states.length; i++) values[i] = this.values[i] as number;
    this.states = states;
    this.values = values;
  }

  private noValues(length: number): Int32Array | Float64Array | unknown[] {
    const kind = vectorKind(this.type);
    if (kind === "int" || kind === "string") return new Int32Array(length);
    return kind === "double" && !isLongLike(this.type) ? new Float64Array(length) : new Array<unknown>(length).fill(0);
  }

  /** Computes an entry and gives its state. */
  compute(entry: number): number {
    const value = this.evaluate([entry === 0 ? null : this.input.values[entry - 1]!]);
    const state = value === null ? ABSENT : value === true ? TRUE : KNOWN;
    if (value !== null && typeof value !== "boolean") {
      this.values[entry] = (typeof value === "string" ? this.dictionary.codeOf(value) : value) as number;
    }
    this.states[entry] = state;
    return state;
  }
}
