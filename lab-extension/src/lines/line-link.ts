import type { CallSite } from "@stageplay/core";
import { element } from "../dom/element.js";

/** Event by which a card asks the notebook around it for a line of a cell. Whoever shows it prevents the default. */
export const SHOW_LINE = "stageplay-show-line";

/** A line of the program: the cell by the number that stands beside it, lines from 1. */
export interface CodeLine {
  readonly cell: number;
  readonly line: number;
}

/** Where in the program something was called, as a link to that line; plain text where that is no cell of a notebook. */
export function lineLink({ short, file, line }: CallSite): HTMLElement {
  const cell = /^cell \[(\d+)\]$/.exec(file ?? "")?.[1];
  if (cell === undefined || line === undefined) return element("span", {}, short);
  const button = element(
    "button",
    {
      type: "button",
      class: "sp-link sp-line-link",
      title: `Show line ${line} of cell [${cell}]`,
      "data-lm-suppress-shortcuts": "true",
    },
    short,
  );
  const said = element("span", { class: "sp-muted", role: "status" });
  button.addEventListener("click", () => {
    const detail: CodeLine = { cell: Number(cell), line };
    const asked = new CustomEvent<CodeLine>(SHOW_LINE, { bubbles: true, cancelable: true, detail });
    const isShown = !button.dispatchEvent(asked);
    said.textContent = isShown ? "" : ` No cell of this notebook has the number [${cell}] now.`;
  });
  return element("span", {}, button, said);
}
