/** Prints a summary alone, wherever the element is embedded: an empty frame is filled with text nodes and printed. */

import type { Summary } from '../protocol/types';

const STYLE = `body{font:12pt/1.5 Georgia,serif;margin:2cm;color:#000;background:#fff}h1{font-size:16pt}h2{font-size:13pt;margin:1em 0 .3em}
ul{margin:0;padding-inline-start:1.2em}li{break-inside:avoid}`;

function add(parent: Node, name: string, words = ''): HTMLElement {
  const node = (parent.ownerDocument as Document).createElement(name);
  node.textContent = words;
  parent.appendChild(node);
  return node;
}

export function fillPrintable(page: Document, summary: Summary, title: string, locale: string): void {
  page.documentElement.lang = locale;
  page.title = summary.title || title;
  add(page.body, 'h1', summary.title || title);
  for (const section of summary.sections) {
    add(page.body, 'h2', section.title);
    const items = add(page.body, 'ul');
    for (const item of section.items) add(items, 'li', item);
  }
}

export function printSummary(summary: Summary, title: string, locale: string): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = title;
  document.body.appendChild(frame);
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!view) {
    frame.remove();
    return;
  }
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(STYLE);
  view.document.adoptedStyleSheets = [sheet];
  fillPrintable(view.document, summary, title, locale);
  view.addEventListener('afterprint', () => setTimeout(() => frame.remove(), 0));
  view.print();
}
