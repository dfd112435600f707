import { describe, expect, it } from 'vitest';
import { readTurn } from '../src/protocol/envelope';
import { blocks, pieces } from '../src/text/blocks';
import { residue, uncounted, unlisted } from '../src/text/residue';

describe('blocks', () => {
  it('splits paragraphs at empty lines and keeps single line breaks', () => {
    expect(blocks('a\nb\n\nc')).toEqual([{ kind: 'paragraph', lines: ['a', 'b'] }, { kind: 'paragraph', lines: ['c'] }]);
  });

  it('finds bullets and numbered lists', () => {
    expect(blocks('Intro:\n- one\n• two\n1. first\n2) second')).toEqual([
      { kind: 'paragraph', lines: ['Intro:'] },
      { kind: 'list', ordered: false, items: ['one', 'two'] },
      { kind: 'list', ordered: true, items: ['first', 'second'] },
    ]);
  });

  it('does not take a minus or a decimal number for a list', () => {
    expect(blocks('-5 is a value\n2.5 mmol/L')).toEqual([{ kind: 'paragraph', lines: ['-5 is a value', '2.5 mmol/L'] }]);
  });
});

describe('pieces', () => {
  it('links https addresses without the full stop behind them', () => {
    expect(pieces('See https://a.example/b. Now')).toEqual([{ text: 'See ' }, { text: 'https://a.example/b', href: 'https://a.example/b' }, { text: '. Now' }]);
  });

  it('never links http or javascript', () => {
    expect(pieces('http://a.example javascript:alert(1)')).toEqual([{ text: 'http://a.example javascript:alert(1)' }]);
  });

  it('links known telephone numbers, but not the same digits in a value', () => {
    expect(pieces('Call 112 now', ['112'])[1]).toEqual({ text: '112', href: 'tel:112' });
    for (const value of ['PTH 1120 pg/mL', 'calcium 112.5', 'LDH 3.112', '112%', '112/80']) expect(pieces(value, ['112'])).toEqual([{ text: value }]);
  });

  it('links numbers with spaces', () => {
    expect(pieces('Call 116 123.', ['116 123'])[1]).toEqual({ text: '116 123', href: 'tel:116123' });
    expect(pieces('Call 116123.', ['116 123'])[1]).toEqual({ text: '116123', href: 'tel:116123' });
  });
});

describe('uncounted', () => {
  it('leaves out the counter that the progress bar shows, and nothing else', () => {
    expect(uncounted('(4 of 11) How old are you?')).toBe('How old are you?');
    expect(uncounted('(4 von 11) Wie alt?')).toBe('Wie alt?');
    expect(uncounted('(see below) How old?')).toBe('(see below) How old?');
    expect(uncounted('Between (4 of 11) and')).toBe('Between (4 of 11) and');
  });
});

describe('unlisted', () => {
  it('leaves out what is offered as a button, and keeps every other line', () => {
    expect(unlisted('Did you mean:\n• What is it?\n• Does it hurt?\n• Else', ['What is it?', 'Does it hurt?'])).toBe('Did you mean:\n• Else');
    expect(unlisted('What is it?', ['What is it?'])).toBe('What is it?');
  });
});

describe('residue', () => {
  it('shows the server\'s short disclaimer once: in the reminder of the widget', () => {
    const short = 'General information, not medical advice. Your care team knows you; I do not.';
    const turn = readTurn([{ text: 'Hello.' }, { text: short }, { custom: { schema: 'calci.turn/1', label: 'x', disclaimer: 'In full.' } }]);
    expect(residue(turn.texts, turn.envelope)).toEqual(['Hello.']);
  });

  const envelope = (parts: object) => readTurn([{ custom: { schema: 'calci.turn/1', ...parts } }]).envelope;
  const card = { answer: { gist: { text: 'It is rare.' }, body: [{ text: 'It hurts. It can heal.' }] }, disclaimer: 'For learning only.', sources: [{ citation: 'A B. Title. J 2018.' }] };

  it('leaves out what the card shows: gist, body, citations, disclaimer', () => {
    expect(residue(['It is rare. [1]\n\nIt hurts. It can heal. [1, 2]\n\nSources:\n1. A B. Title. J 2018.', 'For learning only.'], envelope(card))).toEqual([]);
  });

  it('leaves out what only announces or grades a line of the card', () => {
    const full = { answer: { ...card.answer, call_team: [{ text: 'Call the same day for a new sore.' }], more: [{ text: 'Why is open.' }] } };
    const texts = ['• It hurts. [1] (moderate)\n• It can heal. [1, 2] (expert opinion)', 'When to call your team: Call the same day for a new sore.', 'What is not known:\n• Why is open. [3]'];
    expect(residue(texts, envelope(full))).toEqual([]);
    const more = ['When to call your team: Call for fever.', 'It hurts. (See a doctor now)', 'What is not known:\n• Whether it comes back.'];
    expect(residue(more, envelope(full)).map((words) => words.split('\n').length)).toEqual([1, 1, 2]);
  });

  it('keeps every paragraph that says anything else', () => {
    expect(residue(['First call 112.', 'It is rare. But see a doctor.'], envelope(card))).toEqual(['First call 112.', 'It is rare. But see a doctor.']);
  });

  it('keeps everything when there is no card', () => {
    expect(residue(['For learning only.'], envelope({}))).toEqual(['For learning only.']);
    expect(residue(['x'], null)).toEqual(['x']);
  });
});
