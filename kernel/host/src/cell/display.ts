import type { MimeBundle } from "./cell-output.js";
import { currentCell } from "./current-cell.js";
import { isMimeBundle, mimeBundle, plainText } from "./mime-bundle.js";

/** Something shown by `display`. */
export interface DisplayHandle {
  /** Jupyter's id of the display. */
  readonly id: string;
  /** Shows another value in the same place. */
  update(value: unknown): void;
}

/** `display` in every cell. */
export function display(value: unknown): DisplayHandle {
  const cell = currentCell();
  if (cell === undefined) throw new Error("display needs a cell to show the value under.");
  const id = cell.display(bundleNow(value, (bundle) => cell.update(id, bundle)));
  return {
    id,
    update: (next) =>
      cell.update(
        id,
        bundleNow(next, (bundle) => cell.update(id, bundle)),
      ),
  };
}

/** `clearOutput` in every cell. */
export function clearOutput(wait = false): void {
  currentCell()?.clear(wait);
}

/** A bundle at once; what a value says of itself may come later. */
function bundleNow(value: unknown, later: (bundle: MimeBundle) => void): MimeBundle {
  if (isMimeBundle(value)) return value;
  void mimeBundle(value).then(later);
  return { "text/plain": plainText(value) };
}
