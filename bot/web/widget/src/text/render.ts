/** Text blocks to DOM. Lit puts every string into a text node: nothing that a server or a person wrote can become markup. */

import { html, nothing, type TemplateResult } from 'lit';
import { phones as phonesOf, type Context } from '../context';
import { blocks, pieces, type Block } from './blocks';
import { served } from './served';

/** A line with its links; every other character is text. */
export function line(words: string, phones: readonly string[]): TemplateResult[] {
  return pieces(words, phones).map((piece) =>
    'href' in piece
      ? html`<a href=${piece.href} target=${piece.href.startsWith('tel:') ? nothing : '_blank'} rel="noopener noreferrer">${piece.text}</a>`
      : html`${piece.text}`,
  );
}

type Tail = TemplateResult | typeof nothing;

function block(item: Block, context: Context, tail: Tail): TemplateResult {
  const { cat } = context;
  const phones = phonesOf(context);
  if (item.kind === 'paragraph') {
    return html`<p ${served(cat)}>${item.lines.map((words, index) => html`${index > 0 ? html`<br />` : nothing}${line(words, phones)}`)}${tail}</p>`;
  }
  const last = item.items.length - 1;
  const items = item.items.map((words, index) => html`<li>${line(words, phones)}${index === last ? tail : nothing}</li>`);
  return item.ordered ? html`<ol ${served(cat)}>${items}</ol>` : html`<ul ${served(cat)}>${items}</ul>`;
}

/** `tail` stands in the last line of the last block (the mark of a source). */
export function prose(words: string, context: Context, tail: Tail = nothing): TemplateResult {
  const found = blocks(words);
  return html`${found.map((item, index) => block(item, context, index === found.length - 1 ? tail : nothing))}`;
}
