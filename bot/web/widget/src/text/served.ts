/** What the server wrote is English, whatever language the widget itself speaks: said to screen readers, voices and hyphenation. */

import { nothing } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';
import type { Catalogue } from '../i18n/catalogue';

export const SERVED_LANGUAGE = 'en';

class Served extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error('served() stands on an element');
  }

  override render(cat: Catalogue): typeof nothing {
    void cat;
    return nothing;
  }

  override update(part: ElementPart, [cat]: [Catalogue]): typeof nothing {
    const other = cat.lang.split('-')[0] !== SERVED_LANGUAGE;
    mark(part.element, 'lang', other ? SERVED_LANGUAGE : null);
    mark(part.element, 'dir', cat.dir === 'rtl' ? 'ltr' : null);
    return nothing;
  }
}

function mark(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** `<p ${served(cat)}>`: sets `lang` where the widget's language is another, and `dir` where its direction is. */
export const served = directive(Served);
