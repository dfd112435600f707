/** The emergency and crisis cards: the first sentence, the numbers as large links at once, then everything else. */

import { html, nothing, type TemplateResult } from 'lit';
import { emergencyNumbers, type Context } from '../context';
import { icon } from '../parts/icons';
import type { Catalogue } from '../i18n/catalogue';
import { safeLink, telephone } from '../protocol/links';
import type { Envelope, Helplines, Phone } from '../protocol/types';
import { prose } from '../text/render';

/** A number that only takes text messages is shown, but is no call link. */
function callable(phone: Phone): boolean {
  return !/\btext\b/i.test(phone.label) || /\bcall\b/i.test(phone.label);
}

function callLink(phone: Phone, cat: Catalogue): TemplateResult {
  const href = callable(phone) ? telephone(phone.number) : null;
  const label = phone.label ? html`<small>${phone.label}</small>` : nothing;
  if (href === null) return html`<li><strong>${phone.number}</strong> ${label}</li>`;
  return html`<li><a class="call" href=${href}>${icon('phone')}<span>${cat.t('emergency.call', { number: phone.number })}${label}</span></a></li>`;
}

export function callLinks(phones: readonly Phone[], cat: Catalogue): TemplateResult {
  return html`<ul class="calls">${phones.map((phone) => callLink(phone, cat))}</ul>`;
}

function ofKind(helplines: Helplines, kind: Phone['kind']): Phone[] {
  return helplines.phones.filter((phone) => phone.kind === kind);
}

/** All emergency numbers, for the dialog that is always one tap away. */
export function helplineList(helplines: Helplines, cat: Catalogue): TemplateResult {
  return callLinks([...ofKind(helplines, 'emergency'), ...ofKind(helplines, 'other')], cat);
}

/** The emergency numbers alone. */
export function emergencyLinks({ helplines, cat }: Context): TemplateResult {
  return callLinks(ofKind(helplines, 'emergency'), cat);
}

/** The lines for someone who does not want to live any more, in the same dialog. */
export function crisisSection(context: Context): TemplateResult | typeof nothing {
  if (ofKind(context.helplines, 'crisis').length === 0) return nothing;
  return html`<section class="crisis"><h3>${context.cat.t('crisis.section')}</h3>${crisisLinks(context)}</section>`;
}

function crisisLinks({ cat, helplines, api }: Context): TemplateResult {
  return html`<p>${cat.t('crisis.intro')}</p>${callLinks(ofKind(helplines, 'crisis'), cat)}
    ${helplines.links.map((link) => {
      const href = safeLink(link.url, api.base);
      return href ? html`<p><a class="quiet" href=${href} target="_blank" rel="noopener noreferrer">${link.label}</a></p>` : nothing;
    })}`;
}

export function emergencyCard(texts: readonly string[], envelope: Envelope, context: Context): TemplateResult {
  const { cat } = context;
  const crisis = envelope.crisis;
  return html`<section class=${crisis ? 'card crisis' : 'card emergency'}>
    <h3>${cat.t(crisis ? 'crisis.title' : 'emergency.title')}</h3>
    ${texts.slice(0, 1).map((words) => prose(words, context))}
    ${envelope.emergency || !crisis ? emergencyLinks(context) : nothing}
    ${crisis ? crisisLinks(context) : nothing}
    ${texts.slice(1).map((words) => prose(words, context))}
  </section>`;
}

/** Joined as sentences: a full stop only where a part does not end one. */
function sentences(parts: readonly string[]): string {
  return parts.map((part) => part.trim()).filter((part) => part !== '').map((part) => (/[.!?…:]$/.test(part) ? part : `${part}.`)).join(' ');
}

/** What the assertive region says: the title, the urgent words, the numbers. */
export function emergencyWords(texts: readonly string[], envelope: Envelope, context: Context): string {
  const { cat, helplines } = context;
  const numbers = envelope.crisis ? ofKind(helplines, 'crisis').map((phone) => phone.number) : emergencyNumbers(helplines);
  const title = cat.t(envelope.crisis ? 'crisis.title' : 'emergency.title');
  return sentences([title, ...texts, cat.t('emergency.call', { number: numbers.join(', ') })]);
}
