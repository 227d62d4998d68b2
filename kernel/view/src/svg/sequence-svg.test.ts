import { describe, expect, it } from "vitest";
import { sequenceModel } from "../model/sequence-model.js";
import { SequenceRows } from "../model/sequence-rows.js";
import { bigRun } from "../testing/small-runs.test-support.js";
import { talkingRun } from "../testing/talking-run.test-support.js";
import { xmlFault } from "../testing/well-formed.test-support.js";
import { sequenceHeadSvg, sequenceSvg } from "./sequence-svg.js";
import { darkTheme, lightTheme, themeFromVars } from "./theme.js";

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e';

function picture(run = talkingRun(), theme = lightTheme, width = 900): { head: string; body: string } {
  const model = sequenceModel(run);
  const rows = new SequenceRows();
  rows.setModel(model);
  const options = { theme, width, colorOf: (): number => 0 };
  return { head: sequenceHeadSvg(model, rows.all(), options), body: sequenceSvg(model, rows.all(), options) };
}

describe("sequenceSvg", () => {
  it.each([
    ["plain", talkingRun()],
    ["hostile", talkingRun(HOSTILE)],
    ["big", bigRun(2_000)],
  ])("is well-formed, without script and without anything from outside: %s", (_, run) => {
    for (const theme of [lightTheme, darkTheme, themeFromVars()]) {
      const { head, body } = picture(run, theme);
      for (const svg of [head, body]) {
        expect(xmlFault(svg)).toBeUndefined();
        expect(svg).not.toMatch(/<(script|style|image|img|foreignObject|a)\b|\son\w+="|href|NaN|undefined|\u202e/);
      }
    }
  });

  it("names every line in words, so that it can be read out", () => {
    const { body } = picture();
    expect(body).toContain("<title>LaunchTask ×13 from SchedulerBackend to 3 executors at 20.25 ms");
    expect(body).toContain("<title>executor(1).kill() at 300 ms</title>");
    expect(body).toContain("Job 0 · count at cell [3]:1 · 220 ms · 56 messages");
  });

  it("tells what went wrong by a sign, not by colour alone", () => {
    const { body } = picture();
    expect(body).toContain("✕ ExecutorLost");
    expect(body).toContain("▲ RemoveExecutor");
  });

  it("is wider than the room when the lanes would come too near", () => {
    const width = (svg: string): number => Number(/ width="(\d+)"/.exec(svg)![1]);
    const { head, body } = picture(talkingRun(), lightTheme, 300);
    expect(width(body)).toBeGreaterThan(600);
    expect(width(head)).toBe(width(body));
    expect(width(picture(talkingRun(), lightTheme, 1200).body)).toBe(1200);
  });
});
