/** Reading one answer aloud: a single button that starts it and, while the voice speaks, stops it. */

import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../context';
import { icon } from './icons';
import { define, Part } from './part';
import { stopSpeaking } from './speech';

export class CalciAloud extends Part {
  static override properties = { ...Part.properties, words: { attribute: false }, reading: { state: true } };
  declare words: string;
  declare reading: boolean;

  constructor() {
    super();
    this.words = '';
    this.reading = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.reading) stopSpeaking();
  }

  override render(): TemplateResult {
    return html`<button type="button" class="quiet" @click=${() => this.toggle()}>${icon(this.reading ? 'stop' : 'speak')}${this.context.cat.t(this.reading ? 'answer.stop' : 'answer.speak')}</button>`;
  }

  /** Another answer's button, or a browser that gives up, ends the reading too: all of it arrives as "ended". */
  private toggle(): void {
    if (this.reading) {
      stopSpeaking();
      this.reading = false;
      return;
    }
    this.reading = true;
    this.context.speak?.(this.words, () => (this.reading = false));
  }
}

define('calci-aloud', CalciAloud);

/** The button, where the person turned reading aloud on. */
export function aloud(words: string, context: Context): TemplateResult | typeof nothing {
  return context.speak ? html`<calci-aloud .context=${context} .words=${words}></calci-aloud>` : nothing;
}
