import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeBadFiles } from "./bad-input.js";
import { type CellOutcome, RealKernel } from "./real-kernel.js";

const COUNT = "await sc.range(0, 4, 1, 2).count()";
const claim = (jobs: number) =>
  `claim("C003", spark.lastRun, (run) => ({ jobs: run.jobs.length }), { right: { jobs: ${jobs} } })`;
const CELLS = {
  early: claim(1),
  lesson: 'lesson({ id: "L01", kernel: ">=9", seed: 7 })',
  first: COUNT,
  again: COUNT,
  more: COUNT,
  shown: claim(1),
  wrong: claim(5),
  asked: 'quiz("L01.q1")',
  answered: 'quiz("L01.q1", "b")',
  unfit: 'quiz("L01.q1", "z")',
  hinted: 'hint("L01.3", 2)',
  noHint: 'hint("L01.99")',
  blank:
    'exercise("L01.3", undefined as typeof spark.lastRun | undefined, (run) => ({ jobs: run.jobs.length }), { jobs: 1 })',
  unknown: 'lesson({ id: "L01", sead: 4 } as never)',
  seed: "spark.conf.get('spark.stageplay.seed')",
  hash: "lessonHash()",
} as const;

const kernel = new RealKernel();
const outcomes = {} as Record<keyof typeof CELLS, CellOutcome>;

beforeAll(async () => {
  const folder = `${kernel.folder}/work`;
  makeBadFiles(folder);
  const ran = await kernel.runCells(Object.values(CELLS), folder);
  Object.keys(CELLS).forEach((name, i) => {
    outcomes[name as keyof typeof CELLS] = ran[i]!;
  });
});
afterAll(() => kernel.remove());

describe("a lesson in a kernel", () => {
  it("goes on with another kernel's lesson, and has its settings", () => {
    expect(outcomes.lesson).toMatchObject({ status: "ok", value: null, stderr: "" });
    expect(outcomes.seed.value).toBe("'7'");
    expect(outcomes.hash.value).toMatch(/^'[0-9a-f]{32}'$/);
  });

  it("says once that a cell ran before", () => {
    expect(outcomes.first).toMatchObject({ status: "ok", value: "4", stdout: "" });
    const notes = (name: keyof typeof CELLS) => outcomes[name].shown.filter((text) => text.startsWith("Note: "));
    expect([notes("first"), notes("more")]).toEqual([[], []]);
    expect(notes("again")).toEqual([
      expect.stringContaining("This cell ran before, so its jobs have new numbers: job 1."),
    ]);
  });

  it("shows a claim in one line, or says what is not as it should be", () => {
    expect(outcomes.early.error?.evalue).toContain("NO_RUN_YET");
    expect(outcomes.shown.shown).toEqual(["✓ C003 shown: Repeating an action repeats a job."]);
    expect(outcomes.wrong.error?.evalue).toMatch(
      /^\[CLAIM_NOT_SHOWN\] C003.*\n {2}jobs should be 5 and was 1\nNext step: /,
    );
  });

  it("shows questions and hints, and nothing beside them", () => {
    for (const name of ["asked", "answered", "hinted"] as const) {
      expect(outcomes[name]).toMatchObject({ status: "ok", value: null, stdout: "", stderr: "" });
      expect(outcomes[name].shown).toHaveLength(1);
    }
    expect(outcomes.answered.shown[0]).toContain("L01.q1: ✓ right");
  });

  it("tells of bad input calmly, with the next step", () => {
    expect(outcomes.unfit.error?.evalue).toMatch(
      /INVALID_ANSWER.*has no choice "z".*\nNext step: Write `quiz\("L01.q1", "a"\)`/,
    );
    expect(outcomes.noHint.error?.evalue).toMatch(/UNKNOWN_EXERCISE.*Did you mean L01/);
    expect(outcomes.unknown.error?.evalue).toMatch(/INVALID_LESSON.*did you mean seed\?/);
    expect(outcomes.blank).toMatchObject({ status: "ok", error: null });
    expect(outcomes.blank.shown.join()).toContain("Write your answer in the cell above");
  });
});
