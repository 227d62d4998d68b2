import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { axeViolations } from "./support/axe.js";
import { chromiumPath, openBrowser, type TestBrowser } from "./support/browser.js";
import { changeTheme, kernelIdle, openNotebook, shootPart, type Theme, visibleText } from "./support/lab-page.js";
import { addCellBelow, cellWith, rewrite, run } from "./support/learner.js";
import { type Notebooks, openNotebooks } from "./support/notebooks.js";

const SLOW_MS = 240_000;
const LESSON = "L00-nothing-happens-until-you-ask.ipynb";
const lesson = readFileSync(new URL(`../../notebooks/lessons/${LESSON}`, import.meta.url), "utf8");

/** One learner goes through the first lesson: each step stands on the one before. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("a learner in JupyterLab", () => {
  let notebooks: Notebooks;
  let browser: TestBrowser;
  const exercise = () => cellWith(browser.page, "// Exercise L00.2");
  const verdict = () => exercise().locator('.sp-prediction[data-prediction="L00.2"]');
  const answer = async (jobs: number, tasks: string): Promise<string> => {
    const { page } = browser;
    const source = (await exercise().locator(".cm-line").allTextContents()).join("\n");
    await rewrite(page, exercise(), source.replace(/jobs: \w+, tasks: .*? }/, `jobs: ${jobs}, tasks: ${tasks} }`));
    await run(page, exercise());
    return visibleText(verdict());
  };

  beforeAll(async () => {
    notebooks = await openNotebooks({ [LESSON]: lesson });
    browser = await openBrowser(inject("jupyter").profile);
    await openNotebook(browser.page, notebooks.labUrl(LESSON));
    await kernelIdle(browser.page);
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await notebooks?.close();
  }, SLOW_MS);

  it("begins with the first cell, which says what the lesson is", async () => {
    const card = await visibleText(await run(browser.page, cellWith(browser.page, "lesson({")));
    expect(card).toContain("L00 · Nothing happens until you ask");
    expect(card).toMatch(/Difficulty\s+easy/);
    expect(card).toMatch(/Duration\s+about \d+ minutes/);
    expect(card).toMatch(/Challenges\s+2 exercises, \d questions/);
  });

  it("sees what is to be filled in, before any answer is judged", async () => {
    await run(browser.page, exercise());
    const text = await visibleText(verdict());
    expect(text).toContain("still to fill in: jobs, tasks");
    expect(text).not.toMatch(/✗|wrong/);
  });

  it("predicts wrongly, and is led to the misconception and to the edge in the graph", async () => {
    const text = await answer(1, "[8, 200]");
    expect(text).toMatch(/tasks\s+\[8, 200\]\s+\[8, 200, 1\]\s+~ partly right \(2 of 3\)/);
    expect(text).toMatch(/Rule \w\d/);
    expect(text).toContain("count-is-narrow");
    const edge = verdict().getByRole("button", { name: /stage \d+ → stage \d+: Exchange SinglePartition/ });
    await edge.click();
    const card = exercise().locator(".sp-card");
    expect(await card.locator('[data-tab="dag"]').getAttribute("aria-selected")).toBe("true");
    await card.locator('.sp-panel[data-panel="dag"] [data-stage][aria-pressed="true"]').waitFor();
  });

  it("opens hints one by one, and goes back to an earlier one", async () => {
    const { page } = browser;
    const cell = await addCellBelow(page, exercise(), 'hint("L00.2");');
    for (const [i, title] of ["A nudge", "The concept", "Where to look"].entries()) {
      const output = await run(page, cell);
      expect(await visibleText(output)).toContain(`Hint ${i + 1} of 5 for L00.2`);
      expect(await output.locator("details").count()).toBe(i + 1);
      // The newest is open, those before it are folded.
      expect(await output.locator("details[open] summary").allInnerTexts()).toEqual([`${i + 1}. ${title}`]);
    }
    const first = cell.locator("details", { hasText: "1. A nudge" });
    await first.locator("summary").focus();
    await page.keyboard.press("Enter");
    expect(await first.getAttribute("open")).not.toBeNull();
    expect(await first.innerText()).toContain("two `count()`".replaceAll("`", ""));
  });

  it("predicts rightly; the hints and the miss have lowered the confidence, and nothing else", async () => {
    expect(await answer(1, "[8, 200, 1]")).toMatch(/✓\s*Prediction L00\.2 for job \d+: right/);
    expect(await visibleText(exercise().locator(".jp-OutputArea"))).toContain("Confidence: with help (50%)");
  });

  it("answers a question wrongly, hears why, and then rightly", async () => {
    const { page } = browser;
    const asked = await run(page, cellWith(page, 'quiz("L00.q1");'));
    expect(await visibleText(asked)).toContain("Which of these lines runs a job?");
    const cell = await addCellBelow(page, cellWith(page, 'quiz("L00.q1");'), 'quiz("L00.q1", "c");');
    const wrong = await visibleText(await run(page, cell));
    expect(wrong).toContain("✗ not yet");
    expect(wrong).toContain("it gives another DataFrame, and nothing runs yet");
    await rewrite(page, cell, 'quiz("L00.q1", "b");');
    const right = await visibleText(await run(page, cellWith(page, 'quiz("L00.q1", "b");')));
    expect(right).toContain("✓ right");
    expect(right).toContain("Confidence: fairly sure (80%)");
  });

  it("sees how far it has come", async () => {
    const text = await visibleText(await run(browser.page, cellWith(browser.page, "progress();")));
    expect(text).toMatch(/L00: 2 of \d answered/);
    expect(text).toMatch(/L00\.1\s+.*not tried\s+none/);
    expect(text).toMatch(/L00\.2\s+.*with help \(50%\)\s+3 of 5/);
    expect(text).toMatch(/L00\.q1\s+.*fairly sure \(80%\)\s+none/);
  });

  it.each<Theme>(["JupyterLab Light", "JupyterLab Dark"])(
    "reads it all with nothing for axe to find: %s",
    async (theme) => {
      const { page, errors } = browser;
      const shade = theme.endsWith("Dark") ? "dark" : "light";
      await changeTheme(page, theme);
      const parts = {
        lesson: "lesson({",
        hint: "hint(",
        quiz: 'quiz("L00.q1");',
        answered: '"b");',
        progress: "progress();",
      };
      for (const text of Object.values(parts)) {
        await cellWith(page, text)
          .locator(".jp-OutputArea")
          .evaluate((node) => node.setAttribute("data-walk", ""));
      }
      expect(await axeViolations(page, '[data-walk], .sp-prediction[data-prediction="L00.2"]')).toEqual([]);
      for (const [name, text] of Object.entries(parts)) {
        await shootPart(page, (await cellWith(page, text).elementHandle())!, `walk-${name}-${shade}`);
      }
      await shootPart(page, (await exercise().elementHandle())!, `walk-exercise-${shade}`);
      expect(errors).toEqual([]);
    },
  );
});
