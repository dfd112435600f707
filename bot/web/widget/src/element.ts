/** `<calci-chat>`: puts the conversation on the screen and keeps it usable by touch, keyboard and screen reader. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { serverBase } from './base';
import { emergencyWords } from './cards/emergency';
import { botEntry, firstDisclaimers, userEntry, welcome } from './cards/entries';
import { isAlarm, urgentAndOther } from './cards/turn';
import { Conversation, type BotEntry } from './chat/conversation';
import { forget, keep, loadKept } from './chat/keep';
import { transcript } from './chat/transcript';
import type { Context } from './context';
import { catalogue, loadCatalogue, type Catalogue } from './i18n/catalogue';
import './parts/composer';
import type { CalciComposer } from './parts/composer';
import { save } from './parts/copy';
import { dialogs } from './parts/dialogs';
import { bar, launcher, notice } from './parts/frame';
import type { Command, Settings, Theme } from './parts/menu';
import { speakAloud, stopSpeaking } from './parts/speech';
import type { CalciUpload } from './parts/upload';
import { Api, CallError } from './protocol/api';
import { residue } from './text/residue';
import { SERVED_LANGUAGE } from './text/served';
import { styles } from './styles';

const LONG_WAIT_MS = 10_000;
/** Whether the page was loaded anew or come back to; phones do so by themselves. */
const comesBack = (): boolean => {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type === 'reload' || entry?.type === 'back_forward';
};
export type DialogName = 'menu' | 'emergency' | 'upload';

export class CalciChat extends LitElement {
  static override styles = styles;
  static override properties = {
    endpoint: {}, audience: {}, locale: {}, theme: {}, position: { reflect: true }, greeting: {}, suggestions: {},
    suggestionsClinician: { attribute: 'suggestions-clinician' },
    open: { type: Boolean, reflect: true },
    cat: { state: true }, settings: { state: true }, polite: { state: true }, alert: { state: true },
    slow: { state: true }, menuNote: { state: true }, dropping: { state: true }, dark: { state: true },
  };
  declare endpoint: string | null;
  declare audience: string | null;
  declare locale: string | null;
  declare theme: string | null;
  declare position: string | null;
  declare greeting: string | null;
  /** Questions offered at the start, separated by `|`. */
  declare suggestions: string | null;
  /** The same for a health professional; without it, `suggestions`. */
  declare suggestionsClinician: string | null;
  /** Only with `position="corner"`: whether the panel is shown. */
  declare open: boolean;
  declare cat: Catalogue;
  declare settings: Settings;
  declare polite: string;
  declare alert: string;
  declare slow: boolean;
  declare menuNote: string;
  declare dropping: boolean;
  declare dark: boolean;

  private api!: Api;
  conversation!: Conversation;
  private slowTimer: ReturnType<typeof setTimeout> | null = null;
  private readonly scheme = window.matchMedia('(prefers-color-scheme: dark)');
  private readonly onScheme = () => this.updateDark();
  private readonly onOnline = () => this.conversation.wake();
  private readonly onOffline = () => this.conversation.wentOffline();
  private focusEntry: string | null = null;
  private away = false;

  constructor() {
    super();
    this.open = false;
    this.cat = catalogue('en');
    this.settings = { simpler: false, clinician: false, theme: 'auto', dictate: false, speak: false, keep: false, unkept: false };
    this.polite = '';
    this.alert = '';
    this.slow = false;
    this.menuNote = '';
    this.dropping = false;
    this.dark = false;
  }

  /** Sends a question as if the person had typed it. Answers false when it was not accepted. */
  ask(words: string): boolean {
    if (this.position === 'corner') this.show();
    return this.say(words);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.api = new Api(serverBase(this.endpoint));
    this.conversation = new Conversation(this.api);
    const theme = this.theme === 'light' || this.theme === 'dark' ? (this.theme as Theme) : 'auto';
    const kept = loadKept();
    this.settings = { ...this.settings, theme, clinician: this.audience === 'clinician', keep: kept !== null };
    this.conversation.audience = this.settings.clinician ? 'clinician' : 'patient';
    this.listen();
    if (kept) this.conversation.restore(kept);
    this.updateDark();
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.conversation.close();
    stopSpeaking();
    this.scheme.removeEventListener('change', this.onScheme);
    window.removeEventListener('online', this.onOnline);
    window.removeEventListener('offline', this.onOffline);
  }

