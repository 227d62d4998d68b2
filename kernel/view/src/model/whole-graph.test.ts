import { describe, expect, it } from "vitest";
import { dagLayout } from "../layout/dag.js";
import { ordersRun } from "../testing/orders-run.test-support.js";
import { wordCountRun } from "../testing/small-runs.test-support.js";
import { runModel } from "./run-model.js";
import { wholeGraph } from "./whole-graph.js";

const arrows = (graph: ReturnType<typeof wholeGraph>): readonly string[] =>
  graph.edges.map(({ from, to, reused, broadcast }) => `${from}${broadcast === true ? "⇒" : reused ? "⇢" : "→"}${to}`);

describe("wholeGraph", () => {
  it("draws a skipped stage as the stage whose output it reuses", () => {
    const graph = wholeGraph(runModel(wordCountRun()));
    expect(graph.stages.map(({ stageId }) => stageId)).toEqual([0, 1, 3]);
    expect(arrows(graph)).toEqual(["0→1", "0→3"]);
  });

  it("keeps every stage that ran and no alias of one", () => {
    const model = runModel(ordersRun());
    const graph = wholeGraph(model);
    const ran = model.stages.filter(({ status }) => status !== "skipped").map(({ stageId }) => stageId);
    expect(graph.stages.map(({ stageId }) => stageId)).toEqual(ran);
    for (const { from, to } of graph.edges) expect(ran).toEqual(expect.arrayContaining([from, to]));
    expect(dagLayout(graph).boxes).toHaveLength(ran.length);
  });

  it("keeps what an earlier run wrote as a skipped stage", () => {
    const run = wordCountRun();
    const later = { ...run, jobs: run.jobs.slice(1), stages: run.stages.filter(({ jobId }) => jobId === 1) };
    const graph = wholeGraph(runModel(later));
    expect(graph.stages.map(({ stageId, status }) => `${stageId} ${status}`)).toEqual(["2 skipped", "3 complete"]);
    expect(arrows(graph)).toEqual(["2⇢3"]);
  });
});
