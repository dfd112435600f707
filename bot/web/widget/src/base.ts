/** Where this script came from: the assistant's own server, unless the page names another `endpoint`. */

function scriptAddress(): string | null {
  const own = document.currentScript;
  if (own instanceof HTMLScriptElement && own.src) return own.src;
  const found = [...document.scripts].find((script) => /\/calci-chat\.js(\?|$)/.test(script.src));
  return found?.src ?? null;
}

const loadedFrom = scriptAddress();

/** The server's address, ending in a slash. The script lies at `<base>/static/calci-chat.js`. */
export function serverBase(endpoint: string | null): string {
  const fallback = loadedFrom ? new URL('..', loadedFrom).href : new URL('/', location.href).href;
  if (!endpoint) return fallback;
  const url = new URL(endpoint, location.href);
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
