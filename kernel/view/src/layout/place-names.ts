/** A text that wants to stand in a row at `from`; higher priorities are served first. */
export interface NameWish {
  readonly from: number;
  readonly width: number;
  readonly priority: number;
}

const GAP = 8;

/** For each wish whether it can be fulfilled: inside the room and apart from every text that was placed before it. */
export function placeNames(
  wishes: readonly NameWish[],
  room: { readonly from: number; readonly to: number },
): readonly boolean[] {
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[b]!.priority - wishes[a]!.priority || a - b);
  const taken: NameWish[] = [];
  const placed = wishes.map(() => false);
  for (const i of order) {
    const wish = wishes[i]!;
    const fits = wish.from >= room.from && wish.from + wish.width <= room.to;
    const free = taken.every(
      (other) => wish.from >= other.from + other.width + GAP || other.from >= wish.from + wish.width + GAP,
    );
    if (!fits || !free) continue;
    taken.push(wish);
    placed[i] = true;
  }
  return placed;
}
