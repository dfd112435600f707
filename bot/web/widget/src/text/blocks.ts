/** Plain text from the server as blocks to show: paragraphs and simple lists. No markup is ever interpreted as HTML. */

export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] };

const BULLET = /^\s*[-•*–]\s+(.*)$/;
const NUMBERED = /^\s*\d{1,2}[.)]\s+(.*)$/;

export function blocks(words: string): Block[] {
  const found: Block[] = [];
  let lines: string[] = [];
  let list: { kind: 'list'; ordered: boolean; items: string[] } | null = null;
  const flush = () => {
    if (lines.length > 0) found.push({ kind: 'paragraph', lines });
    if (list) found.push(list);
    lines = [];
    list = null;
  };
  for (const line of words.replace(/\r\n?/g, '\n').split('\n')) {
    const bullet = BULLET.exec(line);
    const item = bullet ?? NUMBERED.exec(line);
    if (item) {
      const ordered = bullet === null;
      if (lines.length > 0 || (list !== null && (list as { ordered: boolean }).ordered !== ordered)) flush();
      list ??= { kind: 'list', ordered, items: [] };
      list.items.push(item[1] ?? '');
    } else if (line.trim() === '') {
      flush();
    } else {
      if (list) flush();
      lines.push(line.trim());
    }
  }
  flush();
  return found;
}

export type Piece = { readonly text: string } | { readonly text: string; readonly href: string };

const ADDRESS = /https:\/\/[^\s<>"'()]+[^\s<>"'().,;:!?]/g;

/** Splits a line into text and links: https addresses, and exactly the given telephone numbers. */
export function pieces(line: string, phones: readonly string[] = []): Piece[] {
  const hits: { at: number; text: string; href: string }[] = [];
  for (const match of line.matchAll(ADDRESS)) hits.push({ at: match.index, text: match[0], href: match[0] });
  for (const phone of phones) {
    const written = phone.replace(/[^\d ]/g, '\\$&').replaceAll(' ', '[\\s ]?');
    const pattern = new RegExp(`(?<![\\d.,/+-])${written}(?![\\d/%]|[.,]\\d)`, 'g');
    for (const match of line.matchAll(pattern)) hits.push({ at: match.index, text: match[0], href: `tel:${phone.replace(/[^\d+]/g, '')}` });
  }
  hits.sort((a, b) => a.at - b.at || b.text.length - a.text.length);
  const found: Piece[] = [];
  let from = 0;
  for (const hit of hits) {
    if (hit.at < from) continue;
    if (hit.at > from) found.push({ text: line.slice(from, hit.at) });
    found.push({ text: hit.text, href: hit.href });
    from = hit.at + hit.text.length;
  }
  if (from < line.length) found.push({ text: line.slice(from) });
  return found;
}
