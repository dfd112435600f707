// The shell works without a network: page, widget and the emergency numbers in it. No answer and nothing personal is ever cached.
// The server writes the hash of each file behind its address (`?v=…`), so that another version of a file makes this another worker.
const SHELL = 'calci-shell-1';
const FILES = ['/', '/static/calci-chat.js', '/static/page.css', '/static/page.js', '/static/icon.svg', '/static/manifest.webmanifest'];
const NAMES = FILES.map((file) => file.split('?')[0]);

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

async function tidy() {
  for (const name of await caches.keys()) if (name !== SHELL) await caches.delete(name);
  const cache = await caches.open(SHELL);
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (!FILES.includes(pathname + search)) await cache.delete(request);
  }
}

self.addEventListener('activate', (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

async function stored(request) {
  const cache = await caches.open(SHELL);
  const same = await cache.match(request, { ignoreVary: true });
  return same ?? (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) ?? Response.error();
}

// Network first, so that a new version is seen at once; the stored shell when there is no network.
async function answer(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok) {
      const copy = response.clone();
      event.waitUntil(caches.open(SHELL).then((cache) => cache.put(event.request, copy)));
    }
    return response;
  } catch {
    return stored(event.request);
  }
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const own = event.request.method === 'GET' && url.origin === self.location.origin;
  if (own && NAMES.includes(url.pathname) && /^(\?v=\w*)?$/.test(url.search)) event.respondWith(answer(event));
});
