import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeRun, runSvg, runText } from "@stageplay/view";
import { paintPng } from "../../kernel/host/src/picture/png.js";
import { type CardPages, type CardTheme, openCardPages } from "./card-pages.js";
import { PICTURE_PROGRAMS } from "./picture-programs.js";
import { runsOf } from "./runs-of.js";

/** A notebook's width, and a column of half a screen. */
const WIDTHS = { wide: 900, narrow: 600 } as const;
const THEMES: readonly CardTheme[] = ["light", "dark"];
/** For figures that draw some frames later. */
const SETTLE_MS = 250;
const BUSY = ".sp-card [aria-busy='true']";

/**
 * `npm run views -- --pictures FOLDER [program…]`: saves what a reader sees of a few programs, a folder each: every tab in both themes and two
 * widths, and the picture and the text that stand in a notebook without the extension. For people to look at; nothing is compared.
 */
export async function savePictures(
  folder: string,
  pagesFolder: string,
  names: readonly string[],
  print: (line: string) => void,
): Promise<boolean> {
  const unknown = names.filter((name) => PICTURE_PROGRAMS[name] === undefined);
  if (unknown.length > 0) {
    print(`There is no program ${unknown.join(", ")}. There are ${Object.keys(PICTURE_PROGRAMS).join(", ")}.`);
    return false;
  }
  const pages = await openCardPages(pagesFolder);
  try {
    for (const name of names.length > 0 ? names : Object.keys(PICTURE_PROGRAMS)) {
      const own = join(folder, name);
      await mkdir(own, { recursive: true });
      const [run] = await runsOf([PICTURE_PROGRAMS[name]!]);
      await writeFile(join(own, "without-extension.txt"), `${runText(run!)}\n`);
      for (const theme of THEMES) {
        const { base64 } = paintPng(runSvg(run!, { theme, width: WIDTHS.wide }));
        await writeFile(join(own, `without-extension-${theme}.png`), Buffer.from(base64, "base64"));
      }
      const tabs = await saveTabs(pages, own, JSON.stringify(encodeRun(run!)));
      print(
        `${name}: ${run!.jobs.length} jobs, ${run!.stages.length} stages, ${run!.tasks.length} tasks, ${tabs} tabs`,
      );
    }
    for (const error of pages.errors) print(`  ${error}`);
    return pages.errors.length === 0;
  } finally {
    await pages.close();
  }
}

/** @returns how many tabs the card has */
async function saveTabs(pages: CardPages, folder: string, bundle: string): Promise<number> {
  let count = 0;
  for (const theme of THEMES) {
    const page = await pages.open(theme);
    for (const [name, width] of Object.entries(WIDTHS)) {
      await page.$eval("main", (main, px) => main.style.setProperty("width", `${px}px`), width);
      await page.evaluate((text) => window.inPage.show([text]), bundle);
      const tabs = await page.$$eval("[data-tab]:not([hidden])", (all) =>
        all.map((each) => each.getAttribute("data-tab") ?? ""),
      );
      for (const tab of tabs) {
        await page.click(`[data-tab="${tab}"]`);
        await page.waitForTimeout(SETTLE_MS);
        await page.waitForFunction((busy) => document.querySelector(busy) === null, BUSY);
        const card = (await page.$(".sp-card"))!;
        // What is far below the window is not drawn.
        const height = await card.evaluate((node) => node.getBoundingClientRect().height);
        await page.setViewportSize({ width: 1280, height: Math.max(1000, Math.ceil(height) + 40) });
        await page.waitForTimeout(SETTLE_MS);
        await card.screenshot({ path: join(folder, `${tab}-${theme}-${name}.png`) });
      }
      count = tabs.length;
    }
    await page.close();
  }
  return count;
}
