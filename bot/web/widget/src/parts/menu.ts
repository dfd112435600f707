/** The menu: how things look and sound, what is kept, taking data along, erasing it. */

import { html, nothing, type TemplateResult } from 'lit';
import { KEEP_DAYS } from '../chat/keep';
import type { Key } from '../i18n/catalogue';
import { define, Part } from './part';
import { canDictate, canSpeak } from './speech';

export type Theme = 'auto' | 'light' | 'dark';

export interface Settings {
  readonly simpler: boolean;
  readonly clinician: boolean;
  readonly theme: Theme;
  readonly dictate: boolean;
  readonly speak: boolean;
  readonly keep: boolean;
  /** Not stored on the server. */
  readonly unkept: boolean;
}

export type Command = 'download' | 'export' | 'restart' | 'delete';
type Switch = 'simpler' | 'clinician' | 'dictate' | 'speak' | 'keep' | 'unkept';

export class CalciMenu extends Part {
  static override properties = {
    ...Part.properties, settings: { attribute: false }, storable: { type: Boolean }, version: {}, note: {}, asking: { state: true },
  };
  declare settings: Settings;
  /** Whether the server leaves it to the person what is stored. */
  declare storable: boolean;
  declare version: string | null;
  declare note: string;
  declare asking: 'restart' | 'delete' | null;

  constructor() {
    super();
    this.storable = false;
    this.version = null;
    this.note = '';
    this.asking = null;
  }

  override render(): TemplateResult {
    const { cat } = this.context;
    const voice = canDictate() || canSpeak();
    return html`
      ${this.switch('simpler', 'menu.simpler', cat.t('menu.simpler.help'))}
      ${this.switch('clinician', 'menu.clinician', cat.t('menu.clinician.help'))}
      ${this.themes()}
      ${canSpeak() ? this.switch('speak', 'menu.speak') : nothing}
      ${canDictate() ? this.switch('dictate', 'menu.dictate') : nothing}
      ${voice ? html`<p class="help">${cat.t('menu.voice.privacy')}</p>` : nothing}
      ${this.storable ? this.switch('unkept', 'menu.unkept', cat.t('menu.unkept.help')) : nothing}
      ${this.switch('keep', 'menu.keep', cat.t('menu.keep.help', { days: KEEP_DAYS }))}
      <p class="help"><a href=${new URL('/privacy', this.context.api.base).href} target="_blank" rel="noopener noreferrer">${cat.t('menu.privacy')}</a></p>
      <p role="status" class="outcome">${this.note}</p>
      ${this.asking ? this.confirm(this.asking) : this.commands()}
      ${this.settings.clinician ? this.keys() : nothing}
      ${this.version ? html`<p class="help">${cat.t('menu.version', { version: this.version })}</p>` : nothing}`;
  }

  private switch(name: Switch, key: Key, help = ''): TemplateResult {
    const id = `${this.ids}-${name}`;
    return html`<div class="switch"><label for=${id}>${this.context.cat.t(key)}</label>
      <input type="checkbox" role="switch" id=${id} aria-describedby=${help ? `${id}-help` : nothing} .checked=${this.settings[name]}
        @change=${(event: Event) => this.set({ [name]: (event.target as HTMLInputElement).checked })} />
      ${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}</div>`;
  }

  private themes(): TemplateResult {
    const { cat } = this.context;
    return html`<fieldset class="themes"><legend>${cat.t('menu.theme')}</legend>
      ${(['auto', 'light', 'dark'] as const).map((theme) => html`<label><input type="radio" name="${this.ids}-theme" .checked=${this.settings.theme === theme}
        @change=${() => this.set({ theme })} /><span>${cat.t(`menu.theme.${theme}`)}</span></label>`)}</fieldset>`;
  }

  private commands(): TemplateResult {
    const { cat } = this.context;
    const command = (name: Command, act: () => void) =>
      html`<button type="button" class=${name === 'delete' ? 'choice danger' : 'choice'} data-command=${name} @click=${act}>${cat.t(`menu.${name}`)}</button>`;
    return html`<div class="commands">
      ${command('download', () => this.command('download'))} ${command('export', () => this.command('export'))}
      ${command('restart', () => this.ask('restart'))} ${command('delete', () => this.ask('delete'))}</div>`;
  }

  private confirm(what: 'restart' | 'delete'): TemplateResult {
    const { cat } = this.context;
    const id = `${this.ids}-confirm`;
    return html`<div class="confirm" role="group" aria-labelledby=${id}><p id=${id} tabindex="-1">${cat.t(`menu.confirm.${what}`)}</p>
      <button type="button" class="choice" @click=${() => this.cancel()}>${cat.t('menu.confirm.no')}</button>
      <button type="button" class="choice danger" @click=${() => this.confirmed(what)}>${cat.t('menu.confirm.yes')}</button></div>`;
  }

  private keys(): TemplateResult {
    const { cat } = this.context;
    const keys: [string, Key][] = [['Alt+I', 'menu.keys.input'], ['Alt+1 … 9', 'menu.keys.choice'], ['Alt+S', 'menu.keys.sources'], ['Alt+M', 'menu.keys.menu']];
    return html`<h3>${cat.t('menu.keys')}</h3><dl class="keys">${keys.map(([key, label]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${cat.t(label)}</dd></div>`)}</dl>`;
  }

  private ask(what: 'restart' | 'delete'): void {
    this.asking = what;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.confirm p')?.focus());
  }

  private cancel(): void {
    const what = this.asking;
    this.asking = null;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-command="${what}"]`)?.focus());
  }

  private confirmed(what: 'restart' | 'delete'): void {
    this.asking = null;
    this.command(what);
  }

  private set(part: Partial<Settings>): void {
    this.dispatchEvent(new CustomEvent('settings', { detail: part }));
  }

  private command(name: Command): void {
    this.dispatchEvent(new CustomEvent('command', { detail: name }));
  }
}

define('calci-menu', CalciMenu);
