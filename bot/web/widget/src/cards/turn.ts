/** One answer of the assistant: which cards it has, in which order. */

import { html, nothing, type TemplateResult } from 'lit';
import { voiced, type Context } from '../context';
import { aloud } from '../parts/aloud';
import type { Button, Envelope, Turn } from '../protocol/types';
import { prose } from '../text/render';
import { residue, uncounted, unlisted } from '../text/residue';
import { served } from '../text/served';
import { graded } from './answer';
import { differentialCard } from './differential';
import { emergencyCard } from './emergency';
import { factsCard, formCard } from './form';
import './labs';
import { prognosisCard } from './prognosis';
import './risk';
import { sourcesCard } from './sources';
import { summaryCard } from './summary';

function alarming(envelope: Envelope): boolean {
  return envelope.emergency || envelope.crisis;
}

export function isAlarm(turn: Turn): boolean {
  return turn.envelope !== null && alarming(turn.envelope);
}

function choice(button: Button, index: number, context: Context): TemplateResult {
  const numbered = context.audience === 'clinician' && index < 9;
  return html`<li><button type="button" class="choice" aria-keyshortcuts=${numbered ? `Alt+${index + 1}` : nothing}
    @click=${() => context.send(button.payload, button.title)}>${numbered ? html`<kbd aria-hidden="true">${index + 1}</kbd>` : nothing}<span ${served(context.cat)}>${button.title}</span></button></li>`;
}

export function choices(buttons: readonly Button[], context: Context, clarify = false): TemplateResult | typeof nothing {
  if (buttons.length === 0 || !context.newest) return nothing;
  const label = context.cat.t(clarify ? 'clarify.label' : 'choices.label');
  return html`<ul class="choices" aria-label=${label}>${buttons.map((button, index) => choice(button, index, context))}</ul>`;
}

/** With more than one line the server has said the estimate in words itself; the card then only adds pictures and sliders. */
function riskCard(envelope: Envelope, texts: readonly string[], context: Context): TemplateResult | typeof nothing {
  if (!envelope.risk) return nothing;
  const spoken = texts.length > 1 && context.audience === 'patient';
  return html`<calci-risk .context=${context} .risk=${envelope.risk} .spoken=${spoken} .explain=${envelope.label === 'explain_risk'}></calci-risk>`;
}

function cards(envelope: Envelope, texts: readonly string[], context: Context): TemplateResult {
  return html`
    ${riskCard(envelope, texts, context)}
    ${envelope.prognosis ? prognosisCard(envelope.prognosis, context) : nothing}
    ${envelope.differential ? differentialCard(envelope.differential, context) : nothing}
    ${envelope.answer ? html`<calci-answer .context=${context} .answer=${envelope.answer} .sources=${envelope.sources}
      .alarmed=${alarming(envelope)}></calci-answer>` : nothing}
    ${envelope.summary ? summaryCard(envelope.summary, context) : nothing}`;
}

/** A card that says everything the messages say makes them a closed copy; their first line still leads. */
function folds(envelope: Envelope, context: Context): boolean {
  const numbers = envelope.risk !== null && envelope.risk.category !== null && context.audience === 'clinician';
  return numbers || envelope.prognosis !== null || envelope.differential !== null || envelope.summary !== null;
}

function words(texts: readonly string[], envelope: Envelope | null, context: Context): TemplateResult | typeof nothing {
  if (texts.length === 0) return nothing;
  return html`${texts.map((item) => prose(item, context))} ${envelope?.answer ? nothing : aloud(texts.join('\n'), context)}`;
}

function folded(texts: readonly string[], context: Context): TemplateResult | typeof nothing {
  if (texts.length === 0) return nothing;
  return html`<details><summary>${context.cat.t('answer.text')}</summary>${texts.map((item) => prose(item, context))}</details>`;
}

