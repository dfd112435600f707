// The page around the chat: example questions, the facts about this version, and the offline shell.
(() => {
  const chat = document.querySelector('calci-chat');

  for (const button of document.querySelectorAll('[data-ask]')) {
    button.addEventListener('click', () => {
      chat.scrollIntoView({ block: 'end' });
      chat.ask(button.dataset.ask);
    });
  }

  // A fingerprint of 32 figures is told apart by its first 12.
  const brief = (name) => (/^[0-9a-f]{20,}$/.test(name) ? name.slice(0, 12) : name);

  // What /health says about this installation; anything it does not say is left out.
  const rows = [
    ['Version', (health) => health.version],
    ['Model', (health) => brief(health.model)],
    ['Knowledge', (health) => health.knowledge],
    ['Content checked on', (health) => health.content_date],
  ];

  // "6 of 130" and nothing else; what was not measured is not claimed.
  const share = (value) => (typeof value === 'string' && /^\d+ of \d+$/.test(value) ? value : null);
  const measured = (health) => {
    const understood = share(health.accuracy);
    const missed = share(health.missed_emergencies);
    const parts = [understood && `it understood ${understood} messages`, missed && `it missed ${missed} emergencies`].filter(Boolean);
    return parts.length > 0 ? `In our last test, with messages it had never seen, ${parts.join(', and ')}.` : '';
  };

  const line = (name, value) => {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    const text = document.createElement('dd');
    term.textContent = name;
    text.textContent = typeof value === 'object' ? Object.values(value).filter((item) => typeof item !== 'object').join(', ') : String(value);
    row.append(term, text);
    return row;
  };

  const show = (id, full, fill) => {
    const place = document.getElementById(id);
    if (full) fill(place);
    place.hidden = !full;
  };
  const short = (value) => (typeof value === 'string' && value.length > 48 ? `${value.slice(0, 45)}…` : value);
  const tell = (health) => {
    const known = rows.map(([name, read]) => [name, read(health)]).filter(([, value]) => value !== undefined && value !== null && value !== '');
    show('technical', known.length > 0, () => document.getElementById('facts').replaceChildren(...known.map(([name, value]) => line(name, short(value)))));
    const words = measured(health);
    show('measured', words !== '', (place) => (place.textContent = words));
  };
  fetch('/health', { headers: { accept: 'application/json' } })
    .then((response) => (response.ok ? response.json() : {}))
    .then(tell)
    .catch(() => tell({}));

  if ('serviceWorker' in navigator) {
    window.addEventListener('load', () => {
      navigator.serviceWorker.register('/sw.js').catch(() => {
        // Without it the page works all the same, only not offline.
      });
    });
  }
})();
