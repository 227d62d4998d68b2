import type { Locator, Page } from "playwright-core";

const SLOW_MS = 60_000;

/** The code cell of the notebook in front that holds this text. */
export function cellWith(page: Page, text: string): Locator {
  const editor = page.locator(".jp-InputArea-editor", { hasText: text });
  return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell", { has: editor }).first();
}

/** Makes an empty cell below this one, as the key `b` does, and writes into it. */
export async function addCellBelow(page: Page, cell: Locator, source: string): Promise<Locator> {
  // A click beside a card leaves the focus in the card; Escape leads out of it.
  await page.keyboard.press("Escape");
  await cell.locator(".jp-InputPrompt").click();
  // Keys go to where the focus is, which JupyterLab moves a moment later.
  await focused(page, cell, ".jp-Cell");
  await page.keyboard.press("b");
  const empty = page.locator(".jp-CodeCell.jp-mod-active.jp-mod-noOutputs");
  await focused(page, empty, ".jp-Cell");
  await page.keyboard.press("Enter");
  await focused(page, empty, ".cm-content");
  await page.keyboard.insertText(source);
  return cellWith(page, source);
}

/** Writes this in place of what the cell holds. */
export async function rewrite(page: Page, cell: Locator, source: string): Promise<void> {
  await cell.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
}

/** Runs the cell by its keys and waits for its end. */
export async function run(page: Page, cell: Locator): Promise<Locator> {
  const prompt = cell.locator(".jp-InputPrompt");
  const before = await prompt.textContent();
  const handle = await prompt.elementHandle();
  await cell.locator(".cm-content").click();
  await page.keyboard.press("Shift+Enter");
  await page.waitForFunction(
    ([node, old]) => /^\[\d+\]:?$/.test(node?.textContent ?? "") && node?.textContent !== old,
    [handle, before] as const,
    { timeout: SLOW_MS },
  );
  return cell.locator(".jp-OutputArea");
}

/** Waits until the focus is in this part of the cell, and nowhere deeper. */
async function focused(page: Page, cell: Locator, part: string): Promise<void> {
  await page.waitForFunction(
    ([node, css]) => document.activeElement?.matches(css) === true && node?.contains(document.activeElement) === true,
    [await cell.elementHandle(), part] as const,
  );
}
