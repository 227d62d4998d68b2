import type { CallSite } from "@stageplay/core";
import { element } from "../dom/element.js";

const SHOWN_MS = 2500;

/** A button that leads to a line of the user's program, in the cell that it stands in. */
export function lineButton(callSite: CallSite): HTMLElement {
  const { file, line, short } = callSite;
  if (file === undefined || line === undefined) return element("span", { class: "sp-muted" }, short);
  const said = element("span", { class: "sp-muted", role: "status" });
  const button = element(
    "button",
    { type: "button", class: "sp-link", "data-lm-suppress-shortcuts": "true", "data-line": line },
    `Line ${line} of ${file}`,
  );
  button.addEventListener("click", () => {
    const found = findLine(button, file, line);
    said.textContent = found === undefined ? " That cell is not on this page." : "";
    if (found !== undefined) show(found);
  });
  return element("span", {}, button, said);
}

/** The line in the editor of the notebook around `from`; its cell is known by the number in its prompt. */
export function findLine(from: Element, file: string, line: number): HTMLElement | undefined {
  const number = /^cell (\[\d+\])$/.exec(file)?.[1];
  if (number === undefined) return undefined;
  const notebook = from.closest(".jp-Notebook");
  const cell = [...(notebook?.querySelectorAll(".jp-CodeCell") ?? [])].find((one) =>
    one.querySelector(".jp-InputPrompt")?.textContent?.includes(number),
  );
  return cell?.querySelectorAll<HTMLElement>(".cm-line")[line - 1];
}

/** Brings the line to the window, puts the cursor into it and makes it stand out for a moment. */
function show(line: HTMLElement): void {
  line.scrollIntoView({ block: "center" });
  line.closest<HTMLElement>(".cm-content")?.focus({ preventScroll: true });
  line.ownerDocument.getSelection()?.collapse(line, 0);
  line.animate(
    [
      { outline: "2px solid currentColor" },
      { outline: "2px solid currentColor", offset: 0.8 },
      { outline: "2px solid transparent" },
    ],
    SHOWN_MS,
  );
}
