import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import type { Message } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import { decodeRun, type RunModel, runModel } from "@stageplay/view";
import { RunCard } from "./card/run-card.js";
import { unreadableBundle } from "./card/unreadable-bundle.js";
import { onThemeChange } from "./dom/theme.js";

/**
 * The output under a cell. JupyterLab makes one for each output and calls {@link renderModel} again when the kernel updates
 * the display, so the card stays and only what changed is drawn anew.
 */
export class RunWidget extends Widget implements IRenderMime.IRenderer {
  private readonly mimeType: string;
  private readonly stopThemes: () => void;
  private card: RunCard | undefined;

  constructor(options: Pick<IRenderMime.IRendererOptions, "mimeType">) {
    super();
    this.mimeType = options.mimeType;
    this.addClass("sp-output");
    this.stopThemes = onThemeChange(() => this.card?.refresh());
    this.node.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** Draws the bundle, or says calmly why it cannot be read. Never rejects. */
  renderModel(model: Pick<IRenderMime.IMimeModel, "data">): Promise<void> {
    try {
      this.showRun(runModel(decodeRun(model.data[this.mimeType])));
    } catch (error) {
      this.card?.dispose();
      this.card = undefined;
      this.node.replaceChildren(unreadableBundle(error));
    }
    return Promise.resolve();
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.stopThemes();
    this.card?.dispose();
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.card?.observe();
  }

  /** Escape leads back to the cell, where JupyterLab's own keys work again: a click beside the card's controls leaves the focus in them. */
  private onKey({ key, defaultPrevented, target }: KeyboardEvent): void {
    if (key !== "Escape" || defaultPrevented || target instanceof HTMLInputElement) return;
    this.node.closest<HTMLElement>(".jp-Cell")?.focus();
  }

  private showRun(model: RunModel): void {
    if (this.card === undefined) {
      this.card = new RunCard();
      this.node.replaceChildren(this.card.node);
    }
    this.card.update(model);
    if (this.isAttached) this.card.observe();
  }
}