/** Progress and values stand above the words, unless the words are urgent or a summary repeats the values anyway. */
function facts(envelope: Envelope, context: Context): TemplateResult {
  const labs = envelope.labTable.length > 0 && envelope.summary === null;
  return html`${envelope.form && !envelope.risk ? formCard(envelope.form, context) : nothing}
    ${labs ? html`<calci-labs .context=${context} .rows=${envelope.labTable}></calci-labs>` : nothing}`;
}

/** Full the first time, then one tap away: said too often, nobody reads it. */
function disclaimer(envelope: Envelope, context: Context): TemplateResult | typeof nothing {
  const { cat, reminded } = context;
  if (envelope.disclaimer === null) return nothing;
  if (!reminded) return html`<p class="disclaimer"><span class="hidden">${cat.t('disclaimer.label')}: </span><span ${served(cat)}>${envelope.disclaimer}</span></p>`;
  return html`<details class="reminder"><summary>${voiced('disclaimer.short', context)}</summary><p class="disclaimer" ${served(cat)}>${envelope.disclaimer}</p></details>`;
}

/** Without a first line that only repeats the title of the card below it. */
function untitled(words: string, title: string | null): string {
  return title !== null && words.startsWith(`${title}\n`) ? words.slice(title.length + 1) : words;
}

/** Where the answer has a card, the card comes first and what the messages add ("when to call your team") follows it. */
function calm(texts: readonly string[], envelope: Envelope, context: Context): TemplateResult {
  const fold = folds(envelope, context);
  const lead = fold || envelope.urgent ? 1 : 0;
  const rest = texts.slice(lead);
  const after = !fold && envelope.answer !== null;
  const leading = texts.slice(0, lead).map((item) => untitled(item, envelope.summary?.title ?? null));
  return html`${words(leading, envelope, context)} ${facts(envelope, context)}
    ${fold || after ? nothing : words(rest, envelope, context)} ${cards(envelope, texts, context)}
    ${after ? words(rest, envelope, context) : nothing} ${fold && envelope.summary === null ? folded(rest, context) : nothing}`;
}

/** The card's own "Tell me more" stands in for a suggested reply of the same name. */
function suggested(turn: Turn, context: Context): readonly Button[] {
  const more = (turn.envelope?.answer?.more.length ?? 0) > 0;
  return turn.buttons.filter((button) => !(more && button.title === context.cat.t('answer.more')));
}

/** The urgent words of an alarm, and what answers the other question of the same message. */
export function urgentAndOther(turn: Turn): readonly [Turn, Turn] {
  const end = turn.envelope?.urgentMessages ?? turn.texts.length;
  return [{ ...turn, texts: turn.texts.slice(0, end) }, { ...turn, texts: turn.texts.slice(end) }];
}

function alarm(turn: Turn, envelope: Envelope, context: Context): TemplateResult {
  const [urgent, other] = urgentAndOther(turn).map((part) => said(part, envelope, context)) as [readonly string[], readonly string[]];
  return html`${emergencyCard(urgent, envelope, context)} ${words(other, envelope, context)} ${facts(envelope, context)} ${cards(envelope, urgent, context)}`;
}

/** What the messages say beyond the card, its progress bar and, while they are offered, its buttons. */
function said(turn: Turn, envelope: Envelope, context: Context): readonly string[] {
  const texts = residue(turn.texts, envelope);
  if (envelope.form) return texts.map(uncounted);
  if (envelope.clarify === null || !context.newest) return texts;
  return texts.map((item) => unlisted(item, turn.buttons.map((button) => button.title))).filter((item) => item !== '');
}

export function turnView(turn: Turn, context: Context): TemplateResult {
  const { envelope } = turn;
  if (!envelope) return html`${words(turn.texts, null, context)} ${choices(turn.buttons, context)}`;
  return html`
    ${isAlarm(turn) ? alarm(turn, envelope, context) : calm(said(turn, envelope, context), envelope, context)}
    ${envelope.form && envelope.risk ? factsCard(envelope.form, context) : nothing}
    ${sourcesCard(envelope.sources, graded(envelope.answer), context)}
    ${disclaimer(envelope, context)}
    ${choices(suggested(turn, context), context, envelope.clarify !== null)}`;
}
