/** From the server's JSON to typed, read-only data. Unknown parts are ignored, broken parts are left out. */

import { dict, each, list, number, pair, text, texts, type Dict } from './read';
import { readLabRow } from './labs';
import { readRisk } from './risk';
import { readSummary } from './summary';
import type {
  Answer, Button, Differential, Envelope, FormProgress, Lookalike, Prognosis, Source, Statement, Stratum, Turn,
} from './types';

export const SCHEMA = 'calci.turn/1';

function readStatement(value: unknown): Statement | null {
  const record = dict(value);
  const words = text(record ? record.text : value);
  if (words === null) return null;
  const cites = list(record?.cites).map(number).filter((n) => n !== null && n > 0) as number[];
  return { text: words, cites, evidence: text(record?.evidence) };
}

function statements(value: unknown): Statement[] {
  const single = readStatement(value);
  if (single) return [single];
  return list(value).map(readStatement).filter((item) => item !== null);
}

function readAnswer(value: unknown): Answer | null {
  const record = dict(value);
  if (!record) return null;
  const unknown = statements(record.unknown);
  const open = new Set(unknown.map((item) => item.text));
  const answer: Answer = {
    title: text(record.title),
    gist: readStatement(record.gist),
    body: statements(record.body),
    callTeam: statements(record.call_team),
    more: statements(record.more).filter((item) => !open.has(item.text)),
    unknown,
    simpler: statements(record.simpler),
    url: text(record.url),
  };
  return answer.gist || answer.body.length > 0 ? answer : null;
}

function readSource(record: Dict): Source | null {
  const citation = text(record.citation);
  if (citation === null) return null;
  return {
    id: text(record.id) ?? citation,
    citation,
    url: text(record.url),
    year: number(record.year),
    evidence: text(record.evidence_level),
    kind: text(record.kind_label),
  };
}

function readForm(value: unknown): FormProgress | null {
  const record = dict(value);
  const total = number(record?.total);
  if (!record || total === null || total <= 0) return null;
  const items = each(record.items, (item) => {
    const id = text(item.id);
    if (id === null) return null;
    const shown = typeof item.value === 'boolean' ? (item.value ? 'yes' : 'no') : text(item.value);
    return { id, label: text(item.label) ?? id, value: shown, unit: text(item.unit), status: text(item.status) ?? 'open' };
  });
  return { done: Math.max(0, Math.min(number(record.done) ?? 0, total)), total, items };
}

function readStratum(record: Dict): Stratum | null {
  const label = text(record.label);
  const share = number(record.one_year_mortality) ?? number(record.survival);
  const figure = text(record.figure) ?? (share === null ? null : `${share} %`);
  if (label === null || figure === null) return null;
  const bounds = pair(record.interval);
  const detail = [bounds ? `95 %: ${bounds[0]}–${bounds[1]} %` : null, text(record.horizon)].filter((item) => item !== null);
  return {
    label,
    figure: detail.length > 0 ? `${figure} (${detail.join('; ')})` : figure,
    n: text(record.n),
    years: text(record.years) ?? text(record.year),
    note: text(record.note),
  };
}

function readPrognosis(value: unknown): Prognosis | null {
  const record = dict(value);
  if (!record) return null;
  const hopeful = [...texts(record.hopeful), ...texts(record.palliative)];
  const why = text(dict(record.why_they_differ)?.text);
  const prognosis = { strata: each(record.strata, readStratum), hopeful, context: why === null ? [] : [why] };
  return prognosis.strata.length + prognosis.hopeful.length > 0 ? prognosis : null;
}

function readLookalike(record: Dict): Lookalike | null {
  const label = text(record.label) ?? text(record.name) ?? text(record.id);
  if (label === null) return null;
  const reasons = (effect: string) =>
    each(record.reasons, (reason) => (reason.effect === effect ? text(reason.finding) : null));
  return {
    label,
    redFlag: record.red_flag === true || record.urgency === 'emergency',
    supports: [...texts(record.supports), ...reasons('for')],
    against: [...texts(record.against), ...reasons('against')],
  };
}

function readDifferential(value: unknown): Differential | null {
  const record = dict(value);
  const ranked = each(record ? record.ranked : value, readLookalike);
  const redFlags = texts(record?.red_flags);
  return ranked.length + redFlags.length > 0 ? { ranked, redFlags } : null;
}

export function readEnvelope(value: unknown): Envelope | null {
  const record = dict(value);
  if (!record || record.schema !== SCHEMA) return null;
  const clarify = texts(record.clarify);
  return {
    label: text(record.label),
    clarify: clarify.length > 0 ? clarify : null,
    audience: record.audience === 'clinician' || record.audience === 'patient' ? record.audience : null,
    sources: each(record.sources, readSource),
    disclaimer: text(record.disclaimer),
    emergency: record.emergency === true,
    crisis: record.crisis === true,
    urgent: record.urgent === true,
    stored: typeof record.stored === 'boolean' ? record.stored : null,
    urgentMessages: number(record.urgent_messages),
    asksFor: text(record.asks_for),
    answer: readAnswer(record.answer),
    form: readForm(record.form),
    labTable: each(record.lab_table, readLabRow),
    risk: readRisk(record.risk),
    prognosis: readPrognosis(record.prognosis),
    differential: readDifferential(record.differential),
    summary: readSummary(record.summary),
  };
}

function readButton(record: Dict): Button | null {
  const title = text(record.title);
  return title === null ? null : { title, payload: text(record.payload) ?? title };
}

/** What one answer of the chat channel (Rasa's list of messages) says. The last envelope wins. */
export function readTurn(messages: unknown): Turn {
  const said: string[] = [];
  const buttons: Button[] = [];
  let envelope: Envelope | null = null;
  for (const item of list(messages)) {
    const message = dict(item);
    if (!message) continue;
    const words = text(message.text);
    if (words !== null) said.push(words);
    buttons.push(...each(message.buttons, readButton));
    envelope = readEnvelope(message.custom) ?? envelope;
  }
  return { texts: said, buttons, envelope };
}
