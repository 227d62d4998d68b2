type Direction = readonly [x: number, y: number];

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** How much worse it is to lie beside the way than farther along it. */
const BESIDE = 2;

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Makes the boxes of a picture one stop of the Tab key: the arrow keys go from box to box, to the nearest in their direction. The box that had the
 * focus last is the one that Tab comes back to.
 */
export class ArrowKeys {
  private readonly host: HTMLElement;
  private readonly selector: string;

  /** @param selector what is a box within `host`; each has to be able to have the focus */
  constructor(host: HTMLElement, selector: string) {
    this.host = host;
    this.selector = selector;
    host.addEventListener("keydown", (event) => this.onKey(event));
    host.addEventListener("focusin", (event) => {
      const box = (event.target as Element).closest(selector);
      if (box !== null) this.makeStop(box);
    });
  }

  /** To be called when the boxes were drawn anew. */
  arrange(): void {
    const boxes = this.boxes();
    const stop = boxes.find((box) => box === document.activeElement) ?? boxes[0];
    if (stop !== undefined) this.makeStop(stop);
  }

  private boxes(): readonly (HTMLElement | SVGElement)[] {
    return [...this.host.querySelectorAll<HTMLElement | SVGElement>(this.selector)];
  }

  private makeStop(stop: Element): void {
    for (const box of this.boxes()) box.setAttribute("tabindex", box === stop ? "0" : "-1");
  }

  private onKey(event: KeyboardEvent): void {
    const direction = DIRECTIONS[event.key];
    const from = (event.target as Element).closest(this.selector);
    if (direction === undefined || from === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const boxes = this.boxes();
    const next = nearest(placeOf(from), boxes.map(placeOf), direction);
    // At the edge the key scrolls, as it does everywhere.
    if (next === undefined) return;
    event.preventDefault();
    boxes[next]!.focus();
  }
}

/** Index of the place that lies nearest in a direction; undefined when none does. */
export function nearest(from: Place, places: readonly Place[], [dx, dy]: Direction): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  places.forEach(({ x, y }, i) => {
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const beside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    // What lies more beside than along is another direction.
    if (along < 1 || (dx === 0 && beside > 4 * along)) return;
    const way = along + BESIDE * beside;
    if (way < least) {
      least = way;
      best = i;
    }
  });
  return best;
}

function placeOf(box: Element): Place {
  const { left, top, width, height } = box.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
