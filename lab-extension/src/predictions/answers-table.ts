import type { AnswerState, CallSite, PredictionField, PredictionPlace, PredictionVerdict } from "@stageplay/core";
import { ANSWER_MARKS, missedPartText } from "@stageplay/view";
import { element } from "../dom/element.js";
import { lineLink } from "../lines/line-link.js";
import { linkButton } from "../overview/link-button.js";
import type { TabHost, TabTarget } from "../tabs/run-tab.js";
import { showEdge } from "./show-edge.js";

const HEADS = ["Field", "You said", "Spark did", "Verdict"] as const;
/** What the marks say to those who do not see them. */
const WORDS: Readonly<Record<AnswerState, string>> = {
  right: "right",
  partly: "partly right",
  wrong: "wrong",
  open: "to fill in",
};

/** The answers of a prediction beside what the run has; under each miss the rule at work and where to look. */
export function answersTable(prediction: PredictionVerdict, host: TabHost): HTMLElement {
  const rows = prediction.fields.flatMap((field) => [answerRow(field), ...detailRow(field, prediction, host)]);
  return element(
    "table",
    { class: "sp-answers" },
    element("caption", { class: "sp-visually-hidden" }, "Your answers and what Spark did"),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ...HEADS.map((head) => element("th", { scope: "col", class: "sp-answer-cell sp-answer-head" }, head)),
      ),
    ),
    element("tbody", {}, ...rows),
  );
}

function answerRow({ name, expected, actual, state, parts = [] }: PredictionField): HTMLElement {
  const missed = parts.filter((part) => !part.correct);
  const partly = missed.length === 0 || parts.length < 2 ? "" : ` (${parts.length - missed.length} of ${parts.length})`;
  return element(
    "tr",
    {},
    element("th", { scope: "row", class: "sp-answer-cell sp-answer-name" }, name),
    element("td", { class: "sp-answer-cell" }, state === "open" ? element("i", {}, "to fill in") : expected),
    element("td", { class: "sp-answer-cell" }, state === "open" ? "–" : actual),
    element(
      "td",
      { class: "sp-answer-cell sp-answer-verdict" },
      element("span", { class: `sp-answer-mark sp-answer-${state}`, "aria-hidden": "true" }, ANSWER_MARKS[state]),
      ` ${WORDS[state]}${partly}`,
    ),
  );
}

function detailRow(field: PredictionField, prediction: PredictionVerdict, host: TabHost): readonly HTMLElement[] {
  const { note, rule, parts = [], places = [] } = field;
  const missed = parts.filter((part) => !part.correct).map(missedPartText);
  const lines = [
    ...(note === undefined ? [] : [element("p", {}, note)]),
    ...(missed.length === 0 ? [] : [element("p", {}, `${missed.join("; ")}.`)]),
    ...(rule === undefined ? [] : [element("p", {}, element("b", {}, `Rule ${rule.items.join(", ")}: `), rule.text)]),
    ...(places.length === 0
      ? []
      : [element("p", { class: "sp-answer-places" }, ...placeButtons(field.name, places, prediction, host))]),
  ];
  if (lines.length === 0) return [];
  return [
    element("tr", {}, element("td", { class: "sp-answer-cell sp-answer-detail", colspan: HEADS.length }, ...lines)),
  ];
}

/** A button for each place, and one for each line of the program that they name beside the action's own. */
function placeButtons(
  name: string,
  places: readonly PredictionPlace[],
  { callSite: action }: PredictionVerdict,
  host: TabHost,
): readonly HTMLElement[] {
  const links = places.flatMap((place, i) => {
    const target = targetOf(place);
    if (target === undefined) return [];
    const button = linkButton(host, target, `prediction-${name}-${i}`, place.text);
    const { parentId, stageId } = place;
    if (parentId !== undefined && stageId !== undefined) {
      button.addEventListener("click", () => showEdge(button.closest(".sp-card")!, parentId, stageId));
    }
    return [button];
  });
  const lines = new Map<string, CallSite>();
  for (const { callSite } of places) {
    if (callSite !== undefined && placeOf(callSite) !== placeOf(action)) lines.set(placeOf(callSite), callSite);
  }
  return [...links, ...[...lines.values()].map(lineLink)];
}

function placeOf(callSite: CallSite | undefined): string {
  return `${callSite?.file}:${callSite?.line}`;
}

function targetOf({ jobId, stageId, stageAttempt = 0, task, parentId }: PredictionPlace): TabTarget | undefined {
  if (stageId === undefined) return jobId === undefined ? undefined : { tab: "dag", jobId };
  const stage = stageAttempt === 0 ? String(stageId) : `${stageId}.${stageAttempt}`;
  if (task !== undefined) return { tab: "stages", stage, task };
  const isEdge = parentId !== undefined;
  return { tab: "dag", ...(jobId === undefined ? {} : { jobId }), stage: isEdge ? String(stageId) : stage };
}
