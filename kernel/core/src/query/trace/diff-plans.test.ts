import { expect, it } from "vitest";
import { diffPlans } from "./diff-plans.js";

const texts = (before: string, after: string): readonly string[] =>
  diffPlans(before, after).map(({ mark, text }) => mark + text);

it("finds operators again that moved to another depth", () => {
  expect(texts("Filter x\n+- Project y\n   +- Range", "Project y\n+- Filter z\n   +- Range")).toEqual([
    "-Filter x",
    " Project y",
    "++- Filter z",
    "    +- Range",
  ]);
});

it("shows an operator with other arguments before and after", () => {
  expect(texts("Project a\n+- Range", "Project b\n+- Range")).toEqual(["!Project a", "!Project b", " +- Range"]);
});

it("shows what went and what came", () => {
  expect(texts("A\n+- B\n   +- C", "A\n+- C")).toEqual([" A", "-+- B", " +- C"]);
  expect(texts("A", "A\n+- B")).toEqual([" A", "++- B"]);
  expect(texts("A\n:- B\n+- B", "A\n:- B\n+- B")).toEqual([" A", " :- B", " +- B"]);
});
