import { plainText } from "./plain-text.js";

/**
 * Makes a node reachable by the Tab key. JupyterLab's single-key shortcuts (`b` inserts a cell) must not fire while it has
 * the focus, which is what `data-lm-suppress-shortcuts` says.
 */
export function focusable<T extends Element>(node: T, label?: string): T {
  if (!(node instanceof HTMLButtonElement)) node.setAttribute("tabindex", "0");
  node.setAttribute("data-lm-suppress-shortcuts", "true");
  if (label !== undefined) node.setAttribute("aria-label", plainText(label));
  return node;
}
