const TOKEN = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g;

/** What is wrong with an XML text (elements, attributes, text and the five entities only); undefined when nothing is. */
export function xmlFault(xml: string): string | undefined {
  const open: string[] = [];
  for (const [whole, slash, name, attributes, selfClosing, text, stray] of xml.matchAll(TOKEN)) {
    if (stray !== undefined) return `stray < in ${xml.slice(0, 40)}`;
    const content = text ?? attributes ?? "";
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(content)) return `bad entity in ${whole}`;
    if (text !== undefined) continue;
    if (slash === "/") {
      const last = open.pop();
      if (last !== name) return `</${name}> closes <${last}>`;
    } else if (selfClosing !== "/") open.push(name!);
  }
  return open.length === 0 ? undefined : `<${open.at(-1)}> is never closed`;
}
