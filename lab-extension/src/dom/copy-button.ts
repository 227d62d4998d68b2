import { element } from "./element.js";

/** What a copy button says and copies. */
export interface CopyOptions {
  readonly label: string;
  /** What it copies, for a screen reader. */
  readonly what: string;
  readonly text: () => string;
}

/** Copies a text; where the page may not write to the clipboard, it says so. */
export function copyButton({ label, what, text }: CopyOptions): HTMLElement {
  const button = element(
    "button",
    { type: "button", class: "sp-button sp-copy", "data-lm-suppress-shortcuts": "true", "aria-label": what },
    label,
  );
  const said = element("span", { class: "sp-visually-hidden", role: "status" });
  button.addEventListener("click", () => {
    void write(text()).then((isCopied) => {
      said.textContent = isCopied ? "Copied" : "The browser did not let it be copied";
      button.textContent = isCopied ? `${label} ✓` : `${label}: not allowed`;
    });
  });
  return element("span", { class: "sp-copy-box" }, button, said);
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
