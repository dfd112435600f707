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
    ['Questions understood in tests', (health) => health.accuracy],
    ['Emergencies missed in tests', (health) => health.missed_emergencies],
  ];

  const line = (name, value) => {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    const text = document.createElement('dd');
    term.textContent = name;
    text.textContent = typeof value === 'object' ? Object.values(value).filter((item) => typeof item !== 'object').join(', ') : String(value);
    row.append(term, text);
    return row;
  };

  const facts = document.getElementById('facts');
  const short = (value) => (typeof value === 'string' && value.length > 48 ? `${value.slice(0, 45)}…` : value);
  fetch('/health', { headers: { accept: 'application/json' } })
    .then((response) => (response.ok ? response.json() : {}))
    .then((health) => {
      const known = rows.map(([name, read]) => [name, read(health)]).filter(([, value]) => value !== undefined && value !== null && value !== '');
      facts.replaceChildren(...known.map(([name, value]) => line(name, short(value))));
      facts.hidden = known.length === 0;
    })
    .catch(() => {
      facts.hidden = true;
    });

  if ('serviceWorker' in navigator) {
    window.addEventListener('load', () => {
      navigator.serviceWorker.register('/sw.js').catch(() => {
        // Without it the page works all the same, only not offline.
      });
    });
  }
})();
