/** What the plain messages say beyond the card, so that nothing is shown twice and nothing is lost. */

import english from '../strings/en.json';
import type { Envelope } from '../protocol/types';

/** What the card's own progress bar says already: "(4 of 11) What …". */
const COUNTER = /^\(\d+ [^)\d]+ \d+\) /;

export function uncounted(words: string): string {
  return words.replace(COUNTER, '');
}

/** Without the lines of a list that stand below as buttons of the same words. */
export function unlisted(words: string, titles: readonly string[]): string {
  const offered = new Set(titles.map(bare));
  const lines = words.split('\n').filter((line) => !(LISTED.test(line) && offered.has(bare(line))));
  return lines.join('\n').trim();
}

const LISTED = /^\s*(?:\d{1,2}[.)]|[-•*–])\s+/;

/** A short line that only announces what follows ("Sources:"). */
const HEADING = /^\s*\S+(?:\s\S+){0,2}:\s*$/;

/** The same, where what it announces stands in the same paragraph ("When to call your team: …"). */
const LEAD = /^\s*\S+(?:\s\S+){0,5}:\s*$/;

/** How sure a line is, behind its last sentence: " [1, 2] (moderate)". The card has a sign for it. */
const LEVEL = /\s*\((?:high|moderate|low|very[- ]low|expert[- ]opinion)(?: (?:certainty|evidence))?\)\s*$/i;

function bare(words: string): string {
  return words.replace(/\[\d+(?:\s*,\s*\d+)*\]/g, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function sentences(words: string): string[] {
  const lines = words.split('\n').map((line) => line.replace(/^\s*(?:\d{1,2}[.)]|[-•*–])\s+/, ''));
  const parts = lines.filter((line) => !HEADING.test(line)).flatMap((line) => line.replace(LEVEL, '').split(/(?<=[.!?…:])\s+/));
  const told = parts.filter((part) => !LEAD.test(part));
  return (told.length > 0 ? told : parts).map(bare).filter((sentence) => sentence !== '');
}

/** The server's short forms of the disclaimer; the widget shows its own reminder in their place. */
const REMINDERS = [english['disclaimer.short'], english['disclaimer.short.clinician']];

function corpus(envelope: Envelope): string {
  const answer = envelope.answer;
  const said = [
    answer?.title, answer?.gist?.text, envelope.disclaimer, ...(envelope.disclaimer === null ? [] : REMINDERS),
    ...(answer ? [...answer.callTeam, ...answer.body, ...answer.unknown, ...answer.more, ...answer.simpler].map((item) => item.text) : []),
    ...envelope.sources.flatMap((source) => [source.citation, source.url]),
  ];
  return ` ${said.filter((part) => part !== null && part !== undefined).map(bare).join(' ')} `;
}

/** The paragraphs of `texts` of which at least one sentence is not already on the card. */
export function residue(texts: readonly string[], envelope: Envelope | null): string[] {
  if (!envelope || (!envelope.answer && !envelope.disclaimer)) return [...texts];
  const shown = corpus(envelope);
  const kept = texts.map((words) =>
    words.split(/\n{2,}/).filter((part) => sentences(part).some((sentence) => !shown.includes(` ${sentence} `))).join('\n\n'),
  );
  return kept.filter((words) => words.trim() !== '');
}
