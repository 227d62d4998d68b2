import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { findChromium } from "../../../tools/chromium.mjs";

/** No sandbox (containers), no GPU, and nothing that talks to the network by itself. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface TestBrowser {
  readonly page: Page;
  /** Errors of the page's console and uncaught exceptions since the start. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** The system's Chromium, if there is one. */
export const chromiumPath: string | undefined = findChromium();

/** Opens Chromium with a fresh profile, which `close` removes again, or with a profile that others have used: their cache saves seconds. */
export async function openBrowser(usedProfile?: string): Promise<TestBrowser> {
  if (chromiumPath === undefined) throw new Error("No Chromium was found. Install it, or set CHROMIUM to its path.");
  const profile = usedProfile ?? (await mkdtemp(join(tmpdir(), "stageplay-chromium-")));
  const context = await launch(profile, chromiumPath);
  const page = context.pages()[0] ?? (await context.newPage());
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(`exception: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  return {
    page,
    errors,
    close: async () => {
      await context.close();
      if (usedProfile === undefined) await rm(profile, { recursive: true, force: true });
    },
  };
}

function launch(profile: string, executablePath: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: FLAGS,
    viewport: { width: 1280, height: 1000 },
  });
}
