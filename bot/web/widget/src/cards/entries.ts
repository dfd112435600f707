/** What stands in the log: the greeting, what the person said, what the assistant answered. */

import { html, nothing, type TemplateResult } from 'lit';
import type { BotEntry, Entry, UserEntry } from '../chat/conversation';
import { emergencyNumbers, phones, type Context } from '../context';
import { line } from '../text/render';
import { isAlarm, turnView } from './turn';

export interface Retrying {
  retry(id: string): void;
  edit(id: string): void;
}

/** The answers that say a disclaimer for the first time in this conversation. */
export function firstDisclaimers(entries: readonly Entry[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  for (const entry of entries) {
    const words = entry.who === 'bot' ? entry.turn.envelope?.disclaimer : null;
    if (words && !first.has(words)) first.set(words, entry.id);
  }
  return new Set(first.values());
}

/** `suggestions` are questions separated by `|`, offered before the first message. */
export function welcome(greeting: string | null, suggestions: string | null, context: Context): TemplateResult {
  const { cat } = context;
  const questions = (suggestions ?? '').split('|').map((item) => item.trim()).filter((item) => item !== '');
  const choice = (words: string) => html`<li><button type="button" class="choice" @click=${() => context.send(words)}>${words}</button></li>`;
  return html`<article class="entry bot" aria-live="off"><h2 class="hidden">${cat.t('log.bot')}</h2>
    <p>${greeting ?? cat.t('app.greeting')}</p>
    ${questions.length > 0 ? html`<ul class="choices" aria-label=${cat.t('choices.label')}>${questions.map(choice)}</ul>` : nothing}</article>`;
}

/** An emergency is announced by the assertive region, a restored answer not at all: neither speaks through the log. */
export function botEntry(entry: BotEntry, context: Context): TemplateResult {
  return html`<article class="entry bot" data-entry=${entry.id} aria-live=${isAlarm(entry.turn) || entry.restored ? 'off' : nothing}>
    <h2 class="hidden">${context.cat.t('log.bot')}</h2>${turnView(entry.turn, context)}</article>`;
}

export function userEntry(entry: UserEntry, context: Context, actions: Retrying): TemplateResult {
  const { cat } = context;
  return html`<article class="entry user" data-entry=${entry.id} tabindex="-1" aria-live="off">
    <h2 class="hidden">${cat.t('log.you')}</h2><p class="said" dir="auto">${entry.shown}</p>
    ${entry.delivery === 'waiting' ? html`<p class="state">${cat.t('delivery.waiting')}</p>` : nothing}
    ${entry.delivery === 'failed' ? failed(entry, context, actions) : nothing}</article>`;
}

function failed(entry: UserEntry, context: Context, actions: Retrying): TemplateResult {
  const { cat, helplines } = context;
  const numbers = emergencyNumbers(helplines).join(', ');
  return html`<div class="problem" role="alert"><p>${entry.detail ?? cat.code('failure', entry.failure ?? 'server')}</p>
    <p>${line(cat.t('failure.emergency', { numbers }), phones(context))}</p>
    <p class="row"><button type="button" class="choice" @click=${() => actions.retry(entry.id)}>${cat.t('delivery.retry')}</button>
      <button type="button" class="quiet" @click=${() => actions.edit(entry.id)}>${cat.t('delivery.edit')}</button></p></div>`;
}
