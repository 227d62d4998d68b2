import { printable } from "@stageplay/view";

/** Plotly reads a small HTML of its own in labels (`<a>`, `<b>`, entities): data has to come through as plain text. */
export function plotlyText(text: string): string {
  return printable(text).replace(/[&<>]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : "&gt;"));
}
