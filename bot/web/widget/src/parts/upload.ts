/** A lab file: chosen or dropped, read by the assistant's own server, shown, and used only after a look. */

import { html, nothing, type TemplateResult } from 'lit';
import { emergencyLinks } from '../cards/emergency';
import { voiced } from '../context';
import { CallError } from '../protocol/api';
import { readLabRow } from '../protocol/labs';
import { dict, each, list, text, texts, type Dict } from '../protocol/read';
import type { LabRow } from '../protocol/types';
import { define, Part } from './part';

export const MAX_BYTES = 1_000_000;
export const ACCEPT = '.json,.csv,.tsv,.txt,application/json,application/fhir+json,text/csv,text/plain';

/** The content type by the file's name, or `null` for a file that is not text that we read. */
export function typeOf(name: string, type: string): string | null {
  const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? '';
  const byEnding: Readonly<Record<string, string>> = { json: 'application/fhir+json', csv: 'text/csv', tsv: 'text/csv', txt: 'text/plain' };
  const known = byEnding[ending];
  if (known) return known;
  if (ending !== '') return null;
  return /json/.test(type) ? 'application/fhir+json' : type.startsWith('text/') ? 'text/plain' : null;
}

/** A value at or past a critical limit: what to do, for the person concerned and for a health professional. */
export interface Alarm {
  /** Whether it cannot wait for the day's telephone hours. */
  readonly emergency: boolean;
  readonly patient: string;
  readonly clinician: string;
}

export interface Preview {
  readonly rows: readonly LabRow[];
  readonly unknown: readonly string[];
  /** What was wrong with other parts of the file, in plain sentences. */
  readonly faults: readonly string[];
  readonly alarms: readonly Alarm[];
  /** What else the reader should know about the file. */
  readonly notes: readonly string[];
}

function readAlarm(row: Dict): Alarm | null {
  const critical = dict(row.critical);
  const clinician = text(critical?.text);
  if (!critical || clinician === null) return null;
  return { emergency: critical.urgency !== 'same_day', clinician, patient: text(critical.patient) ?? clinician };
}

/** What `POST /api/labs` found, in any of its shapes: a list, or `{labs, not_recognised}`. */
export function readPreview(value: unknown): Preview {
  const record = dict(value);
  const rows = each(record ? record.labs : value, readLabRow);
  const strange = list(record?.not_recognised ?? record?.unknown ?? record?.unrecognised);
  const faults = each(record?.errors, (item) => text(item.message));
  const alarms = [...each(record ? record.labs : value, readAlarm), ...each([record?.corrected_calcium], readAlarm)];
  const told = new Set(alarms.map((alarm) => alarm.clinician));
  const notes = texts(record?.notes).filter((note) => !told.has(note));
  return { rows, faults, alarms, notes, unknown: strange.flatMap((item) => text(dict(item)?.display ?? dict(item)?.code) ?? texts(item)) };
}

export function asMessage(rows: readonly LabRow[]): string {
  return rows.map((row) => `${row.label} ${row.shown}`).join('; ');
}

type Phase = { readonly kind: 'choose' | 'reading' } | { readonly kind: 'error'; readonly words: string }
  | { readonly kind: 'preview'; readonly preview: Preview } | { readonly kind: 'text'; readonly words: string };

export class CalciUpload extends Part {
  static override properties = { ...Part.properties, phase: { state: true }, left: { state: true }, limit: { type: Number } };
  declare phase: Phase;
  declare left: ReadonlySet<number>;
  declare limit: number;

  constructor() {
    super();
    this.phase = { kind: 'choose' };
    this.left = new Set();
    this.limit = 2000;
  }

  reset(): void {
    this.phase = { kind: 'choose' };
    this.left = new Set();
  }

  async take(file: File): Promise<void> {
    const { cat, api } = this.context;
    const type = typeOf(file.name, file.type);
    if (type === null) return this.error(cat.t('upload.type'));
    if (file.size > MAX_BYTES) return this.error(cat.t('upload.toolarge'));
    this.phase = { kind: 'reading' };
    const content = await file.text();
    try {
      this.show(readPreview(await api.labs(content, type)));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.refused(error, content, type);
    }
    return undefined;
  }

  /** Text that the interface does not take can still be sent as words, when it is short enough. */
  private refused(error: CallError, content: string, type: string): void {
    const readable = readPreview(error.body);
    if (readable.rows.length + readable.alarms.length > 0) return this.show(readable);
    const sendable = error.kind === 'refused' && type !== 'application/fhir+json' && content.trim() !== '' && [...content].length <= this.limit;
    if (sendable) this.phase = { kind: 'text', words: content.trim() };
    else this.error([error.detail ?? this.context.cat.t('upload.failed'), ...readable.faults].join(' '));
    return undefined;
  }

