// A real nginx on a built site, with the settings that the site brings along.
import { existsSync, mkdtempSync, writeFileSync, chmodSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { workFolder } from "./portals.js";
import { inPath, run } from "./programs.js";

const TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

/**
 * Serves a folder by nginx; nothing, said aloud, where there is no nginx.
 * @param {string} folder
 * @returns {Promise<{ origin: string, close: () => void } | undefined>}
 */
export async function nginx(folder) {
  const program = inPath("nginx") ?? ["/usr/sbin/nginx"].find(existsSync);
  if (!program) {
    if (process.env.CI) throw new Error("nginx is not installed");
    console.log("nginx is not installed: no page is looked at under its settings");
    return undefined;
  }
  const own = mkdtempSync(join(workFolder(), "nginx-"));
  // It reads the files as somebody else.
  for (const readable of [workFolder(), own]) chmodSync(readable, 0o755);
  const port = await freePort();
  const settings = join(own, "server.conf");
  const isRoot = process.getuid?.() === 0;
  writeFileSync(
    settings,
    [
      isRoot ? "user root;" : "",
      "worker_processes 1;\npid pid;\nerror_log error.log;\nevents {}\nhttp {\naccess_log off;",
      ...TEMPORARY.map((name) => `${name}_temp_path ${name};`),
      `server {\nlisten 127.0.0.1:${port};\nroot ${folder};\ninclude "${folder}/.hosting/nginx.conf";\n}\n}\n`,
    ].join("\n"),
  );
  const started = run(program, ["-p", own, "-c", settings]);
  if (started.code !== 0) throw new Error(`nginx does not start: ${started.err}`);
  return { origin: `http://127.0.0.1:${port}`, close: () => run(program, ["-p", own, "-c", settings, "-s", "stop"]) };
}

/** A port of this machine that nobody listens at now. */
async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
