/**
 * Calls `before` when the page is about to be printed and `after` when that is done. Both have to finish at once: the browser does not wait.
 * Returns how to stop.
 *
 * @param isFirst before others: for what puts into the page what those draw into
 */
export function onPrint(before: () => void, after: () => void = () => undefined, isFirst = false): () => void {
  window.addEventListener("beforeprint", before, isFirst);
  window.addEventListener("afterprint", after);
  return () => {
    window.removeEventListener("beforeprint", before, isFirst);
    window.removeEventListener("afterprint", after);
  };
}
