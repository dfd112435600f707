// The shell works without a network: page, widget and the emergency numbers in it. No answer and nothing personal is ever cached.
const SHELL = 'calci-shell-1';
const FILES = ['/', '/static/calci-chat.js', '/static/page.css', '/static/page.js', '/static/icon.svg', '/static/manifest.webmanifest'];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

// Network first, so that a new version is seen at once; the stored shell when there is no network.
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const shell = event.request.method === 'GET' && url.origin === self.location.origin && FILES.includes(url.pathname) && url.search === '';
  if (!shell) return;
  event.respondWith(
    fetch(event.request)
      .then((response) => {
        if (response.ok) {
          const copy = response.clone();
          event.waitUntil(caches.open(SHELL).then((cache) => cache.put(url.pathname, copy)));
        }
        return response;
      })
      .catch(() => caches.match(url.pathname).then((stored) => stored ?? Response.error())),
  );
});
