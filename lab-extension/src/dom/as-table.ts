import { element } from "./element.js";
import { focusable } from "./focusable.js";
import { plainText } from "./plain-text.js";

/** Characters of a cell: a row must not fill the window. */
const MOST_IN_CELL = 500;

/** What a picture shows, as rows of texts; the first column names the row. */
export interface TableContent {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A picture's content as a table, for those who cannot or would rather not read the picture. It is made when somebody opens it, and then
 * follows the run.
 */
export class AsTable {
  readonly node: HTMLDetailsElement;
  private readonly caption: string;
  private readonly content: () => TableContent | undefined;
  private readonly scroller: HTMLElement;

  /** @param caption names the table, and the picture that it stands for */
  constructor(caption: string, content: () => TableContent | undefined) {
    this.caption = caption;
    this.content = content;
    this.scroller = focusable(element("div", { class: "sp-table-scroller", role: "group" }), caption);
    const summary = element("summary", { "data-lm-suppress-shortcuts": "true" }, "Show as table");
    this.node = element("details", { class: "sp-as-table" }, summary, this.scroller);
    this.node.addEventListener("toggle", () => this.update());
  }

  /** Reads the content again; nothing while it is closed. */
  update(): void {
    const content = this.node.open ? this.content() : undefined;
    this.scroller.replaceChildren(...(content === undefined ? [] : [table(this.caption, content)]));
  }
}

function table(caption: string, { heads, rows }: TableContent): HTMLTableElement {
  return element(
    "table",
    { class: "sp-table sp-text-table" },
    element("caption", { class: "sp-visually-hidden" }, caption),
    element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
    element(
      "tbody",
      {},
      ...rows.map(([name = "", ...cells]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, plainText(name, MOST_IN_CELL)),
          ...cells.map((cell) => element("td", {}, plainText(cell, MOST_IN_CELL))),
        ),
      ),
    ),
  );
}
