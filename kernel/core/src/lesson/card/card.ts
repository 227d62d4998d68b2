/**
 * What a lesson shows under a cell, as plain data: a heading and blocks of text. Texts may hold `code` in backquotes and **strong** words, and nothing else:
 * whoever draws them escapes the rest.
 */
export interface LessonCard {
  /** Absent for a short remark. */
  readonly title?: string;
  readonly blocks: readonly CardBlock[];
}

export type CardBlock =
  | { readonly kind: "text"; readonly text: string }
  /** Something to be noticed calmly. */
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  /** The first cell of a row names it; `heads` name the columns, where that is needed. */
  | { readonly kind: "table"; readonly heads?: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Folded away under its title, until the reader opens it. */
  | { readonly kind: "folded"; readonly title: string; readonly open: boolean; readonly blocks: readonly CardBlock[] };

export function text(words: string): CardBlock {
  return { kind: "text", text: words };
}

export function note(words: string): CardBlock {
  return { kind: "note", text: words };
}

/** Prose with fenced code in it, as authors write it: ``` lines become code blocks, empty lines part paragraphs. */
export function proseBlocks(prose: string): readonly CardBlock[] {
  return prose.split(/^```\w*\n([\s\S]*?)^```$/m).flatMap((part, i): CardBlock[] => {
    if (i % 2 === 1) return [{ kind: "code", text: part.trimEnd() }];
    const paragraphs = part.split(/\n\s*\n/).map((paragraph) => paragraph.trim().replaceAll(/\s*\n\s*/g, " "));
    return paragraphs.filter((paragraph) => paragraph !== "").map(text);
  });
}
