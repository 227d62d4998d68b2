import type { ElementHandle, Page } from "playwright-core";
import { MARK } from "./injections.js";

/** Frames that a tab gets to draw what is near the window. */
const FRAMES = 4;

/** What is wrong with a card in any of its tabs, in words; nothing when all is well. All in one call: there are many to look at. */
export async function faultsOf(page: Page, card: ElementHandle<Element>, width: number): Promise<readonly string[]> {
  await card.evaluate((node) => node.scrollIntoView({ block: "start" }));
  const found: string[] = [];
  const tabs = await card.$$eval("[data-tab]:not([hidden])", (nodes) =>
    nodes.map((node) => node.getAttribute("data-tab")),
  );
  for (const tab of tabs) {
    await showTab(card, tab);
    found.push(...(await card.evaluate(faultsInPage, width)).map((fault) => `${tab}: ${fault}`));
  }
  if (await page.evaluate((mark) => mark in window, MARK)) found.push("a script of the run's data ran");
  return found;
}

/** Selects a tab, opens all that opens in it, and gives it a moment to draw. */
export function showTab(card: ElementHandle<Element>, tab: string | null): Promise<void> {
  return card.evaluate(showInPage, { tab, frames: FRAMES });
}

/** Runs in the page: has to stand alone. */
async function showInPage(card: Element, { tab, frames }: { tab: string | null; frames: number }): Promise<void> {
  card.querySelector<HTMLElement>(`[data-tab="${tab}"]`)?.click();
  for (const each of card.querySelectorAll<HTMLDetailsElement>(".sp-panel:not([hidden]) details")) each.open = true;
  for (let i = 0; i < frames; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Runs in the page: has to stand alone. */
function faultsInPage(card: Element, width: number): string[] {
  const faults: string[] = [];
  const all = [...card.querySelectorAll("*")];
  const named = (node: Element): string => `${node.localName}.${node.getAttribute("class") ?? ""}`;
  const scrolls = (node: Element): boolean => /auto|scroll/.test(getComputedStyle(node).overflowX);
  const active = "script, iframe, object, embed, img, image, foreignObject, animate, set, form, base, link, meta";
  for (const node of card.querySelectorAll(active)) faults.push(`${named(node)} made of data`);
  for (const node of all) {
    for (const { name, value } of node.attributes) {
      if (name.startsWith("on")) faults.push(`${named(node)} has a handler ${name}`);
      if (/href$|^src$/.test(name) && !value.startsWith("#")) faults.push(`${named(node)} leads to ${value}`);
      if (/url\((?!["']?#)/.test(name === "style" ? value : "")) faults.push(`${named(node)} loads by its style`);
      if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/.test(value)) faults.push(`${named(node)} turns ${name}`);
    }
  }
  if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/.test(card.textContent ?? "")) faults.push("turned text");
  const box = card.getBoundingClientRect();
  if (Math.abs(box.width - width) > 1) faults.push(`the card is ${box.width} px wide instead of ${width}`);
  for (const node of all) {
    const { right, width: own, height } = node.getBoundingClientRect();
    if (own === 0 || height === 0 || right <= box.right + 1) continue;
    let around: Element | null = node.parentElement;
    while (around !== null && around !== card && !scrolls(around)) around = around.parentElement;
    // What is in a scroller, or cut with an ellipsis by the box around it, does not leave the card.
    const cut = ellipsisAround(node);
    if (around === card && cut === null) faults.push(`${named(node)} ends ${Math.round(right - box.right)} px outside`);
  }
  return [...new Set(faults)].slice(0, 8);

  function ellipsisAround(node: Element): Element | null {
    for (let each: Element | null = node; each !== null && each !== card; each = each.parentElement) {
      if (getComputedStyle(each).textOverflow === "ellipsis" && each.getBoundingClientRect().right <= box.right + 1) {
        return each;
      }
    }
    return null;
  }
}

/** Elements that the Tab key reaches, but where JupyterLab's single-key shortcuts would still fire, or that a screen reader has no name for. */
export function unkeyed(card: ElementHandle<Element>): Promise<readonly string[]> {
  return card.evaluate((node) =>
    [...node.querySelectorAll("button, summary, select, input, [tabindex='0']")]
      .filter((each) => each.closest("[hidden]") === null && each.closest("[data-lm-suppress-shortcuts]") === null)
      .map((each) => `${each.localName}.${each.getAttribute("class") ?? ""} ${each.textContent?.slice(0, 30)}`),
  );
}