  private listen(): void {
    this.conversation.addEventListener('change', () => this.changed());
    this.conversation.addEventListener('answer', (event) => this.answered((event as CustomEvent<BotEntry>).detail));
    this.conversation.addEventListener('erased', () => this.erased());
    this.scheme.addEventListener('change', this.onScheme);
    window.addEventListener('online', this.onOnline);
    window.addEventListener('offline', this.onOffline);
  }

  private async begin(): Promise<void> {
    const back = this.position === 'page' && comesBack();
    if (back) history.scrollRestoration = 'manual'; // the page is not yet as long as it was
    const locale = this.locale ?? document.documentElement.lang ?? 'en';
    this.cat = await loadCatalogue(locale || 'en', this.api.base);
    this.conversation.locale = this.cat.locale;
    await this.conversation.start();
    await this.updateComplete;
    if (back) this.resume();
  }

  /** After a reload the last answer and the field are on the screen again, unless the address names another place. */
  private resume(): void {
    const last = this.conversation.entries.at(-1);
    if (last && location.hash === '') this.reveal(last.id, 'auto');
  }

  private changed(): void {
    const { conversation } = this;
    if (conversation.busy && this.slowTimer === null) this.slowTimer = setTimeout(() => this.tooSlow(), LONG_WAIT_MS);
    if (!conversation.busy && this.slowTimer !== null) {
      clearTimeout(this.slowTimer);
      this.slowTimer = null;
      this.slow = false;
    }
    const clinician = conversation.audience === 'clinician';
    const unkept = !conversation.storing.kept;
    if (clinician !== this.settings.clinician || unkept !== this.settings.unkept) this.settings = { ...this.settings, clinician, unkept };
    if (this.settings.keep) keep(conversation.entries);
    const away = conversation.offline || conversation.state === 'unreachable';
    if (this.away && !away) this.announce(this.cat.t('back'));
    this.away = away;
    this.requestUpdate();
  }

  private tooSlow(): void {
    this.slow = true;
    this.announce(this.cat.t('typing.long'));
  }

  private answered(entry: BotEntry): void {
    if (isAlarm(entry.turn) && entry.turn.envelope) {
      const [urgent] = urgentAndOther(entry.turn);
      this.alert = emergencyWords(residue(urgent.texts, entry.turn.envelope), entry.turn.envelope, this.context(true));
    }
    this.focusEntry = null;
    void this.updateComplete.then(() => this.reveal(entry.id));
  }

