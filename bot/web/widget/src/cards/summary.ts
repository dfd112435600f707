/** The summary of a conversation, with ways to take it along. */

import { html, type TemplateResult } from 'lit';
import type { Context } from '../context';
import type { Catalogue } from '../i18n/catalogue';
import { copyText, save } from '../parts/copy';
import { icon } from '../parts/icons';
import { printSummary } from '../parts/print';
import { CallError } from '../protocol/api';
import type { Summary } from '../protocol/types';
import { served } from '../text/served';
import { prose } from '../text/render';

/** The same summary with its section names in words. */
function named(summary: Summary, cat: Catalogue): Summary {
  const sections = summary.sections.map((section) => ({ ...section, title: cat.code('summary.section', section.title, section.title) }));
  return { ...summary, sections };
}

export function summaryText(summary: Summary, title: string): string {
  const parts = summary.sections.map((section) => [section.title, ...section.items.map((item) => `- ${item}`)].join('\n'));
  return [summary.title || title, ...parts].join('\n\n');
}

const DOCUMENTS = [
  { key: 'summary.pdf', name: 'summary.pdf', accept: 'application/pdf' },
  { key: 'summary.fhir', name: 'summary.fhir.json', accept: 'application/fhir+json' },
] as const;

async function download(summary: Summary, kind: (typeof DOCUMENTS)[number], context: Context): Promise<void> {
  try {
    save(await context.api.document(summary.facts, context.audience, kind.accept), kind.name);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    context.announce(context.cat.t('summary.failed'));
  }
}

export function summaryCard(given: Summary, context: Context): TemplateResult {
  const { cat } = context;
  const summary = named(given, cat);
  const title = cat.t('summary.title');
  return html`<section class="card summary">
    <h3>${summary.title || title}</h3>
    ${summary.sections.map((section) => html`<h4>${section.title}</h4>${section.items.length === 1 ? prose(section.items[0] ?? '', context) : html`<ul ${served(cat)}>${section.items.map((item) => html`<li>${item}</li>`)}</ul>`}`)}
    <div class="row">
      <button type="button" class="choice" @click=${() => printSummary(summary, title, cat.lang)}>${cat.t('summary.print')}</button>
      <button type="button" class="choice" @click=${() => void copyText(summaryText(summary, title), context)}>${icon('copy')}${cat.t('summary.copy')}</button>
      ${DOCUMENTS.map((kind) => html`<button type="button" class="choice" @click=${() => void download(summary, kind, context)}>${cat.t(kind.key)}</button>`)}
    </div>
  </section>`;
}
