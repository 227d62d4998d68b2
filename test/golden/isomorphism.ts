/** A node of a labelled directed acyclic graph. */
export interface GraphNode {
  readonly id: number;
  readonly label: string;
  readonly parents: readonly number[];
}

interface Indexed {
  readonly nodes: readonly GraphNode[];
  readonly parents: readonly (readonly number[])[];
  readonly signatures: readonly string[];
}

/**
 * A mapping from the ids of `left` to the ids of `right` that keeps labels and edges, or undefined when there is none.
 *
 * Nodes are first told apart by signatures (label, then the signatures around it, repeated), which settles nearly all of
 * them; what stays alike is tried out, so that diamonds and twins come out right.
 */
export function isomorphism(left: readonly GraphNode[], right: readonly GraphNode[]): Map<number, number> | undefined {
  if (left.length !== right.length) return undefined;
  const a = index(left);
  const b = index(right);
  const chosen: number[] = [];
  const used = new Set<number>();

  const extend = (): boolean => {
    const node = chosen.length;
    if (node === left.length) return true;
    for (let candidate = 0; candidate < right.length; candidate++) {
      if (used.has(candidate) || a.signatures[node] !== b.signatures[candidate]) continue;
      if (!edgesAgree(a, b, chosen, node, candidate)) continue;
      chosen.push(candidate);
      used.add(candidate);
      if (extend()) return true;
      chosen.pop();
      used.delete(candidate);
    }
    return false;
  };

  if (!extend()) return undefined;
  return new Map(chosen.map((candidate, node) => [left[node]!.id, right[candidate]!.id]));
}

/** True when `node` has the same edges to the nodes mapped already as `candidate` has to their images. */
function edgesAgree(a: Indexed, b: Indexed, chosen: readonly number[], node: number, candidate: number): boolean {
  return chosen.every(
    (image, earlier) =>
      a.parents[node]!.includes(earlier) === b.parents[candidate]!.includes(image) &&
      a.parents[earlier]!.includes(node) === b.parents[image]!.includes(candidate),
  );
}

function index(nodes: readonly GraphNode[]): Indexed {
  const position = new Map(nodes.map((node, i) => [node.id, i]));
  const parents = nodes.map((node) => node.parents.flatMap((id) => position.get(id) ?? []));
  const children = nodes.map((_, i) => nodes.flatMap((_, child) => (parents[child]!.includes(i) ? [child] : [])));
  const around = (of: readonly string[], neighbours: readonly number[]) => neighbours.map((i) => of[i]).sort();
  let signatures = nodes.map((node) => node.label);
  for (let round = 0; round < nodes.length; round++) {
    const names = new Map([...new Set(signatures)].sort().map((signature, i) => [signature, `${i}`]));
    // Short names keep the signatures small; equal graphs give equal names because they are numbered in sorted order.
    const short = signatures.map((signature) => names.get(signature)!);
    signatures = nodes.map((node, i) =>
      JSON.stringify([node.label, around(short, parents[i]!), around(short, children[i]!)]),
    );
  }
  return { nodes, parents, signatures };
}
