import type { RunModel, TaskFilter } from "@stageplay/view";
import { element } from "../dom/element.js";

const OUTCOMES = [
  ["", "any status"],
  ["succeeded", "succeeded"],
  ["failed", "failed"],
  ["killed", "killed"],
  ["running", "running"],
  ["speculative", "speculative copies"],
] as const;

/** What a reader restricts the task table to. */
export class TaskFilters {
  readonly node: HTMLElement;
  private readonly stage = select("Stage");
  private readonly outcome = select("Status");
  private readonly text = element("input", {
    type: "search",
    "aria-label": "Host, executor or error",
    placeholder: "host, executor, error",
    "data-lm-suppress-shortcuts": "true",
  });
  private labels: readonly string[] = [];

  constructor(onChange: () => void) {
    this.outcome.append(...OUTCOMES.map(([value, words]) => element("option", { value }, words)));
    this.node = element("span", { class: "sp-filters" }, this.stage, this.outcome, this.text);
    for (const input of [this.stage, this.outcome, this.text]) input.addEventListener("input", onChange);
  }

  /** The stages that can be chosen; the choice stays. */
  update({ gantt }: RunModel): void {
    const chosen = this.stage.value;
    this.labels = gantt.stages.map(({ label }) => label);
    this.stage.replaceChildren(
      element("option", { value: "" }, "all stages"),
      ...this.labels.map((label) => element("option", { value: label }, `stage ${label}`)),
    );
    this.stage.value = this.labels.includes(chosen) ? chosen : "";
  }

  chooseStage(label: string): void {
    this.stage.value = label;
  }

  clear(): void {
    this.stage.value = "";
    this.outcome.value = "";
    this.text.value = "";
  }

  filter(): TaskFilter {
    const outcome = OUTCOMES.find(([value]) => value === this.outcome.value)?.[0] ?? "";
    return {
      ...(this.stage.value === "" ? {} : { stageIndex: this.labels.indexOf(this.stage.value) }),
      ...(outcome === "" ? {} : { outcome }),
      text: this.text.value,
    };
  }
}

function select(label: string): HTMLSelectElement {
  return element("select", { "aria-label": label, "data-lm-suppress-shortcuts": "true" });
}
