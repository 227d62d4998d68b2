import { FAR_PX, SCROLLER } from "./lazy-figure.js";

/**
 * Takes what is in `host` out of the page while it is far from the window, and puts it back, as it was, when it comes near. A place as high as it is
 * kept, so that scrolling never jumps: sixty cards of a hundred and fifty elements each would be in the page otherwise.
 */
export class Dormant {
  private readonly host: HTMLElement;
  private asleep: readonly ChildNode[] | undefined;
  /** Somebody wants it although it is far away: it stays until it has been near. */
  private held = false;
  private observer: IntersectionObserver | undefined;

  constructor(host: HTMLElement) {
    this.host = host;
  }

  /** Begins to watch where the host is; call again after it was moved to another place in the page. */
  observe(): void {
    this.dispose();
    this.held = false;
    const root = this.host.closest(SCROLLER);
    this.observer = new IntersectionObserver((entries) => this.onMoved(entries), { root, rootMargin: `${FAR_PX}px` });
    this.observer.observe(this.host);
  }

  /** Puts everything back now. */
  wake(): void {
    if (this.asleep === undefined) return;
    this.host.append(...this.asleep);
    this.host.style.height = "";
    this.asleep = undefined;
    this.held = true;
  }

  dispose(): void {
    this.observer?.disconnect();
    this.wake();
  }

  private onMoved(entries: readonly IntersectionObserverEntry[]): void {
    if (entries.at(-1)?.isIntersecting === true) {
      this.wake();
      this.held = false;
    } else if (!this.held) this.sleep();
  }

  private sleep(): void {
    const { host } = this;
    // What is hidden has no height to keep, and the focus must not be lost.
    const { height } = host.getBoundingClientRect();
    if (this.asleep !== undefined || height === 0 || host.contains(document.activeElement)) return;
    host.style.height = `${height}px`;
    this.asleep = [...host.childNodes];
    host.replaceChildren();
  }
}
