import { growFloat64, growInt32, growUint8 } from "../vectors/growing.js";
import { KeyInterner } from "./key-interner.js";

const FIRST_GROUPS = 64;

/** Numbers are worth a table by number while they lie this close together, at least, or in proportion to the rows. */
const DENSE_LEAST = 1 << 16;
const DENSE_FACTOR = 4;

/** A power of two that leaves at least half of the slots free. */
function tableSize(groups: number): number {
  let size = 4 * FIRST_GROUPS;
  while (size < 4 * groups) size *= 2;
  return size;
}

/** One value a group: what it is kept in, and what it starts with. */
export interface SlotLayout {
  readonly kind: "int" | "double" | "flag" | "any";
  readonly initial: number | null;
}

export type SlotArray = Int32Array | Float64Array | Uint8Array | unknown[];

/**
 * The groups of one task's aggregation: a table from hash to group, and arrays with the keys and buffers of each group. Generated functions read
 * and write the arrays; whatever makes them larger goes through here.
 */
export class GroupState {
  count = 0;
  /** By hash, open addressing: group + 1, 0 where there is none. */
  slots: Int32Array = new Int32Array(4 * FIRST_GROUPS);
  mask: number = 4 * FIRST_GROUPS - 1;
  /** By entry: group + 1, for a single key of text (entry: code + 1) or of small numbers (number − {@link least} + 1); entry 0 is null. */
  direct: Int32Array = new Int32Array(0);
  /** The smallest number that has an entry. */
  least = 0;
  /** Whether the groups of a single key of numbers are found by entry: until the numbers turn out to lie too far apart. */
  isDense = true;
  readonly columns: SlotArray[];
  readonly interners: readonly KeyInterner[];
  /** Numbers that a slot cannot hold, by slot and group: a NaN stands for them there. */
  private readonly exact: Map<number, unknown>[];
  private readonly layout: readonly SlotLayout[];
  private hashes: Int32Array = new Int32Array(FIRST_GROUPS);
  private capacity = FIRST_GROUPS;

  constructor(layout: readonly SlotLayout[], keys: number) {
    this.layout = layout;
    this.columns = layout.map((slot) => emptySlots(slot, FIRST_GROUPS));
    this.interners = Array.from({ length: keys }, () => new KeyInterner());
    this.exact = layout.map(() => new Map());
  }

  /** Adds a group that the table can find by its hash; gives its number. */
  add(hash: number): number {
    const group = this.append();
    this.hashes[group] = hash;
    if (2 * this.count > this.slots.length) this.rehash();
    else this.place(hash, group);
    return group;
  }

  /** Adds a group that is found by its text only. */
  addDirect(entry: number): number {
    const group = this.append();
    this.direct[entry] = group + 1;
    return group;
  }

  /** Makes room for the texts of the key's dictionary. */
  reserveDirect(entries: number): Int32Array {
    if (this.direct.length < entries)
      this.direct = growInt32(this.direct, this.direct.length === 0 ? entries : 2 * entries);
    return this.direct;
  }

  /**
   * Makes room for the numbers of a key column, when they lie so close together that a table by number is worth it.
   * Gives whether it is; when it was and is no more, the groups move to the table by hash.
   */
  reserveRange(values: Int32Array, numRows: number): boolean {
    if (!this.isDense || numRows === 0) return this.isDense;
    let least = this.direct.length === 0 ? values[0]! : this.least;
    let most = this.direct.length === 0 ? values[0]! : this.least + this.direct.length - 2;
    const [oldLeast, oldMost] = [least, most];
    for (let row = 0; row < numRows; row++) {
      const value = values[row]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (this.direct.length > 0 && least === oldLeast && most === oldMost) return true;
    this.isDense = most - least < Math.max(DENSE_LEAST, DENSE_FACTOR * numRows);
    if (!this.isDense) {
      this.leaveDense();
      return false;
    }
    const direct = new Int32Array(most - least + 2);
    if (this.direct.length > 0) {
      direct[0] = this.direct[0]!;
      direct.set(this.direct.subarray(1), this.least - least + 1);
    }
    this.direct = direct;
    this.least = least;
    return true;
  }

  /** Makes the groups found by hash that were found by number. */
  private leaveDense(): void {
    const [keys, nulls] = [this.columns[0] as Int32Array, this.columns[1] as Int32Array];
    for (let group = 0; group < this.count; group++) {
      let hash = Math.imul(nulls[group]! ^ keys[group]!, 0x9e3779b1);
      hash ^= hash >>> 15;
      this.hashes[group] = hash;
    }
    this.slots = new Int32Array(tableSize(this.count));
    this.mask = this.slots.length - 1;
    for (let group = 0; group < this.count; group++) this.place(this.hashes[group]!, group);
    this.direct = new Int32Array(0);
  }

  /** Adds a group without a key. */
  append(): number {
    if (this.count === this.capacity) this.grow();
    return this.count++;
  }

  /** What a slot holds, exactly. */
  exactValue(slot: number, group: number): unknown {
    const value = this.columns[slot]![group];
    return Number.isNaN(value) ? this.exact[slot]!.get(group) : value;
  }

  setExact(slot: number, group: number, value: unknown): void {
    const isNumber = typeof value === "number";
    (this.columns[slot] as Float64Array)[group] = isNumber ? value : Number.NaN;
    if (isNumber) this.exact[slot]!.delete(group);
    else this.exact[slot]!.set(group, value);
  }

  /** Whether a slot holds something of some group that is no plain number. */
  hasExact(slot: number): boolean {
    return this.exact[slot]!.size > 0;
  }

  private place(hash: number, group: number): void {
    let at = hash & this.mask;
    while (this.slots[at] !== 0) at = (at + 1) & this.mask;
    this.slots[at] = group + 1;
  }

  private rehash(): void {
    this.slots = new Int32Array(4 * this.slots.length);
    this.mask = this.slots.length - 1;
    for (let group = 0; group < this.count; group++) this.place(this.hashes[group]!, group);
  }

  private grow(): void {
    const capacity = 4 * this.capacity;
    this.hashes = growInt32(this.hashes, capacity);
    this.columns.forEach((column, i) => {
      this.columns[i] = grownSlots(column, this.layout[i]!, capacity);
    });
    this.capacity = capacity;
  }
}

function emptySlots({ kind, initial }: SlotLayout, length: number): SlotArray {
  switch (kind) {
    case "int":
      return new Int32Array(length).fill(initial ?? 0);
    case "double":
      return new Float64Array(length).fill(initial ?? 0);
    case "flag":
      return new Uint8Array(length).fill(initial ?? 0);
    case "any":
      return new Array<unknown>(length).fill(initial);
  }
}

function grownSlots(column: SlotArray, layout: SlotLayout, length: number): SlotArray {
  const { initial } = layout;
  const from = column.length;
  if (column instanceof Int32Array) return growInt32(column, length).fill(initial ?? 0, from);
  if (column instanceof Float64Array) return growFloat64(column, length).fill(initial ?? 0, from);
  if (column instanceof Uint8Array) return growUint8(column, length).fill(initial ?? 0, from);
  for (let i = from; i < length; i++) column.push(initial);
  return column;
}

/** A hash of a double that is no small whole number. */
const bits = new DataView(new ArrayBuffer(8));
export function hashDouble(value: number): number {
  bits.setFloat64(0, Number.isNaN(value) ? Number.NaN : value);
  return bits.getInt32(0) ^ Math.imul(bits.getInt32(4), 0x85ebca6b);
}
