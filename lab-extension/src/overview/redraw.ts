/**
 * Puts new nodes in a part of the page; what had the focus has it again, when there is a node with the same `data-key`. A live run is drawn
 * anew while somebody goes through it with the keyboard.
 */
export function redraw(host: HTMLElement, ...children: readonly Node[]): void {
  const { activeElement } = document;
  const key = host.contains(activeElement) ? activeElement?.getAttribute("data-key") : undefined;
  host.replaceChildren(...children);
  if (key === null || key === undefined) return;
  const again = [...host.querySelectorAll<HTMLElement>("[data-key]")].find(
    (node) => node.getAttribute("data-key") === key,
  );
  again?.focus({ preventScroll: true });
}
