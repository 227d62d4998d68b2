import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { checkLesson } from "../../tools/lesson/check-lesson.mjs";
import { lessonBank } from "../../tools/lesson/lesson-bank.mjs";
import { lintLesson } from "../../tools/lesson/lint-lesson.mjs";
import { codeCells, lessonNotebooks, readNotebook, sourceOf } from "../../tools/lesson/notebook-file.mjs";
import { Spelling } from "../../tools/lesson/spelling.mjs";
import { pathsOf } from "../../tools/setup/paths.mjs";
import { chromiumPath, openBrowser, type TestBrowser } from "../e2e/support/browser.js";
import { onPaper, outputsOf } from "./rendered-lesson.js";

const MINUTES = 60_000;
const { root, python } = pathsOf();
const lessons = lessonNotebooks([], root).map((file) => [path.basename(file), file] as const);
/** Larger notebooks are slow to open, and viewers on the web may refuse them. */
const MOST_BYTES = 10e6;

/**
 * Runs lessons and looks at all that a lesson owes. They take most of the time of all tests, so they are shared out over files, which run side by side; what
 * lessons write to `out/` has other names in each.
 *
 * @param isMine whether the lesson of this index is judged here
 */
export function judgeLessons(isMine: (index: number) => boolean): void {
  /** The executed lessons. */
  const kept = mkdtempSync(path.join(tmpdir(), "stageplay-lessons-"));
  let browser: TestBrowser | undefined;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    browser = await openBrowser();
    await browser.page.route(/^https?:/, (route) => route.abort());
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(kept, { recursive: true, force: true });
  });

  describe.each(lessons.filter((_, i) => isMine(i)))("%s", (_, file) => {
    const notebook = readNotebook(file);
    const { bank, problems: bankProblems } = lessonBank(file, notebook);

    it("is as a lesson has to be", () => {
      expect(lintLesson(file, notebook, { bank, bankProblems, spelling: new Spelling() })).toEqual([]);
    });

    it("holds no outputs", () => {
      for (const cell of codeCells(notebook)) expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
    });

    it(
      "runs with its solutions, twice alike, and everything in it is right",
      async () => {
        const { signal } = new AbortController();
        const read = { ...notebook, cells: [...notebook.cells, ...hintsRead(bank?.exercises[0]?.id)] };
        expect(await checkLesson(file, read, { bank, python, keep: kept, signal })).toEqual([]);
      },
      10 * MINUTES,
    );

    it("has what viewers without the extension keep: pictures, texts, tables, folded hints", () => {
      const { pictures, bare, dropped, bytes } = outputsOf(path.join(kept, path.basename(file)));
      expect(pictures).toBeGreaterThan(0);
      expect(bare).toBe(0);
      expect(dropped).toEqual([]);
      expect(bytes).toBeLessThan(MOST_BYTES);
    });

    it.skipIf(chromiumPath === undefined && !browserIsRequired())("reads well as HTML and on paper", async () => {
      const { pictures } = outputsOf(path.join(kept, path.basename(file)));
      const sheet = await onPaper(browser!.page, path.join(kept, `${path.basename(file, ".ipynb")}.html`));
      expect(sheet.faults).toEqual([]);
      expect(sheet.pictures).toBe(pictures);
      expect(sheet.folded).toBe(bank?.exercises[0] === undefined ? 0 : 3);
      for (const cell of codeCells(notebook)) {
        for (const [, id] of sourceOf(cell).matchAll(/\bclaim\("(C\d+)"/g))
          expect(sheet.text).toContain(`✓ ${id} shown`);
      }
      expect(sheet.pdf.subarray(0, 5).toString()).toBe("%PDF-");
      expect(sheet.pdf.toString("latin1").match(/\/Subtype \/Image\b/g)?.length).toBeGreaterThanOrEqual(pictures);
    });
  });
}

/** A cell in which a learner opened three hints. */
function hintsRead(exercise: string | undefined): ReturnType<typeof codeCells> {
  if (exercise === undefined) return [];
  return [{ id: "hints-read", cell_type: "code", source: `hint("${exercise}", 3);`, metadata: {}, outputs: [] }];
}
