// A web server for one built folder, as strict as production should be.
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

// Those of the program, which compares them in its own tests.
const HEADERS = JSON.parse(readFileSync(new URL("headers.json", import.meta.url), "utf8"));

/**
 * Serves a folder on a free port of this machine alone.
 * @param {string} folder
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function serve(folder) {
  const root = await realpath(folder);
  const headers = headersOf(root);
  const server = createServer((request, response) => {
    answer({ root, headers }, request, response).catch((error) => response.destroy(error));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

/** The headers, with the policy of a site that brings one along: it allows the style of its editions. */
function headersOf(root) {
  const settings = join(root, ".hosting", "nginx.conf");
  const own = existsSync(settings) && readFileSync(settings, "utf8").match(/Content-Security-Policy "([^"]+)"/);
  return own ? { ...HEADERS, "Content-Security-Policy": own[1] } : HEADERS;
}

async function answer(site, request, response) {
  const { root, headers } = site;
  if (!["GET", "HEAD"].includes(request.method)) {
    return response.writeHead(405, { ...headers, Allow: "GET, HEAD" }).end();
  }
  const path = pathOf(request.url);
  const found = path === undefined ? undefined : await find(root, path);
  if (found?.isFolder && !path.endsWith("/")) {
    return response.writeHead(301, { ...headers, Location: `${encodeURI(path)}/` }).end();
  }
  const page = found?.isFolder ? await find(root, `${path}index.html`) : found;
  if (page && !page.isFolder) return send(site, request, response, 200, page);
  const missing = await find(root, "/404.html");
  if (missing) return send(site, request, response, 404, missing);
  response.writeHead(404, headers).end();
}

/** The decoded path of a request; nothing for one that cannot be decoded. */
function pathOf(url) {
  try {
    return decodeURIComponent(url.split(/[?#]/)[0]);
  } catch {
    return undefined;
  }
}

/** What stands at a path. A link that leads out of the folder leads nowhere, like a path that does. */
async function find(root, path) {
  try {
    const file = await realpath(join(root, path));
    if (file !== root && !file.startsWith(root + sep)) return undefined;
    const facts = await stat(file);
    return { file, isFolder: facts.isDirectory(), size: facts.size };
  } catch {
    return undefined;
  }
}

function send({ headers }, request, response, status, { file, size }) {
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(status, { ...headers, "Content-Type": type, "Content-Length": size });
  if (request.method === "HEAD") return response.end();
  createReadStream(file)
    .on("error", (error) => response.destroy(error))
    .pipe(response);
}
