/** The fixed parts around the conversation: the bar, the launcher, and the note about the connection. */

import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation } from '../chat/conversation';
import { emergencyNumbers } from '../context';
import type { Catalogue } from '../i18n/catalogue';
import { line } from '../text/render';
import { icon, mark } from './icons';

export interface BarActions {
  menu(): void;
  emergency(): void;
  close?(): void;
}

export function bar(cat: Catalogue, actions: BarActions): TemplateResult {
  return html`<header class="bar">${mark()}<p class="name">${cat.t('app.title')}</p>
    <button type="button" class="tool urgent" aria-haspopup="dialog" aria-label=${cat.t('emergency.button.label')} @click=${actions.emergency}>${icon('phone')}<span>${cat.t('emergency.button')}</span></button>
    <button type="button" class="tool" aria-haspopup="dialog" aria-label=${cat.t('menu.open')} @click=${actions.menu}>${icon('menu')}</button>
    ${actions.close ? html`<button type="button" class="tool" aria-label=${cat.t('app.close')} @click=${actions.close}>${icon('close')}</button>` : nothing}
  </header>`;
}

export function launcher(cat: Catalogue, dark: boolean, open: () => void): TemplateResult {
  return html`<div class="corner" lang=${cat.lang} dir=${cat.dir} data-scheme=${dark ? 'dark' : 'light'}>
    <button type="button" class="launcher" aria-expanded="false" @click=${open}>${icon('chat')}<span>${cat.t('app.open')}</span></button></div>`;
}

export function notice(conversation: Conversation, cat: Catalogue, retry: () => void): TemplateResult {
  const { offline, state } = conversation;
  const unreachable = state === 'unreachable' && !offline;
  if (!offline && !unreachable) return html`<div class="notice" role="status"></div>`;
  const kind = offline ? 'offline' : 'unreachable';
  const numbers = emergencyNumbers(conversation.helplines);
  return html`<div class="notice" role="status"><p><strong>${cat.t(`${kind}.title`)}.</strong> ${cat.t(`${kind}.text`)} ${line(cat.t('failure.emergency', { numbers: numbers.join(', ') }), numbers)}</p>
    <button type="button" class="choice" @click=${retry}>${cat.t('offline.retry')}</button></div>`;
}
