import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** What viewers of notebooks keep of HTML; GitHub takes away all else. */
const KEPT = /^<\/?(?:section|p|strong|code|pre|ul|li|table|thead|tbody|tr|th|td|details|summary)(?: [^<>]*)?>$/;
const HARMLESS = /^(?: (?:aria-label|role|scope|open|data-lm-suppress-shortcuts)="[^"]*"| style="text-align: left")*$/;
/** A4 less the margins of the sheet, in CSS pixels. */
const PAPER_PX = 703;

interface SavedNotebook {
  readonly cells: readonly { readonly outputs?: readonly { readonly data?: Readonly<Record<string, unknown>> }[] }[];
}

/** What an executed notebook offers to viewers without the extension. */
export interface Outputs {
  readonly pictures: number;
  /** Runs that have no picture or no text. */
  readonly bare: number;
  /** Tags in HTML outputs that a viewer may drop. */
  readonly dropped: readonly string[];
  readonly bytes: number;
}

export function outputsOf(notebook: string): Outputs {
  const text = readFileSync(notebook, "utf8");
  const data = (JSON.parse(text) as SavedNotebook).cells.flatMap((cell) =>
    (cell.outputs ?? []).flatMap(({ data }) => (data === undefined ? [] : [data])),
  );
  const runs = data.filter((each) =>
    Object.keys(each).some((mime) => mime.startsWith("application/vnd.stageplay.run")),
  );
  const tags = data.flatMap(
    (each) =>
      [each["text/html"] ?? []]
        .flat()
        .join("")
        .match(/<[^>]*>/g) ?? [],
  );
  return {
    pictures: data.filter((each) => each["image/png"] !== undefined).length,
    bare: runs.filter((each) => each["image/png"] === undefined || each["text/plain"] === undefined).length,
    dropped: tags.filter((tag) => !KEPT.test(tag) || !HARMLESS.test(/^<\/?\w+(.*)>$/s.exec(tag)![1]!)),
    bytes: text.length,
  };
}

/** What is wrong with the notebook's HTML on paper, and the PDF that it makes. */
export interface OnPaper {
  readonly faults: readonly string[];
  readonly text: string;
  readonly pictures: number;
  readonly folded: number;
  readonly pdf: Buffer;
}

/** Shows the file as it is printed, without a network and without scripts of the page. */
export async function onPaper(page: Page, file: string): Promise<OnPaper> {
  await page.setViewportSize({ width: PAPER_PX, height: 1000 });
  await page.goto(`file://${file}`);
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(lookAtPage);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true });
  return { ...seen, pdf };
}

/** Runs in the page: has to stand alone. */
function lookAtPage(): Omit<OnPaper, "pdf"> {
  const faults: string[] = [];
  const said = (node: Element): string => (node.textContent ?? "").trim().slice(0, 60);
  for (const node of document.querySelectorAll("pre")) {
    if (node.scrollWidth > node.clientWidth + 1) faults.push(`cut: ${said(node)}`);
  }
  const wide = document.documentElement.clientWidth + 1;
  for (const node of document.querySelectorAll("img, table, p, h1, h2")) {
    if (node.getBoundingClientRect().right > wide) faults.push(`${node.localName} leaves the sheet: ${said(node)}`);
  }
  const outputs = ".jp-OutputArea-output";
  for (const node of document.querySelectorAll(`${outputs} script, ${outputs} style, ${outputs} iframe`)) {
    faults.push(`${node.localName} in an output`);
  }
  const pictures = [...document.querySelectorAll<HTMLImageElement>(`${outputs} img`)];
  for (const each of pictures) if (each.naturalWidth === 0) faults.push("a picture cannot be read");
  const folded = [...document.querySelectorAll(`${outputs} details`)];
  for (const each of folded) {
    const heights = [...each.children].map((child) => child.getBoundingClientRect().height);
    if (heights.some((height) => height === 0)) faults.push(`folded away on paper: ${said(each)}`);
  }
  return { faults, text: document.body.innerText, pictures: pictures.length, folded: folded.length };
}
