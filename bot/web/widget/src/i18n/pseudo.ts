/** A made-up language that shows what was not translated: ⟦áççéñtéđ⟧, a third longer, placeholders kept. */

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MARKED = 'áƀçđéƒǧĥíĵķłɱñóƥɋŕšťúṽŵẋýžÁƁÇĐÉƑǦĤÍĴĶŁṀÑÓƤɊŔŠŤÚṼŴẊÝŽ';
const TABLE = new Map([...PLAIN].map((letter, index) => [letter, [...MARKED][index] ?? letter]));

export function pseudoText(words: string): string {
  const marked = words.split(/(\{\w+\})/).map((part) => (part.startsWith('{') ? part : [...part].map((c) => TABLE.get(c) ?? c).join('')));
  const padding = '~'.repeat(Math.ceil(words.length / 3));
  return `⟦${marked.join('')}${padding}⟧`;
}

export function pseudo(messages: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(messages).map(([key, words]) => [key, pseudoText(words)]));
}
