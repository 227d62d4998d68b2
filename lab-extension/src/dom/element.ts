import { plainText } from "./plain-text.js";

/** Attributes of {@link element}; `undefined` leaves one out. Event handlers are added in code, never here. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * Makes an HTML element. Children are nodes or plain text: data can never become markup, because nothing is parsed, and never turns the
 * direction of the text around it, because the characters that do so are left out.
 *
 * @example
 * element("span", { class: "sp-tag" }, run.appName);
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(name, plainText(String(value)));
  }
  node.append(...children.map((child) => (typeof child === "string" ? plainText(child) : child)));
  return node;
}
