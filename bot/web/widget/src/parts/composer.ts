/** Where the person writes: a labelled field that grows, a labelled send button, a count when the limit is near. */

import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons';
import { define, Part } from './part';
import { dictate, type Dictation } from './speech';

const NEAR = 0.85;

export class CalciComposer extends Part {
  static override properties = {
    ...Part.properties, limit: { type: Number }, voice: { type: Boolean },
    words: { state: true }, hint: { state: true }, listening: { state: true },
  };
  declare limit: number;
  /** Whether the person turned dictation on. */
  declare voice: boolean;
  declare words: string;
  declare hint: string;
  declare listening: Dictation | null;

  constructor() {
    super();
    this.limit = 2000;
    this.voice = false;
    this.words = '';
    this.hint = '';
    this.listening = null;
  }

  get field(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  /** Puts text into the field and the cursor behind it. */
  write(words: string): void {
    this.words = words;
    void this.updateComplete.then(() => {
      this.grow();
      this.field?.focus();
      this.field?.setSelectionRange(words.length, words.length);
    });
  }

  override render(): TemplateResult {
    const { cat } = this.context;
    const id = `${this.ids}-text`;
    return html`<form class="composer" @submit=${(event: SubmitEvent) => this.submit(event)}>
      <label class="hidden" for=${id}>${cat.t('composer.label')}</label>
      <button type="button" class="tool" aria-label=${cat.t('upload.button')} @click=${() => this.dispatchEvent(new CustomEvent('attach'))}>${icon('clip')}</button>
      <textarea id=${id} rows="1" dir="auto" enterkeyhint="send" autocapitalize="sentences" placeholder=${cat.t('composer.placeholder')}
        aria-describedby="${id}-hint" aria-invalid=${this.over > 0} .value=${this.words}
        @input=${() => this.typed()} @keydown=${(event: KeyboardEvent) => this.key(event)}></textarea>
      ${this.voice ? this.microphone() : nothing}
      <button class="send" aria-label=${cat.t('composer.send')}>${icon('send')}<span>${cat.t('composer.send.short')}</span></button>
      <p id="${id}-hint" class="hint" role="status">${this.advice()}</p>
    </form>`;
  }

  private microphone(): TemplateResult {
    const { cat } = this.context;
    const on = this.listening !== null;
    return html`<button type="button" class="tool" aria-pressed=${on} aria-label=${cat.t(on ? 'voice.stop' : 'voice.start')} @click=${() => this.dictation()}>${icon('mic')}</button>`;
  }

  private get over(): number {
    return [...this.words].length - this.limit;
  }

  private advice(): string {
    const { cat } = this.context;
    if (this.hint) return this.hint;
    if (this.over > 0) return cat.n('composer.over', this.over);
    return -this.over < this.limit * (1 - NEAR) ? cat.n('composer.left', -this.over) : '';
  }

  private typed(): void {
    this.words = this.field?.value ?? '';
    this.hint = '';
    this.grow();
  }

  private grow(): void {
    const field = this.field;
    if (!field) return;
    field.rows = 1;
    const line = Number.parseFloat(getComputedStyle(field).lineHeight) || 27;
    field.rows = Math.max(1, Math.min(6, Math.floor(field.scrollHeight / line)));
  }

  /** Enter sends, Shift+Enter starts a line; while an input method composes, Enter belongs to it. */
  private key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.listening?.stop();
    if (this.words.trim() === '') {
      this.hint = this.context.cat.t('composer.empty');
      this.field?.focus();
      return;
    }
    if (this.over > 0) return;
    const ignored = this.dispatchEvent(new CustomEvent('say', { detail: this.words, cancelable: true }));
    if (ignored) return;
    this.words = '';
    void this.updateComplete.then(() => this.grow());
  }

  private heard(words: string): void {
    this.words = words;
    void this.updateComplete.then(() => this.grow());
  }

  private dictation(): void {
    if (this.listening) {
      this.listening.stop();
      return;
    }
    const { cat } = this.context;
    const before = this.words;
    this.hint = cat.t('voice.listening');
    this.listening = dictate(
      cat.lang,
      (words) => this.heard(`${before} ${words}`.trim()),
      (failed) => {
        this.listening = null;
        this.hint = failed ? cat.t('voice.failed') : '';
      },
    );
  }
}

define('calci-composer', CalciComposer);
