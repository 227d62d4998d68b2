/** Plotly reads a small HTML of its own in labels (`<a>`, `<b>`, entities): data has to come through as plain text. */
export function plotlyText(text: string): string {
  return text.replace(/[&<>]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : "&gt;"));
}
