const FORBIDDEN_ELEMENTS = "script, foreignObject, iframe, object, embed, animate, set, handler, a, image, use";
/** Attributes whose value may name something to load. */
const PAINT_ATTRIBUTE = /^(style|fill|stroke|filter|mask|cursor|clip-path|marker(-\w+)?)$/;
const OUTSIDE_URL = /url\(\s*['"]?(?!#)/i;

/**
 * Turns SVG text into a node of this page. The view escapes all data already; here it is parsed as XML (so a broken
 * escape is a parse error and not markup), and whatever could run or load something is dropped as a second lock.
 *
 * @throws Error when the text is not well-formed SVG.
 */
export function importSvg(text: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = parsed.documentElement;
  if (root.localName !== "svg" || parsed.querySelector("parsererror") !== null) {
    throw new Error("The picture is not well-formed SVG.");
  }
  for (const node of root.querySelectorAll(FORBIDDEN_ELEMENTS)) node.remove();
  for (const node of [root, ...root.querySelectorAll("*")]) {
    for (const { name, value } of [...node.attributes]) {
      if (runsOrLoads(name.toLowerCase(), value)) node.removeAttribute(name);
    }
  }
  return document.importNode(root, true) as unknown as SVGSVGElement;
}

function runsOrLoads(name: string, value: string): boolean {
  if (name.startsWith("on")) return true;
  if (name === "href" || name.endsWith(":href") || name === "src") return !value.startsWith("#");
  return PAINT_ATTRIBUTE.test(name) && OUTSIDE_URL.test(value);
}
