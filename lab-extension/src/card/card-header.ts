import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { linkButton } from "../overview/link-button.js";
import type { TabHost } from "../tabs/run-tab.js";

/** Verdict first, in words; the reasons after it; at the side where each kind of number comes from. */
export function cardHeader(model: RunModel, host: TabHost): readonly HTMLElement[] {
  const { headline, failed, coreTime, advice, sentences } = model.verdict;
  const words = element("div", { class: "sp-words" }, element("div", { class: "sp-verdict" }, headline));
  if (failed.length > 0) words.append(element("p", { class: "sp-bad" }, `✕ ${failed.join(" ")}`));
  if (coreTime !== undefined) words.append(element("p", { class: "sp-largest" }, coreTime));
  if (advice !== undefined) words.append(linkToAdvice(advice, host));
  if (sentences.length > 0) words.append(element("p", { class: "sp-reasons" }, sentences.join(" ")));
  const tags = model.tags.map((tag) => element("span", { class: "sp-tag", title: tag.explanation }, tag.text));
  const profile = element("p", { class: "sp-profile" }, model.profile);
  return [words, element("div", { class: "sp-source" }, element("div", { class: "sp-tags" }, ...tags), profile)];
}

/** What to do about it: the first finding, which leads to all of them. */
function linkToAdvice(advice: string, host: TabHost): HTMLElement {
  const link = linkButton(host, { tab: "advice" }, "advice", `Advice: ${advice}`);
  link.classList.add("sp-verdict-advice");
  return element("p", {}, link);
}
