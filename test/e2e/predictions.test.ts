import { decodeRun } from "@stageplay/view";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { axeViolations } from "./support/axe.js";
import { chromiumPath, openBrowser, type TestBrowser } from "./support/browser.js";
import { changeTheme, openNotebook, runAllCells, savedNotebook, shoot, type Theme } from "./support/lab-page.js";
import { bundlesOf, errorsOf, notebookFile } from "./support/notebook-file.js";
import { type Notebooks, openNotebooks } from "./support/notebooks.js";

const SLOW_MS = 240_000;

const CELLS = [
  {
    code: 'spark.conf.set("spark.sql.adaptive.enabled", "false");\nspark.conf.set("spark.sql.shuffle.partitions", "8");',
  },
  {
    code: [
      'const keyed = spark.range(0, 4000, 1, 40).withColumn("k", col("id").mod(5));',
      'predict({ id: "L02.3", claims: ["C012"], jobs: 1, stages: 3, tasks: [40, 8, 8] });',
      'await keyed.groupBy("k").count().orderBy("k").collect();',
    ].join("\n"),
  },
  { code: 'predict({ id: "L01.1", stages: TODO, jobs: 1 });\nawait sc.range(0, 8, 1, 4).count();' },
  { code: 'predict({ id: "L01.2", stages: 1, jobs: 1 });\nawait sc.range(0, 8, 1, 4).count();' },
];

/** A learner predicts in JupyterLab: the verdict, where it leads, and what a keyboard and a screen reader make of it. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("predictions in JupyterLab", () => {
  let notebooks: Notebooks;
  let browser: TestBrowser;
  const panel = (id: string) => browser.page.locator(`.sp-prediction[data-prediction="${id}"]`);

  beforeAll(async () => {
    notebooks = await openNotebooks({ "predict.ipynb": notebookFile(CELLS) });
    browser = await openBrowser(inject("jupyter").profile);
    await openNotebook(browser.page, notebooks.labUrl("predict.ipynb"));
    await runAllCells(browser.page);
    const notebook = await savedNotebook(browser.page);
    expect(errorsOf(notebook)).toEqual([]);
    const verdicts = bundlesOf(notebook).flatMap((bundle) => decodeRun(bundle).predictions);
    expect(verdicts.map(({ id, correct }) => [id, correct])).toEqual([
      ["L02.3", false],
      ["L01.1", false],
      ["L01.2", true],
    ]);
    await panel("L01.2").waitFor();
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await notebooks?.close();
  }, SLOW_MS);

  it("stand side by side with what Spark did, each miss with its rule", async () => {
    const text = await panel("L02.3").innerText();
    expect(text).toMatch(/jobs\s+1\s+2\s+✗ wrong/);
    expect(text).toMatch(/stages\s+3\s+3\s+✓ right/);
    expect(text).toMatch(/tasks\s+\[40, 8, 8\]\s+\[40, 8, 5\]\s+~ partly right \(2 of 3\)/);
    expect(text).toContain("Rule A7");
    expect(text).toContain("M3 one-action-one-job");
    expect(await panel("L02.3").locator("caption").innerText()).toBe("Your answers and what Spark did");
  });

  it("ask for what is not filled in, and are short when right", async () => {
    expect(await panel("L01.1").innerText()).toMatch(
      /still to fill in: stages[\s\S]*How many stages does the job have/,
    );
    expect(await panel("L01.1").innerText()).not.toContain("wrong");
    expect(await panel("L01.2").locator("table").count()).toBe(0);
    expect(await panel("L01.2").innerText()).toMatch(/✓\s*Prediction L01.2 for job \d+: right[\s\S]*jobs 1 · stages 1/);
  });

  it("lead to the edge in the stage graph, by the keyboard", async () => {
    const edge = panel("L02.3").getByRole("button", { name: /stage 3 → stage 4: Exchange rangepartitioning/ });
    await edge.focus();
    await edge.press("Enter");
    const card = browser.page.locator(".sp-card", { has: panel("L02.3") });
    expect(await card.locator('button.sp-tab[data-tab="dag"]').getAttribute("aria-selected")).toBe("true");
    const box = card.locator('.sp-panel[data-panel="dag"] [data-stage="4"]').first();
    await box.waitFor();
    expect(await box.getAttribute("aria-pressed")).toBe("true");
    await browser.page.waitForFunction(() => {
      const line = document.querySelector('.sp-panel[data-panel="dag"] .sp-edge[data-from="3"][data-to="4"] path');
      return line !== null && line.getAnimations().length > 0;
    });
  });

  it("lead to the user's line", async () => {
    await panel("L02.3").getByRole("button", { name: "collect at cell [2]:3" }).first().click();
    await browser.page.waitForFunction(() => document.activeElement?.classList.contains("cm-content"));
    const line = await browser.page.evaluate(
      () => document.getSelection()?.anchorNode?.parentElement?.closest(".cm-line")?.textContent,
    );
    expect(line).toContain("orderBy");
  });

  it.each<Theme>(["JupyterLab Light", "JupyterLab Dark"])("have nothing for axe to find: %s", async (theme) => {
    const { page, errors } = browser;
    await changeTheme(page, theme);
    for (const id of ["L02.3", "L01.1", "L01.2"]) {
      expect(await axeViolations(page, `.sp-prediction[data-prediction="${id}"]`)).toEqual([]);
      const name = `prediction-${id}-${theme === "JupyterLab Dark" ? "dark" : "light"}`;
      await shoot(page, (await page.locator(".sp-card", { has: panel(id) }).elementHandle())!, name);
    }
    expect(errors).toEqual([]);
  });
});
