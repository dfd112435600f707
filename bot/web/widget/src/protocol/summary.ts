/** The summary of a conversation, from the server's facts to sections of lines. */

import { readLabRow } from './labs';
import { dict, each, text, texts, type Dict } from './read';
import type { Summary, SummarySection } from './types';

function labelled(value: unknown): string[] {
  return each(value, (item) => {
    const [label, words] = [text(item.label), text(item.value)];
    return label === null || words === null ? null : `${label}: ${words}`;
  });
}

function labs(value: unknown): string[] {
  return each(value, readLabRow).map((row) => `${row.label}: ${row.shown}${row.taken ? ` (${row.taken})` : ''}`);
}

function estimate(value: unknown): string[] {
  const record = dict(value);
  return [record?.words, record?.disclaimer].map(text).filter((item) => item !== null);
}

function known(record: Dict): SummarySection[] {
  const sections = [
    { title: 'labs', items: labs(record.labs) },
    { title: 'history', items: labelled(record.history) },
    { title: 'discussed', items: each(record.discussed, (item) => text(item.title)) },
    { title: 'estimate', items: estimate(record.estimate) },
    { title: 'questions', items: texts(record.questions) },
  ];
  return sections.filter((section) => section.items.length > 0);
}

function free(value: unknown): SummarySection[] {
  return each(value, (section) => {
    const title = text(section.title) ?? text(section.heading);
    return title === null ? null : { title, items: texts(section.items ?? section.lines) };
  });
}

export function readSummary(value: unknown): Summary | null {
  const record = dict(value);
  if (!record) return null;
  const sections = [...known(record), ...free(record.sections)];
  if (sections.length === 0) return null;
  return { title: text(record.title) ?? '', sections, facts: record };
}
