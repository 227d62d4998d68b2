import { formatBytes, formatCount, formatMillis } from "@stageplay/core";
import { messageTitle, type SequenceMessage, type SequenceRow, sequenceWords, timeMark } from "@stageplay/view";
import { element } from "../dom/element.js";
import type { TabHost } from "../tabs/run-tab.js";

const HOW_TO_READ =
  "Time runs from top to bottom. An arrow with a number stands for as many messages and opens. Select one to read what it is for; the arrow keys go from one to the next.";

/** What is known of the selected row: who, when, what it says, and what such a message is for. */
export function sequenceDetails(row: SequenceRow | undefined, host: TabHost): readonly HTMLElement[] {
  if (row === undefined) return [element("p", { class: "sp-muted" }, HOW_TO_READ)];
  if (row.kind === "rest") return [element("p", {}, `${formatCount(row.count)} more messages of this kind.`)];
  if (row.kind === "fault") {
    return [
      title("What happened to the cluster"),
      element("p", {}, row.fault.text),
      facts([timeMark(row.fault.timeMs)]),
    ];
  }
  if (row.kind === "group") {
    const { group } = row;
    const took = `${timeMark(group.startMs)} – ${timeMark(group.endMs)}, ${formatMillis(group.endMs - group.startMs)}`;
    return [title(group.title), facts([took, `${formatCount(group.messages)} messages`])];
  }
  const { message } = row;
  return [
    title(messageTitle(message), `${end(message, message.from)} → ${end(message, message.to)}`),
    element("p", {}, sequenceWords(message.name)),
    facts(factsOf(message)),
    ...stageLinks(message, host),
  ];
}

function title(name: string, ends = ""): HTMLElement {
  return element(
    "h2",
    { class: "sp-seq-title" },
    name,
    element("span", { class: "sp-muted" }, ends === "" ? "" : ` ${ends}`),
  );
}

function facts(texts: readonly string[]): HTMLElement {
  return element("p", { class: "sp-muted" }, texts.filter((text) => text !== "").join(" · "));
}

function factsOf({ timeMs, lastMs, bytes, says, stage, count, lost }: SequenceMessage): readonly string[] {
  const until = timeMark(lastMs) === timeMark(timeMs) ? "" : ` – ${timeMark(lastMs)}`;
  return [
    `${timeMark(timeMs)}${until}`,
    says,
    stage === undefined || says.includes(`stage ${stage}`) ? "" : `stage ${stage}`,
    bytes > 0 ? `${formatBytes(bytes)}${count > 1 ? " together" : ""}` : "",
    lost ? "lost: the network was cut" : "",
  ];
}

function stageLinks({ stage }: SequenceMessage, host: TabHost): readonly HTMLElement[] {
  if (stage === undefined) return [];
  const label = stage.endsWith(".0") ? stage.slice(0, -2) : stage;
  const links = (["stages", "timeline"] as const).map((tab) => {
    const text = tab === "stages" ? `Stage ${label} in Stages` : "in Timeline";
    const button = element(
      "button",
      { type: "button", class: "sp-button", "data-lm-suppress-shortcuts": "true" },
      text,
    );
    button.addEventListener("click", () => host.goTo({ tab, stage: label }));
    return button;
  });
  return [element("p", { class: "sp-seq-links" }, ...links)];
}

/** `executors 0–2`, `4 executors`: those who take part. */
function end({ executors }: SequenceMessage, name: string): string {
  if (!name.startsWith("executor ") || executors.length < 2) return name;
  const [first, last] = [executors[0]!, executors.at(-1)!];
  return last - first + 1 === executors.length ? `executors ${first}–${last}` : `${executors.length} executors`;
}
