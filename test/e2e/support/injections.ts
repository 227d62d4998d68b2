/** A text that does harm, or breaks the layout, wherever a page takes data for more than characters. */
export interface Injection {
  readonly name: string;
  readonly text: string;
}

/** What an injection does when it succeeds; a test looks whether it is there. */
export const MARK = "pwned";

const RUN = `window.${MARK}=1`;

/** Injections of every kind that we know. Each is put into every text of a run (`injected-run.ts`). */
export const INJECTIONS: readonly Injection[] = [
  { name: "script element", text: `<script>${RUN}</script>` },
  { name: "image with handler", text: `<img src=x onerror="${RUN}">` },
  { name: "svg with handler", text: `<svg onload=${RUN}><animate onbegin=${RUN} attributeName=x dur=1s>` },
  { name: "details with handler", text: `<details open ontoggle=${RUN}><summary>open</summary></details>` },
  { name: "focused input", text: `<input autofocus onfocus=${RUN}>` },
  { name: "frame with markup", text: `<iframe srcdoc="<script>parent.${MARK}=1</script>"></iframe>` },
  { name: "custom element with style", text: `<x-y style="animation-name:none" onanimationstart=${RUN}>` },
  { name: "math and namespace confusion", text: `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>` },
  { name: "end of its element", text: `</text></g></svg></td></table></pre></summary><img src=x onerror=${RUN}>` },
  { name: "end of an attribute, double quotes", text: `" onmouseover="${RUN}" autofocus onfocus="${RUN}" x="` },
  { name: "end of an attribute, single quotes", text: `' onmouseover='${RUN}' autofocus onfocus='${RUN}' x='` },
  { name: "end of a CDATA section and a comment", text: `]]>--><img src=x onerror=${RUN}><!--` },
  { name: "character references", text: `&lt;img src=x onerror=${RUN}&gt;&#60;script&#62;${RUN}&#60;/script&#62;` },
  {
    name: "XML entities",
    text: `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "&a;&a;">]><svg>&x;&a;</svg>`,
  },
  { name: "XML style sheet", text: `<?xml-stylesheet href="javascript:${RUN}"?>` },
  {
    name: "foreign object",
    text: `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="${RUN}"/></foreignObject>`,
  },
  { name: "script address", text: `javascript:${RUN}//` },
  { name: "data address", text: `data:text/html,<script>parent.${MARK}=1</script>` },
  {
    name: "pseudo-HTML of charts",
    text: `<a href="javascript:${RUN}">click</a><b>bold</b><br><sub>x</sub>%{x}%{customdata}<extra></extra>`,
  },
  { name: "style element", text: "<style>*{display:none!important}body{background:url(//example.invalid/x)}</style>" },
  {
    name: "CSS declarations",
    text: "red;position:fixed;inset:0;z-index:99999;background:url(https://example.invalid/x)",
  },
  {
    name: "CSS functions",
    text: "url(https://example.invalid/x) expression(alert(1)) var(--jp-layout-color0)}*{display:none}",
  },
  { name: "selector and id", text: `x"],*{display:none}[y="#sp-run-hatch) url(//example.invalid` },
  {
    name: "templates",
    text: `{{constructor.constructor('${RUN}')()}} \${${RUN}} <%= ${RUN} %> #{${RUN}} %s%n $$x$$ \\(x\\)`,
  },
  { name: "Markdown", text: `[x](javascript:${RUN}) ![x](x "onerror=${RUN}") **b** \`c\`` },
  { name: "names of object properties", text: "__proto__" },
  { name: "right-to-left override", text: "\u202egnp.exe \u2066\u2067\u2068 txet \u202a\u202b\u202d\u200f\u061c" },
  { name: "right-to-left letters and digits", text: "שלום 123 - (עולם) 456 מחיר" },
  { name: "zero-width characters", text: "pay\u200bment\u200c_\u200d\u2060id\ufeff\u00ad\u180e" },
  {
    name: "control characters and half surrogates",
    text: "\u0000\u0007\u001b[31mred\u001b]0;title\u0007\ud800\udfff\ufffe\u009b2J",
  },
  { name: "line ends", text: "one\r\ntwo\u2028three\u2029four\vfive\fsix\n".repeat(3) },
  { name: "stacked accents", text: "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308".repeat(60) },
  { name: "one huge word", text: "W".repeat(20_000) },
  { name: "many huge lines", text: `${"long line ".repeat(200)}\n`.repeat(10) },
  { name: "wide characters", text: "漢字🏳️‍🌈👩‍👩‍👧‍👦".repeat(150) },
  { name: "nothing but blanks", text: " \t\u00a0\u3000 " },
];
