const listeners = new Set<() => void>();
let watching = false;

/**
 * Calls back after each theme switch, once the new theme's variables can be read. A renderer gets no theme manager, so the
 * attributes that JupyterLab writes to the body are watched: one observer for all cards. Returns how to stop.
 */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  if (!watching) watchBody();
  watching = true;
  return () => listeners.delete(listener);
}

function watchBody(): void {
  const observer = new MutationObserver(() => {
    // The attribute changes in the same turn in which the style sheet is swapped: read colours a frame later.
    requestAnimationFrame(() => {
      for (const listener of listeners) listener();
    });
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name", "data-jp-theme-light"] });
}

/** Value of a CSS variable at `node`, or `fallback` when the page does not define it. */
export function cssVariable(node: Element, name: string, fallback: string): string {
  return getComputedStyle(node).getPropertyValue(name).trim() || fallback;
}
