import type { ElementHandle } from "playwright-core";

/**
 * Texts of the card that are drawn over one another, in what is shown of it now. Words beside each other may touch, and plates lie beneath
 * labels on purpose: two texts are at fault when they share a good part of the smaller one.
 */
export function overlaps(card: ElementHandle<Element>): Promise<readonly string[]> {
  return card.evaluate(overlapsInPage);
}

/** Runs in the page: has to stand alone. */
function overlapsInPage(card: Element): string[] {
  const SHARED = 0.3;
  interface Piece {
    readonly text: string;
    readonly node: Element;
    readonly box: DOMRect;
  }
  const pieces: Piece[] = [];
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement!;
    const text = node.textContent?.trim() ?? "";
    if (text === "" || parent.closest("title, option, .sp-visually-hidden, caption, style") !== null) continue;
    // What scrolls below a head that stays in view is covered by it.
    if (parent.closest("thead, .sp-sequence-head") !== null || !parent.checkVisibility({ opacityProperty: true }))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const seen = clipped(box, parent);
      if (seen !== undefined) pieces.push({ text: text.slice(0, 30), node: parent, box: seen });
    }
  }
  const faults: string[] = [];
  pieces.forEach((a, i) => {
    for (const b of pieces.slice(0, i)) {
      if (a.node === b.node) continue;
      const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (width <= 0 || height <= 0) continue;
      const smaller = Math.min(a.box.width * a.box.height, b.box.width * b.box.height);
      if (width * height > SHARED * smaller) faults.push(`"${a.text}" over "${b.text}"`);
    }
  });
  return [...new Set(faults)].slice(0, 8);

  /** What is left of a box in the boxes around it that cut or scroll. */
  function clipped(box: DOMRect, from: Element): DOMRect | undefined {
    let { left, top, right, bottom } = box;
    for (let each: Element | null = from; each !== null && each !== card; each = each.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(each);
      const around = each.getBoundingClientRect();
      if (overflowX !== "visible") [left, right] = [Math.max(left, around.left), Math.min(right, around.right)];
      if (overflowY !== "visible") [top, bottom] = [Math.max(top, around.top), Math.min(bottom, around.bottom)];
    }
    return right - left > 1 && bottom - top > 1 ? new DOMRect(left, top, right - left, bottom - top) : undefined;
  }
}

/** Parts of the card whose text is cut off or has to be scrolled to: on paper nobody can. */
export function cutTexts(card: ElementHandle<Element>): Promise<readonly string[]> {
  return card.evaluate((root) => {
    const faults: string[] = [];
    for (const node of root.querySelectorAll<HTMLElement>("*")) {
      if (!(node instanceof HTMLElement) || !node.checkVisibility() || getComputedStyle(node).clipPath !== "none")
        continue;
      const { overflowX, overflowY, textOverflow } = getComputedStyle(node);
      const wide = overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1;
      const high = overflowY !== "visible" && node.scrollHeight > node.clientHeight + 1;
      if (node.clientWidth === 0 || !(wide || high)) continue;
      faults.push(
        `${node.localName}.${node.className}${textOverflow === "ellipsis" ? " (ellipsis)" : ""}: ${node.textContent?.slice(0, 40)}`,
      );
    }
    return faults.slice(0, 12);
  });
}