  private show(preview: Preview): void {
    this.left = new Set();
    this.phase = { kind: 'preview', preview };
  }

  private error(words: string): void {
    this.phase = { kind: 'error', words };
  }

  override render(): TemplateResult {
    const { cat } = this.context;
    const id = `${this.ids}-file`;
    return html`<p>${cat.t('upload.intro')}</p>
      <p class="drop"><label class="choice" for=${id}>${cat.t('upload.choose')}</label>
        <input id=${id} class="hidden-file" type="file" accept=${ACCEPT} @change=${(event: Event) => this.chosen(event)} /></p>
      <div role="alert" class="found">${this.phase.kind === 'preview' ? this.alarm(this.phase.preview.alarms) : nothing}</div>
      <div role="status" class="found">${this.outcome()}</div>`;
  }

  /** A dangerous value is said at once and above every button; the region lies in the dialog, for nothing outside it is heard. */
  private alarm(alarms: readonly Alarm[]): TemplateResult | typeof nothing {
    const { cat, audience } = this.context;
    if (alarms.length === 0) return nothing;
    const now = alarms.some((alarm) => alarm.emergency);
    return html`<section class="card emergency"><h3>${cat.t(now ? 'emergency.title' : 'upload.today')}</h3>
      ${alarms.map((alarm) => html`<p><strong>${alarm[audience]}</strong></p>`)}${now ? emergencyLinks(this.context) : nothing}</section>`;
  }

  private chosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file) void this.take(file);
  }

  private outcome(): TemplateResult | typeof nothing {
    const { cat } = this.context;
    switch (this.phase.kind) {
      case 'choose': return nothing;
      case 'reading': return html`<p>${cat.t('upload.reading')}</p>`;
      case 'error': return html`<p class="problem">${this.phase.words}</p>`;
      case 'text': return this.textPreview(this.phase.words);
      case 'preview': return this.preview(this.phase.preview);
    }
  }

  private textPreview(words: string): TemplateResult {
    const { cat } = this.context;
    return html`<p>${cat.t('upload.text')}</p><pre class="raw" tabindex="0">${words}</pre>
      <button type="button" class="choice strong" @click=${() => this.use(words, words)}>${cat.t('upload.text.use')}</button>`;
  }

  private preview({ rows, unknown, faults, notes }: Preview): TemplateResult {
    const { cat } = this.context;
    const chosen = rows.filter((_, index) => !this.left.has(index));
    return html`${rows.length === 0 ? html`<p>${cat.t('upload.none')}</p>` : html`<p>${cat.t('upload.check')}</p>
        <ul class="picks">${rows.map((row, index) => this.pick(row, index))}</ul>`}
      ${faults.length > 0 ? html`<div class="problem"><p>${cat.t('upload.faults')}</p><ul>${faults.map((words) => html`<li>${words}</li>`)}</ul></div>` : nothing}
      ${notes.map((note) => html`<p>${note}</p>`)}
      ${unknown.length > 0 ? html`<p>${cat.t('upload.unknown', { names: unknown.join(', ') })}</p>` : nothing}
      ${chosen.length > 0
        ? html`<button type="button" class="choice strong" @click=${() => this.useRows(chosen)}>${cat.n('upload.use', chosen.length)}</button>`
        : nothing}`;
  }

  private pick(row: LabRow, index: number): TemplateResult {
    const { cat } = this.context;
    const note = row.status === 'ok' ? '' : ` – ${cat.code('status', row.status)}`;
    return html`<li><label><input type="checkbox" .checked=${!this.left.has(index)} @change=${() => this.toggle(index)} />
      <span><span class="test">${cat.code('analyte', row.analyte, row.label)}</span>: <strong>${row.shown}</strong>${note}${row.taken ? html`<br /><small>${cat.t('labs.taken', { date: cat.date(row.taken) })}</small>` : nothing}</span></label></li>`;
  }

  private toggle(index: number): void {
    const left = new Set(this.left);
    if (!left.delete(index)) left.add(index);
    this.left = left;
  }

  private useRows(rows: readonly LabRow[]): void {
    const words = voiced('upload.message', this.context, { values: asMessage(rows) });
    this.use(words, words);
  }

  private use(words: string, shown: string): void {
    this.reset();
    this.dispatchEvent(new CustomEvent('use', { detail: { words, shown } }));
  }
}

define('calci-upload', CalciUpload);
