/** The emergency and crisis cards: what to do first, then the numbers as large links. */

import { html, nothing, type TemplateResult } from 'lit';
import { emergencyNumbers, phones, type Context } from '../context';
import { icon } from '../parts/icons';
import type { Catalogue } from '../i18n/catalogue';
import { telephone } from '../protocol/links';
import type { Envelope, Helpline } from '../protocol/types';
import { prose } from '../text/render';

export function callLinks(numbers: readonly string[], cat: Catalogue): TemplateResult {
  return html`<ul class="calls">
    ${numbers.map((number) => html`<li><a class="call" href=${telephone(number) ?? 'tel:112'}>${icon('phone')}${cat.t('emergency.call', { number })}</a></li>`)}
  </ul>`;
}

function crisisNumbers(helplines: readonly Helpline[]): string[] {
  return [...new Set(helplines.flatMap((line) => line.crisis))];
}

/** The numbers by region, for the dialog that is always one tap away. */
export function helplineList(helplines: readonly Helpline[], cat: Catalogue): TemplateResult {
  return html`<dl class="helplines">
    ${helplines.filter((line) => line.emergency.length > 0).map(
      (line) => html`<div>${line.region ? html`<dt>${line.region}</dt>` : nothing}<dd>${callLinks(line.emergency, cat)}</dd></div>`,
    )}
  </dl>`;
}

export function emergencyCard(texts: readonly string[], envelope: Envelope, context: Context): TemplateResult {
  const { cat, helplines } = context;
  const crisis = envelope.crisis;
  return html`<section class=${crisis ? 'card crisis' : 'card emergency'}>
    <h3>${cat.t(crisis ? 'crisis.title' : 'emergency.title')}</h3>
    ${texts.map((words) => prose(words, phones(context)))}
    ${envelope.emergency || !crisis ? callLinks(emergencyNumbers(helplines), cat) : ''}
    ${crisis ? html`<p>${cat.t('crisis.intro')}</p>${callLinks(crisisNumbers(helplines), cat)}` : ''}
  </section>`;
}

/** What the assertive region says: the title, the first lines, the numbers. */
export function emergencyWords(texts: readonly string[], envelope: Envelope, context: Context): string {
  const { cat, helplines } = context;
  const numbers = envelope.crisis ? crisisNumbers(helplines) : emergencyNumbers(helplines);
  const title = cat.t(envelope.crisis ? 'crisis.title' : 'emergency.title');
  return [title, ...texts, cat.t('emergency.call', { number: numbers.join(', ') })].join('. ');
}
