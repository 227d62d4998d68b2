import { onPrint } from "./on-print.js";

/** A picture that is expensive to keep: drawn when its place comes near the window, removed when it is far away. */
export interface Figure {
  /** Draws into `host`, or brings an earlier drawing up to date. */
  draw(host: HTMLElement): void | Promise<void>;
  /** Takes everything out of `host` again. */
  purge(host: HTMLElement): void;
}

/** Drawn when nearer than this to the window, purged when farther than the second. The gap keeps a figure from flickering. */
const DRAW_WITHIN_PX = 400;
export const FAR_PX = 3000;
/** The notebook's own scroll container. Margins count only towards the observer's root, so it has to be named. */
export const SCROLLER = ".jp-WindowedPanel-outer";

/**
 * Shows `figure` in `host` only around the visible part of the notebook. The host keeps a fixed height, so that scrolling
 * never jumps: sixty cards left 50,000 DOM nodes behind otherwise.
 */
export class LazyFigure {
  private drawn = false;
  private observers: readonly IntersectionObserver[] = [];
  private stopPrint: (() => void) | undefined;
  private readonly host: HTMLElement;
  private readonly figure: Figure;

  constructor(host: HTMLElement, figure: Figure) {
    this.host = host;
    this.figure = figure;
  }

  /**
   * Begins to watch where the host is; call again after it was moved to another place in the page.
   *
   * @param now somebody asked to see it: it is drawn at once instead of two frames later
   */
  observe(now = false): void {
    this.disconnect();
    const root = this.host.closest(SCROLLER);
    const near = new IntersectionObserver((entries) => this.onNear(entries), {
      root,
      rootMargin: `${DRAW_WITHIN_PX}px`,
    });
    const far = new IntersectionObserver((entries) => this.onFar(entries), {
      root,
      rootMargin: `${FAR_PX}px`,
    });
    this.observers = [near, far];
    for (const observer of this.observers) observer.observe(this.host);
    this.stopPrint = onPrint(() => this.show());
    if (now) this.show();
  }

  /** Draws again now, if it is drawn at all: new data, other theme, other width. */
  refresh(): void {
    if (this.drawn) void this.draw();
  }

  dispose(): void {
    this.disconnect();
    if (this.drawn) this.figure.purge(this.host);
    this.drawn = false;
  }

  private async draw(): Promise<void> {
    try {
      await this.figure.draw(this.host);
    } catch (error) {
      this.host.textContent = `This picture cannot be drawn: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  private disconnect(): void {
    for (const observer of this.observers) observer.disconnect();
    this.stopPrint?.();
  }

  private onNear(entries: readonly IntersectionObserverEntry[]): void {
    if (entries.at(-1)?.isIntersecting) this.show();
  }

  /** Draws what is not drawn yet, unless its tab is hidden. */
  private show(): void {
    if (this.drawn || this.host.clientWidth === 0) return;
    this.drawn = true;
    void this.draw();
  }

  private onFar(entries: readonly IntersectionObserverEntry[]): void {
    if (!this.drawn || entries.at(-1)?.isIntersecting) return;
    this.drawn = false;
    this.figure.purge(this.host);
  }
}
