const SHOWN_MS = 3000;
/** The graph is drawn when it comes into view, a few frames after its tab was selected. */
const MOST_FRAMES = 60;

/** Makes an arrow of a card's stage graph stand out for a moment, by its width. */
export function showEdge(card: Element, from: number, to: number, frames: number = MOST_FRAMES): void {
  const line = card.querySelector(`.sp-panel[data-panel="dag"] .sp-edge[data-from="${from}"][data-to="${to}"] path`);
  if (line !== null) {
    const wide = { strokeWidth: "5px" };
    line.animate([wide, { ...wide, offset: 0.8 }, { strokeWidth: "1.5px" }], SHOWN_MS);
  } else if (frames > 0) {
    requestAnimationFrame(() => showEdge(card, from, to, frames - 1));
  }
}
