/** One answer of the assistant: which cards it has, in which order. */

import { html, nothing, type TemplateResult } from 'lit';
import { phones, type Context } from '../context';
import { icon } from '../parts/icons';
import type { Button, Envelope, Turn } from '../protocol/types';
import { prose } from '../text/render';
import { residue } from '../text/residue';
import './answer';
import { differentialCard } from './differential';
import { emergencyCard } from './emergency';
import { formCard } from './form';
import './labs';
import { prognosisCard } from './prognosis';
import './risk';
import { sourcesCard } from './sources';
import { summaryCard } from './summary';

export function isAlarm(turn: Turn): boolean {
  return turn.envelope !== null && (turn.envelope.emergency || turn.envelope.crisis);
}

function choice(button: Button, index: number, context: Context): TemplateResult {
  const numbered = context.audience === 'clinician' && index < 9;
  return html`<li><button type="button" class="choice" aria-keyshortcuts=${numbered ? `Alt+${index + 1}` : nothing}
    @click=${() => context.send(button.payload, button.title)}>${numbered ? html`<kbd aria-hidden="true">${index + 1}</kbd>` : nothing}${button.title}</button></li>`;
}

export function choices(buttons: readonly Button[], context: Context, clarify = false): TemplateResult | typeof nothing {
  if (buttons.length === 0 || !context.newest) return nothing;
  const label = context.cat.t(clarify ? 'clarify.label' : 'choices.label');
  return html`<ul class="choices" aria-label=${label}>${buttons.map((button, index) => choice(button, index, context))}</ul>`;
}

function cards(envelope: Envelope, context: Context): TemplateResult {
  return html`
    ${envelope.risk ? html`<calci-risk .context=${context} .risk=${envelope.risk}></calci-risk>` : nothing}
    ${envelope.prognosis ? prognosisCard(envelope.prognosis, context) : nothing}
    ${envelope.differential ? differentialCard(envelope.differential, context) : nothing}
    ${envelope.answer ? html`<calci-answer .context=${context} .answer=${envelope.answer} .sources=${envelope.sources}></calci-answer>` : nothing}
    ${envelope.summary ? summaryCard(envelope.summary, context) : nothing}`;
}

function words(turn: Turn, texts: readonly string[], context: Context): TemplateResult | typeof nothing {
  if (texts.length === 0) return nothing;
  const { speak, cat } = context;
  return html`${texts.map((item) => prose(item, phones(context)))}
    ${speak && !turn.envelope?.answer
      ? html`<button type="button" class="quiet" @click=${() => speak(texts.join('\n'))}>${icon('speak')}${cat.t('answer.speak')}</button>`
      : nothing}`;
}

function before(envelope: Envelope, context: Context): TemplateResult {
  return html`${envelope.form ? formCard(envelope.form, context) : nothing}
    ${envelope.labTable.length > 0 ? html`<calci-labs .context=${context} .rows=${envelope.labTable}></calci-labs>` : nothing}`;
}

export function turnView(turn: Turn, context: Context): TemplateResult {
  const { envelope } = turn;
  if (!envelope) return html`${words(turn, turn.texts, context)} ${choices(turn.buttons, context)}`;
  const alarm = isAlarm(turn);
  const texts = residue(turn.texts, envelope);
  // A question stands last, next to the replies that answer it.
  const question = envelope.asksFor !== null || envelope.form !== null ? texts.slice(-1) : [];
  return html`
    ${alarm ? emergencyCard(texts, envelope, context) : words(turn, texts.slice(0, texts.length - question.length), context)}
    ${before(envelope, context)} ${cards(envelope, context)} ${alarm ? nothing : words(turn, question, context)}
    ${sourcesCard(envelope.sources, context)}
    ${envelope.disclaimer ? html`<p class="disclaimer"><span class="hidden">${context.cat.t('disclaimer.label')}: </span>${envelope.disclaimer}</p>` : nothing}
    ${choices(turn.buttons, context, envelope.clarify !== null)}`;
}
