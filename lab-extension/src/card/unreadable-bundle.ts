import { element } from "../dom/element.js";

/** What stands in the card's place when the saved bundle is damaged or of a version that this extension does not know. */
export function unreadableBundle(error: unknown): HTMLElement {
  const reason = error instanceof Error ? error.message : String(error);
  return element(
    "div",
    { class: "sp-card sp-unreadable", role: "note" },
    element("b", {}, "This run cannot be drawn."),
    element("p", {}, reason.slice(0, 400)),
    element("p", {}, "Run the cell again to make a new one. The rest of the notebook is not affected."),
  );
}
