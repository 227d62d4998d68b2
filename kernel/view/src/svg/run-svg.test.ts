import { describe, expect, it } from "vitest";
import { runModel } from "../model/run-model.js";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { ordersRun } from "../testing/orders-run.test-support.js";
import { buildRun } from "../testing/run-builder.test-support.js";
import { bigRun, failedRun, hostileRun, longLineage, wordCountRun } from "../testing/small-runs.test-support.js";
import { xmlFault } from "../testing/well-formed.test-support.js";
import { dagSvg } from "./dag-svg.js";
import { ganttSvg } from "./gantt-svg.js";
import { runSvg } from "./run-svg.js";
import { lightTheme, themeFromVars } from "./theme.js";

const count = (text: string, part: string): number => text.split(part).length - 1;

describe("runSvg", () => {
  it.each([
    ["orders", ordersRun()],
    ["executor lost", executorLostRun()],
    ["word count", wordCountRun()],
    ["failed", failedRun()],
    ["hostile", hostileRun()],
    ["no job", buildRun({ jobs: [], endMs: 0 })],
    ["big", bigRun(20_000)],
  ])("is well-formed, without script and without anything from outside: %s", (_, run) => {
    for (const theme of ["light", "dark"] as const) {
      const svg = runSvg(run, { theme, width: 900 });
      expect(xmlFault(svg)).toBeUndefined();
      expect(svg).not.toMatch(/<(script|style|image|foreignObject|a)\b|\son\w+="|href|NaN|undefined/);
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/url\((?!#)/);
    }
  });

  it("shows a box for each stage of each job, and a bar for each task attempt", () => {
    const svg = runSvg(ordersRun(), { theme: "light" });
    expect(count(svg, 'class="sp-stage"')).toBe(8);
    expect(count(svg, 'class="sp-task"')).toBe(29);
    expect(svg).toContain("5 jobs · 8 stages, 1 skipped · 29 tasks in 4.1 s");
    expect(svg).toContain("times modelled");
    expect(svg).toContain("Spark 4.3.0 · AQE off · seed 42");
    expect(svg).toContain("you said [4, 8, 8], Spark did [4, 8, 6]");
  });

  it("counts the jobs that it does not draw", () => {
    const jobs = Array.from({ length: 9 }, (_, id) => ({
      id,
      stages: [{ id, result: true, submittedMs: 0, completedMs: 1 }],
    }));
    const svg = runSvg(buildRun({ jobs, endMs: 10 }), { theme: "light" });
    expect(count(svg, 'class="sp-stage"')).toBe(6);
    expect(svg).toContain("3 more jobs, not drawn");
  });

  it("folds a long chain of stages into rows instead of shrinking it", () => {
    const svg = runSvg(longLineage(20), { theme: "light" });
    expect(count(svg, 'class="sp-stage"')).toBe(20);
    expect(svg).toMatch(/↳ stage \d+ → stage \d+/);
    expect(svg).not.toMatch(/scale\(0\.[0-6]/);
  });

  it("draws stages that are alike as one, and tasks that are too thin to be seen", () => {
    const svg = runSvg(bigRun(20_000), { theme: "light" });
    expect(count(svg, 'class="sp-stage"')).toBe(2);
    expect(svg).toContain('data-fold="0-18" data-stages="19"');
    expect(svg).toContain("×19");
    expect(svg).toContain("drawn as one bar");
  });

  it("differs between themes in colours only", () => {
    const plain = (svg: string): string => svg.replace(/#[0-9a-f]{6}/g, "#");
    const run = executorLostRun();
    expect(plain(runSvg(run, { theme: "dark" }))).toBe(plain(runSvg(run, { theme: "light" })));
    expect(runSvg(run, { theme: "dark" })).not.toBe(runSvg(run, { theme: "light" }));
  });
});

describe("dagSvg", () => {
  it("gives each stage its id, status and words, and operators and arrows their classes", () => {
    const svg = dagSvg(runModel(ordersRun()).jobs[4]!, { theme: lightTheme });
    expect(xmlFault(svg)).toBeUndefined();
    expect(svg).toContain('class="sp-stage" data-stage="5" data-status="skipped" tabindex="0" role="img"');
    expect(svg).toContain('class="sp-edge" data-from="5" data-to="6"');
    // The skipped stage's operators are shown when it is opened.
    expect(count(svg, 'class="sp-op"')).toBe(4);
    const open = dagSvg(runModel(ordersRun()).jobs[4]!, { theme: lightTheme, isOpen: () => true });
    expect(count(open, 'class="sp-op"')).toBe(12);
    expect(svg).toContain("Stage 5 · skipped");
    expect(svg).toContain("stroke-dasharray");
    expect(svg).toContain(">↷<");
  });

  it("takes its colours from CSS variables where the page has them", () => {
    const svg = dagSvg(runModel(ordersRun()).jobs[4]!, { theme: themeFromVars("--jp-sp-"), idPrefix: 'a"b' });
    expect(svg).toContain('fill="var(--jp-sp-background, #ffffff)"');
    expect(svg).toContain('id="a_b-arrow"');
    expect(xmlFault(svg)).toBeUndefined();
  });
});

describe("ganttSvg", () => {
  it("hatches failed tasks and marks the lost executor", () => {
    const svg = ganttSvg(runModel(executorLostRun()).gantt, { theme: lightTheme, width: 872 });
    expect(xmlFault(svg)).toBeUndefined();
    expect(count(svg, 'fill="url(#sp-gantt-hatch)"')).toBe(4);
    expect(svg).toContain("✕ executor lost: OutOfMemoryError: Command exited with code 52");
    expect(svg).toContain("7:4 ↻1");
  });
});
