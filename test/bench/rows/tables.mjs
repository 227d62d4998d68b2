import { random, shuffled } from "./random.mjs";

/** Groups of the small grouping columns, H2O.ai's K; the large ones have rows / K. */
const K = 100;

/** The tables of the questions by name. A column is an Int32Array, a Float64Array or an array of strings. */
export function tables(rows) {
  return { x: groupByTable(rows), ...joinTables(rows) };
}

/** The columns that H2O.ai's db-benchmark generates for `groupby` (G1_1e6_1e2_0_0). */
function groupByTable(rows) {
  const next = random(108);
  const ints = (max) => Int32Array.from({ length: rows }, () => 1 + Math.floor(next() * max));
  const names = (max, digits) => Array.from(ints(max), (n) => `id${String(n).padStart(digits, "0")}`);
  const many = rows / K;
  return {
    id1: names(K, 3),
    id2: names(K, 3),
    id3: names(many, 10),
    id4: ints(K),
    id5: ints(K),
    id6: ints(many),
    v1: ints(5),
    v2: ints(15),
    v3: Float64Array.from({ length: rows }, () => Math.round(next() * 1e8) / 1e6),
  };
}

/** For `join`: keys are unique in `big` and `small`; nine of ten rows of `fact` find a partner in `big`. */
function joinTables(rows) {
  const next = random(42);
  const doubles = (length) => Float64Array.from({ length }, () => Math.round(next() * 1e8) / 1e6);
  const universe = shuffled(Math.ceil(rows * 1.1), next);
  const smallRows = 1000;
  return {
    fact: {
      k: universe.slice(0, rows),
      s: Int32Array.from({ length: rows }, () => 1 + Math.floor(next() * smallRows * 1.1)),
      a: Int32Array.from({ length: rows }, () => 1 + Math.floor(next() * 100)),
    },
    big: { k: shuffled(universe.length, next).slice(0, rows), b: doubles(rows) },
    small: { s: shuffled(Math.ceil(smallRows * 1.1), next).slice(0, smallRows), c: doubles(smallRows) },
  };
}
