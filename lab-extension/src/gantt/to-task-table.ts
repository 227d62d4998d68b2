import { element } from "../dom/element.js";
import type { TabHost } from "../tabs/run-tab.js";

/** The timeline's content as a table is the task table of the Stages tab: this leads there. */
export function toTaskTable(host: TabHost): HTMLButtonElement {
  const button = element(
    "button",
    { type: "button", class: "sp-link sp-to-table", "data-lm-suppress-shortcuts": "true" },
    "All tasks as a table",
  );
  button.addEventListener("click", () => host.goTo({ tab: "stages", task: 0 }));
  return button;
}
