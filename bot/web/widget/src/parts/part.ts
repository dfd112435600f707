/** Base of the stateful cards: rendered in the light, so that one style sheet and one set of ids serve them all. */

import { LitElement } from 'lit';
import type { Context } from '../context';

let count = 0;

/** An id that is unique within the page. */
export function freshId(stem: string): string {
  count += 1;
  return `calci-${stem}-${count}`;
}

export abstract class Part extends LitElement {
  static override properties: Record<string, object> = { context: { attribute: false } };
  declare context: Context;
  protected readonly ids = freshId(this.localName);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
