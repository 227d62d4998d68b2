import type { PlanLine } from "@stageplay/view";
import { describe, expect, it } from "vitest";
import { PlanFolds } from "./plan-folds.js";

const line = (id: string, depth: number, branchLines?: number, isHottest = false): PlanLine => ({
  id,
  name: id,
  detail: "",
  text: id,
  depth,
  metrics: [],
  isHottest,
  stages: [],
  ...(branchLines === undefined ? {} : { branchLines }),
});

/** A union of many inputs of three operators each; the hottest operator is in the second. */
const union = (inputs: number): readonly PlanLine[] => [
  line("union", 0),
  ...Array.from({ length: inputs }, (_, i) => [
    line(`${i}`, 1, 3),
    line(`${i}.filter`, 1),
    line(`${i}.scan`, 1, undefined, i === 1),
  ]).flat(),
];
const shown = (folds: PlanFolds, lines: readonly PlanLine[]): readonly string[] =>
  folds.shown(lines).lines.map(({ id }) => id);

describe("PlanFolds", () => {
  it("shows a small plan whole, and folds an input that somebody closes", () => {
    const lines = union(2);
    const folds = new PlanFolds();
    expect(shown(folds, lines).length).toBe(lines.length);
    folds.toggle(lines[1]!, lines);
    expect(shown(folds, lines)).toEqual(["union", "0", "1", "1.filter", "1.scan"]);
    folds.toggle(lines[1]!, lines);
    expect(shown(folds, lines).length).toBe(lines.length);
  });

  it("folds the inputs of a big plan, but for the one in which the time went", () => {
    const lines = union(100);
    expect(shown(new PlanFolds(), lines).slice(0, 6)).toEqual(["union", "0", "1", "1.filter", "1.scan", "2"]);
  });

  it("shows the beginning of a plan of 500 operators, and more when asked", () => {
    const lines = Array.from({ length: 500 }, (_, i) => line(`${i}`, 0));
    const folds = new PlanFolds();
    expect(folds.shown(lines)).toMatchObject({ more: 350 });
    folds.showMore();
    expect(folds.shown(lines)).toMatchObject({ more: 200 });
  });

  it("uncovers an operator that a link leads to", () => {
    const lines = union(300);
    const folds = new PlanFolds();
    const target = lines.find(({ id }) => id === "290.scan")!;
    expect(shown(folds, lines)).not.toContain(target.id);
    folds.uncover(target, lines);
    expect(shown(folds, lines)).toContain(target.id);
    expect(shown(folds, lines)).not.toContain("289.scan");
  });
});
