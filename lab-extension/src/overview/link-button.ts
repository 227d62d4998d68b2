import { element } from "../dom/element.js";
import type { TabHost, TabTarget } from "../tabs/run-tab.js";

/** A button that leads to another tab. @param key the same for the same thing in the next state of the run */
export function linkButton(
  host: TabHost,
  target: TabTarget,
  key: string,
  ...children: readonly (Node | string)[]
): HTMLButtonElement {
  const button = element(
    "button",
    { type: "button", class: "sp-link", "data-lm-suppress-shortcuts": "true", "data-key": key },
    ...children,
  );
  button.addEventListener("click", () => host.goTo(target));
  return button;
}
