/** The three dialogs: menu, emergency numbers, lab file. They are native, so that Escape, focus and its return are the browser's. */

import { html, type TemplateResult } from 'lit';
import { crisisSection, helplineList } from '../cards/emergency';
import type { Context } from '../context';
import { icon } from './icons';
import './menu';
import type { Command, Settings } from './menu';
import './upload';

export interface DialogParts {
  readonly context: Context;
  readonly settings: Settings;
  readonly storable: boolean;
  readonly version: string | null;
  readonly note: string;
  readonly limit: number;
  onSettings(part: Partial<Settings>): void;
  onCommand(name: Command): void;
  onUse(words: string, shown: string): void;
}

function close(event: Event): void {
  (event.currentTarget as HTMLElement).closest('dialog')?.close();
}

/** A tap beside the dialog closes it; a click inside it has a target deeper than the dialog itself. */
function outside(event: Event): void {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
}

function dialog(name: string, title: string, closeLabel: string, content: TemplateResult): TemplateResult {
  return html`<dialog class=${name} aria-labelledby="calci-${name}-title" @click=${outside}>
    <div class="sheet"><header><h2 id="calci-${name}-title">${title}</h2>
      <button type="button" class="tool" aria-label=${closeLabel} @click=${close}>${icon('close')}</button></header>${content}</div></dialog>`;
}

export function dialogs(parts: DialogParts): TemplateResult {
  const { context } = parts;
  const { cat } = context;
  const shut = cat.t('menu.close');
  const advice = (['1', '2', '3', '4'] as const).map((n) => html`<li>${cat.t(`emergency.advice.${n}`)}</li>`);
  return html`
    ${dialog('menu', cat.t('menu.title'), shut, html`<calci-menu .context=${context} .settings=${parts.settings} .storable=${parts.storable} .version=${parts.version} .note=${parts.note}
      @settings=${(event: CustomEvent<Partial<Settings>>) => parts.onSettings(event.detail)} @command=${(event: CustomEvent<Command>) => parts.onCommand(event.detail)}></calci-menu>`)}
    ${dialog('emergency', cat.t('emergency.button.label'), shut, html`<p>${cat.t('emergency.intro')}</p>${helplineList(context.helplines, cat)}
      <h3>${cat.t('emergency.advice.title')}</h3><ul>${advice}</ul>${crisisSection(context)}`)}
    ${dialog('upload', cat.t('upload.title'), shut, html`<calci-upload .context=${context} .limit=${parts.limit}
      @use=${(event: CustomEvent<{ words: string; shown: string }>) => parts.onUse(event.detail.words, event.detail.shown)}></calci-upload>`)}`;
}
