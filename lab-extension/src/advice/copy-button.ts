import { element } from "../dom/element.js";

/** Copies a line of code; where the page may not write to the clipboard, it selects the line instead. */
export function copyButton(text: string): HTMLElement {
  const button = element(
    "button",
    {
      type: "button",
      class: "sp-button sp-copy",
      "data-lm-suppress-shortcuts": "true",
      "aria-label": "Copy the line to change",
    },
    "Copy",
  );
  const said = element("span", { class: "sp-visually-hidden", role: "status" });
  button.addEventListener("click", () => {
    void write(text).then((isCopied) => {
      said.textContent = isCopied ? "Copied" : "Selected";
      button.textContent = isCopied ? "Copied ✓" : "Selected";
      if (!isCopied && button.previousElementSibling !== null) select(button.previousElementSibling);
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

function select(node: Element): void {
  const range = document.createRange();
  range.selectNodeContents(node);
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}
