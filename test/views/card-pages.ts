import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { openBrowser } from "../e2e/support/browser.js";

export type CardTheme = "light" | "dark";

/** Pages with cards as JupyterLab shows them, with its themes, but without JupyterLab around. */
export interface CardPages {
  /** A new page, which has {@link InPage}. */
  open(theme?: CardTheme): Promise<Page>;
  /** Uncaught exceptions and console errors of all pages so far. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

const ROOT = process.cwd();
const THEMES = join(ROOT, ".venv/share/jupyter/lab/themes/@jupyterlab");

/** Bundles the card and opens a browser. `folder` gets the pages. */
export async function openCardPages(folder: string): Promise<CardPages> {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(ROOT, "test/views/in-page.ts")],
    outfile: join(folder, "cards.js"),
    bundle: true,
    format: "iife",
    conditions: ["@stageplay/source"],
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const css = await readFile(join(ROOT, "lab-extension/style/index.css"), "utf8");
  const files = new Map<CardTheme, string>();
  for (const theme of ["light", "dark"] as const) {
    const file = join(folder, `${theme}.html`);
    const themeCss = await readFile(join(THEMES, `theme-${theme}-extension/index.css`), "utf8");
    await writeFile(file, html(theme, `${themeCss}\n${css}`));
    files.set(theme, file);
  }
  const browser = await openBrowser();
  const errors: string[] = [];
  return {
    errors,
    open: async (theme = "light") => {
      const page = await browser.page.context().newPage();
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await page.goto(pathToFileURL(files.get(theme)!).href);
      return page;
    },
    close: () => browser.close(),
  };
}

/** The scroller has the name of the notebook's, which figures that are drawn late look for. */
function html(theme: CardTheme, css: string): string {
  const body = `<body data-jp-theme-light="${theme === "light"}" style="margin:0">
<div class="jp-WindowedPanel-outer" style="height:100vh;overflow:auto;background:var(--jp-layout-color0)"><main style="width:900px;padding:16px"></main></div>
<script src="cards.js"></script></body>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Cards</title><style>${css}</style>${body}</html>`;
}
