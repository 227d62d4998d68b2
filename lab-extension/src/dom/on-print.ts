/**
 * Calls `before` when the page is about to be printed and `after` when that is done. Both have to finish at once: the browser does not wait.
 * Returns how to stop.
 */
export function onPrint(before: () => void, after: () => void = () => undefined): () => void {
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
  };
}
