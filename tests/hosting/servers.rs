//! nginx and Apache as a distribution brings them, each with a site of ours.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::portal::say;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Nginx,
    Apache,
}

/// A server that ends with the test.
pub(super) struct Running {
    kind: Kind,
    folder: TempDir,
    address: String,
}

pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

const NGINX_MODULES: &str = "/usr/lib/nginx/modules";
const APACHE_MODULES: &str = "/usr/lib/apache2/modules";

impl Running {
    /// Starts a server on a folder in which a site stands; nothing, said aloud, where there is no such server. It listens
    /// before it goes on in the background, so that nobody has to wait for it.
    pub(super) fn start(kind: Kind, root: &Path, site: &Path, port: u16) -> Option<Self> {
        let program = kind.program();
        if !kind.is_installed() {
            assert!(std::env::var_os("CI").is_none(), "{program} is not installed");
            say(&format!("{program} is not installed: its configuration is not tested"));
            return None;
        }
        let server = Self { kind, folder: TempDir::new().unwrap(), address: format!("{}:{port}", own_address()) };
        for folder in [server.folder.path(), root.parent().unwrap()] {
            // Servers read the files as somebody else.
            fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let settings = match kind {
            Kind::Nginx => server.nginx(root, site),
            Kind::Apache => server.apache(root),
        };
        fs::write(server.settings(), settings).unwrap();
        let started = server.command().output().unwrap();
        let said = String::from_utf8_lossy(&started.stderr).into_owned();
        assert!(started.status.success() && !said.contains("[warn]"), "{program}: {said}{}", server.errors());
        Some(server)
    }

    pub(super) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Asks for a path.
    pub(super) fn get(&self, path: &str, encodings: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let accepted = if encodings.is_empty() { String::new() } else { format!("Accept-Encoding: {encodings}\r\n") };
        let address = &self.address;
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{accepted}Connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer::read(&bytes)
    }

    fn settings(&self) -> PathBuf {
        self.folder.path().join("server.conf")
    }

    fn errors(&self) -> String {
        fs::read_to_string(self.folder.path().join("error.log")).unwrap_or_default()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.kind.program());
        match self.kind {
            Kind::Nginx => command.arg("-p").arg(self.folder.path()).arg("-c"),
            Kind::Apache => command.arg("-d").arg(self.folder.path()).arg("-f"),
        };
        command.arg(self.settings());
        command
    }

    fn nginx(&self, root: &Path, site: &Path) -> String {
        let user = if is_root() { "user root;\n" } else { "" };
        let (address, root, site) = (&self.address, root.display(), site.display());
        let temporary =
            ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|name| format!("{name}_temp_path {name};\n"));
        format!(
            "load_module {NGINX_MODULES}/ngx_http_brotli_static_module.so;\n{user}worker_processes 1;\npid pid;\n\
             error_log error.log;\nevents {{}}\nhttp {{\naccess_log off;\n{}server {{\nlisten {address};\n\
             root {root};\nbrotli_static on;\ninclude \"{site}/.hosting/nginx.conf\";\n}}\n}}\n",
            temporary.concat()
        )
    }

    /// With the modules that Debian brings in use, what compresses and what guesses types among them.
    fn apache(&self, root: &Path) -> String {
        let modules = [
            "mpm_event",
            "authz_core",
            "dir",
            "mime",
            "alias",
            "headers",
            "rewrite",
            "negotiation",
            "autoindex",
            "filter",
            "deflate",
        ];
        let modules = modules.map(|name| format!("LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n"));
        let (address, root) = (&self.address, root.display());
        format!(
            "ServerName portaal.example.org\nListen {address}\nPidFile pid\nErrorLog error.log\nStartServers 1\n{}\
             TypesConfig /etc/mime.types\nUser www-data\nGroup www-data\n\
             AddOutputFilterByType DEFLATE text/html text/css text/javascript application/xml image/svg+xml\n\
             DocumentRoot {root}\n<Directory {root}>\nOptions Indexes FollowSymLinks MultiViews\nAllowOverride All\n\
             Require all granted\n</Directory>\n",
            modules.concat()
        )
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let stop = match self.kind {
            Kind::Nginx => ["-s", "stop"],
            Kind::Apache => ["-k", "stop"],
        };
        let _ = self.command().args(stop).output();
    }
}

impl Kind {
    fn is_installed(self) -> bool {
        let modules = match self {
            Self::Nginx => format!("{NGINX_MODULES}/ngx_http_brotli_static_module.so"),
            Self::Apache => format!("{APACHE_MODULES}/mod_headers.so"),
        };
        Path::new(&modules).exists() && Command::new(self.program()).arg("-v").output().is_ok()
    }

    fn program(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "apache2",
        }
    }
}

/// An address of loopback that no other process of these tests has.
fn own_address() -> String {
    let process = std::process::id();
    format!("127.{}.{}.{}", 1 + (process >> 14) % 250, (process >> 7) % 128, 1 + process % 128)
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let (first, rest) = head.split_once("\r\n").unwrap();
        let headers = rest.lines().map(|line| line.split_once(": ").unwrap());
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { status: first.split(' ').nth(1).unwrap().parse().unwrap(), headers, body: bytes[end + 4..].to_vec() }
    }

    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let own = self.headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        own.map(|(_, value)| value.as_str()).collect()
    }

    /// The one header of a name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let all = self.all(name);
        assert!(all.len() <= 1, "{name}: {all:?}");
        all.first().copied()
    }

    pub(super) fn decoded(&self) -> Vec<u8> {
        super::decoded(self.header("Content-Encoding"), &self.body)
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {:?}", self.status, self.headers)
    }
}
