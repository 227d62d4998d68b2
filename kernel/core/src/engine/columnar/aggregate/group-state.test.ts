import { describe, expect, it } from "vitest";
import { StringDictionary } from "../../../types/string-dictionary.js";
import { GroupState } from "./group-state.js";
import { KeyInterner } from "./key-interner.js";

const KEY = [
  { kind: "int", initial: 0 },
  { kind: "int", initial: 0 },
  { kind: "double", initial: 0 },
] as const;

/** What generated code does for a key of numbers. */
function groupOf(state: GroupState, key: number, isDense: boolean): number {
  if (isDense) {
    const entry = key - state.least + 1;
    const known = state.direct[entry]! - 1;
    if (known >= 0) return known;
    const group = state.addDirect(entry);
    (state.columns[0] as Int32Array)[group] = key;
    return group;
  }
  let hash = Math.imul(key, 0x9e3779b1);
  hash ^= hash >>> 15;
  for (let at = hash & state.mask; ; at = (at + 1) & state.mask) {
    const group = state.slots[at]! - 1;
    if (group >= 0 && (state.columns[0] as Int32Array)[group] === key) return group;
    if (group >= 0) continue;
    const added = state.add(hash);
    (state.columns[0] as Int32Array)[added] = key;
    return added;
  }
}

describe("the groups of an aggregation", () => {
  it("grow to any number, each key once", () => {
    const state = new GroupState(KEY, 1);
    const groups = Array.from({ length: 5000 }, (_, i) => groupOf(state, i * 40_003, false));
    expect(groups).toEqual(groups.map((_, i) => i));
    expect(groupOf(state, 4999 * 40_003, false)).toBe(4999);
    expect(state.count).toBe(5000);
  });

  it("are found by number while numbers lie close together, by hash from then on", () => {
    const state = new GroupState(KEY, 1);
    expect(state.reserveRange(Int32Array.of(10, 12), 2)).toBe(true);
    expect([10, 12, 10].map((key) => groupOf(state, key, true))).toEqual([0, 1, 0]);
    expect(state.reserveRange(Int32Array.of(3, 40), 2)).toBe(true);
    expect([3, 12, 40].map((key) => groupOf(state, key, true))).toEqual([2, 1, 3]);
    expect(state.reserveRange(Int32Array.of(2_000_000_000), 1)).toBe(false);
    expect([10, 12, 3, 40, 2_000_000_000].map((key) => groupOf(state, key, false))).toEqual([0, 1, 2, 3, 4]);
  });

  it("hold numbers that a double does not", () => {
    const state = new GroupState(KEY, 1);
    const group = state.append();
    state.setExact(2, group, 2n ** 62n);
    expect(state.exactValue(2, group)).toBe(2n ** 62n);
    expect(state.hasExact(2)).toBe(true);
    state.setExact(2, group, 7);
    expect(state.exactValue(2, group)).toBe(7);
    expect(state.hasExact(2)).toBe(false);
  });
});

describe("keys as numbers", () => {
  it("texts of several dictionaries have one code each", () => {
    const interner = new KeyInterner();
    const first = new StringDictionary(["FR", "DE"]);
    const second = new StringDictionary(["IT", "FR"]);
    expect(interner.translate(first)).toBeNull();
    const codes = interner.translate(second)!;
    expect([...codes]).toEqual([-1, -1]);
    expect([interner.code(1), interner.code(0), interner.text("DE")]).toEqual([0, 2, 1]);
    expect([...codes]).toEqual([2, 0]);
  });

  it("longs beyond the safe integers, and nested values", () => {
    const interner = new KeyInterner();
    const big = interner.long(2n ** 60n + 1n);
    expect(interner.long(2n ** 60n + 1n)).toBe(big);
    expect(interner.long(2n ** 60n + 2n)).not.toBe(big);
    expect([interner.longOf(big), interner.longOf(5)]).toEqual([2n ** 60n + 1n, 5]);
    const nested = new KeyInterner();
    expect([nested.any([1, "a"]), nested.any([1, "b"]), nested.any([1, "a"])]).toEqual([0, 1, 0]);
  });
});
