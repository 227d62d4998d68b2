import type { PredictionExtraJob, PredictionVerdict, RecognisedMisconception } from "@stageplay/core";
import { ANSWER_MARKS, predictionState, predictionTitle } from "@stageplay/view";
import { element } from "../dom/element.js";
import { lineLink } from "../lines/line-link.js";
import { linkButton } from "../overview/link-button.js";
import type { TabHost } from "../tabs/run-tab.js";
import { answersTable } from "./answers-table.js";

/** One verdict: what was said beside what Spark did, the rule behind each miss, and buttons to where it shows. A right one is short. */
export function predictionPanel(prediction: PredictionVerdict, host: TabHost): HTMLElement {
  const state = predictionState(prediction);
  const title = predictionTitle(prediction);
  const { correct, callSite, explanation, extraJobs, claims, seal } = prediction;
  return element(
    "section",
    { class: `sp-prediction sp-answer-${state}`, "data-prediction": prediction.id, "aria-label": title },
    element(
      "header",
      { class: "sp-prediction-head" },
      element("span", { class: `sp-answer-mark sp-answer-${state}`, "aria-hidden": "true" }, ANSWER_MARKS[state]),
      element("b", {}, title),
      ...(callSite === undefined || correct ? [] : [lineLink(callSite)]),
      element(
        "span",
        { class: "sp-muted", title: "Digest of the answers, made before the first job ran" },
        [...(claims ?? []), `sealed ${seal}`].join(" · "),
      ),
    ),
    ...(correct ? [rightAnswers(prediction)] : [answersTable(prediction, host)]),
    ...prediction.misconceptions.map(misconceptionWords),
    ...(explanation === undefined ? [] : [element("p", { class: "sp-prediction-words" }, explanation)]),
    ...(extraJobs.length === 0 ? [] : [extraJobList(extraJobs, host)]),
  );
}

/** The answers of a right prediction in a line. */
function rightAnswers({ fields }: PredictionVerdict): HTMLElement {
  const texts = fields.map(({ name, actual, note }) => `${name} ${actual}${note === undefined ? "" : ` (${note})`}`);
  return element("p", { class: "sp-muted" }, texts.join(" · "));
}

function misconceptionWords({ id, name, wrong, tryThis }: RecognisedMisconception): HTMLElement {
  return element(
    "div",
    { class: "sp-misconception", "data-misconception": id },
    element("p", {}, element("b", {}, `${id} ${name}. `), wrong),
    element("p", {}, element("b", {}, "Try: "), tryThis),
  );
}

/** Jobs that Spark added, apart from the one that was asked for. */
function extraJobList(jobs: readonly PredictionExtraJob[], host: TabHost): HTMLElement {
  const items = jobs.map(({ jobId, cause, stages, text, callSite }) =>
    element(
      "li",
      {},
      linkButton(host, { tab: "dag", jobId }, `prediction-job-${jobId}`, `Job ${jobId}`),
      ` ${cause}: ${stages}. ${text.charAt(0).toUpperCase()}${text.slice(1)}. `,
      lineLink(callSite),
    ),
  );
  return element(
    "details",
    { class: "sp-extra-jobs" },
    element(
      "summary",
      { "data-lm-suppress-shortcuts": "true" },
      jobs.length === 1 ? "Spark ran one more job" : `Spark ran ${jobs.length} more jobs`,
    ),
    element("ul", { class: "sp-extra-job-list" }, ...items),
  );
}
