/**
 * What every engine is asked: for groups `by` columns and aggregates `[function, column]`; for a join the two sides, the key and what is summed,
 * so that the columns of both sides are read and the answer is one row that can be compared.
 */
export const QUESTIONS = [
  { id: "q1", title: "sum v1 by id1", table: "x", by: ["id1"], aggregates: [["sum", "v1"]] },
  { id: "q2", title: "sum v1 by id1, id2", table: "x", by: ["id1", "id2"], aggregates: [["sum", "v1"]] },
  {
    id: "q3",
    title: "sum v1, mean v3 by id3",
    table: "x",
    by: ["id3"],
    aggregates: [
      ["sum", "v1"],
      ["mean", "v3"],
    ],
  },
  { id: "q4", title: "mean v1, v2, v3 by id4", table: "x", by: ["id4"], aggregates: each("mean") },
  { id: "q5", title: "sum v1, v2, v3 by id6", table: "x", by: ["id6"], aggregates: each("sum") },
  { id: "j1", title: "fact ⋈ big, as many rows", left: "fact", right: "big", key: "k", sums: ["a", "b"] },
  { id: "j2", title: "fact ⋈ small, 1,000 rows", left: "fact", right: "small", key: "s", sums: ["a", "c"] },
];

function each(name) {
  return ["v1", "v2", "v3"].map((column) => [name, column]);
}
