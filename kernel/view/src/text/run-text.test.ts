import { describe, expect, it } from "vitest";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { ordersRun } from "../testing/orders-run.test-support.js";
import { bigRun, failedRun, hostileRun, wordCountRun } from "../testing/small-runs.test-support.js";
import { runText } from "./run-text.js";

describe("runText", () => {
  it("tells the run from the verdict to the stage table", () => {
    expect(runText(wordCountRun())).toMatchInlineSnapshot(`
      "2 jobs · 4 stages, 1 skipped · 6 tasks in 1.1 s
      47% of core time was idle, too few tasks: 2.1 of 4.4 core-seconds, most of it for count at cell [3]:4 (stage 0).
      Spark 4.3.0 · AQE off · seed 42 · rows measured, bytes measured, times modelled

      Job 0 · count at cell [3]:3
        Stage 1 (result), 2 tasks, 385 ms: reduceByKey
        +- 412 rows, 9.1 KiB <- Stage 0, 2 tasks, 495 ms: textFile > flatMap > map

      Job 1 · collect at cell [3]:4
        Stage 3 (result), 2 tasks, 185 ms: reduceByKey > filter
        +- 412 rows, 9.1 KiB <- Stage 2, skipped, 2 tasks: its shuffle was written by stage 0

      Stage  What                 Tasks    Time     min  median     max             Input  Shuffle write
      0      map at cell [3]:2        2  495 ms  470 ms  490 ms  490 ms  50.8 KiB / 1,000  9.1 KiB / 412
      1      count at cell [3]:4      2  385 ms  370 ms  380 ms  380 ms                 –              –
      2 ↷    reuses stage 0           2       –       –       –       –                 –              –
      3      count at cell [3]:4      2  185 ms  170 ms  180 ms  180 ms                 –              –
      "
    `);
  });

  it("draws a query's stages with their operators, and the prediction's verdict", () => {
    const text = runText(ordersRun());
    expect(text).toContain("+- 24 rows, 2.1 KiB <- Stage 5, skipped, 4 tasks: its shuffle was written by stage 3");
    expect(text).toContain("Job 2 · broadcast at cell [3]:2 (broadcast)");
    expect(text).toContain(
      "Prediction orders for job 4: 1 of 2 right, 83 of 100 points\n  ✓ stages: 3\n  ~ tasks: you said [4, 8, 8], Spark did",
    );
  });

  it("aligns every column", () => {
    const lines = runText(executorLostRun()).trimEnd().split("\n");
    const rows = lines.slice(lines.findIndex((line) => line.startsWith("Stage  What")));
    expect(rows.length).toBe(5);
    expect(new Set(rows.map((row) => [...row].length)).size).toBe(1);
  });

  it("shows a failed job and stages that wait", () => {
    const text = runText(failedRun());
    expect(text).toContain("FAILED: Job aborted due to stage failure");
    expect(text).toContain("Stage 1 (result), PENDING, 200 tasks");
  });

  it("lets no control character through and keeps lines short", () => {
    const text = runText(hostileRun());
    for (const line of text.split("\n")) {
      expect([...line].every((character) => character.charCodeAt(0) >= 0x20)).toBe(true);
      expect(line.length).toBeLessThanOrEqual(400);
    }
    expect(text).not.toContain("\u202e");
  });

  it("stays short for a big run", () => {
    expect(runText(bigRun(20_000, 100)).split("\n").length).toBeLessThan(200);
  });
});
