import type { RunModel, SequenceFilter, SequenceTopic } from "@stageplay/view";
import { element } from "../dom/element.js";

const TOPICS: readonly (readonly [SequenceTopic | "", string])[] = [
  ["", "all messages"],
  ["jobs", "jobs and stages"],
  ["tasks", "tasks"],
  ["executors", "executors come and go"],
  ["heartbeats", "heartbeats"],
];

/** What a reader restricts the messages to. */
export class SequenceFilters {
  readonly node: HTMLElement;
  private readonly topic = select("Messages about");
  private readonly stage = select("Stage");
  private readonly executor = select("Executor");

  constructor(onChange: () => void) {
    fill(this.topic, TOPICS);
    this.node = element("span", { class: "sp-filters" }, this.topic, this.stage, this.executor);
    for (const input of [this.topic, this.stage, this.executor]) input.addEventListener("input", onChange);
  }

  /** The stages and executors that can be chosen; choices stay. */
  update({ stages, run }: RunModel): void {
    const ran = stages.filter(({ status }) => status !== "skipped");
    fill(this.stage, [["", "all stages"], ...ran.map(({ label }) => [label, `stage ${label}`] as const)]);
    const ids = run.executors.map(({ executorId }) => String(executorId));
    fill(this.executor, [["", "all executors"], ...ids.map((id) => [id, `executor ${id}`] as const)]);
  }

  chooseStage(label: string): void {
    this.topic.value = "";
    this.executor.value = "";
    this.stage.value = label;
  }

  filter(): SequenceFilter {
    const topic = TOPICS.find(([value]) => value === this.topic.value)?.[0] ?? "";
    const label = this.stage.value;
    return {
      ...(topic === "" ? {} : { topic }),
      // Stage 6 is 6.0 among messages, and 6 in the views.
      ...(label === "" ? {} : { stage: label.includes(".") ? label : `${label}.0` }),
      ...(this.executor.value === "" ? {} : { executor: Number(this.executor.value) }),
    };
  }
}

function select(label: string): HTMLSelectElement {
  return element("select", { "aria-label": label, "data-lm-suppress-shortcuts": "true" });
}

function fill(input: HTMLSelectElement, options: readonly (readonly [string, string])[]): void {
  const chosen = input.value;
  input.replaceChildren(...options.map(([value, text]) => element("option", { value }, text)));
  input.value = options.some(([value]) => value === chosen) ? chosen : "";
}