  /** Shows the question and the beginning of its answer, without moving the focus. */
  private reveal(id: string, how?: ScrollBehavior): void {
    const bot = this.renderRoot.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`);
    const target = bot?.previousElementSibling instanceof HTMLElement ? bot.previousElementSibling : bot;
    const log = this.renderRoot.querySelector<HTMLElement>('.log');
    if (!target || !log) return;
    const behavior = how ?? (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');
    if (this.position === 'page') target.scrollIntoView({ block: 'start', behavior });
    else log.scrollTo({ top: target.offsetTop - log.offsetTop - 8, behavior });
  }

  private scrollToEnd(): void {
    const log = this.renderRoot.querySelector<HTMLElement>('.log');
    if (!log) return;
    if (this.position === 'page') log.lastElementChild?.scrollIntoView({ block: 'nearest' });
    else log.scrollTop = log.scrollHeight;
  }

  private updateDark(): void {
    const { theme } = this.settings;
    this.dark = theme === 'dark' || (theme === 'auto' && this.scheme.matches);
  }

  announce(words: string): void {
    this.polite = '';
    void this.updateComplete.then(() => (this.polite = words));
  }

  private context(newest: boolean, reminded = false): Context {
    const speak = this.settings.speak ? (words: string, ended: () => void) => speakAloud(words, SERVED_LANGUAGE, ended) : null;
    return {
      cat: this.cat, api: this.api, audience: this.conversation.audience, simpler: this.settings.simpler,
      helplines: this.conversation.helplines, newest, reminded, speak,
      send: (words, shown) => this.choose(words, shown),
      announce: (words) => this.announce(words),
    };
  }

  private say(words: string, shown = words): boolean {
    const sent = this.conversation.send(words, shown);
    if (sent) {
      this.alert = '';
      void this.updateComplete.then(() => this.scrollToEnd());
    }
    return sent;
  }

  /** A suggested reply disappears once chosen: the focus moves to what was said, next to where the answer will stand. */
  private choose(words: string, shown?: string): void {
    if (!this.say(words, shown)) return;
    this.focusEntry = this.conversation.entries.at(-1)?.id ?? null;
    void this.updateComplete.then(() => {
      const id = this.focusEntry;
      if (id) this.renderRoot.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
    });
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('theme') && this.theme && changed.get('theme') !== undefined) this.apply({ theme: this.theme as Theme });
  }

  // ---- dialogs and the corner panel

  dialog(name: DialogName): HTMLDialogElement | null {
    return this.renderRoot.querySelector(`dialog.${name}`);
  }

  private openDialog(name: DialogName): void {
    this.menuNote = '';
    if (name === 'upload') this.renderRoot.querySelector<CalciUpload>('calci-upload')?.reset();
    this.dialog(name)?.showModal();
  }

  show(): void {
    this.open = true;
    void this.updateComplete.then(() => this.composer?.field?.focus());
  }

  hide(): void {
    this.open = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.launcher')?.focus());
  }

  private get composer(): CalciComposer | null {
    return this.renderRoot.querySelector('calci-composer');
  }

  // ---- settings and commands

  private apply(part: Partial<Settings>): void {
    this.settings = { ...this.settings, ...part };
    if (part.theme) this.updateDark();
    if (part.clinician !== undefined) this.conversation.audience = part.clinician ? 'clinician' : 'patient';
    if (part.speak === false) stopSpeaking();
    if (part.keep === false) forget();
    if (part.unkept !== undefined) void this.tried(() => this.conversation.store(!part.unkept));
    if (part.keep === true && !keep(this.conversation.entries)) {
      this.settings = { ...this.settings, keep: false };
      this.menuNote = this.cat.t('menu.keep.failed');
    }
  }

  private async command(name: Command): Promise<void> {
    await this.tried(async () => {
      if (name === 'download') save(new Blob([transcript(this.conversation.entries, this.cat)], { type: 'text/plain' }), 'conversation.txt');
      else if (name === 'export') save(new Blob([JSON.stringify(await this.api.export(), null, 2)], { type: 'application/json' }), 'conversation.json');
      else await this.conversation.erase();
      if (name === 'delete') this.announce(this.cat.t('menu.deleted'));
    });
  }

  /** What the menu asks of the server; it says so where that failed. */
  private async tried(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.menuNote = this.cat.t('menu.failed');
      this.changed();
    }
  }

  /** Nothing stays on the device or in the field, whatever the server takes to begin anew. */
  private erased(): void {
    forget();
    this.settings = { ...this.settings, keep: false };
    this.alert = '';
    if (this.composer) this.composer.words = '';
    this.dialog('menu')?.close();
  }

  // ---- keyboard, drag and drop

  private key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.position === 'corner' && this.open && !this.renderRoot.querySelector('dialog[open]')) this.hide();
    if (!event.altKey || !this.settings.clinician || this.renderRoot.querySelector('dialog[open]')) return;
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    const act = digit ? () => this.pick(Number(digit)) : this.shortcuts[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  }

  private readonly shortcuts: Readonly<Record<string, () => void>> = {
    KeyI: () => this.composer?.field?.focus(),
    KeyM: () => this.openDialog('menu'),
    KeyS: () => this.toggleSources(),
  };

  private pick(number: number): void {
    this.renderRoot.querySelectorAll<HTMLElement>('.choices .choice')[number - 1]?.click();
  }

  private toggleSources(): void {
    const last = [...this.renderRoot.querySelectorAll<HTMLDetailsElement>('details.sources')].at(-1);
    if (!last) return;
    last.open = !last.open;
    last.querySelector('summary')?.focus();
  }

  private drag(event: DragEvent, over: boolean): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropping = over;
  }

  private drop(event: DragEvent): void {
    const file = event.dataTransfer?.files[0];
    this.dropping = false;
    if (!file) return;
    event.preventDefault();
    if (!this.dialog('upload')?.open) this.openDialog('upload');
    void this.renderRoot.querySelector<CalciUpload>('calci-upload')?.take(file);
  }

  // ---- what is on the screen

  override render(): TemplateResult {
    const corner = this.position === 'corner';
    if (corner && !this.open) return launcher(this.cat, this.dark, () => this.show());
    const { cat, settings } = this;
    return html`<div class="frame" lang=${cat.lang} dir=${cat.dir} data-scheme=${this.dark ? 'dark' : 'light'}
        data-density=${settings.clinician ? 'compact' : 'easy'} role="region" aria-label=${cat.t('app.region')}
        @keydown=${(event: KeyboardEvent) => this.key(event)}
        @dragover=${(event: DragEvent) => this.drag(event, true)} @dragleave=${(event: DragEvent) => this.drag(event, false)} @drop=${(event: DragEvent) => this.drop(event)}>
      ${bar(cat, { menu: () => this.openDialog('menu'), emergency: () => this.openDialog('emergency'), ...(corner ? { close: () => this.hide() } : {}) })}
      ${this.log()}
      <div class="foot">${this.waiting()} ${notice(this.conversation, cat, () => this.conversation.wake())}
        <calci-composer .context=${this.context(true)} .limit=${this.conversation.messageChars} .voice=${settings.dictate}
          @say=${(event: CustomEvent<string>) => this.said(event)} @attach=${() => this.openDialog('upload')}></calci-composer></div>
      <div class="hidden" role="status" aria-live="polite">${this.polite}</div>
      <div class="hidden" role="alert">${this.alert}</div>
      ${this.dropping ? html`<div class="dropzone">${cat.t('upload.drop')}</div>` : nothing}
      ${dialogs({
        context: this.context(true), settings, storable: this.conversation.storing.choice, version: this.conversation.version, note: this.menuNote, limit: this.conversation.messageChars,
        onSettings: (part) => this.apply(part), onCommand: (name) => void this.command(name), onUse: (words, shown) => this.used(words, shown),
      })}
    </div>`;
  }

  /** The composer empties only on `preventDefault`: whatever fails on the way, the words stay in the box. */
  private said(event: CustomEvent<string>): void {
    if (this.say(event.detail)) event.preventDefault();
  }

  private used(words: string, shown: string): void {
    this.dialog('upload')?.close();
    if (!this.say(words, shown)) this.composer?.write(words);
  }

  private readonly retrying = {
    retry: (id: string) => this.conversation.retry(id),
    edit: (id: string) => this.composer?.write(this.conversation.withdraw(id)),
  };

  private offered(): string | null {
    return (this.settings.clinician ? this.suggestionsClinician : null) ?? this.suggestions;
  }

  private log(): TemplateResult {
    const { conversation, cat } = this;
    const starting = conversation.state === 'starting';
    const last = conversation.entries.findLastIndex((entry) => entry.who === 'bot');
    const unanswered = last < conversation.entries.length - 1;
    const first = firstDisclaimers(conversation.entries);
    return html`<div class="log" role="log" aria-label=${cat.t('log.label')} aria-live=${starting ? 'off' : 'polite'} aria-relevant="additions"
        aria-busy=${starting} tabindex=${this.position === 'page' ? nothing : 0}>
      ${welcome(this.greeting, conversation.entries.length === 0 ? this.offered() : null, this.context(true))}
      ${repeat(conversation.entries, (entry) => entry.id, (entry, index) =>
        entry.who === 'user'
          ? userEntry(entry, this.context(false), this.retrying)
          : botEntry(entry, this.context(index === last && !unanswered, !first.has(entry.id))))}
    </div>`;
  }

  private waiting(): TemplateResult | typeof nothing {
    if (!this.conversation.busy) return nothing;
    return html`<p class="typing"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${this.cat.t(this.slow ? 'typing.long' : 'typing')}</p>`;
  }
}
