import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";

/** Verdict first, in words; the reasons after it; at the side where each kind of number comes from. */
export function cardHeader(model: RunModel): readonly HTMLElement[] {
  const { headline, coreTime, sentences } = model.verdict;
  const words = element("div", { class: "sp-words" }, element("div", { class: "sp-verdict" }, headline));
  if (coreTime !== undefined) words.append(element("p", { class: "sp-largest" }, coreTime));
  if (sentences.length > 0) words.append(element("p", { class: "sp-reasons" }, sentences.join(" ")));
  const tags = model.tags.map((tag) => element("span", { class: "sp-tag", title: tag.explanation }, tag.text));
  const profile = element("p", { class: "sp-profile" }, model.profile);
  return [words, element("div", { class: "sp-source" }, element("div", { class: "sp-tags" }, ...tags), profile)];
}
