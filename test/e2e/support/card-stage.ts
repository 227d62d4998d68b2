import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunDocument } from "@stageplay/core";
import { encodeRun } from "@stageplay/view";
import type { ElementHandle, Page } from "playwright-core";
import { type CardPages, type CardTheme, openCardPages } from "../../views/card-pages.js";

/** Cards in a page of their own, without JupyterLab: for what does not depend on it, and would take minutes there. */
export interface CardStage {
  readonly errors: readonly string[];
  open(theme?: CardTheme): Promise<Page>;
  close(): Promise<void>;
}

export async function openCardStage(): Promise<CardStage> {
  const folder = await mkdtemp(join(tmpdir(), "stageplay-cards-"));
  const pages: CardPages = await openCardPages(folder);
  return {
    errors: pages.errors,
    open: (theme) => pages.open(theme),
    close: async () => {
      await pages.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Replaces what the page shows with the card of a run. */
export async function showRun(page: Page, run: RunDocument): Promise<ElementHandle<Element>> {
  await page.evaluate((bundle) => window.inPage.show([bundle]), JSON.stringify(encodeRun(run)));
  return (await page.$(".sp-card"))!;
}

/** The column that the card stands in, and the window around it. */
export async function setWidth(page: Page, width: number, height = 900): Promise<void> {
  const room = 20;
  await page.setViewportSize({ width: width + 2 * room, height });
  await page.$eval(
    "main",
    (main, [wide, padding]) => {
      main.style.width = `${wide}px`;
      main.style.padding = `${padding}px`;
      main.style.boxSizing = "content-box";
    },
    [width, 8] as const,
  );
}

/** The names of the tabs that the card offers. */
export function tabsOf(card: ElementHandle<Element>): Promise<string[]> {
  return card.$$eval("[data-tab]:not([hidden])", (tabs) => tabs.map((tab) => tab.getAttribute("data-tab") ?? ""));
}
