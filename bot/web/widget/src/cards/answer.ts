/** An answer: gist and what comes nearest to the question first, when to call, then the rest of the body, more on request, simpler words, sources, disclaimer. */

import { html, nothing, type TemplateResult } from 'lit';
import { aloud } from '../parts/aloud';
import { copyText } from '../parts/copy';
import { icon } from '../parts/icons';
import { define, Part } from '../parts/part';
import { safeLink } from '../protocol/links';
import type { Answer, Source, Statement } from '../protocol/types';
import { prose } from '../text/render';
import { served } from '../text/served';
import { certaintyMark, evidenceBadge, readable, sourceLink } from './sources';

function statements(answer: Answer): readonly Statement[] {
  return [...(answer.gist ? [answer.gist] : []), ...answer.callTeam, ...answer.body, ...answer.unknown, ...answer.more];
}

/** Whether the statements say for themselves how sure they are: then no source says it a second time, and otherwise. */
export function graded(answer: Answer | null): boolean {
  return answer !== null && statements(answer).some((item) => item.evidence !== null);
}

/** How many statements of the body belong to the first part of an answer: what was asked, before when to call. */
const FIRST = 2;

export class CalciAnswer extends Part {
  static override properties = {
    ...Part.properties, answer: { attribute: false }, sources: { attribute: false },
    alarmed: { attribute: false }, expanded: { state: true }, simple: { state: true }, opened: { state: true },
  };
  declare answer: Answer;
  declare sources: readonly Source[];
  /** In an emergency when to call comes before every explanation. */
  declare alarmed: boolean;
  declare expanded: boolean;
  /** The person's choice for this answer; `null` follows the general setting. */
  declare simple: boolean | null;
  declare opened: string | null;

  constructor() {
    super();
    this.sources = [];
    this.alarmed = false;
    this.expanded = false;
    this.simple = null;
    this.opened = null;
  }

  private get simpler(): boolean {
    return this.answer.simpler.length > 0 && (this.simple ?? this.context.simpler);
  }

  override render(): TemplateResult {
    const { answer, simpler } = this;
    const body = answer.body.map((item, i) => this.statement(item, `b${i}`));
    return html`
      ${answer.title ? html`<h3 class="title" ${served(this.context.cat)}>${answer.title}</h3>` : nothing}
      ${simpler
        ? html`<div class="simpler">${answer.simpler.map((item, i) => this.statement(item, `s${i}`))}</div> ${this.call()}`
        : html`${answer.gist ? html`<div class="gist">${this.statement(answer.gist, 'gist')}</div>` : nothing}
          ${body.slice(0, this.first)} ${this.call()} ${body.slice(this.first)} ${this.section('answer.unknown', answer.unknown, 'u')}`}
      ${this.more()}`;
  }

  private get first(): number {
    return this.alarmed ? 0 : FIRST;
  }

  /** Marked, and right after the first part of the answer: whoever reads only the beginning has read it. */
  private call(): TemplateResult | typeof nothing {
    const { callTeam } = this.answer;
    return callTeam.length === 0 ? nothing : html`<div class="when">${this.section('answer.call', callTeam, 'c')}</div>`;
  }

  private section(title: 'answer.call' | 'answer.unknown', items: readonly Statement[], key: string): TemplateResult | typeof nothing {
    if (items.length === 0) return nothing;
    return html`<h4>${this.context.cat.t(title)}</h4>${items.map((item, i) => this.statement(item, `${key}${i}`))}`;
  }

  private statement(item: Statement, key: string): TemplateResult {
    const known = item.cites.filter((n) => this.sources[n - 1] !== undefined).sort((a, b) => a - b);
    if (known.length === 0) return prose(item.text, this.context);
    const open = this.opened === key;
    const { cat, audience } = this.context;
    const numbers = known.join(', ');
    const mark = html`<button type="button" class="cite" aria-expanded=${open} aria-label=${cat.n('sources.cite', known.length, { numbers })}
      @click=${() => (this.opened = open ? null : key)}>${numbers}</button>`;
    const tail = html`${mark}${audience === 'clinician' ? certaintyMark(item.evidence, cat) : nothing}`;
    return html`<div class="statement">${prose(item.text, this.context, tail)}
      ${open ? html`<div class="cited">${this.certainty(item)}${known.map((n) => this.citation(n))}</div>` : nothing}
    </div>`;
  }

  private certainty(item: Statement): TemplateResult | typeof nothing {
    return item.evidence === null ? nothing : html`<p>${evidenceBadge(item.evidence, this.context.cat)}</p>`;
  }

  private citation(n: number): TemplateResult {
    const source = this.sources[n - 1] as Source;
    const { context, context: { cat } } = this;
    return html`<div><p><span class="number">${n}</span> <span ${served(cat)}>${readable(source, cat)}</span></p>
      ${graded(this.answer) ? nothing : evidenceBadge(source.evidence, cat)} <p>${sourceLink(source, n, context, '')}</p></div>`;
  }

  private more(): TemplateResult {
    const { answer, context: { cat } } = this;
    const id = `${this.ids}-more`;
    const button = html`<button type="button" class="quiet" aria-expanded=${this.expanded} aria-controls=${id} @click=${() => (this.expanded = !this.expanded)}>
      ${cat.t(this.expanded ? 'answer.less' : 'answer.more')}</button>`;
    return html`<div id=${id} ?hidden=${!this.expanded}>${answer.more.map((item, i) => this.statement(item, `m${i}`))}</div>
      <div class="row tools">${answer.more.length > 0 ? button : nothing} ${this.tools()}</div>`;
  }

  private tools(): TemplateResult {
    const { answer, context } = this;
    const { cat } = context;
    const page = safeLink(answer.url, context.api.base);
    return html`${answer.simpler.length > 0
      ? html`<button type="button" class="quiet" @click=${() => (this.simple = !this.simpler)}>${cat.t(this.simpler ? 'answer.usual' : 'answer.simpler')}</button>`
      : nothing}
      ${page ? html`<a class="quiet" href=${page} target="_blank" rel="noopener">${cat.t('answer.page')}</a>` : nothing}
      ${context.audience === 'clinician'
        ? html`<button type="button" class="quiet" @click=${() => void copyText(this.plain(), context)}>${icon('copy')}${cat.t('answer.copy')}</button>`
        : nothing}
      ${aloud(this.spoken(), context)}`;
  }

  private shown(): readonly Statement[] {
    const { answer } = this;
    if (this.simpler) return [...answer.simpler, ...answer.callTeam];
    const gist = answer.gist ? [answer.gist] : [];
    const [first, rest] = [answer.body.slice(0, this.first), answer.body.slice(this.first)];
    return [...gist, ...first, ...answer.callTeam, ...rest, ...answer.unknown, ...(this.expanded ? answer.more : [])];
  }

  private spoken(): string {
    return [this.answer.title, ...this.shown().map((item) => item.text)].filter((part) => part !== null).join('. ');
  }

  private plain(): string {
    const { cat } = this.context;
    const level = (item: Statement) => (item.evidence === null ? '' : ` (${cat.code('evidence', item.evidence).toLowerCase()})`);
    const body = this.shown().map((item) => (item.cites.length > 0 ? `${item.text} [${item.cites.join(', ')}]${level(item)}` : item.text));
    const list = this.sources.map((source, i) => `${i + 1}. ${source.citation}${source.url ? ` ${source.url}` : ''}`);
    return [this.answer.title ?? '', ...body, '', ...list].join('\n').trim();
  }
}

define('calci-answer', CalciAnswer);
