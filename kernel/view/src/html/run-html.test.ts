import { describe, expect, it } from "vitest";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { ordersRun } from "../testing/orders-run.test-support.js";
import { bigRun, hostileRun } from "../testing/small-runs.test-support.js";
import { xmlFault } from "../testing/well-formed.test-support.js";
import { runHtml } from "./run-html.js";

const body = (html: string): string => html.slice(html.indexOf("<body>"), html.indexOf("</html>"));

describe("runHtml", () => {
  it.each([
    ["orders", ordersRun()],
    ["executor lost", executorLostRun()],
    ["hostile", hostileRun()],
    ["big", bigRun(20_000)],
  ])("is one file, well-formed, that runs and loads nothing: %s", (_, run) => {
    const html = runHtml(run);
    expect(html.startsWith("<!doctype html>")).toBe(true);
    expect(xmlFault(body(html))).toBeUndefined();
    expect(body(html)).not.toMatch(/<(script|style|image|img|iframe|foreignObject|a|link)\b|\son\w+="|href|src=/);
    expect(html).toContain("default-src &#39;none&#39;");
    expect(html.length).toBeLessThan(3_000_000);
  });

  it("has the picture, every stage and task, and the plan", () => {
    const html = runHtml(ordersRun());
    expect(html.split('class="sp-stage"').length - 1).toBe(8);
    expect(html).toContain("Tasks (29)");
    const rowsOf = (title: string): number =>
      (new RegExp(`<table aria-label="${title}".*?</table>`, "s").exec(html)?.[0].split("<tr>").length ?? 0) - 2;
    expect(rowsOf("Stages")).toBe(8);
    expect(rowsOf("Tasks")).toBe(29);
    expect(rowsOf("Jobs and why they ran")).toBe(5);
    expect(rowsOf("Where the core time went")).toBeGreaterThan(3);
    expect(rowsOf("Critical path")).toBeGreaterThan(3);
    expect(html).toContain("Plan of ");
    expect(html).toContain("BroadcastHashJoin");
  });

  it("says how many tasks it leaves out", () => {
    expect(runHtml(bigRun(20_000))).toContain("Tasks (2,000 of 20,000)");
  });
});
