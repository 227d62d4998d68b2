import type { CardBlock, LessonCard } from "@stageplay/core";
import { element, escapeText } from "../svg/element.js";

/** Jupyter sets tables of numbers to the right; these hold words. */
const LEFT = "text-align: left";

/**
 * A lesson's card as HTML: paragraphs, lists, tables and `<details>` only, without colours and without script, so that it looks like the page around it in
 * every theme, and every viewer of notebooks keeps it. Its title is no heading: that would put every hint and question into the notebook's table of contents.
 *
 * @example
 * cardHtml({ title: "Hint 1 of 5", blocks: [] }); // "<section aria-label=\"Hint 1 of 5\"><p><strong>Hint 1 of 5</strong></p></section>"
 */
export function cardHtml({ title, blocks }: LessonCard): string {
  const content = blocks.map(blockHtml);
  if (title === undefined) return element("section", {}, ...content);
  return element(
    "section",
    { "aria-label": plain(title) },
    element("p", {}, element("strong", {}, inline(title))),
    ...content,
  );
}

function blockHtml(block: CardBlock): string {
  switch (block.kind) {
    case "text":
      return element("p", {}, inline(block.text));
    case "note":
      return element("p", { role: "note" }, element("strong", {}, "Note: "), inline(block.text));
    case "code":
      return element("pre", {}, element("code", {}, escapeText(block.text)));
    case "list":
      return element("ul", {}, ...block.items.map((item) => element("li", {}, inline(item))));
    case "table":
      return tableHtml(block.heads, block.rows);
    case "folded":
      return element(
        "details",
        // Enter and Space open and close it, and are not the notebook's then.
        { "data-lm-suppress-shortcuts": "true", ...(block.open ? { open: "" } : {}) },
        element("summary", {}, inline(block.title)),
        ...block.blocks.map(blockHtml),
      );
  }
}

function tableHtml(heads: readonly string[] | undefined, rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]): string[] =>
    row.map((cell, i) =>
      i === 0
        ? element("th", { scope: "row", style: LEFT }, inline(cell))
        : element("td", { style: LEFT }, inline(cell)),
    );
  const named =
    heads === undefined
      ? []
      : [
          element(
            "thead",
            {},
            element("tr", {}, ...heads.map((head) => element("th", { scope: "col", style: LEFT }, inline(head)))),
          ),
        ];
  return element("table", {}, ...named, element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row)))));
}

/** `code` and **strong** as elements, all else escaped. */
function inline(words: string): string {
  return words
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .map((part) => {
      if (part.startsWith("`") && part.length > 2) return element("code", {}, escapeText(part.slice(1, -1)));
      if (part.startsWith("**") && part.length > 4) return element("strong", {}, escapeText(part.slice(2, -2)));
      return escapeText(part);
    })
    .join("");
}

function plain(words: string): string {
  return words.replaceAll(/[`*]/g, "");
}
