import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../context';
import { icon } from './icons';
import { stopSpeaking } from './speech';

/** "Read aloud" and "Stop reading", where the person turned reading aloud on. `words` are fetched when the button is used. */
export function aloud(words: () => string, context: Context): TemplateResult | typeof nothing {
  const { speak, cat } = context;
  if (!speak) return nothing;
  return html`<button type="button" class="quiet" @click=${() => speak(words())}>${icon('speak')}${cat.t('answer.speak')}</button>
    <button type="button" class="quiet" @click=${stopSpeaking}>${cat.t('answer.stop')}</button>`;
}
